import { expect, test } from 'vitest';
import { median, percentile } from './stats.mjs';

test.each([
  [[3], 3],
  [[5, 1, 3], 3],
  [[4, 1, 2, 3], 2.5],
  [[10, 9, 100], 10],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

test.each([
  [50, 50],
  [95, 95],
  [99, 99],
  [100, 100],
  [0.5, 1],
])('percentile %d of 1 to 100 is %d', (percent, expected) => {
  const values = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect(percentile(values, percent)).toBe(expected);
});

test('of nothing there is neither', () => {
  expect(() => median([])).toThrow(RangeError);
  expect(() => percentile([], 50)).toThrow(RangeError);
});
