import type { Checksum, Running } from './checksum';

/** Bytes whose sum is below 2^30. */
const BLOCK = 2 ** 22;

/** The sum of all bytes, exact up to 2^53: more than 35 terabytes. `finish` makes the value of it. */
const adding = (size: number, finish: (sum: number) => number): Running => {
  let sum = 0;
  return {
    reset: () => {
      sum = 0;
    },
    update: (bytes, start, end) => {
      for (let at = start; at < end; ) {
        // A block stays a small integer, with which the engine adds several times as fast.
        let block = 0;
        for (const stop = Math.min(end, at + BLOCK); at < stop; at++) block += bytes[at] ?? 0;
        sum += block;
      }
    },
    write: (out, at) => {
      const value = finish(sum % 0x1_0000_0000);
      for (let i = 0; i < size; i++) out[at + i] = value >>> (8 * (size - 1 - i));
    },
  };
};

const exclusiveOr = (): Running => {
  let value = 0;
  return {
    reset: () => {
      value = 0;
    },
    update: (bytes, start, end) => {
      let own = value;
      for (let at = start; at < end; at++) own ^= bytes[at] ?? 0;
      value = own;
    },
    write: (out, at) => {
      out[at] = value;
    },
  };
};

const sum = (
  name: string,
  aliases: readonly string[],
  bits: number,
  finish: (sum: number) => number,
): Checksum => ({
  name,
  aliases,
  family: 'sum',
  bits,
  size: bits / 8,
  order: 'be',
  start: () => adding(bits / 8, finish),
});

/** Sums of bytes: as they are, negated (two's complement: sum and checksum make 0), or inverted (they make FF). */
export const SUMS: readonly Checksum[] = [
  {
    name: 'XOR-8',
    aliases: ['XOR', 'BCC'],
    family: 'sum',
    bits: 8,
    size: 1,
    order: 'be',
    start: exclusiveOr,
  },
  sum('SUM-8', ['SUM'], 8, (value) => value),
  sum('SUM-16', [], 16, (value) => value),
  sum('SUM-32', [], 32, (value) => value),
  // Modbus ASCII, Intel HEX, ISO 1155.
  sum('LRC', ['NEG-8', 'TWOS-8'], 8, (value) => -value),
  sum('NEG-16', ['TWOS-16'], 16, (value) => -value),
  sum('NEG-32', ['TWOS-32'], 32, (value) => -value),
  sum('INV-8', ['ONES-8'], 8, (value) => ~value),
  sum('INV-16', ['ONES-16'], 16, (value) => ~value),
];
