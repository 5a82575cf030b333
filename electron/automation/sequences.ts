import type { EndpointConfig } from '../../core/contract/endpoint';
import type { EndpointTag, Happening } from '../../core/contract/happening';
import type { Flow, Nanoseconds, Recorder } from '../../core/contract/recorder';
import type { Target } from '../../core/contract/requests';
import { fail, ok, type Result } from '../../core/contract/result';
import type { Sequence, SequenceRun } from '../../core/contract/sequence';
import type { SequenceAction, SequenceOver } from '../../core/contract/sequence-choices';
import { readFraming } from '../../core/framing/setting';
import { compileSequence } from '../../core/sequence/compile';
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

/** The runs of sequences, one for each. */
export interface Sequences {
  /** Fails with a code of `core/sequence`, of the framing, or with ENOTRUNNING. */
  run(order: SequenceOrder): Result<null>;
  act(sequence: string, action: SequenceAction): void;
  stopAll(): void;
  /** Each sequence's last run. */
  status(): readonly SequenceRun[];
  /** What sockets record, as they do: how sequences hear of it. */
  readonly ear: Pick<Recorder, 'data' | 'connectionFinished' | 'happening'>;
  /** To be called when an endpoint's state may have changed. */
  endpointChanged(id: string): void;
}

interface Entry {
  readonly run: RunOfSequence;
  readonly order: SequenceOrder;
  /** The one connection or peer that it talks with; null: any of its endpoint, or not known yet. */
  flow: number | null;
  /** A run over the next peer leaves these alone. */
  readonly known: ReadonlySet<number>;
  cutterOf(flow: Flow): MessageCutter;
  readonly cutters: Map<number, MessageCutter>;
}

/** What a new connection says of itself when data can be sent over it. */
const ready = ({ protocol }: EndpointConfig): readonly string[] =>
  protocol === 'tls' ? ['secured'] : ['accepted', 'connected'];

