import type { EndpointConfig } from '../../core/contract/endpoint';
import type { EndpointTag, Happening } from '../../core/contract/happening';
import type { Flow, Nanoseconds, Recorder } from '../../core/contract/recorder';
import { fail, ok, type Result } from '../../core/contract/result';
import type { Sequence, SequenceRun } from '../../core/contract/sequence';
import type { SequenceOver } from '../../core/contract/sequence-choices';
import type { Target } from '../../core/contract/target';
import { type ReadFraming, readFraming } from '../../core/framing/setting';
import { type CompiledStep, compileSequence } from '../../core/sequence/compile';
import { SequenceMachine } from '../../core/sequence/machine';
import type { Scope } from '../../core/template/scope';
import { createMessageCutter, type MessageCutter } from './message-cutter';
import { RunOfSequence } from './run-of-sequence';

export interface SequencesDeps {
  readonly recorder: Pick<Recorder, 'happening'>;
  now(): Nanoseconds;
  scope(): Scope;
  send(id: string, target: Target, bytes: Uint8Array): Promise<Result<unknown>>;
  endpoint(id: string): EndpointTag | null;
  running(id: string): boolean;
  /** The numbers of its connections, or of its known peers. */
  links(id: string): readonly number[];
  /** A run has changed. Called for every step. */
  onChange(): void;
}

export interface SequenceOrder {
  /** Its messages are drafts: what was saved elsewhere has been put in. */
  readonly sequence: Sequence;
  readonly config: EndpointConfig;
  readonly target: Target;
  readonly over: SequenceOver;
  /** It stops before its first step. */
  readonly paused: boolean;
}

/** An order that was read: any number of runs can be made of it. */
export interface SequencePlan {
  readonly order: SequenceOrder;
  readonly steps: readonly CompiledStep[];
  readonly framing: Extract<ReadFraming, { ok: true }>;
}

/** Fails with a code of `core/sequence` or of the framing. */
export const planSequence = (order: SequenceOrder): Result<SequencePlan> => {
  if (order.sequence.steps.length === 0) return fail({ code: 'ESEQUENCE_EMPTY' });
  const { steps, faults } = compileSequence(order.sequence, () => undefined);
  const [fault] = faults;
  if (fault !== undefined) {
    return fail({ ...fault.failure, params: { ...fault.failure.params, step: fault.step + 1 } });
  }
  const framing = readFraming(order.config.framing);
  return framing.ok ? ok({ order, steps, framing }) : fail(framing.fault.failure);
};

/** A connection or peer that a run talks with. */
export interface Talk {
  readonly flow: number;
  /** As rows have it; empty where the run was not made for this one alone. */
  readonly peer: string;
}

/** One run, and whom it talks with. */
export interface Entry {
  readonly run: RunOfSequence;
  readonly order: SequenceOrder;
  /** The one connection or peer that it talks with; null: any of its endpoint, or not known yet. */
  flow: number | null;
  /** A run over the next peer leaves these alone. */
  readonly known: ReadonlySet<number>;
  /** @param at when the bytes were recorded: the row that the log is asked for */
  hear(flow: Flow, bytes: Uint8Array, at: Nanoseconds): void;
}

interface EntryOptions {
  /** It waits for a connection first. */
  readonly waits: boolean;
  readonly talk: Talk | null;
  readonly onOver: (entry: Entry, run: SequenceRun) => void;
}

/** Makes a run and tells the log how it begins and ends. It is not started yet. */
export const createEntry = (
  deps: SequencesDeps,
  { order, steps, framing: read }: SequencePlan,
  { waits, talk, onOver }: EntryOptions,
): Entry => {
  const { sequence, config, target } = order;
  const say = (kind: Happening['kind'], params: Happening['params']): void => {
    const severity = kind === 'sequenceFailed' ? 'error' : 'info';
    const endpoint = deps.endpoint(config.id);
    const { flow, peer } = talk !== null && talk.peer !== '' ? talk : { flow: 0, peer: '' };
    const named = { name: sequence.name, ...params };
    deps.recorder.happening({ kind, severity, endpoint, flow, peer, params: named }, deps.now());
  };
  const tell = ({ state, failure, met, checks, tookMs }: SequenceRun): void => {
    const params = { met, checks, seconds: Math.round(tookMs) / 1000 };
    if (state === 'passed') say('sequencePassed', params);
    else if (state === 'stopped') say('sequenceStopped', params);
    else say('sequenceFailed', { ...params, ...failure?.params, code: failure?.code ?? '' });
  };
  const { framing } = read;
  const stream = config.protocol !== 'udp';
  const machine = new SequenceMachine<Nanoseconds>(steps, deps.scope(), stream && framing.kind === 'raw');
  const cutters = new Map<number, MessageCutter>();
  let heardAt: Nanoseconds = 0n;
  const run: RunOfSequence = new RunOfSequence({
    sequence: sequence.id,
    endpoint: config.id,
    ids: sequence.steps.map(({ id }) => id),
    machine,
    waits,
    paused: order.paused,
    now: deps.now,
    send: (bytes) => {
      const to = entry.flow === null ? target : ({ to: 'connection', id: entry.flow } as const);
      return deps.send(config.id, config.role === 'client' ? { to: 'all' } : to, bytes);
    },
    onChange: deps.onChange,
    onOver: (status) => {
      for (const cutter of cutters.values()) cutter.stop();
      tell(status);
      onOver(entry, status);
    },
  });
  const cutterOf = (flow: Flow): MessageCutter => {
    const known = cutters.get(flow.id);
    if (known !== undefined) return known;
    const cutter = createMessageCutter({
      framer: framing.kind === 'raw' ? null : read.framer(),
      idleMs: framing.kind === 'idle' ? framing.ms : 0,
      datagrams: !stream,
      onMessage: (bytes) => run.received(bytes, heardAt),
    });
    cutters.set(flow.id, cutter);
    return cutter;
  };
  const entry: Entry = {
    run,
    order,
    flow: talk?.flow ?? (!waits && target.to === 'connection' ? target.id : null),
    known: new Set(waits ? deps.links(config.id) : []),
    hear(flow, bytes, at) {
      heardAt = at;
      cutterOf(flow).push(bytes);
    },
  };
  say('sequenceStarted', {});
  return entry;
};
