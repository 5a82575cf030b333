import { type ChildProcess, spawn } from 'node:child_process';
import type { Answers } from '../../core/contract/answering';
import { type EndpointConfig, newEndpoint, type Protocol, type Role } from '../../core/contract/endpoint';
import type { Happening, HappeningKind } from '../../core/contract/happening';
import type { Direction, Flow, Recorder } from '../../core/contract/recorder';
import { fail, ok, type Result } from '../../core/contract/result';
import { LANGUAGES } from '../../core/contract/settings';
import { failureText, sentence } from '../../core/wording';
import { now } from './clock';
import { createEngine } from './engine';
import type { Engine } from './engine-contract';

/** What the tests of this room share: a recorder in memory, engines that are stopped, programs on the other side. */

export type Call =
  | { readonly call: 'opened'; readonly flow: Flow; readonly initiator: 'local' | 'remote' }
  | { readonly call: 'data'; readonly flow: Flow; readonly direction: Direction; readonly bytes: Buffer }
  | {
      readonly call: 'finished';
      readonly flow: Flow;
      readonly by: 'local' | 'remote';
      readonly how: 'fin' | 'rst';
    }
  | ({ readonly call: 'happening' } & Happening)
  | { readonly call: 'dropped'; readonly messages: number; readonly by: string };

export interface MemoryRecorder extends Recorder {
  readonly calls: Call[];
  readonly times: bigint[];
  pending: number;
  pressureLimit: number;
  relieve(): void;
  happenings(kind?: HappeningKind): readonly Happening[];
  kinds(): readonly HappeningKind[];
  bytes(direction: Direction): Buffer;
  messages(direction: Direction): readonly Buffer[];
}

export const memoryRecorder = (): MemoryRecorder => {
  const calls: Call[] = [];
  const times: bigint[] = [];
  const listeners = new Set<() => void>();
  const keep = (call: Call, at: bigint): void => {
    calls.push(call);
    times.push(at);
  };
  const recorder: MemoryRecorder = {
    calls,
    times,
    pending: 0,
    pressureLimit: Number.POSITIVE_INFINITY,
    connectionOpened: (flow, initiator, at) => keep({ call: 'opened', flow, initiator }, at),
    data: (flow, direction, bytes, at) =>
      keep({ call: 'data', flow, direction, bytes: Buffer.from(bytes) }, at),
    connectionFinished: (flow, by, how, at) => keep({ call: 'finished', flow, by, how }, at),
    happening: (happening, at) => keep({ call: 'happening', ...happening }, at),
    dropped: (_endpoint, messages, by, at) => keep({ call: 'dropped', messages, by }, at),
    onRelief: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    relieve: () => {
      recorder.pending = 0;
      for (const listener of listeners) listener();
    },
    happenings: (kind) =>
      calls.flatMap((call) => (call.call === 'happening' && (kind ?? call.kind) === call.kind ? [call] : [])),
    kinds: () => recorder.happenings().map((happening) => happening.kind),
    messages: (direction) =>
      calls.flatMap((call) => (call.call === 'data' && call.direction === direction ? [call.bytes] : [])),
    bytes: (direction) => Buffer.concat(recorder.messages(direction)),
  };
  return recorder;
};

