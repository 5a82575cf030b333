import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Pulse } from '../../core/contract/capture';
import type { Failure } from '../../core/contract/failure';
import type { PingStatus } from '../../core/contract/ping';
import type { SequenceRun } from '../../core/contract/sequence';
import type { EndpointStatus } from '../../core/contract/status';
import type { Judge } from '../capture/judged-scan';
import { CONTROLLED, type Order, type Report } from './messages';
import type { Control, Traffic, TrafficOptions } from './traffic-contract';

interface Waiting {
  readonly answer: (value: unknown) => void;
  readonly refuse: (error: Error) => void;
  readonly control: Control | null;
}

export interface TrafficListener {
  readonly onPulse: (pulse: Pulse) => void;
  readonly onStatuses: (statuses: readonly EndpointStatus[]) => void;
  readonly onPing: (ping: PingStatus) => void;
  readonly onWarning: (failure: Failure) => void;
  readonly onJudge: Judge;
  readonly onRuns: (runs: readonly SequenceRun[]) => void;
  /** The thread broke: nothing of it can be reached any more. */
  readonly onDied: (error: Error) => void;
}

/** The worker's own entry of the build stands beside the main one. */
const SCRIPT = join(import.meta.dirname, 'traffic-worker.js');

/** Starts the thread that owns sockets and capture. Calls wait until it is ready. */
export const startTraffic = (
  options: Omit<TrafficOptions, 'scriptEntry'>,
  listener: TrafficListener,
): Traffic => {
  const worker = new Worker(SCRIPT, { workerData: options });
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  let died: Error | null = null;
  const order = (message: Order): void => worker.postMessage(message);

  worker.on('message', (message: Report) => {
    if (message.report === 'news') {
      if (message.name === 'pulse') listener.onPulse(message.payload);
      else if (message.name === 'statuses') listener.onStatuses(message.payload);
      else if (message.name === 'ping') listener.onPing(message.payload);
      else if (message.name === 'runs') listener.onRuns(message.payload);
      else if (message.name === 'warning') listener.onWarning(message.payload);
      else {
        const { id, judgement } = message.payload;
        void listener.onJudge(judgement).then((answer) => traffic.judged(id, answer));
      }
      return;
    }
    const { call } = message;
    const one = waiting.get(call);
    if (message.report === 'progress') {
      one?.control?.onProgress(message.done, message.total);
      return;
    }
    waiting.delete(call);
    if (message.report === 'answer') one?.answer(message.value);
    else one?.refuse(new Error(message.message));
  });
  worker.on('error', (error: Error) => {
    died = error;
    for (const { refuse } of waiting.values()) refuse(error);
    waiting.clear();
    listener.onDied(error);
  });

  const make = (method: keyof Traffic) => {
    const controlled = CONTROLLED.some((name) => name === method);
    return (...args: unknown[]): Promise<unknown> => {
      if (died !== null) return Promise.reject(died);
      calls += 1;
      const call = calls;
      const control = controlled ? (args.pop() as Control) : null;
      control?.signal.addEventListener('abort', () => order({ order: 'abort', call }));
      return new Promise((answer, refuse) => {
        waiting.set(call, { answer, refuse, control });
        order({ order: 'call', call, method, args });
      });
    };
  };
  const traffic = new Proxy({} as Traffic, {
    // A promise must not take the proxy for one of its kind.
    get: (_target, method) => (method === 'then' ? undefined : make(method as keyof Traffic)),
  });
  return traffic;
};