export const createSequences = (deps: SequencesDeps): Sequences => {
  const entries = new Map<string, Entry>();
  /** Runs that are not over: none, and listening costs nothing. */
  const active = new Set<Entry>();
  /** Where the bytes of a message were recorded last: the row that the log is asked for. */
  let heardAt: Nanoseconds = 0n;

  const say = (kind: Happening['kind'], entry: SequenceOrder, params: Happening['params']): void => {
    const { config, sequence } = entry;
    const severity = kind === 'sequenceFailed' ? 'error' : 'info';
    const endpoint = deps.endpoint(config.id);
    const named = { name: sequence.name, ...params };
    deps.recorder.happening({ kind, severity, endpoint, flow: 0, peer: '', params: named }, deps.now());
  };

  const tell = (order: SequenceOrder, { state, failure, met, checks, tookMs }: SequenceRun): void => {
    const params = { met, checks, seconds: Math.round(tookMs) / 1000 };
    if (state === 'passed') say('sequencePassed', order, params);
    else if (state === 'stopped') say('sequenceStopped', order, params);
    else say('sequenceFailed', order, { ...params, ...failure?.params, code: failure?.code ?? '' });
  };

  const run = (order: SequenceOrder): Result<null> => {
    const { sequence, config, target, over, paused } = order;
    if (entries.get(sequence.id)?.run.over === false) return fail({ code: 'ESEQUENCE_RUNNING' });
    if (sequence.steps.length === 0) return fail({ code: 'ESEQUENCE_EMPTY' });
    const { steps, faults } = compileSequence(sequence, () => undefined);
    const [fault] = faults;
    if (fault !== undefined) {
      return fail({ ...fault.failure, params: { ...fault.failure.params, step: fault.step + 1 } });
    }
    const read = readFraming(config.framing);
    if (!read.ok) return fail(read.fault.failure);
    const waits = over === 'next';
    // A client that is about to connect may be waited for; a server must listen.
    if (!deps.running(config.id) && !(waits && config.role === 'client'))
      return fail({ code: 'ENOTRUNNING' });
    const { framing } = read;
    const stream = config.protocol !== 'udp';
    const machine = new SequenceMachine<Nanoseconds>(steps, deps.scope(), stream && framing.kind === 'raw');
    const cutters = new Map<number, MessageCutter>();
    const made: RunOfSequence = new RunOfSequence({
      sequence: sequence.id,
      endpoint: config.id,
      ids: sequence.steps.map(({ id }) => id),
      machine,
      waits,
      paused,
      now: deps.now,
      send: (bytes) => {
        const to = entry.flow === null ? target : ({ to: 'connection', id: entry.flow } as const);
        return deps.send(config.id, config.role === 'client' ? { to: 'all' } : to, bytes);
      },
      onChange: deps.onChange,
      onOver: (status) => {
        active.delete(entry);
        for (const cutter of cutters.values()) cutter.stop();
        tell(order, status);
      },
    });
    const entry: Entry = {
      run: made,
      order,
      flow: !waits && target.to === 'connection' ? target.id : null,
      known: new Set(waits ? deps.links(config.id) : []),
      cutters,
      cutterOf: (flow) => {
        const known = cutters.get(flow.id);
        if (known !== undefined) return known;
        const cutter = createMessageCutter({
          framer: framing.kind === 'raw' ? null : read.framer(),
          idleMs: framing.kind === 'idle' ? framing.ms : 0,
          datagrams: !stream,
          onMessage: (bytes) => made.received(bytes, heardAt),
        });
        cutters.set(flow.id, cutter);
        return cutter;
      },
    };
    entries.set(sequence.id, entry);
    active.add(entry);
    say('sequenceStarted', order, {});
    deps.onChange();
    if (!waits) void made.start();
    return ok(null);
  };

  /** Begins a run that has waited for this connection or peer. */
  const takeUp = (entry: Entry, flow: number): void => {
    if (entry.flow !== null || entry.known.has(flow)) return;
    entry.flow = flow;
    // It is told of before it can be sent to.
    setImmediate(() => void entry.run.start());
  };

  return {
    run,
    act: (sequence, action) => entries.get(sequence)?.run.act(action),
    stopAll: () => {
      for (const { run: one } of [...active]) one.act('stop');
    },
    status: () => [...entries.values()].map((entry) => entry.run.status()),
    ear: {
      data(flow, direction, bytes, at) {
        if (active.size === 0 || direction === 'out') return;
        for (const entry of active) {
          if (entry.order.config.id !== flow.endpoint.id) continue;
          if (entry.run.waiting && flow.transport === 'udp') takeUp(entry, flow.id);
          const other = entry.flow === null ? entry.run.waiting : entry.flow !== flow.id;
          if (other) continue;
          heardAt = at;
          entry.cutterOf(flow).push(bytes);
        }
      },
      connectionFinished(flow, by) {
        if (by === 'local') return;
        for (const { run: one, order, flow: own } of active) {
          if (order.config.id === flow.endpoint.id && own === flow.id) one.closed();
        }
      },
      happening({ kind, flow, endpoint }) {
        if (active.size === 0 || flow === 0) return;
        for (const entry of active) {
          const { config } = entry.order;
          if (!entry.run.waiting || config.id !== endpoint?.id || config.protocol === 'udp') continue;
          if (ready(config).includes(kind)) takeUp(entry, flow);
        }
      },
    },
    endpointChanged(id) {
      if (active.size === 0 || deps.running(id)) return;
      for (const entry of active) {
        if (entry.order.config.id !== id) continue;
        if (entry.run.waiting) entry.run.act('stop');
        else entry.run.closed();
      }
    },
  };
};

/** A recorder that lets someone else hear what sockets record, after it was recorded. */
export const overheard = (recorder: Recorder, ear: () => Sequences['ear']): Recorder => ({
  connectionOpened: (...args) => recorder.connectionOpened(...args),
  data(...args) {
    recorder.data(...args);
    ear().data(...args);
  },
  connectionFinished(...args) {
    recorder.connectionFinished(...args);
    ear().connectionFinished(...args);
  },
  happening(...args) {
    recorder.happening(...args);
    ear().happening(...args);
  },
  dropped: (...args) => recorder.dropped(...args),
  get pending() {
    return recorder.pending;
  },
  get pressureLimit() {
    return recorder.pressureLimit;
  },
  onRelief: (listener) => recorder.onRelief(listener),
});
