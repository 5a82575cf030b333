import type { Running } from './checksum';
import { type CrcModel, reflect } from './crc-model';

/** Bytes that one step of a long input takes in: eight look-ups that do not wait for each other. */
const SLICES = 8;
/** An input from here on is worth the larger tables. In bytes. */
const LONG = 1024;

/**
 * What a register of 32 bits becomes by eight bits shifted out, for each value of them; then the same with one to
 * seven zero bytes after them. A reflected register shifts right and stands in the lowest bits, any other shifts left
 * and stands in the highest.
 */
const tablesOf = ({ width, poly, refin }: CrcModel, slices: number): Int32Array => {
  const tables = new Int32Array(256 * slices);
  const taps = Number(BigInt.asIntN(32, refin ? reflect(poly, width) : poly << BigInt(32 - width)));
  for (let byte = 0; byte < 256; byte++) {
    let register = refin ? byte : byte << 24;
    for (let bit = 0; bit < 8; bit++) {
      if (refin) register = register & 1 ? (register >>> 1) ^ taps : register >>> 1;
      else register = register < 0 ? (register << 1) ^ taps : register << 1;
    }
    tables[byte] = register;
  }
  for (let at = 256; at < tables.length; at++) {
    const before = tables[at - 256] ?? 0;
    tables[at] = refin
      ? (before >>> 8) ^ (tables[before & 255] ?? 0)
      : (before << 8) ^ (tables[before >>> 24] ?? 0);
  }
  return tables;
};

/** Tables depend on width, polynomial and direction alone; many models share them. */
const cache = new Map<string, Int32Array>();

const tablesFor = (model: CrcModel, slices: number): Int32Array => {
  const key = `${model.width} ${model.poly} ${model.refin} ${slices}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = tablesOf(model, slices);
  cache.set(key, made);
  return made;
};

const reflectedBytes = (
  table: Int32Array,
  from: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): number => {
  let register = from;
  for (let at = start; at < end; at++) {
    register = (table[(register ^ (bytes[at] ?? 0)) & 255] ?? 0) ^ (register >>> 8);
  }
  return register;
};

const plainBytes = (
  table: Int32Array,
  from: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): number => {
  let register = from;
  for (let at = start; at < end; at++) {
    register = (table[(register >>> 24) ^ (bytes[at] ?? 0)] ?? 0) ^ (register << 8);
  }
  return register;
};

/** Whole steps of eight bytes ("slicing-by-8", Kounavis and Berry 2005). `end - start` is a multiple of eight. */
const reflectedSlices = (
  t: Int32Array,
  from: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): number => {
  let register = from;
  for (let at = start; at < end; at += SLICES) {
    register =
      (t[1792 + ((register ^ (bytes[at] ?? 0)) & 255)] ?? 0) ^
      (t[1536 + (((register >>> 8) ^ (bytes[at + 1] ?? 0)) & 255)] ?? 0) ^
      (t[1280 + (((register >>> 16) ^ (bytes[at + 2] ?? 0)) & 255)] ?? 0) ^
      (t[1024 + ((register >>> 24) ^ (bytes[at + 3] ?? 0))] ?? 0) ^
      (t[768 + (bytes[at + 4] ?? 0)] ?? 0) ^
      (t[512 + (bytes[at + 5] ?? 0)] ?? 0) ^
      (t[256 + (bytes[at + 6] ?? 0)] ?? 0) ^
      (t[bytes[at + 7] ?? 0] ?? 0);
  }
  return register;
};

const plainSlices = (t: Int32Array, from: number, bytes: Uint8Array, start: number, end: number): number => {
  let register = from;
  for (let at = start; at < end; at += SLICES) {
    register =
      (t[1792 + ((register >>> 24) ^ (bytes[at] ?? 0))] ?? 0) ^
      (t[1536 + (((register >>> 16) & 255) ^ (bytes[at + 1] ?? 0))] ?? 0) ^
      (t[1280 + (((register >>> 8) & 255) ^ (bytes[at + 2] ?? 0))] ?? 0) ^
      (t[1024 + ((register & 255) ^ (bytes[at + 3] ?? 0))] ?? 0) ^
      (t[768 + (bytes[at + 4] ?? 0)] ?? 0) ^
      (t[512 + (bytes[at + 5] ?? 0)] ?? 0) ^
      (t[256 + (bytes[at + 6] ?? 0)] ?? 0) ^
      (t[bytes[at + 7] ?? 0] ?? 0);
  }
  return register;
};

const reflect32 = (value: number, width: number): number => {
  let reflected = 0;
  for (let bit = 0; bit < width; bit++) reflected = (reflected << 1) | ((value >>> bit) & 1);
  return reflected;
};

/** A CRC of up to 32 bits, in one machine word. */
export const narrowCrc = (model: CrcModel): Running => {
  const { width, refin, refout } = model;
  const init = Number(
    BigInt.asIntN(32, refin ? reflect(model.init, width) : model.init << BigInt(32 - width)),
  );
  const xorout = Number(BigInt.asIntN(32, model.xorout));
  const size = Math.ceil(width / 8);
  const table = tablesFor(model, 1);
  const byBytes = refin ? reflectedBytes : plainBytes;
  const bySlices = refin ? reflectedSlices : plainSlices;
  let register = init;
  return {
    reset: () => {
      register = init;
    },
    update: (bytes, start, end) => {
      let at = start;
      if (end - start >= LONG) {
        at = end - ((end - start) % SLICES);
        register = bySlices(tablesFor(model, SLICES), register, bytes, start, at);
      }
      register = byBytes(table, register, bytes, at, end);
    },
    write: (out, at) => {
      const read = refin ? register : register >>> (32 - width);
      const value = (refin === refout ? read : reflect32(read, width)) ^ xorout;
      for (let i = 0; i < size; i++) out[at + i] = value >>> (8 * (size - 1 - i));
    },
  };
};