/** Waits for a condition; fails with what it was, a moment before the test's own limit would end it without a word. */
export const until = async <T>(
  what: string,
  condition: () => T | null | undefined | false,
  within = 45_000,
): Promise<T> => {
  const end = performance.now() + within;
  for (;;) {
    const value = condition();
    if (value !== null && value !== undefined && value !== false && value !== '') return value;
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};

/** Sentences that a recorded happening does not fill, in either language. */
const unfilled = (recorder: MemoryRecorder): readonly string[] =>
  recorder
    .happenings()
    .flatMap((happening) => LANGUAGES.map((language) => sentence(language, happening)))
    .filter((text) => /–|\{\{/.test(text));

/** For afterEach: everything ends, and every row had all that its sentence needs. */
export const finish = async ({ engine, recorder }: Pick<Bench, 'engine' | 'recorder'>): Promise<void> => {
  await engine.stopAll();
  endPrograms();
  const missing = unfilled(recorder);
  if (missing.length > 0) throw new Error(`rows without all their words: ${missing.join(' | ')}`);
};

/** `echo` and `fixed` without the payload codecs: this room is tested by itself. */
const simpleAnswers = (): Answers => {
  const replies = new Map<string, EndpointConfig['autoReply']>();
  return {
    configure({ id, autoReply }) {
      if (autoReply.mode === 'fixed' && autoReply.reply.format === 'hex') {
        return fail({ code: 'EDRAFT_HEX_ODD', params: { character: 1, digits: 1 } });
      }
      replies.set(id, autoReply);
      return ok(null);
    },
    started: () => undefined,
    open: (id, link) => ({
      opened: () => undefined,
      received(bytes) {
        const reply = replies.get(id);
        if (reply === undefined || reply.mode === 'off') return;
        const { delay, reply: draft } = reply;
        const text = draft.format === 'text' ? draft.text : '';
        link.reply(reply.mode === 'echo' ? bytes : Buffer.from(text), Number(delay));
      },
      ended: () => undefined,
      closed: () => undefined,
    }),
  };
};

export interface Bench {
  readonly engine: Engine;
  readonly recorder: MemoryRecorder;
  readonly statuses: string[];
}

export const bench = (): Bench => {
  const recorder = memoryRecorder();
  const statuses: string[] = [];
  const engine = createEngine({
    recorder,
    now,
    answers: simpleAnswers(),
    onStatus: (id) => statuses.push(id),
  });
  return { engine, recorder, statuses };
};

export interface Change {
  readonly options?: Partial<EndpointConfig['options']>;
  readonly groups?: EndpointConfig['groups'];
  readonly tls?: Partial<EndpointConfig['tls']>;
  readonly reply?: 'echo' | { readonly fixed: string };
  readonly delay?: string;
  readonly address?: string;
  readonly port?: string | number;
  readonly path?: string;
  readonly name?: string;
}

/** A set-up on 127.0.0.1; servers take a free port. */
export const endpoint = (id: string, protocol: Protocol, role: Role, change: Change = {}): EndpointConfig => {
  const base = newEndpoint(id, role);
  const { reply } = change;
  const mode = reply === undefined ? 'off' : reply === 'echo' ? 'echo' : 'fixed';
  const text = typeof reply === 'object' ? reply.fixed : '';
  return {
    ...base,
    protocol,
    name: change.name ?? '',
    address: change.address ?? '127.0.0.1',
    port: String(change.port ?? 0),
    path: change.path ?? '',
    options: { ...base.options, ...change.options },
    groups: change.groups ?? base.groups,
    tls: { ...base.tls, ...change.tls },
    autoReply: {
      ...base.autoReply,
      mode,
      delay: change.delay ?? '0',
      reply: { format: 'text', text, encoding: 'utf-8', lineEnding: 'none', raw: true },
    },
  };
};

/** The port of a listening or open endpoint. */
export const portOf = (engine: Engine, id: string): number => {
  const { state } = engine.status(id);
  if (state.phase !== 'listening' && state.phase !== 'open') throw new Error(`${id} is ${state.phase}`);
  return state.local.port;
};

/** Fails a test with the failure's code, or gives the value. */
export const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.failure.code}: ${JSON.stringify(result.failure)}`);
  return result.value;
};

/** The failure's code, after a look at whether its sentences have all they need. */
export const codeOf = (result: Result<unknown>): string => {
  if (result.ok) return 'ok';
  for (const language of LANGUAGES) {
    const { cause, advice } = failureText(language, result.failure);
    if (/–|\{\{/.test(cause + advice)) throw new Error(`words without values: ${cause} ${advice}`);
  }
  return result.failure.code;
};

export interface Program {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** The exit code, with all it printed. */
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
}

const programs = new Set<ChildProcess>();

export const program = (command: string, args: readonly string[], input?: string): Program => {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  programs.add(child);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  child.stderr.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  child.stdin.on('error', () => undefined);
  if (input !== undefined) child.stdin.end(input);
  const ended = new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      programs.delete(child);
      resolve({ code, output: text });
    });
  });
  ended.catch(() => undefined);
  return { child, output: () => text, ended };
};

/** A Python script; `port` stands for its last argument. */
export const python = (script: string, ...args: readonly (string | number)[]): Program =>
  program('python3', ['-u', '-c', script, ...args.map(String)]);

const endPrograms = (): void => {
  for (const child of programs) child.kill('SIGKILL');
};
