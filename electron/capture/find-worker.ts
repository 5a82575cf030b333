import type { Worker } from 'node:worker_threads';
import type { FindProgress, Found } from '../../core/contract/log';
import { fail, ok, type Result } from '../../core/contract/result';
import { type StartWorker, startWorkers, workerStopped } from './capture-worker';
import type { FindHost, FindQuestion, MatchQuestion } from './find';

/** To a finding worker. Answers carry the number of their question. */
export type FindRequest =
  | { readonly ask: 'find'; readonly number: number; readonly question: FindQuestion }
  | { readonly ask: 'matches'; readonly number: number; readonly question: MatchQuestion };

export type FindNews =
  | { readonly news: 'progress'; readonly number: number; readonly progress: FindProgress }
  | { readonly news: 'found'; readonly number: number; readonly result: Result<Found> }
  | { readonly news: 'matches'; readonly number: number; readonly result: Result<readonly number[]> };

/** A worker that is not asked for so long, in ms, is ended: its memory is worth more. */
const IDLE_MS = 30_000;

interface OpenQuestion {
  readonly hear: (news: FindNews) => void;
  /** It will not be answered: called off, or with an error. */
  readonly end: (error: unknown) => void;
}

/** Finds in a worker thread, which is ended to call a question off, and after a rest. */
export const findInWorker = (startWorker: StartWorker = startWorkers()): FindHost => {
  let worker: Worker | null = null;
  let numbers = 0;
  let idle: NodeJS.Timeout | undefined;
  const open = new Map<number, OpenQuestion>();

  const endAll = (error: unknown): void => {
    const ended = [...open.values()];
    open.clear();
    for (const { end } of ended) end(error);
  };
  const start = (): Worker => {
    const started = startWorker({ task: 'find' });
    started.on('message', (news: FindNews) => open.get(news.number)?.hear(news));
    started.on('error', (error) => {
      if (worker !== started) return;
      worker = null;
      endAll(error);
    });
    // It never keeps the program alive.
    started.unref();
    return started;
  };
  const terminate = async (): Promise<void> => {
    clearTimeout(idle);
    const old = worker;
    worker = null;
    await old?.terminate();
  };
  const post = (request: FindRequest, question: OpenQuestion): void => {
    clearTimeout(idle);
    open.set(request.number, question);
    worker ??= start();
    worker.postMessage(request);
  };
  const answered = (number: number): void => {
    open.delete(number);
    if (open.size === 0) idle = setTimeout(() => void terminate(), IDLE_MS).unref();
  };

  return {
    find: (question, onProgress) =>
      new Promise((resolve) => {
        numbers += 1;
        const number = numbers;
        post(
          { ask: 'find', number, question },
          {
            hear(news) {
              if (news.news === 'progress') onProgress(news.progress);
              else if (news.news === 'found') {
                answered(number);
                resolve(news.result);
              }
            },
            end: (error) => resolve(error === null ? ok({ found: 'stopped' }) : fail(workerStopped(error))),
          },
        );
      }),
    matches: (question) =>
      new Promise((resolve) => {
        numbers += 1;
        const number = numbers;
        post(
          { ask: 'matches', number, question },
          {
            hear(news) {
              if (news.news !== 'matches') return;
              answered(number);
              resolve(news.result);
            },
            end: (error) => resolve(error === null ? ok([]) : fail(workerStopped(error))),
          },
        );
      }),
    async stop() {
      const ended = terminate();
      endAll(null);
      await ended;
    },
  };
};
