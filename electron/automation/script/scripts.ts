import type { EndpointConfig } from '../../../core/contract/endpoint';
import type { Params } from '../../../core/contract/failure';
import type { HappeningKind, Severity } from '../../../core/contract/happening';
import type { ScriptFault, ScriptLevel, ScriptStatus } from '../../../core/contract/script';
import type { ScriptDeed } from './host';
import { SCRIPT_LIMITS } from './limits';
import { HUNG_MS, ScriptThread } from './script-thread';

export interface ScriptsDeps {
  /** The built entry of a script's thread. */
  readonly entry: string;
  /** Nanoseconds since the epoch. */
  now(): bigint;
  variables(): ReadonlyMap<string, string | Uint8Array>;
  say(id: string, kind: HappeningKind, severity: Severity, params: Params): void;
  /** What fails becomes a row. */
  sendTo(id: string, address: string, bytes: Uint8Array): void;
  changed(id: string): void;
}

/** The scripts that run, each in a thread of its own. */
export interface Scripts {
  /** Ends the one that runs before. `obey` does what a script wants of a connection. */
  start(config: EndpointConfig, obey: (deed: Extract<ScriptDeed, { connection: number }>) => void): void;
  stop(id: string): void;
  /** Ends it when it has taken what happened before. */
  finish(id: string): void;
  /** Those that are about to end have ended. */
  settled(): Promise<void>;
  /** Null: none runs. */
  thread(id: string): ScriptThread | null;
  /** How the last one of an endpoint stands. Null: there was none since the endpoint was started. */
  status(id: string): ScriptStatus | null;
  forget(id: string): void;
}

const SEVERITY: Readonly<Record<ScriptLevel, Severity>> = {
  log: 'info',
  info: 'info',
  warn: 'warning',
  error: 'error',
};

/** The limit that was passed, in s, MiB and s. */
const LIMIT_OF: Readonly<Record<ScriptFault['kind'], Params>> = {
  syntax: {},
  thrown: {},
  time: { time: SCRIPT_LIMITS.ms / 1000 },
  memory: { memory: SCRIPT_LIMITS.memory / 1024 / 1024 },
  hung: { hung: HUNG_MS / 1000 },
};

/** What is said of a fault. */
const sayingOf = ({ kind, message, line, fatal }: ScriptFault): [HappeningKind, Severity, Params] => [
  fatal ? 'scriptStopped' : 'scriptThrew',
  'error',
  // The first that has words of its own is told.
  { ...LIMIT_OF[kind], ...(line === null ? {} : { line }), message },
];

export const createScripts = (deps: ScriptsDeps): Scripts => {
  const threads = new Map<string, ScriptThread>();
  const finishing = new Set<Promise<void>>();
  const stop = (id: string): void => {
    const thread = threads.get(id);
    // One that is about to end does so by itself, whatever comes after it.
    if (thread?.isFinishing === false) void thread.stop();
  };
  return {
    start(config, obey) {
      const { id, name, role, protocol, address, port, autoReply } = config;
      stop(id);
      const thread = new ScriptThread({
        entry: deps.entry,
        beginning: {
          source: autoReply.script.source,
          endpoint: { name, role, protocol, address, port },
          variables: deps.variables(),
          epoch: deps.now(),
          monotonic: process.hrtime.bigint(),
        },
        deed(deed) {
          if (deed.does === 'log') deps.say(id, 'scriptSaid', SEVERITY[deed.level], { text: deed.text });
          else if (deed.does === 'sendTo') deps.sendTo(id, deed.address, deed.bytes);
          else obey(deed);
        },
        fault: (fault) => deps.say(id, ...sayingOf(fault)),
        leftOut: (lines) => deps.say(id, 'scriptLeftOut', 'warning', { lines }),
        skipped: (messages) => deps.say(id, 'scriptBehind', 'warning', { messages }),
        changed: () => deps.changed(id),
      });
      threads.set(id, thread);
    },
    stop,
    finish(id) {
      const finished = threads.get(id)?.finish();
      if (finished === undefined) return;
      finishing.add(finished);
      void finished.then(() => finishing.delete(finished));
    },
    settled: async () => void (await Promise.all(finishing)),
    thread(id) {
      const thread = threads.get(id);
      return thread === undefined || thread.status.state === 'stopped' ? null : thread;
    },
    status: (id) => threads.get(id)?.status ?? null,
    forget(id) {
      stop(id);
      threads.delete(id);
    },
  };
};
