import { float16, formatFloat } from './floats';
import { dosTime, fileTime, ntpTime, unixTime } from './times';

const READING_KINDS = [
  'unsigned',
  'signed',
  'float',
  'unixSeconds',
  'unixMilliseconds',
  'unixMicroseconds',
  'unixNanoseconds',
  'ntp',
  'fileTime',
  'dosDateTime',
] as const;
export type ReadingKind = (typeof READING_KINDS)[number];

/** One way to read a range of bytes. */
export interface Reading {
  readonly kind: ReadingKind;
  /** Width: 8, 16, 24 … 64. */
  readonly bits: number;
  /** Null for a single byte. */
  readonly order: 'le' | 'be' | null;
  /** Exact: a decimal integer, a float in its shortest form, ISO 8601 for times (UTC, except DOS, which is local). */
  readonly value: string;
}

/** The unsigned integer that 1 to 8 bytes (or more) make. */
const unsigned = (bytes: Uint8Array, littleEndian: boolean): bigint => {
  let value = 0n;
  for (let i = 0; i < bytes.length; i++) {
    value = value * 256n + BigInt(bytes[littleEndian ? bytes.length - 1 - i : i] ?? 0);
  }
  return value;
};

const float = (bytes: Uint8Array, littleEndian: boolean): string => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length === 2) return formatFloat(float16(view.getUint16(0, littleEndian)), 16);
  return bytes.length === 4
    ? formatFloat(view.getFloat32(0, littleEndian), 32)
    : formatFloat(view.getFloat64(0, littleEndian), 64);
};

const times = (value: bigint, bytes: number): readonly (readonly [ReadingKind, string | null])[] => {
  if (bytes === 4) {
    return [
      ['unixSeconds', unixTime(value, 's')],
      ['dosDateTime', dosTime(Number(value))],
    ];
  }
  if (bytes !== 8) return [];
  return [
    ['unixSeconds', unixTime(value, 's')],
    ['unixMilliseconds', unixTime(value, 'ms')],
    ['unixMicroseconds', unixTime(value, 'us')],
    ['unixNanoseconds', unixTime(value, 'ns')],
    ['ntp', ntpTime(value)],
    ['fileTime', fileTime(value)],
  ];
};

/**
 * Reads a selected range of 1 to 8 bytes as integers of exactly its width in both byte orders, as a float when it
 * has 2, 4 or 8 bytes, and as the times that would fall between 1980 and 2099. Any other length has no readings.
 */
export const interpret = (range: Uint8Array): readonly Reading[] => {
  const length = range.length;
  if (length < 1 || length > 8) return [];
  const bits = length * 8;
  const orders = length === 1 ? ([null] as const) : (['le', 'be'] as const);
  const integers: Reading[] = [];
  const floats: Reading[] = [];
  const stamps: Reading[] = [];
  for (const order of orders) {
    const value = unsigned(range, order === 'le');
    integers.push({ kind: 'unsigned', bits, order, value: value.toString() });
    integers.push({ kind: 'signed', bits, order, value: BigInt.asIntN(bits, value).toString() });
    if (length === 2 || length === 4 || length === 8) {
      floats.push({ kind: 'float', bits, order, value: float(range, order === 'le') });
    }
    for (const [kind, stamp] of times(value, length)) {
      if (stamp !== null) stamps.push({ kind, bits, order, value: stamp });
    }
  }
  return [...integers, ...floats, ...stamps];
};
