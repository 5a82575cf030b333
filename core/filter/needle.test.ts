import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markNeedles, marksFor, needleOf, nextMark } from './needle';

const fold = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte);

const letter = fc.constantFrom(0x41, 0x61, 0x42, 0x62, 0x00, 0xff, 0xc1, 0xe1);
const pattern = fc.array(fc.option(letter, { nil: null, freq: 5 }), { maxLength: 6 });
const bytes = fc.array(letter, { maxLength: 300 });
/** As close as marks are, in bytes. */
const CLOSE = 16;

test('marks are at every place where one of the patterns begins, and close to no other', () => {
  fc.assert(
    fc.property(
      fc.array(pattern, { minLength: 1, maxLength: 3 }),
      bytes,
      fc.boolean(),
      (patterns, list, ignoreCase) => {
        const needles = patterns
          .map((wanted) => needleOf(wanted, ignoreCase))
          .filter((needle) => needle !== null);
        const fits = (at: number): boolean =>
          needles.some(
            ({ pattern: wanted }) =>
              at + wanted.length <= list.length &&
              wanted.every((byte, i) => {
                const there = list[at + i] ?? -1;
                return byte === null || byte === there || (ignoreCase && fold(byte) === fold(there));
              }),
          );
        const places = list.map((_, at) => at).filter(fits);
        const marks = marksFor(list.length);
        markNeedles(needles)(Uint8Array.from(list), marks);
        for (let from = 0; from <= list.length; from += 1) {
          const found = nextMark(marks, from, list.length);
          expect(found).toBeGreaterThanOrEqual(from);
          expect(found).toBeLessThanOrEqual(places.find((place) => place >= from) ?? list.length);
          if (found === list.length) continue;
          const near = Math.floor(found / CLOSE);
          expect(places.some((place) => Math.floor(place / CLOSE) === near)).toBe(true);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test('a pattern longer than a byte counts is found', () => {
  const long = Array.from({ length: 700 }, (_, i) => i % 251);
  const needle = needleOf(long);
  if (needle === null) throw new Error('no needle');
  const text = new Uint8Array(5000);
  text.set(long, 3333);
  const marks = marksFor(text.length);
  markNeedles([needle])(text, marks);
  expect(nextMark(marks, 0, text.length)).toBe(3328);
  expect(nextMark(marks, 3344, text.length)).toBe(text.length);
});

test.each([[[null, null]], [[0x61]], [[null, 0x61, null]], [[]]])('%j is no needle', (wanted) =>
  expect(needleOf(wanted)).toBeNull(),
);

test('bytes that may be anything are cut off at the ends', () =>
  expect(needleOf([null, 1, null, 2, null])?.pattern).toEqual([1, null, 2]));
