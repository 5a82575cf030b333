import type { Failure, Params } from '../../core/contract/failure';
import type { EndpointTag, HappeningKind } from '../../core/contract/happening';
import { REPEAT_BOUNDS, REPEAT_SECONDS_BOUNDS } from '../../core/contract/option-bounds';
import { parseWhole } from '../../core/contract/parse';
import type { Nanoseconds, Recorder } from '../../core/contract/recorder';
import type { Target } from '../../core/contract/requests';
import { fail, ok, type Result } from '../../core/contract/result';
import type { RepeatStatus } from '../../core/contract/status';
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

/** One repeat for each endpoint. */
export interface Repeater {
  /**
   * Sends what the source makes at once and then at fixed times. Fails with EINVAL_NUMBER (fields `repeatEvery`,
   * `repeatCount`, `repeatFor`) or ENOTRUNNING. A repeat of the same
   * endpoint that is under way is replaced.
   */
  start(id: string, target: Target, source: MessageSource, typed: RepeatTyped): Result<null>;
  /** At once: nothing is sent after it. */
  stop(id: string): void;
  stopAll(): void;
  /** To be called when an endpoint's state may have changed: a repeat of one that has stopped stops. */
  endpointChanged(id: string): void;
  /** Null: nothing is repeated. */
  status(id: string): RepeatStatus | null;
}

interface Repeat {
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
  const repeats = new Map<string, Repeat>();

  const start = (
    id: string,
    target: Target,
    source: MessageSource,
    { everyMs, count, forMs }: Schedule,
  ): void => {
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
      repeats.delete(id);
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

    repeats.set(id, {
      stop,
      status: () => ({
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
    start: (id, target, source, typed) => {
      const read = readTyped(typed);
      if (!read.ok) return read;
      if (!deps.running(id)) return fail({ code: 'ENOTRUNNING' });
      repeats.get(id)?.stop(null);
      start(id, target, source, read.value);
      return ok(null);
    },
    stop: (id) => repeats.get(id)?.stop(null),
    stopAll: () => {
      for (const repeat of [...repeats.values()]) repeat.stop(null);
    },
    endpointChanged: (id) => {
      const repeat = repeats.get(id);
      if (repeat !== undefined && !deps.running(id)) repeat.stop({ code: 'ENOTRUNNING' });
    },
    status: (id) => repeats.get(id)?.status() ?? null,
  };
};
