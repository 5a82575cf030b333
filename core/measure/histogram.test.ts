import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHistogram } from './histogram';

const exact = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length, Math.max(1, Math.ceil(part * sorted.length))) - 1] ?? 0;

test('quantiles are those of the sorted values, within 1/256; least, most and mean are exact', () => {
  const value = fc.oneof(fc.nat(300), fc.nat(100_000), fc.nat(2 ** 32 - 1));
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 300 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (values, part) => {
        const histogram = createHistogram();
        for (const one of values) histogram.add(one);
        const sorted = [...values].sort((a, b) => a - b);
        const wanted = exact(sorted, part);
        expect(Math.abs(histogram.quantile(part) - wanted)).toBeLessThanOrEqual(wanted / 256);
        expect(histogram).toMatchObject({ count: values.length, min: sorted[0], max: sorted.at(-1) });
        expect(histogram.mean).toBeCloseTo(values.reduce((a, b) => a + b, 0) / values.length, 3);
      },
    ),
  );
});

test('of nothing everything is 0; what is too large counts as the largest', () => {
  const histogram = createHistogram();
  expect([histogram.min, histogram.max, histogram.mean, histogram.quantile(0.5)]).toEqual([0, 0, 0, 0]);
  histogram.add(1e15);
  histogram.add(-3);
  expect([histogram.min, histogram.max]).toEqual([0, 2 ** 32 - 1]);
});
