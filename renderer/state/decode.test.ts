import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LogRow } from '../../core/contract/log';
import { ok } from '../../core/contract/result';
import { followSelection } from './decode';
import { useLog } from './log';

const asked: number[] = [];
let stop = (): void => {};

vi.mock('./bridge', () => ({
  ask: (name: string, { row }: { readonly row: number }) => {
    if (name === 'dissect.row') asked.push(row);
    return Promise.resolve(ok({ row, fields: [] }));
  },
  hear: () => () => {},
}));

const select = (row: number): void => {
  const selected: Partial<LogRow> = { kind: 'data', row };
  useLog.setState({ selected: selected as LogRow });
};

beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
  useLog.setState({ selected: null, source: 0 });
  stop = followSelection();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

it('decodes a far row when the selection rests on it, and none that it only passes', () => {
  for (const row of [5_000_000, 9_000_000, 100]) select(row);
  expect(asked).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(asked).toEqual([100]);
});

it('decodes at once what is near the row decoded last, and waits in another capture', () => {
  select(7_000_000);
  vi.advanceTimersByTime(1000);
  for (const row of [7_000_001, 7_000_002, 7_000_900]) select(row);
  expect(asked).toEqual([7_000_000, 7_000_001, 7_000_002, 7_000_900]);
  useLog.setState({ source: 1 });
  expect(asked.length).toBe(4);
  vi.advanceTimersByTime(1000);
  expect(asked.length).toBe(5);
});

it('decodes nothing when nothing is selected any more', () => {
  select(3_000_000);
  useLog.setState({ selected: null });
  vi.advanceTimersByTime(1000);
  expect(asked).toEqual([]);
});
