import type { Worker } from 'node:worker_threads';
import {
  type ScanRequest,
  type ScanWorkerNews,
  type StartWorker,
  startWorkers,
  workerStopped,
} from './capture-worker';
import type { StartScanHost } from './scan';

/**
 * A worker that has not heard of another view for so long, in ms, is replaced: it is within one row, with a regular
 * expression that takes for ever, and there it hears nothing.
 */
const GIVE_UP_MS = 2000;

interface Running {
  readonly worker: Worker;
  /** It has loaded: a slow start is no reason to give it up. */
  ready: boolean;
}

/** Views in a worker thread. A worker that breaks fails the view; the next view gets a new one. */
export const scanInWorker =
  (startWorker: StartWorker = startWorkers(), giveUpMs: number = GIVE_UP_MS): StartScanHost =>
  (onNews) => {
    let running: Running | null = null;
    let view = 0;
    let last: ScanRequest = null;
    /** Requests that were not heard yet. */
    let unheard = 0;
    let patience: NodeJS.Timeout | undefined;

    const forget = (): Worker | undefined => {
      const old = running?.worker;
      running = null;
      unheard = 0;
      clearTimeout(patience);
      patience = undefined;
      return old;
    };
    const start = (): Running => {
      const worker = startWorker({ task: 'scan' });
      const started = { worker, ready: false };
      worker.on('message', (news: ScanWorkerNews) => {
        if (running !== started) return;
        if (news.kind !== 'heard') return onNews(news);
        started.ready = true;
        unheard -= 1;
        if (unheard > 0) return;
        clearTimeout(patience);
        patience = undefined;
      });
      worker.on('error', (error) => {
        if (running !== started) return;
        forget();
        onNews({ kind: 'failed', view, failure: workerStopped(error) });
      });
      // It never keeps the program alive.
      worker.unref();
      return started;
    };
    const post = (request: ScanRequest): void => {
      last = request;
      running ??= start();
      unheard += 1;
      running.worker.postMessage(request);
    };
    const replace = (): void => {
      void forget()?.terminate();
      if (last !== null) post(last);
    };
    /** Something else is to be done than before. */
    const expectToBeHeard = (): void => {
      if (running?.ready) patience ??= setTimeout(replace, giveUpMs).unref();
    };
    return {
      update(job) {
        const other = job.view !== view;
        view = job.view;
        post(job);
        if (other) expectToBeHeard();
      },
      rest() {
        if (running === null) return;
        post(null);
        expectToBeHeard();
      },
      async stop() {
        last = null;
        await forget()?.terminate();
      },
    };
  };
