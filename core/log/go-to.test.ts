import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Moment } from '../contract/log';
import { compareMoments, parseGoTo, resolveGoTo } from './go-to';

const target = (text: string) => {
  const parsed = parseGoTo(text);
  return parsed.ok ? parsed.target : parsed.error.code;
};

/** The local moment of a clock on 22 November 2026. */
const local = (day: number, hours: number, minutes: number, seconds: number, nanos = 0): Moment => ({
  seconds: new Date(2026, 10, day, hours, minutes, seconds).getTime() / 1000,
  nanos,
});

describe('a row', () => {
  test.each([
    ['1234', 1234],
    ['12,408', 12_408],
    ['10,000,000', 10_000_000],
    ['#7', 7],
    ['Row 12', 12],
    ['第 12 行', 12],
    ['１２，４０８', 12_408],
    ['  42 ', 42],
  ])('%s', (text, row) => expect(target(text)).toEqual({ by: 'row', row }));
  it('is never 0', () => expect(target('0')).toBe('EGOTO_ROW'));
});

describe('a span since the first row', () => {
  test.each([
    ['+90.5', 90_500_000_000n],
    ['90.5 s', 90_500_000_000n],
    ['90.5s', 90_500_000_000n],
    ['+0', 0n],
    ['+1.3 ms', 1_300_000n],
    ['412µs', 412_000n],
    ['412 us', 412_000n],
    ['+7 ns', 7n],
    ['+2:05 min', 125_000_000_000n],
    ['+2:05', 125_000_000_000n],
    ['+1:02:05 h', 3_725_000_000_000n],
    ['+1:02:05.25', 3_725_250_000_000n],
    ['3 h', 10_800_000_000_000n],
    ['＋９０．５', 90_500_000_000n],
  ])('%s', (text, nanos) => expect(target(text)).toEqual({ by: 'elapsed', nanos }));
});

describe('a time', () => {
  test.each([
    ['12:04', 12 * 3600 + 240, 0],
    ['0:00', 0, 0],
    ['12:04:31', 12 * 3600 + 271, 0],
    ['12:04:31.402', 12 * 3600 + 271, 402_000_000],
    ['12:04:31.402 118', 12 * 3600 + 271, 402_118_000],
    ['12:04:31.402118007', 12 * 3600 + 271, 402_118_007],
    ['１２：０４', 12 * 3600 + 240, 0],
  ])('%s', (text, seconds, nanos) =>
    expect(target(text)).toEqual({ by: 'clock', nanos: BigInt(seconds) * 1_000_000_000n + BigInt(nanos) }),
  );

  test.each([
    ['2026-11-22', local(22, 0, 0, 0)],
    ['2026/11/22 12:04', local(22, 12, 4, 0)],
    ['2026-11-22T12:04:31.402118007', local(22, 12, 4, 31, 402_118_007)],
    ['2026-11-22 12:04:31.402 118', local(22, 12, 4, 31, 402_118_000)],
    ['2026-11-22T12:04:31Z', { seconds: Date.UTC(2026, 10, 22, 12, 4, 31) / 1000, nanos: 0 }],
    [
      '2026-11-22 12:04:31.5 +08:00',
      { seconds: Date.UTC(2026, 10, 22, 4, 4, 31) / 1000, nanos: 500_000_000 },
    ],
    ['2026-11-22 12:04 -0330', { seconds: Date.UTC(2026, 10, 22, 15, 34) / 1000, nanos: 0 }],
  ])('%s', (text, moment) => expect(target(text)).toEqual({ by: 'moment', moment }));
});

describe('what is no place', () => {
  test.each([
    ['', 'EGOTO_FORM'],
    ['tomorrow', 'EGOTO_FORM'],
    ['12.5', 'EGOTO_FORM'],
    ['-5 s', 'EGOTO_FORM'],
    ['5 parsecs', 'EGOTO_FORM'],
    ['1,2,3', 'EGOTO_FORM'],
    ['24:00', 'EGOTO_CLOCK'],
    ['12:60', 'EGOTO_CLOCK'],
    ['12:04:31.1234567890', 'EGOTO_CLOCK'],
    ['2026-02-29', 'EGOTO_DATE'],
    ['2026-13-01', 'EGOTO_DATE'],
    ['2026-11-22 25:00', 'EGOTO_CLOCK'],
  ])('“%s” is %s', (text, code) => expect(target(text)).toBe(code));

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseGoTo(text);
      }),
    );
  });
});

describe('a time of day', () => {
  const clock = (text: string): Parameters<typeof resolveGoTo>[0] => {
    const found = target(text);
    if (typeof found === 'string' || found.by === 'row') throw new Error(text);
    return found;
  };
  const lasting = (first: Moment, last: Moment, origin = first) => ({ origin, first, last });
  const night = lasting(local(22, 22, 0, 0), local(23, 8, 0, 0));

  test.each([
    ['23:00', local(22, 23, 0, 0)],
    ['3:00', local(23, 3, 0, 0)],
    // Before the capture began and after it ended: the day on which it began.
    ['21:59', local(22, 21, 59, 0)],
    ['09:00', local(22, 9, 0, 0)],
  ])('%s is on the first day of a night’s capture that has it', (text, moment) =>
    expect(resolveGoTo(clock(text), night)).toEqual(moment),
  );

  it('is on the first of many days', () => {
    expect(resolveGoTo(clock('12:00'), lasting(local(22, 22, 0, 0), local(29, 0, 0, 0)))).toEqual(
      local(23, 12, 0, 0),
    );
  });

  it('and a span is counted from the first row, to the nanosecond', () => {
    const first = local(22, 22, 0, 0, 999_999_999);
    expect(resolveGoTo(clock('+1 ns'), lasting(first, first))).toEqual(local(22, 22, 0, 1, 0));
    expect(resolveGoTo(clock('+0'), lasting(first, first, { seconds: -3, nanos: 5 }))).toEqual({
      seconds: -3,
      nanos: 5,
    });
  });

  it('orders moments', () => {
    expect(compareMoments({ seconds: 1, nanos: 5 }, { seconds: 1, nanos: 6 })).toBeLessThan(0);
    expect(compareMoments({ seconds: 2, nanos: 0 }, { seconds: 1, nanos: 6 })).toBeGreaterThan(0);
  });
});
