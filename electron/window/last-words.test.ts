import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLastWords } from './last-words';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const settled = async (promise: Promise<void>): Promise<boolean> => {
  let done = false;
  void promise.then(() => {
    done = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  return done;
};

it('waits until the page has handed over what it has', async () => {
  const ask = vi.fn(() => true);
  const words = createLastWords(ask);
  const gathering = words.gather();
  expect(ask).toHaveBeenCalledTimes(1);
  expect(await settled(gathering)).toBe(false);
  words.gathered();
  expect(await settled(gathering)).toBe(true);
});

it('does not wait for a page that hangs, nor for one that is not there', async () => {
  const gathering = createLastWords(() => true).gather();
  await vi.advanceTimersByTimeAsync(1000);
  expect(await settled(gathering)).toBe(true);
  expect(await settled(createLastWords(() => false).gather())).toBe(true);
});
