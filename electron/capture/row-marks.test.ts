import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMarked, RowMarks, viewPieces } from './row-marks';

/** Rows around the borders of words and pieces, and far apart. */
const row = fc.oneof(
  fc.integer({ min: 0, max: 200 }),
  fc.integer({ min: 65_500, max: 65_600 }),
  fc.integer({ min: 0, max: 4_294_967_294 }).map((far) => far % 9_000_000),
);

test('marks behave as a set of numbers does', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(row, fc.boolean()), { maxLength: 60 }), row, (steps, asked) => {
      const marks = new RowMarks();
      const set = new Set<number>();
      for (const [number, marked] of steps) {
        marks.set(number, marked);
        if (marked) set.add(number);
        else set.delete(number);
      }
      const sorted = [...set].sort((a, b) => a - b);
      expect(marks.count).toBe(sorted.length);
      expect(marks.has(asked)).toBe(set.has(asked));
      expect(marks.atOrAfter(asked)).toBe(sorted.find((one) => one >= asked) ?? null);
      expect(marks.atOrBefore(asked)).toBe(sorted.findLast((one) => one <= asked) ?? null);
      const shared = viewPieces(marks.pieces);
      for (const one of [...sorted, asked]) expect(isMarked(shared, one)).toBe(set.has(one));
      marks.clear();
      expect([marks.count, marks.atOrAfter(0), marks.has(sorted[0] ?? 0)]).toEqual([0, null, false]);
    }),
  );
});

test('ten million marks take little memory', () => {
  const marks = new RowMarks();
  for (let i = 0; i < 10_000_000; i += 1) marks.set(i, true);
  expect(marks.count).toBe(10_000_000);
  const bytes = marks.pieces.reduce((sum, piece) => sum + (piece?.byteLength ?? 0), 0);
  expect(bytes).toBeLessThan(1_300_000);
});
