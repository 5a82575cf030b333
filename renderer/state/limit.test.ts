import { expect, test } from 'vitest';
import { AGE_UNITS, ageOf, inUnits, SIZE_UNITS, sizeOf } from './limit';

test('a limit is typed as a number of a unit, or not at all', () => {
  expect([sizeOf('', 'gb'), sizeOf(' 2 ', 'gb'), sizeOf('1.5', 'gb'), sizeOf('0,5', 'gb')]).toEqual([
    null,
    2e9,
    1.5e9,
    0.5e9,
  ]);
  for (const wrong of ['x', '-1', '0', '15', '1e3', '1.2.3', 'Infinity']) {
    expect(sizeOf(wrong, 'mb')).toBeUndefined();
  }
  expect([sizeOf('16', 'mb'), ageOf('1', 'minutes'), ageOf('0.5', 'hours'), ageOf('7', 'days')]).toEqual([
    16e6, 60_000, 1_800_000, 604_800_000,
  ]);
  expect(ageOf('0.5', 'minutes')).toBeUndefined();
});

test('and shown in the largest unit that it is whole in', () => {
  expect(inUnits(null, SIZE_UNITS, 'gb')).toEqual({ typed: '', unit: 'gb' });
  expect(inUnits(2e9, SIZE_UNITS, 'gb')).toEqual({ typed: '2', unit: 'gb' });
  expect(inUnits(1.5e9, SIZE_UNITS, 'gb')).toEqual({ typed: '1500', unit: 'mb' });
  expect(inUnits(172_800_000, AGE_UNITS, 'hours')).toEqual({ typed: '2', unit: 'days' });
  expect(inUnits(5_400_000, AGE_UNITS, 'hours')).toEqual({ typed: '90', unit: 'minutes' });
});
