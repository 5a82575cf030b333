import { expect, test } from 'vitest';
import { fail, ok, type Result } from '../../core/contract/result';
import type { Judgement } from '../capture/judged-scan';
import type { RowNumbers } from '../capture/scan';
import { filterOf } from '../capture/test-support';
import { createJudgePool, type JudgingThread } from './judge-pool';

/** A thread that answers when it is told to, with every third row. */
const startThread = () => {
  const asked: { readonly rows: RowNumbers; answer: (result?: Result<RowNumbers>) => void }[] = [];
  let starts = 0;
  let isReady: () => void = () => undefined;
  const thread: JudgingThread = {
    judge: ({ rows }) =>
      new Promise((resolve) => {
        asked.push({ rows, answer: (result = ok(rows.filter((row) => row % 3 === 0))) => resolve(result) });
      }),
    ready: () =>
      new Promise<void>((resolve) => {
        starts += 1;
        isReady = resolve;
      }),
  };
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    thread,
    asked,
    starts: () => starts,
    isReady: async () => {
      isReady();
      await turn();
    },
    answer: async (result?: Result<RowNumbers>) => {
      asked.shift()?.answer(result);
      await turn();
    },
  };
};

const judgement = (count: number, query = 'a.b == 1'): Judgement => ({
  filter: filterOf({ query }),
  segments: [],
  rows: Float64Array.from({ length: count }, (_, i) => i),
});

const start = (mayStart = true) => {
  const [shared, extra] = [startThread(), startThread()];
  const judge = createJudgePool({
    shared: shared.thread,
    extras: [extra.thread],
    mayStart: () => mayStart,
    idleMs: 60_000,
  });
  return { shared, extra, judge };
};

test('few rows are judged by the thread that is there', async () => {
  const { shared, extra, judge } = start();
  const answer = judge(judgement(7));
  await shared.answer();
  expect(await answer).toEqual(ok(Float64Array.of(0, 3, 6)));
  expect(extra.starts()).toBe(0);
});

test('of many rows another thread takes its part as soon as it is ready; matches stay in order', async () => {
  const { shared, extra, judge } = start();
  const wanted = judgement(30_000);
  const answer = judge(wanted);
  expect(shared.asked.map(({ rows }) => rows.length)).toEqual([4000]);
  expect(extra.starts()).toBe(1);
  expect(extra.asked).toEqual([]);
  await extra.isReady();
  expect(extra.asked.map(({ rows }) => [rows[0], rows.length])).toEqual([[4000, 13_000]]);
  await shared.answer();
  // The other one is slow: what is left is not all given to it.
  while (shared.asked.length > 0) await shared.answer();
  await extra.answer();
  while (extra.asked.length > 0) await extra.answer();
  while (shared.asked.length > 0) await shared.answer();
  expect(await answer).toEqual(ok(wanted.rows.filter((row) => row % 3 === 0)));
});

test('where the computer has no room for another thread, one does it all', async () => {
  const { shared, extra, judge } = start(false);
  const answer = judge(judgement(20_000));
  for (let pieces = 0; pieces < 5; pieces += 1) await shared.answer();
  expect((await answer).ok).toBe(true);
  expect(extra.starts()).toBe(0);
});

test('what fails in one piece fails as a whole, and nothing more of it is asked', async () => {
  const { shared, judge } = start(false);
  const answer = judge(judgement(20_000));
  await shared.answer(fail({ code: 'EDISSECT_STOPPED', detail: 'broken' }));
  expect(await answer).toMatchObject({ failure: { code: 'EDISSECT_STOPPED' } });
  expect(shared.asked).toEqual([]);
});

test('the newest filter counts: what waits for another is dropped', async () => {
  const { shared, judge } = start(false);
  const [first, second] = [judge(judgement(20_000)), judge(judgement(20_000))];
  const other = judge(judgement(6, 'c.d == 2'));
  expect(await first).toMatchObject({ failure: { code: 'EDISSECT_SUPERSEDED' } });
  expect(await second).toMatchObject({ failure: { code: 'EDISSECT_SUPERSEDED' } });
  // The piece that is under way comes to its end, then it is the new one's turn.
  expect(shared.asked.map(({ rows }) => rows.length)).toEqual([4000]);
  await shared.answer();
  expect(shared.asked.map(({ rows }) => rows.length)).toEqual([6]);
  await shared.answer();
  expect(await other).toEqual(ok(Float64Array.of(0, 3)));
});
