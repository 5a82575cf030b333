import { parentPort } from 'node:worker_threads';
import { nodeDisk } from '../capture/disk';
import type { WorkControl } from '../capture/save-capture';
import { yieldThisThread } from '../priority';
import { Analyst, isExportAsk } from './analyst';
import type { Order, Questions, Report } from './messages';

// Reads through whole captures, so that neither the sockets nor the window wait for it.
const port = parentPort;
if (port === null) throw new Error('This is the entry of a worker thread.');

yieldThisThread();

const report = (message: Report): void => port.postMessage(message);
const analyst = new Analyst(nodeDisk);
const controllers = new Map<number, AbortController>();

port.on('message', async (order: Order) => {
  if (order.order === 'abort') {
    controllers.get(order.call)?.abort();
    return;
  }
  const { call, ask, segments, question } = order;
  const controller = new AbortController();
  controllers.set(call, controller);
  const control: WorkControl = {
    signal: controller.signal,
    onProgress: (done, total) => report({ report: 'progress', call, done, total }),
  };
  const answer = isExportAsk(ask)
    ? await analyst.answerExport(ask, segments, question as Questions[typeof ask])
    : await analyst.answer(ask, segments, question as Questions[typeof ask], control);
  controllers.delete(call);
  report({ report: 'answer', call, answer });
});
