import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RowInfo } from '../../core/contract/dissect';
import { fail, ok, type Result } from '../../core/contract/result';
import { createInfoFeed } from './log-info-feed';

let screen: readonly number[];
let asked: (readonly number[])[];
let answers: ((answer: Result<readonly RowInfo[]>) => void)[];
let drawn: number;

const said = (row: number, protocol = 'DNS'): RowInfo => ({
  row,
  protocol,
  info: `query ${row}`,
  values: {},
});
const start = () =>
  createInfoFeed({
    ask: (rows) => {
      asked.push(rows);
      return new Promise((resolve) => answers.push(resolve));
    },
    screen: () => screen,
    onInfos: () => {
      drawn += 1;
    },
  });
const answer = async (value: Result<readonly RowInfo[]>): Promise<void> => {
  answers.shift()?.(value);
  await vi.advanceTimersByTimeAsync(0);
};

beforeEach(() => {
  vi.useFakeTimers();
  screen = [];
  asked = [];
  answers = [];
  drawn = 0;
});
afterEach(() => void vi.useRealTimers());

it('asks for what is on the screen when scrolling rests, and for the rest of it again', async () => {
  const feed = start();
  for (let i = 0; i < 10; i += 1) {
    screen = [i * 3, i * 3 + 1, i * 3 + 2];
    feed.look(false);
    await vi.advanceTimersByTimeAsync(20);
  }
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toEqual([[27, 28, 29]]);
  await answer(ok([said(27), said(29)]));
  expect(asked).toEqual([[27, 28, 29], [28]]);
  await answer(ok([said(28, '')]));
  expect([27, 28, 29].map((row) => feed.infoOf(row)?.info)).toEqual(['query 27', undefined, 'query 29']);
  // What is known is not asked for again, and what says nothing is not drawn.
  feed.look(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(asked).toHaveLength(2);
  expect(drawn).toBe(1);
});

it('asks one question at a time, then for the rows that are on the screen by then', async () => {
  const feed = start();
  screen = [1, 2];
  feed.look(false);
  await vi.advanceTimersByTimeAsync(100);
  screen = [50, 51];
  feed.look(false);
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toEqual([[1, 2]]);
  await answer(ok([said(1), said(2)]));
  expect(asked).toEqual([
    [1, 2],
    [50, 51],
  ]);
});

it('while rows come by themselves asks now and then, and not at all in a flood', async () => {
  const feed = start();
  for (let i = 0; i < 100; i += 1) {
    screen = [i * 100, i * 100 + 1];
    feed.look(true);
    await vi.advanceTimersByTimeAsync(30);
  }
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(400);
  expect(asked).toEqual([[9900, 9901]]);
  await answer(ok([said(9900), said(9901)]));
  screen = [9901, 9902];
  feed.look(true);
  await vi.advanceTimersByTimeAsync(400);
  expect(asked.at(-1)).toEqual([9902]);
});

it('leaves dissectors that failed alone for a while, and those rows for good', async () => {
  const feed = start();
  screen = [1, 2];
  feed.look(false);
  await vi.advanceTimersByTimeAsync(100);
  await answer(fail({ code: 'EDISSECT_STOPPED' }));
  screen = [1, 2, 3];
  feed.look(false);
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(3000);
  feed.look(false);
  await vi.advanceTimersByTimeAsync(100);
  expect(asked.at(-1)).toEqual([3]);
});

it('forgets what was said of another capture, and an answer that is still on its way', async () => {
  const feed = start();
  screen = [1];
  feed.look(false);
  await vi.advanceTimersByTimeAsync(100);
  feed.forget();
  await answer(ok([said(1)]));
  expect(feed.infoOf(1)).toBeUndefined();
  // And a question that was about to be asked.
  screen = [2];
  feed.look(true);
  feed.forget();
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toEqual([[1]]);
});

it('keeps rows of which only fields say something', async () => {
  const feed = start();
  screen = [1, 2];
  feed.look(false);
  await vi.advanceTimersByTimeAsync(100);
  const values = { 'tcp.len': '14' };
  await answer(ok([said(1, ''), { row: 2, protocol: '', info: '', values }]));
  expect(feed.infoOf(1)).toBeUndefined();
  expect(feed.infoOf(2)?.values).toEqual(values);
  expect(drawn).toBe(1);
});
