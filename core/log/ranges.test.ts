import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countIn, isIn, type Range, type Ranges, rangeOf, without, withRange } from './ranges';

const LAST = 40;
const range = fc
  .tuple(fc.integer({ min: 0, max: LAST }), fc.integer({ min: 0, max: LAST }))
  .map(([one, other]) => rangeOf(one, other));
const steps = fc.array(fc.record({ add: fc.boolean(), range }), { maxLength: 30 });

test('ranges are the set of positions that was added and taken away', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const set = new Set<number>();
      let ranges: Ranges = [];
      for (const { add, range: one } of list) {
        ranges = add ? withRange(ranges, one) : without(ranges, one);
        for (let at = one.start; at < one.end; at += 1) {
          if (add) set.add(at);
          else set.delete(at);
        }
      }
      const positions = Array.from({ length: LAST + 2 }, (_, at) => at);
      expect(positions.filter((at) => isIn(ranges, at))).toEqual(positions.filter((at) => set.has(at)));
      expect(countIn(ranges)).toBe(set.size);
      // As few ranges as can be, ascending.
      let before: Range | undefined;
      for (const one of ranges) {
        expect(one.start).toBeLessThan(one.end);
        if (before !== undefined) expect(one.start).toBeGreaterThan(before.end);
        before = one;
      }
    }),
  );
});

test('a million rows are one range', () => {
  const all = withRange([], { start: 0, end: 1_000_000 });
  expect(all).toEqual([{ start: 0, end: 1_000_000 }]);
  expect(without(all, rangeOf(7, 7))).toEqual([
    { start: 0, end: 7 },
    { start: 8, end: 1_000_000 },
  ]);
  expect(withRange(all, { start: 5, end: 5 })).toBe(all);
  expect(without([], rangeOf(3, 1))).toEqual([]);
});
