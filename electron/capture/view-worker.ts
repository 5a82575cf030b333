import { parentPort, workerData } from 'node:worker_threads';
import type { FindProgress } from '../../core/contract/log';
import { yieldThisThread } from '../priority';
import { buildIndex } from './build-index';
import type { IndexNews, ScanRequest, ScanWorkerNews, UnpackNews, WorkerTask } from './capture-worker';
import { compileQuery } from './compile-query';
import { nodeDisk } from './disk';
import { findRow, matchingRows } from './find-rows';
import type { FindNews, FindRequest } from './find-worker';
import type { IndexControl } from './rebuild-index';
import { ScanSession } from './scan-session';
import { unpack } from './unpack';

// The thread that reads captures for views and indexes, so that neither holds up the sockets.
const port = parentPort;
if (port === null) throw new Error('view-worker is started as a worker thread');
yieldThisThread();

const work = async (task: WorkerTask): Promise<void> => {
  if (task.task === 'scan') {
    const tell = (news: ScanWorkerNews): void =>
      port.postMessage(news, news.kind === 'batch' ? [news.rows.buffer] : []);
    const session = new ScanSession(compileQuery, tell);
    port.on('message', (request: ScanRequest) => {
      tell({ kind: 'heard' });
      if (request === null) session.rest();
      else session.update(request);
    });
  } else if (task.task === 'find') {
    const tell = (news: FindNews): void => port.postMessage(news);
    port.on('message', async ({ ask, number, question }: FindRequest) => {
      if (ask === 'find') {
        const onProgress = (progress: FindProgress): void => tell({ news: 'progress', number, progress });
        tell({ news: 'found', number, result: await findRow(question, onProgress) });
      } else tell({ news: 'matches', number, result: await matchingRows(question) });
    });
  } else if (task.task === 'unpack') {
    const tell = (news: UnpackNews): void => port.postMessage(news);
    const result = await unpack(nodeDisk, task.path, task.to, {
      onProgress: (done, total) => tell({ kind: 'progress', done, total }),
      signal: new AbortController().signal,
    });
    tell({ kind: 'done', result });
  } else {
    const tell = (news: IndexNews): void => port.postMessage(news);
    const control: IndexControl = {
      onProgress: (done, total) => tell({ kind: 'progress', done, total }),
      onRows: (rows, interfaces, summary) => tell({ kind: 'rows', rows, interfaces, summary }),
      signal: new AbortController().signal,
    };
    const result = await buildIndex(nodeDisk, task.path, task.indexPath, control, task.left);
    tell({ kind: 'done', result });
  }
};

// Without a task yet it stands ready.
const given = workerData as WorkerTask | null;
if (given === null) port.once('message', work);
else await work(given);
