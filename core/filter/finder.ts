import type { BytePattern } from './ast';

/** Says whether something stands anywhere in some bytes. */
export type Finder = (bytes: Uint8Array) => boolean;

const foldByte = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte);

/** ASCII letters as small ones, all other bytes as they are. */
const FOLD = Uint8Array.from({ length: 256 }, (_, byte) => foldByte(byte));

/** One byte, by the runtime's own search. */
const findByte =
  (byte: number, ignoreCase: boolean): Finder =>
  (bytes) =>
    bytes.includes(byte) || (ignoreCase && byte >= 0x61 && byte <= 0x7a && bytes.includes(byte - 0x20));

/**
 * Boyer-Moore-Horspool (1980): compares the last byte first and skips by what it found. A byte of the pattern that
 * may be anything only shortens the skip.
 *
 * @param ignoreCase for ASCII letters; right for UTF-8, whose other characters have no byte below 80
 */
export const findBytes = (pattern: BytePattern, ignoreCase = false): Finder => {
  const length = pattern.length;
  const wanted = pattern.map((byte) => (byte !== null && ignoreCase ? foldByte(byte) : byte));
  // Bytes that may be anything at the ends only ask for room.
  const first = wanted.findIndex((byte) => byte !== null);
  if (first === -1) return (bytes) => bytes.length >= length;
  const last = wanted.findLastIndex((byte) => byte !== null);
  const core = Int16Array.from(wanted.slice(first, last + 1), (byte) => byte ?? -1);
  const size = core.length;
  const room = length - last - 1;
  const [only = 0] = core;
  if (size === 1 && length === 1) return findByte(only, ignoreCase);

  const skip = new Int32Array(256).fill(size);
  core.forEach((byte, i) => {
    if (i === size - 1) return;
    if (byte === -1) skip.fill(size - 1 - i);
    else {
      skip[byte] = size - 1 - i;
      if (ignoreCase && byte >= 0x61 && byte <= 0x7a) skip[byte - 0x20] = size - 1 - i;
    }
  });
  const final = core[size - 1] ?? 0;

  const matchesAt = (bytes: Uint8Array, at: number): boolean => {
    for (let i = size - 2; i >= 0; i--) {
      const byte = bytes[at + i] ?? 0;
      const want = core[i] ?? 0;
      if (want !== -1 && (ignoreCase ? FOLD[byte] : byte) !== want) return false;
    }
    return true;
  };

  return (bytes) => {
    const end = bytes.length - room;
    for (let at = first + size - 1; at < end; ) {
      const byte = bytes[at] ?? 0;
      if ((ignoreCase ? FOLD[byte] : byte) === final && matchesAt(bytes, at - size + 1)) return true;
      at += skip[byte] ?? 1;
    }
    return false;
  };
};

/** The whole of `bytes` is the pattern. */
export const equalsPattern = (bytes: Uint8Array, pattern: BytePattern): boolean =>
  bytes.length === pattern.length && pattern.every((byte, i) => byte === null || byte === bytes[i]);

/** Below, above or 0, byte by byte; of two that agree as far as they go, the shorter is below. */
export const compareBytes = (a: Uint8Array, b: BytePattern): number => {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
};
