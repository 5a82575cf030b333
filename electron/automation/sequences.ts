import { formatAddress } from '../../core/contract/address';
import type { EndpointConfig } from '../../core/contract/endpoint';
import type { Recorder } from '../../core/contract/recorder';
import { fail, ok, type Result } from '../../core/contract/result';
import type { SequenceRun } from '../../core/contract/sequence';
import type { SequenceAction } from '../../core/contract/sequence-choices';
import { ArmedSequence } from './armed-sequence';
import {
  createEntry,
  type Entry,
  planSequence,
  type SequenceOrder,
  type SequencePlan,
  type SequencesDeps,
  type Talk,
} from './sequence-entry';

/** The runs of sequences, one for each; or one for each connection that comes. */
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

/** What a new connection says of itself when data can be sent over it. */
const ready = ({ protocol }: EndpointConfig): readonly string[] =>
  protocol === 'tls' ? ['secured'] : ['accepted', 'connected'];

export const createSequences = (deps: SequencesDeps): Sequences => {
  /** What each sequence did last, or does. */
  const kept = new Map<string, Entry | ArmedSequence>();
  /** Runs that are not over, and what waits for connections: none, and listening costs nothing. */
  const active = new Set<Entry>();
  const armed = new Set<ArmedSequence>();

  const isOver = (one: Entry | ArmedSequence | undefined): boolean =>
    one === undefined || (one instanceof ArmedSequence ? one.over : one.run.over);

  const begin = (
    plan: SequencePlan,
    waits: boolean,
    talk: Talk | null,
    over: (run: SequenceRun) => void,
  ): Entry => {
    const entry = createEntry(deps, plan, {
      waits,
      talk,
      onOver: (ended, status) => {
        active.delete(ended);
        over(status);
      },
    });
    active.add(entry);
    return entry;
  };

  const arm = (plan: SequencePlan): ArmedSequence => {
    const made: ArmedSequence = new ArmedSequence({
      plan,
      known: deps.links(plan.order.config.id),
      begin: (talk, over) => begin(plan, false, talk, over),
      onChange: deps.onChange,
      onOver: () => armed.delete(made),
    });
    armed.add(made);
    return made;
  };

  const run = (order: SequenceOrder): Result<null> => {
    const { sequence, config, over } = order;
    if (!isOver(kept.get(sequence.id))) return fail({ code: 'ESEQUENCE_RUNNING' });
    const plan = planSequence(order);
    if (!plan.ok) return plan;
    const waits = over !== 'target';
    // A client that is about to connect may be waited for; a server must listen.
    if (!deps.running(config.id) && !(waits && config.role === 'client'))
      return fail({ code: 'ENOTRUNNING' });
    // Nobody goes step by step through many at a time.
    const each = { ...plan.value, order: { ...order, paused: false } };
    if (over === 'each') kept.set(sequence.id, arm(each));
    else {
      const entry = begin(plan.value, waits, null, () => undefined);
      kept.set(sequence.id, entry);
      if (!waits) void entry.run.start();
    }
    deps.onChange();
    return ok(null);
  };

  /** Begins a run that has waited for this connection or peer. */
  const takeUp = (entry: Entry, flow: number): void => {
    if (entry.flow !== null || entry.known.has(flow)) return;
    entry.flow = flow;
    // It is told of before it can be sent to.
    setImmediate(() => void entry.run.start());
  };

  /** Begins the runs of all that is armed for this one. */
  const takeEach = (config: (one: EndpointConfig) => boolean, talk: Talk): void => {
    for (const one of armed) {
      if (!config(one.plan.order.config)) continue;
      const entry = one.take(talk);
      if (entry !== null) setImmediate(() => void entry.run.start());
    }
  };

  return {
    run,
    act(sequence, action) {
      const one = kept.get(sequence);
      if (!(one instanceof ArmedSequence)) one?.run.act(action);
      else if (action === 'stop') one.stop();
    },
    stopAll() {
      for (const one of [...armed]) one.stop();
      for (const { run: one } of [...active]) one.act('stop');
    },
    status: () => [...kept.values()].map((one) => (one instanceof ArmedSequence ? one : one.run).status()),
    ear: {
      data(flow, direction, bytes, at) {
        if (direction === 'out' || active.size + armed.size === 0) return;
        const { id } = flow.endpoint;
        if (armed.size > 0 && flow.transport === 'udp') {
          takeEach((config) => config.id === id, { flow: flow.id, peer: formatAddress(flow.remote) });
        }
        for (const entry of active) {
          if (entry.order.config.id !== id) continue;
          if (entry.run.waiting && flow.transport === 'udp') takeUp(entry, flow.id);
          const other = entry.flow === null ? entry.run.waiting : entry.flow !== flow.id;
          if (!other) entry.hear(flow, bytes, at);
        }
      },
      connectionFinished(flow, by) {
        for (const one of armed) one.forget(flow.id);
        if (by === 'local') return;
        for (const { run: one, order, flow: own } of active) {
          if (order.config.id === flow.endpoint.id && own === flow.id) one.closed();
        }
      },
      happening({ kind, flow, endpoint, peer }) {
        if (flow === 0 || active.size + armed.size === 0) return;
        const isReady = (config: EndpointConfig): boolean =>
          config.id === endpoint?.id && config.protocol !== 'udp' && ready(config).includes(kind);
        takeEach(isReady, { flow, peer });
        for (const entry of active) {
          if (entry.run.waiting && isReady(entry.order.config)) takeUp(entry, flow);
        }
      },
    },
    endpointChanged(id) {
      if (deps.running(id)) return;
      for (const one of [...armed]) if (one.plan.order.config.id === id) one.disarm();
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
