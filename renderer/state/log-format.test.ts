import { describe, expect, it } from 'vitest';
import {
  formatClock,
  formatDay,
  formatElapsed,
  formatFullTime,
  formatMicros,
  makeDeltaFormat,
} from './log-format';

const local = new Date(2026, 10, 22, 12, 4, 31).getTime() / 1000;

describe('times', () => {
  it('are local, to the microsecond, cut and not rounded', () => {
    expect(formatClock(local)).toBe('12:04:31');
    expect([402_118_999, 999_999_999, 7].map(formatMicros)).toEqual(['118', '999', '000']);
    expect([90_512_345_999, 7, -1_500_000_000].map(formatElapsed)).toEqual([
      '+90.512345',
      '+0.000000',
      '−1.500000',
    ]);
  });

  it('keep every digit where there is room', () => {
    expect(formatDay(local)).toBe('2026-11-22');
    expect(formatFullTime(local, 402_118_007)).toBe('2026-11-22 12:04:31.402118007');
  });
});

describe('the time since the row before', () => {
  it.each([
    [0, '+0 ns'],
    [850, '+850 ns'],
    [999, '+999 ns'],
    [1_000, '+1 µs'],
    [81_000, '+81 µs'],
    [412_000, '+412 µs'],
    [999_700, '+1 ms'],
    [1_296_000, '+1.3 ms'],
    [99_813_000, '+99.8 ms'],
    [99_960_000, '+100 ms'],
    [197_396_000, '+197 ms'],
    [1_520_000_000, '+1.5 s'],
    [59_400_000_000, '+59.4 s'],
    [59_700_000_000, '+1:00 min'],
    [125_000_000_000, '+2:05 min'],
    [3_725_000_000_000, '+1:02:05 h'],
    [-2_000_000, '−2 ms'],
  ])('%d ns is %s', (nanos, text) => {
    expect(makeDeltaFormat('en')(nanos)).toBe(text);
  });

  it('groups long spans as the language does', () => {
    expect(makeDeltaFormat('en')(1234 * 3600 * 1e9)).toBe('+1,234:00:00 h');
  });
});
