import type { Range } from './regex-syntax';

const CONTINUATION = 6;

/** The smallest and largest character of each UTF-8 length. */
const LENGTHS: readonly Range[] = [
  [0, 0x7f],
  [0x80, 0x7ff],
  [0x800, 0xffff],
  [0x1_0000, 0x10_ffff],
];

const encode = (point: number, length: number): readonly number[] => {
  if (length === 1) return [point];
  const bytes: number[] = [];
  let rest = point;
  for (let i = 1; i < length; i++) {
    bytes.unshift(0x80 | (rest & 0x3f));
    rest >>= CONTINUATION;
  }
  const mark = 0xff & (0xff << (8 - length));
  return [mark | rest, ...bytes];
};

const split = (from: number, to: number, length: number, out: (readonly Range[])[]): void => {
  // Where the bytes below a level do not run through all their values, the range is cut.
  for (let level = 1; level < length; level++) {
    const mask = (1 << (CONTINUATION * level)) - 1;
    if ((from & ~mask) === (to & ~mask)) continue;
    if ((from & mask) !== 0) {
      split(from, from | mask, length, out);
      split((from | mask) + 1, to, length, out);
      return;
    }
    if ((to & mask) !== mask) {
      split(from, (to & ~mask) - 1, length, out);
      split(to & ~mask, to, length, out);
      return;
    }
  }
  const low = encode(from, length);
  const high = encode(to, length);
  out.push(low.map((byte, i) => [byte, high[i] ?? byte] as const));
};

/** A range of characters as sequences of byte ranges that their UTF-8 forms run through. */
export const utf8Ranges = ([from, to]: Range): readonly (readonly Range[])[] => {
  const out: (readonly Range[])[] = [];
  for (const [i, [low, high]] of LENGTHS.entries()) {
    if (from <= high && to >= low) split(Math.max(from, low), Math.min(to, high), i + 1, out);
  }
  return out;
};
