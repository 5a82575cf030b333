import { expect, test } from 'vitest';
import type { BucketPoints } from '../../../core/contract/field-chart';
import { layOutLane, pointAt, spanOf, yOf } from './lane-layout';

const points = (
  ...of: readonly (readonly [from: number, least: number, mean: number, most: number])[]
): BucketPoints => {
  const list = (value: (one: (typeof of)[number], i: number) => number): Float64Array =>
    Float64Array.from(of, value);
  return {
    width: 10,
    from: list(([from]) => from),
    least: list(([, least]) => least),
    mean: list(([, , mean]) => mean),
    most: list(([, , , most]) => most),
    count: list(() => 1),
    leastRow: list((_, i) => i),
    mostRow: list((_, i) => i),
  };
};

const room = { width: 100, height: 48, span: { from: 0, to: 100 } };

test('points stand in the middle of their time, the outermost values inside of the edge', () => {
  const layout = layOutLane(points([0, 0, 5, 10], [90, 2, 4, 6]), room);
  expect(layout.xs).toEqual([5, 95]);
  expect([layout.least, layout.most]).toEqual([0, 10]);
  expect([yOf(layout, 48, 10), yOf(layout, 48, 0)]).toEqual([4, 44]);
  expect(layout.line).toBe('M5.0 24.0L95.0 28.0');
  expect(layout.band).toBe('M5.0 4.0L95.0 20.0L95.0 36.0L5.0 44.0z');
});

test('one point, equal values, and none', () => {
  const one = layOutLane(points([0, 7, 7, 7]), { ...room, span: { from: 0, to: 10 } });
  expect(one).toMatchObject({ band: '', line: '', least: 7, most: 7 });
  expect(one.dots).toMatch(/^M48\.0 24\.0/);
  expect(layOutLane(points(), room)).toMatchObject({ band: '', line: '', dots: '', xs: [] });
});

test('the span is that of all series', () => {
  expect(spanOf([points(), points([50, 1, 1, 1], [70, 1, 1, 1]), points([20, 1, 1, 1])])).toEqual({
    from: 20,
    to: 80,
  });
  expect(spanOf([points()])).toBeNull();
});

test('the nearest point', () => {
  const layout = { xs: [5, 20, 95] };
  expect([-9, 5, 12, 13, 57, 58, 200].map((x) => pointAt(layout, x))).toEqual([0, 0, 0, 1, 1, 2, 2]);
  expect(pointAt({ xs: [] }, 3)).toBe(-1);
});
