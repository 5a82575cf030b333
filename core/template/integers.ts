import { type Place, refuse } from './fault';

export interface IntegerType {
  readonly name: string;
  readonly bytes: number;
  readonly signed: boolean;
  readonly littleEndian: boolean;
}

const WIDTHS = [8, 16, 24, 32, 40, 48, 56, 64] as const;

/** `u8`, `i8`, then `u16`, `u16le` … `i64le`. Without a suffix the most significant byte comes first. */
export const INTEGER_TYPES: readonly IntegerType[] = WIDTHS.flatMap((bits) =>
  (bits === 8 ? [''] : ['', 'le']).flatMap((suffix) =>
    ['u', 'i'].map((sign) => ({
      name: `${sign}${bits}${suffix}`,
      bytes: bits / 8,
      signed: sign === 'i',
      littleEndian: suffix === 'le',
    })),
  ),
);

/** Whether a whole number can be written in that many bytes. */
export const fits = (value: number | bigint, { bytes, signed }: IntegerType): boolean => {
  const limit = 2 ** (8 * bytes - (signed ? 1 : 0));
  return value >= (signed ? -limit : 0) && value < limit;
};

/**
 * Writes a whole number. One that does not fit fails with ETEMPLATE_OVERFLOW, unless it `wraps`: then its lowest bits
 * are written.
 */
export const writeInteger = (
  out: Uint8Array,
  value: number | bigint,
  type: IntegerType,
  wraps: boolean,
  place: Place,
): void => {
  const { bytes, littleEndian } = type;
  if (typeof value === 'number' && !Number.isInteger(value)) {
    refuse('ETEMPLATE_OVERFLOW', place, { value: String(value), type: type.name });
  }
  if (!wraps && !fits(value, type)) {
    refuse('ETEMPLATE_OVERFLOW', place, { value: String(value), type: type.name });
  }
  if (typeof value === 'number' && value >= -0x8000_0000 && value <= 0xffff_ffff) {
    // Beyond its four bytes a number goes on with its sign.
    const beyond = value < 0 ? 0xff : 0;
    for (let i = 0; i < bytes; i++) {
      out[littleEndian ? i : bytes - 1 - i] = i < 4 ? value >>> (8 * i) : beyond;
    }
    return;
  }
  let rest = BigInt.asUintN(8 * bytes, BigInt(value));
  for (let i = 0; i < bytes; i++) {
    out[littleEndian ? i : bytes - 1 - i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
};

/** The unsigned number that bytes make; a bigint beyond 2^53. */
export const readUnsigned = (bytes: Uint8Array, littleEndian: boolean): number | bigint => {
  if (bytes.length <= 6) {
    let value = 0;
    for (let i = 0; i < bytes.length; i++) {
      value = value * 256 + (bytes[littleEndian ? bytes.length - 1 - i : i] ?? 0);
    }
    return value;
  }
  let value = 0n;
  for (let i = 0; i < bytes.length; i++) {
    value = value * 256n + BigInt(bytes[littleEndian ? bytes.length - 1 - i : i] ?? 0);
  }
  return value;
};

/** LEB128, as in Protocol Buffers and MQTT: seven bits a byte, the lowest first. Fails below 0. */
export const varint = (value: number | bigint, place: Place): Uint8Array => {
  if (value < 0 || (typeof value === 'number' && !Number.isInteger(value))) {
    refuse('ETEMPLATE_OVERFLOW', place, { value: String(value), type: 'varint' });
  }
  const bytes: number[] = [];
  let rest = BigInt(value);
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
};
