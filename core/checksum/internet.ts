import type { Checksum, Running } from './checksum';

/**
 * The Internet checksum (RFC 1071): the ones' complement of the ones' complement sum of 16-bit big-endian words; an
 * odd byte at the end is padded with zero. Over a header that carries its right checksum the answer is 0.
 *
 * @param initial a sum to go on from, such as that of a pseudo-header: its words simply added up
 */
export const internetChecksum = (bytes: Uint8Array, initial = 0): number => {
  let sum = initial;
  for (let i = 0; i < bytes.length; i += 2) {
    sum += (bytes[i] ?? 0) * 256 + (bytes[i + 1] ?? 0);
  }
  return complement(sum);
};

/** Exact up to 2^53: the carries are folded once, at the end. */
const complement = (sum: number): number => {
  let folded = sum;
  while (folded > 0xffff) folded = (folded % 0x1_0000) + Math.floor(folded / 0x1_0000);
  return 0xffff - folded;
};

/** Bytes of which half, as the higher ones of words, sum up to less than 2^30. */
const BLOCK = 2 ** 14;

const start = (): Running => {
  let sum = 0;
  let odd = false;
  return {
    reset: () => {
      sum = 0;
      odd = false;
    },
    update: (bytes, from, end) => {
      for (let at = from; at < end; ) {
        // A block stays a small integer, with which the engine adds several times as fast.
        let block = 0;
        for (const stop = Math.min(end, at + BLOCK); at < stop; at++) {
          block += odd ? (bytes[at] ?? 0) : (bytes[at] ?? 0) * 256;
          odd = !odd;
        }
        sum += block;
      }
    },
    write: (out, at) => {
      const value = complement(sum);
      out[at] = value >> 8;
      out[at + 1] = value;
    },
  };
};

export const INTERNET: Checksum = {
  name: 'INTERNET',
  aliases: ['IP', 'RFC-1071'],
  family: 'sum',
  bits: 16,
  size: 2,
  order: 'be',
  start,
};
