import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Failure } from '../../core/contract/failure';
import { fail, type Result } from '../../core/contract/result';
import type { BuildIndex, LeftIndex } from './build-index';
import type { InterfaceFacts } from './capture-source';
import type { RebuiltIndex } from './rebuild-index';
import type { RowSummary } from './row-summary';
import type { ScanJob, ScanNews } from './scan';
import type { Unpack, Unpacked } from './unpack';

/** What a worker is for: its workerData, or, of one that was started before it was needed, its first message. */
export type WorkerTask =
  | { readonly task: 'scan' }
  | { readonly task: 'find' }
  | {
      readonly task: 'index';
      readonly path: string;
      readonly indexPath: string;
      readonly left: LeftIndex | null;
    }
  | { readonly task: 'unpack'; readonly path: string; readonly to: string };

/** To a scanning worker: a job, or null to rest. */
export type ScanRequest = ScanJob | null;

/** From a scanning worker; it says of every request that it has heard it. */
export type ScanWorkerNews = ScanNews | { readonly kind: 'heard' };

/** From an indexing worker. */
export type IndexNews =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | {
      readonly kind: 'rows';
      readonly rows: number;
      readonly interfaces: readonly InterfaceFacts[];
      readonly summary: RowSummary;
    }
  | { readonly kind: 'done'; readonly result: Result<RebuiltIndex> };

/** From an unpacking worker. */
export type UnpackNews =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly result: Result<Unpacked> };

/** The worker's own entry of the build stands beside the main one. */
export const WORKER_SCRIPT = join(import.meta.dirname, 'view-worker.js');

export type StartWorker = (task: WorkerTask) => Worker;

/** A thread for each task, started when it comes. */
export const startWorkers =
  (script: string = WORKER_SCRIPT): StartWorker =>
  (task) =>
    new Worker(script, { workerData: task });

/** After the start, or after a thread was taken, the next one waits for the machine to have drawn the window. In ms. */
const SPARE_AFTER_MS = 1500;

/**
 * As `startWorkers`, with one thread that stands ready: a thread takes longer to start and to load its code than to
 * read the first rows of a file (docs/performance.md, open).
 */
export const startWithSpare = (script: string = WORKER_SCRIPT, afterMs = SPARE_AFTER_MS): StartWorker => {
  const start = startWorkers(script);
  let spare: Worker | null = null;
  const prepare = (): void => {
    setTimeout(() => {
      const worker = new Worker(script, { workerData: null });
      // What is wrong with it shows again when one is started for a task.
      worker.once('error', forget);
      worker.unref();
      spare = worker;
    }, afterMs).unref();
  };
  const forget = (): void => {
    spare = null;
  };
  prepare();
  return (task) => {
    if (spare === null) return start(task);
    const worker = spare;
    worker.off('error', forget);
    worker.ref();
    worker.postMessage(task);
    spare = null;
    prepare();
    return worker;
  };
};

export const workerStopped = (error: unknown): Failure => ({
  code: 'EVIEW_STOPPED',
  detail: error instanceof Error ? error.message : String(error),
});

/** Builds an index in a worker thread of its own. Only for the real disk: a worker cannot be lent another. */
export const buildIndexInWorker =
  (start: StartWorker = startWorkers()): BuildIndex =>
  (disk, path, indexPath, { onProgress, onRows, signal }, left = null) =>
    new Promise((resolve) => {
      const worker = start({ task: 'index', path, indexPath, left });
      const end = async (result: Result<RebuiltIndex>): Promise<void> => {
        signal.removeEventListener('abort', cancel);
        await worker.terminate();
        if (!result.ok) await disk.remove(indexPath).catch(() => undefined);
        resolve(result);
      };
      const cancel = (): void => void end(fail({ code: 'ECAPTURE_CANCELLED' }));
      signal.addEventListener('abort', cancel);
      worker.on('message', (news: IndexNews) => {
        if (news.kind === 'progress') onProgress(news.done, news.total);
        else if (news.kind === 'rows') onRows(news.rows, news.interfaces, news.summary);
        else void end(news.result);
      });
      worker.on('error', (error) => void end(fail(workerStopped(error))));
      if (signal.aborted) cancel();
    });

/** Unpacks in a worker thread of its own; as `buildIndexInWorker`, only on the real disk. */
export const unpackInWorker =
  (start: StartWorker = startWorkers()): Unpack =>
  (disk, path, to, { onProgress, signal }) =>
    new Promise((resolve) => {
      const worker = start({ task: 'unpack', path, to });
      const end = async (result: Result<Unpacked>): Promise<void> => {
        signal.removeEventListener('abort', cancel);
        await worker.terminate();
        if (!result.ok) await disk.remove(to).catch(() => undefined);
        resolve(result);
      };
      const cancel = (): void => void end(fail({ code: 'ECAPTURE_CANCELLED' }));
      signal.addEventListener('abort', cancel);
      worker.on('message', (news: UnpackNews) => {
        if (news.kind === 'progress') onProgress(news.done, news.total);
        else void end(news.result);
      });
      worker.on('error', (error) => void end(fail(workerStopped(error))));
      if (signal.aborted) cancel();
    });
