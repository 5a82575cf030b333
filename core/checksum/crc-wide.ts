import type { Running } from './checksum';
import { type CrcModel, reflect } from './crc-model';

/** `words` times 32 bits of a number, the least significant first. */
const wordsOf = (value: bigint, words: number): Uint32Array =>
  Uint32Array.from({ length: words }, (_, i) => Number(BigInt.asUintN(32, value >> BigInt(32 * i))));

/**
 * What a register becomes by eight bits shifted out, for each value of them; word `k` of all 256 stands together.
 * As in `crc-narrow.ts`, a reflected register stands in the lowest bits, any other in the highest.
 */
const tableOf = ({ width, poly, refin }: CrcModel, words: number): Uint32Array => {
  const bits = BigInt(32 * words);
  const taps = refin ? reflect(poly, width) : poly << (bits - BigInt(width));
  const table = new Uint32Array(256 * words);
  for (let byte = 0; byte < 256; byte++) {
    let register = refin ? BigInt(byte) : BigInt(byte) << (bits - 8n);
    for (let bit = 0; bit < 8; bit++) {
      if (refin) register = register & 1n ? (register >> 1n) ^ taps : register >> 1n;
      else {
        const out = register >> (bits - 1n);
        register = BigInt.asUintN(32 * words, register << 1n) ^ (out === 1n ? taps : 0n);
      }
    }
    for (const [k, word] of wordsOf(register, words).entries()) table[256 * k + byte] = word;
  }
  return table;
};

const cache = new Map<string, Uint32Array>();

const tableFor = (model: CrcModel, words: number): Uint32Array => {
  const key = `${model.width} ${model.poly} ${model.refin}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = tableOf(model, words);
  cache.set(key, made);
  return made;
};

/** Two words are worth a loop of their own: all 64-bit models pass here. */
const update64 = (
  register: Uint32Array,
  table: Uint32Array,
  reflected: boolean,
  bytes: Uint8Array,
  start: number,
  end: number,
): void => {
  let low = register[0] ?? 0;
  let high = register[1] ?? 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (reflected) {
      const out = (low ^ byte) & 255;
      low = ((low >>> 8) | (high << 24)) ^ (table[out] ?? 0);
      high = (high >>> 8) ^ (table[256 + out] ?? 0);
    } else {
      const out = (high >>> 24) ^ byte;
      high = ((high << 8) | (low >>> 24)) ^ (table[256 + out] ?? 0);
      low = (low << 8) ^ (table[out] ?? 0);
    }
  }
  register[0] = low;
  register[1] = high;
};

const updateAny = (
  register: Uint32Array,
  table: Uint32Array,
  reflected: boolean,
  bytes: Uint8Array,
  start: number,
  end: number,
): void => {
  const words = register.length;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (reflected) {
      const out = ((register[0] ?? 0) ^ byte) & 255;
      for (let k = 0; k < words; k++) {
        const shifted = ((register[k] ?? 0) >>> 8) | ((register[k + 1] ?? 0) << 24);
        register[k] = shifted ^ (table[256 * k + out] ?? 0);
      }
    } else {
      const out = ((register[words - 1] ?? 0) >>> 24) ^ byte;
      for (let k = words - 1; k >= 0; k--) {
        const shifted = ((register[k] ?? 0) << 8) | ((register[k - 1] ?? 0) >>> 24);
        register[k] = shifted ^ (table[256 * k + out] ?? 0);
      }
    }
  }
};

/** A CRC of 33 to 82 bits, in machine words. */
export const wideCrc = (model: CrcModel): Running => {
  const { width, refin, refout } = model;
  const words = Math.ceil(width / 32);
  const spare = 32 * words - width;
  const init = wordsOf(refin ? reflect(model.init, width) : model.init << BigInt(spare), words);
  const size = Math.ceil(width / 8);
  const xorout = wordsOf(model.xorout, words);
  const table = tableFor(model, words);
  const update = words === 2 ? update64 : updateAny;
  const register = Uint32Array.from(init);
  const bit = (at: number): number => ((register[at >> 5] ?? 0) >>> (at & 31)) & 1;
  return {
    reset: () => register.set(init),
    update: (bytes, start, end) => update(register, table, refin, bytes, start, end),
    write: (out, at) => {
      // Bit `i` of the value, wherever the register has it.
      const from = (i: number): number => bit((refin ? 0 : spare) + (refin === refout ? i : width - 1 - i));
      for (let byte = 0; byte < size; byte++) {
        let value = 0;
        for (let i = Math.min(8 * byte + 7, width - 1); i >= 8 * byte; i--) value = (value << 1) | from(i);
        out[at + size - 1 - byte] = value ^ ((xorout[byte >> 2] ?? 0) >>> (8 * (byte & 3)));
      }
    },
  };
};
