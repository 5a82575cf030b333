import { describe, expect, it } from 'vitest';
import { dayOf, formatClock, timeMarks } from './time-axis';

/** 2026-11-22 12:04:31.402118, local time. */
const at = new Date(2026, 10, 22, 12, 4, 31, 402).getTime() * 1000 + 118;
const SECOND = 1_000_000;
const today = '2026-11-22';
const labels = (from: number, to: number, least: number, language: 'en' | 'zh-CN' = 'en') =>
  timeMarks(from, to, least, today, language).map(({ label }) => label);

describe('times', () => {
  it.each([
    [3600 * SECOND, '12:04'],
    [30 * SECOND, '12:04:31'],
    [SECOND, '12:04:31'],
    [500_000, '12:04:31.4'],
    [100_000, '12:04:31.4'],
    [50_000, '12:04:31.40'],
    [1000, '12:04:31.402'],
    [20, '12:04:31.40211'],
    [1, '12:04:31.402118'],
  ])('%d µs apart', (step, text) => expect(formatClock(at, step)).toBe(text));

  it('have a day', () => expect(dayOf(at)).toBe(today));
});

describe('marks of time', () => {
  it('are at round times', () => {
    const from = new Date(2026, 10, 22, 12, 4, 31).getTime() * 1000;
    expect(labels(from, from + 60 * SECOND, 12 * SECOND)).toEqual(
      ['12:04:45', '12:05', '12:05:15', '12:05:30'].map((text) => (text === '12:05' ? '12:05:00' : text)),
    );
    expect(labels(from, from + 2 * SECOND, 400_000)).toEqual([
      '12:04:31.0',
      '12:04:31.5',
      '12:04:32.0',
      '12:04:32.5',
    ]);
  });

  it('name the day where it is not today, and where it changes', () => {
    const from = new Date(2026, 10, 22, 22, 30).getTime() * 1000;
    expect(labels(from, from + 3 * 3600 * SECOND, 3600 * SECOND)).toEqual(['23:00', 'Nov 23 00:00', '01:00']);
    expect(labels(from, from + 3 * 3600 * SECOND, 3600 * SECOND, 'zh-CN')).toEqual([
      '23:00',
      '11月23日 00:00',
      '01:00',
    ]);
    const before = new Date(2026, 10, 20, 8).getTime() * 1000;
    expect(labels(before, before + 60 * SECOND, 30 * SECOND)[0]).toBe('Nov 20 08:00:00');
  });

  it('are days where it is days', () => {
    const from = new Date(2026, 10, 1).getTime() * 1000;
    expect(labels(from, from + 20 * 86_400 * SECOND, 4 * 86_400 * SECOND)).toHaveLength(4);
  });
});
