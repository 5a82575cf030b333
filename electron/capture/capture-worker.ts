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

/** What a worker is started for, as its workerData. */
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

export const startWorker = (script: string, task: WorkerTask): Worker =>
  new Worker(script, { workerData: task });

export const workerStopped = (error: unknown): Failure => ({
  code: 'EVIEW_STOPPED',
  detail: error instanceof Error ? error.message : String(error),
});

/** Builds an index in a worker thread of its own. Only for the real disk: a worker cannot be lent another. */
export const buildIndexInWorker =
  (script: string = WORKER_SCRIPT): BuildIndex =>
  (disk, path, indexPath, { onProgress, onRows, signal }, left = null) =>
    new Promise((resolve) => {
      const worker = startWorker(script, { task: 'index', path, indexPath, left });
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
  (script: string = WORKER_SCRIPT): Unpack =>
  (disk, path, to, { onProgress, signal }) =>
    new Promise((resolve) => {
      const worker = startWorker(script, { task: 'unpack', path, to });
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
