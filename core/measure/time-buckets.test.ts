import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTimeBuckets } from './time-buckets';

const START = 1_763_856_000_000_000;

test('whatever comes in whatever order, every bucket is right and there are never too many', () => {
  const value = fc.record({ after: fc.nat(10_000_000_000), value: fc.integer({ min: -1000, max: 1000 }) });
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 200 }),
      fc.integer({ min: 1, max: 40 }),
      (all, room) => {
        const buckets = createTimeBuckets(room);
        all.forEach(({ after, value: one }, row) => {
          buckets.add(START + after, one, row);
        });
        const points = buckets.points();
        expect(points.from.length).toBeLessThanOrEqual(room);
        points.from.forEach((from, at) => {
          const within = all.flatMap(({ after, value: one }, row) =>
            START + after >= from && START + after < from + points.width ? [{ one, row }] : [],
          );
          const values = within.map(({ one }) => one);
          expect(points.count[at]).toBe(within.length);
          expect(points.least[at]).toBe(Math.min(...values));
          expect(points.most[at]).toBe(Math.max(...values));
          expect(points.mean[at]).toBeCloseTo(values.reduce((a, b) => a + b, 0) / values.length, 9);
          expect(all[points.leastRow[at] ?? -1]?.value).toBe(points.least[at]);
          expect(all[points.mostRow[at] ?? -1]?.value).toBe(points.most[at]);
        });
        expect(points.count.reduce((a, b) => a + b, 0)).toBe(all.length);
      },
    ),
  );
});

test('moments apart stay apart while there is room', () => {
  const buckets = createTimeBuckets(1000);
  for (let i = 0; i < 500; i += 1) buckets.add(START + 2 * i, i, i);
  expect(buckets.points()).toMatchObject({ width: 1 });
  expect(buckets.points().from).toHaveLength(500);
  expect([...buckets.points().mostRow.slice(0, 3)]).toEqual([0, 1, 2]);
});
