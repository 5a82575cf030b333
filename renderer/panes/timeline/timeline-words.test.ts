import { describe, expect, it } from 'vitest';
import { makeTimelineWords, spanEnds } from './timeline-words';

const words = makeTimelineWords('en', ((key: string) => key) as never);

describe('what a bar counts', () => {
  it.each([
    [1, 50_000, 'messages', '1 / 50 ms'],
    [9, 500, 'messages', '9 / 500 µs'],
    [10, 50_000, 'messages', '200/s'],
    [3, 1_000_000, 'messages', '3/s'],
    [120, 60_000_000, 'messages', '2/s'],
    [1, 600_000_000, 'messages', '1 / 10:00 min'],
    [20, 60_000_000, 'messages', '0.3/s'],
    [14, 50_000, 'bytes', '14 B / 50 ms'],
    [24_100, 500_000, 'bytes', '48.2 kB/s'],
  ] as const)('%d within %d µs, %s', (count, width, measure, text) =>
    expect(words.rate(count, width, measure)).toBe(text),
  );
});

it('names the day once where it is another', () => {
  const at = (hour: number, minute: number, day = 5): number =>
    new Date(2026, 9, day, hour, minute).getTime() * 1000;
  expect(spanEnds({ from: at(12, 0), to: at(12, 30) }, 60_000_000)).toEqual([
    '2026-10-05 12:00:00',
    '12:30:00',
  ]);
  expect(spanEnds({ from: at(23, 0), to: at(1, 0, 6) }, 500_000)).toEqual([
    '2026-10-05 23:00:00.0',
    '2026-10-06 01:00:00.0',
  ]);
});
