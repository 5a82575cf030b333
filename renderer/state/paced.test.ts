import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { flushPaced, PACE_MS, paced } from './paced';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('shows the first at once, then the newest of a time, and the last', () => {
  const seen: number[] = [];
  const pace = paced<number>((value) => seen.push(value));
  for (let n = 1; n <= 10; n += 1) {
    pace.offer(n);
    vi.advanceTimersByTime(PACE_MS / 4);
  }
  expect(seen.length).toBeLessThanOrEqual(3);
  expect(seen[0]).toBe(1);
  vi.advanceTimersByTime(2 * PACE_MS);
  expect(seen.at(-1)).toBe(10);
  pace.offer(11);
  expect(seen.at(-1)).toBe(11);
});

it('lets what matters through, and nothing older after it', () => {
  const seen: number[] = [];
  const pace = paced<number>((value) => seen.push(value));
  pace.offer(1);
  pace.offer(2);
  pace.now(3);
  vi.advanceTimersByTime(PACE_MS * 3);
  expect(seen).toEqual([1, 3]);
});

it('goes along with whatever is drawn meanwhile', () => {
  const seen: string[] = [];
  const one = paced<string>((value) => seen.push(value));
  const other = paced<string>((value) => seen.push(value));
  for (const value of ['a', 'b']) {
    one.offer(`one ${value}`);
    other.offer(`other ${value}`);
  }
  flushPaced();
  expect(seen).toEqual(['one a', 'other a', 'one b', 'other b']);
  vi.advanceTimersByTime(PACE_MS * 3);
  expect(seen).toHaveLength(4);
});
