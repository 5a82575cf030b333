import type { Failure, Params } from '../../core/contract/failure';
import type { EndpointTag, HappeningKind } from '../../core/contract/happening';
import { MAX_REPEATS } from '../../core/contract/limits';
import { REPEAT_BOUNDS, REPEAT_SECONDS_BOUNDS } from '../../core/contract/option-bounds';
import { parseWhole } from '../../core/contract/parse';
import type { Nanoseconds, Recorder } from '../../core/contract/recorder';
import { fail, ok, type Result } from '../../core/contract/result';
import type { RepeatStatus } from '../../core/contract/status';
import type { Target } from '../../core/contract/target';
import type { MessageSource } from '../../core/template/outgoing';
import { createLateness } from './lateness';
import { createRate } from './rate';
import { createTicker } from './ticker';

const MAX_COUNT = 1_000_000_000;

/** What a person typed: ms between messages, how many, and for how many seconds; empty sets no limit. */
export interface RepeatTyped {
  readonly every: string;
  readonly count: string;
  readonly seconds: string;
}

export interface RepeaterDeps {
  readonly recorder: Pick<Recorder, 'happening'>;
  now(): Nanoseconds;
  /** Sends one message; the repeat waits for the answer before it sends the next. */
  send(id: string, target: Target, bytes: Uint8Array): Promise<Result<unknown>>;
  /** What the capture calls the endpoint. */
  endpoint(id: string): EndpointTag | null;
  running(id: string): boolean;
  /** A repeat has started, sent or stopped. Called for every message. */
  onStatus(id: string): void;
}

/** What is repeated, and to whom. */
export interface RepeatOrder extends Pick<RepeatStatus, 'what' | 'to'> {
  readonly target: Target;
  readonly source: MessageSource;
}

/** Any number of repeats for each endpoint, up to MAX_REPEATS. */
export interface Repeater {
  /**
   * Sends what the source makes at once and then at fixed times. Fails with EINVAL_NUMBER (fields `repeatEvery`,
   * `repeatCount`, `repeatFor`), ENOTRUNNING or EREPEATS_FULL.
   */
  start(id: string, order: RepeatOrder, typed: RepeatTyped): Result<null>;
  /** One of an endpoint, or all of them (null). At once: nothing is sent after it. */
  stop(id: string, repeat: number | null): void;
  stopAll(): void;
  /** To be called when an endpoint's state may have changed: the repeats of one that has stopped stop. */
  endpointChanged(id: string): void;
  /** Those under way, the oldest first. */
  status(id: string): readonly RepeatStatus[];
}

interface Repeat {
  readonly number: number;
  readonly endpoint: string;
  readonly status: () => RepeatStatus;
  readonly stop: (failure: Failure | null) => void;
}

interface Schedule {
  readonly everyMs: number;
  readonly count: number | null;
  readonly forMs: number | null;
}

const readTyped = (typed: RepeatTyped): Result<Schedule> => {
  // An empty interval is refused like a wrong one: there is no default that anyone could mean.
  const every = parseWhole(typed.every.trim() || '–', 'repeatEvery', REPEAT_BOUNDS, 0);
  if (!every.ok) {
    return fail({ ...every.failure, params: { ...every.failure.params, value: typed.every.trim() } });
  }
  const count = parseWhole(typed.count, 'repeatCount', { min: 1, max: MAX_COUNT }, 0);
  if (!count.ok) return count;
  const seconds = parseWhole(typed.seconds, 'repeatFor', REPEAT_SECONDS_BOUNDS, 0);
  if (!seconds.ok) return seconds;
  return ok({
    everyMs: every.value,
    count: count.value === 0 ? null : count.value,
    forMs: seconds.value === 0 ? null : seconds.value * 1000,
  });
};

export const createRepeater = (deps: RepeaterDeps): Repeater => {
  /** By number, the oldest first. */
  const repeats = new Map<number, Repeat>();
  let begun = 0;

  const of = (id: string): readonly Repeat[] =>
    [...repeats.values()].filter(({ endpoint }) => endpoint === id);

  const start = (
    id: string,
    { target, source, what, to }: RepeatOrder,
    { everyMs, count, forMs }: Schedule,
  ): void => {
    begun += 1;
    const number = begun;
    const rate = createRate();
    const lateness = createLateness();
    const began = performance.now();
    let sent = 0;
    let over = false;
    const tag = deps.endpoint(id);

    const say = (kind: HappeningKind, severity: 'info' | 'error', params: Params): void =>
      deps.recorder.happening({ kind, severity, endpoint: tag, flow: 0, peer: '', params }, deps.now());

    const stop = (failure: Failure | null): void => {
      if (over) return;
      over = true;
      ticker.stop();
      repeats.delete(number);
      const reason =
        failure === null
          ? {}
          : {
              ...failure.params,
              code: failure.code,
              ...(failure.errno === undefined ? {} : { errno: failure.errno }),
            };
      const perSecond = Math.round(rate.overall() * 10) / 10;
      say('repeatStopped', failure === null ? 'info' : 'error', { ...reason, sent, perSecond, everyMs });
      deps.onStatus(id);
    };

    const ticker = createTicker(everyMs, async (lateMs) => {
      // The moment that ends it is no moment to send at.
      if (forMs !== null && performance.now() - lateMs - began >= forMs) {
        stop(null);
        return;
      }
      const made = source();
      const result = made.ok ? await deps.send(id, target, made.value) : made;
      if (over) return;
      if (!result.ok) {
        stop(result.failure);
        return;
      }
      sent += 1;
      rate.tick();
      lateness.add(lateMs);
      deps.onStatus(id);
      if (sent === count) stop(null);
    });

    repeats.set(number, {
      number,
      endpoint: id,
      stop,
      status: () => ({
        id: number,
        what,
        to,
        sent,
        count,
        everyMs,
        forMs,
        achievedPerSecond: rate.recent(),
        lateness: lateness.recent(),
      }),
    });
    say('repeatStarted', 'info', { everyMs, ...(count === null ? {} : { count }) });
    deps.onStatus(id);
    ticker.start();
  };

  return {
    start: (id, order, typed) => {
      const read = readTyped(typed);
      if (!read.ok) return read;
      if (!deps.running(id)) return fail({ code: 'ENOTRUNNING' });
      if (of(id).length >= MAX_REPEATS) return fail({ code: 'EREPEATS_FULL', params: { max: MAX_REPEATS } });
      start(id, order, read.value);
      return ok(null);
    },
    stop: (id, repeat) => {
      for (const one of of(id)) if (repeat === null || one.number === repeat) one.stop(null);
    },
    stopAll: () => {
      for (const repeat of [...repeats.values()]) repeat.stop(null);
    },
    endpointChanged: (id) => {
      if (repeats.size === 0 || deps.running(id)) return;
      for (const repeat of of(id)) repeat.stop({ code: 'ENOTRUNNING' });
    },
    status: (id) => (repeats.size === 0 ? [] : of(id).map((repeat) => repeat.status())),
  };
};
