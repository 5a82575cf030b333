import { expect, test } from 'vitest';
import { createLateness } from './lateness';

test('the median, the 99th part and the worst', () => {
  const lateness = createLateness();
  expect(lateness.recent()).toBeNull();
  lateness.add(3);
  expect(lateness.recent()).toEqual({ p50: 3, p99: 3, worst: 3 });
  for (let ms = 1; ms <= 99; ms += 1) lateness.add(ms);
  expect(lateness.recent()).toEqual({ p50: 49, p99: 98, worst: 99 });
});

test('only the latest thousand count, but the worst of all is kept', () => {
  const lateness = createLateness();
  lateness.add(500);
  for (let i = 0; i < 1000; i += 1) lateness.add(0.2);
  expect(lateness.recent()).toEqual({ p50: 0.2, p99: 0.2, worst: 500 });
});
