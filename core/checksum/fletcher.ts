import type { Checksum, Running } from './checksum';

interface Pair {
  /** Added to the sum and then the sum to it, for each block of the message. */
  readonly modulus: number;
  /** What both begin with. */
  readonly begin: number;
  readonly size: number;
}

/** Bytes after which sums are reduced: the second is then below 2^30. */
const REDUCED_AFTER = 2048;

/**
 * Two sums of which the second adds up the first, so that order counts: Fletcher (1982) and Adler (RFC 1950). The
 * second stands above the first in the value.
 */
const byBytes = ({ modulus, begin, size }: Pair): Running => {
  const half = 4 * size;
  let a = begin;
  let b = 0;
  return {
    reset: () => {
      a = begin;
      b = 0;
    },
    update: (bytes, start, end) => {
      let first = a;
      let second = b;
      for (let at = start; at < end; ) {
        for (const stop = Math.min(end, at + REDUCED_AFTER); at < stop; at++) {
          first += bytes[at] ?? 0;
          second += first;
        }
        first %= modulus;
        second %= modulus;
      }
      a = first;
      b = second;
    },
    write: (out, at) => {
      const value = (b << half) | a;
      for (let i = 0; i < size; i++) out[at + i] = value >>> (8 * (size - 1 - i));
    },
  };
};

/** Fletcher-8: blocks of four bits, the higher ones of a byte first. */
const byNibbles = (): Running => {
  let a = 0;
  let b = 0;
  return {
    reset: () => {
      a = 0;
      b = 0;
    },
    update: (bytes, start, end) => {
      for (let at = start; at < end; at++) {
        const byte = bytes[at] ?? 0;
        a = (a + (byte >> 4)) % 15;
        b = (b + a) % 15;
        a = (a + (byte & 15)) % 15;
        b = (b + a) % 15;
      }
    },
    write: (out, at) => {
      out[at] = (b << 4) | a;
    },
  };
};

/** Fletcher-32: little-endian words of 16 bits; an odd byte at the end is padded with zero. */
const byWords = (): Running => {
  let a = 0;
  let b = 0;
  let low = -1;
  const add = (word: number): void => {
    a = (a + word) % 0xffff;
    b = (b + a) % 0xffff;
  };
  return {
    reset: () => {
      a = 0;
      b = 0;
      low = -1;
    },
    update: (bytes, start, end) => {
      for (let at = start; at < end; at++) {
        const byte = bytes[at] ?? 0;
        if (low < 0) low = byte;
        else {
          add(low + byte * 256);
          low = -1;
        }
      }
    },
    write: (out, at) => {
      const first = low < 0 ? a : (a + low) % 0xffff;
      const second = low < 0 ? b : (b + first) % 0xffff;
      out[at] = second >> 8;
      out[at + 1] = second;
      out[at + 2] = first >> 8;
      out[at + 3] = first;
    },
  };
};

const checksum = (
  name: string,
  aliases: readonly string[],
  size: number,
  start: () => Running,
  order: 'be' | 'le' = 'be',
): Checksum => ({ name, aliases, family: 'sum', bits: 8 * size, size, order, start });

export const FLETCHERS: readonly Checksum[] = [
  checksum('FLETCHER-8', [], 1, byNibbles),
  checksum('FLETCHER-16', [], 2, () => byBytes({ modulus: 255, begin: 0, size: 2 })),
  // u-blox sends the first sum first.
  checksum('FLETCHER-16/UBX', ['UBX'], 2, () => byBytes({ modulus: 256, begin: 0, size: 2 }), 'le'),
  checksum('FLETCHER-32', [], 4, byWords),
  checksum('ADLER-32', ['ADLER'], 4, () => byBytes({ modulus: 65_521, begin: 1, size: 4 })),
];
