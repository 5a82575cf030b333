import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { CONTROLLED, type Order, type Report } from './messages';
import { createTraffic } from './traffic';
import type { Control, TrafficOptions } from './traffic-contract';

// Sockets and capture have a thread of their own: in the main thread each wake-up of a socket goes through the
// browser's message loop, which made an echo three to four times as slow as a plain Node program's, and lost datagrams
// while the window was busy (docs/performance.md).
const port = parentPort;
if (port === null) throw new Error('This is the entry of a worker thread.');

const report = (message: Report): void => port.postMessage(message);

const traffic = await createTraffic(
  {
    ...(workerData as Omit<TrafficOptions, 'scriptEntry'>),
    scriptEntry: join(import.meta.dirname, 'script-worker.js'),
  },
  (name, payload) => report({ report: 'news', name, payload } as Report),
);

const controllers = new Map<number, AbortController>();

const controlOf = (call: number): Control => {
  const controller = new AbortController();
  controllers.set(call, controller);
  return {
    signal: controller.signal,
    onProgress: (done, total) => report({ report: 'progress', call, done, total }),
  };
};

const run = async ({ call, method, args }: Extract<Order, { order: 'call' }>): Promise<void> => {
  const controlled = CONTROLLED.some((name) => name === method);
  try {
    // The other side calls through the same interface; the map's type cannot say that these arguments fit.
    const act = traffic[method] as (...args: unknown[]) => Promise<unknown>;
    const value = await act(...args, ...(controlled ? [controlOf(call)] : []));
    report({ report: 'answer', call, value });
  } catch (error) {
    report({ report: 'thrown', call, message: String(error) });
  } finally {
    controllers.delete(call);
  }
};

port.on('message', (order: Order) => {
  if (order.order === 'abort') controllers.get(order.call)?.abort();
  else void run(order);
});
