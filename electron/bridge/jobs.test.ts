import { expect, test } from 'vitest';
import { fail, ok } from '../../core/contract/result';
import { createJobs } from './jobs';

const about = { kind: 'saveCapture', name: 'a.pcapng', endpoint: null } as const;

test('a job reports progress and ends as done', async () => {
  const jobs = createJobs(() => undefined);
  const id = jobs.start(about, async ({ onProgress }) => {
    onProgress(5, 10);
    return ok(null);
  });
  await jobs.settled('saveCapture');
  expect(jobs.list).toMatchObject([{ id, state: 'done', done: 5, total: 10 }]);
});

test('a cancelled job is cancelled, not failed', async () => {
  const jobs = createJobs(() => undefined);
  const id = jobs.start(
    about,
    ({ signal }) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve(fail({ code: 'EABORTED' })))),
  );
  jobs.cancel(id);
  await jobs.settled('saveCapture');
  expect(jobs.list).toMatchObject([{ state: 'cancelled', failure: null }]);
});

test('a failure and a throw both end as failed, with the reason', async () => {
  const jobs = createJobs(() => undefined);
  jobs.start(about, async () => fail({ code: 'ENOSPC' }));
  jobs.start(about, async () => {
    throw new Error('odd');
  });
  await jobs.settled('saveCapture');
  expect(jobs.list.map(({ state, failure }) => [state, failure?.code])).toEqual([
    ['failed', 'ENOSPC'],
    ['failed', 'EUNEXPECTED'],
  ]);
});

test('ended jobs are forgotten after a while, running ones are not', async () => {
  const jobs = createJobs(() => undefined);
  let finish: (() => void) | undefined;
  const held = jobs.start(about, () => new Promise((resolve) => (finish = () => resolve(ok(null)))));
  for (let count = 0; count < 50; count += 1) {
    jobs.start({ ...about, kind: 'sendFile' }, async () => ok(null));
    await jobs.settled('sendFile');
  }
  expect(jobs.list.length).toBeLessThan(30);
  expect(jobs.list.some(({ id, state }) => id === held && state === 'running')).toBe(true);
  finish?.();
});
