import { formatAddress } from '../../core/contract/address';
import { type EndpointConfig, newEndpoint } from '../../core/contract/endpoint';
import type { Params } from '../../core/contract/failure';
import type { EndpointTag, HappeningKind, Severity } from '../../core/contract/happening';
import { PING_COUNT_BOUNDS, PING_EVERY_BOUNDS, PING_TIMEOUT_BOUNDS } from '../../core/contract/option-bounds';
import { parseWhole } from '../../core/contract/parse';
import type { PingStatus, PingWish } from '../../core/contract/ping';
import type { Nanoseconds, Recorder } from '../../core/contract/recorder';
import { fail, ok, type Result } from '../../core/contract/result';
import type { TlsMaterial } from '../../core/contract/tls';
import { failureParams } from './failure-of';
import { createPingTally } from './ping-tally';
import { type Plan, planOf } from './plan';
import { type TimedConnect, timedConnect } from './timed-connect';
import { createTlsLayer, type TlsLayer } from './tls-layer';
import { tlsPlanOf } from './tls-plan';

export interface ConnectPingDeps {
  readonly recorder: Pick<Recorder, 'happening'>;
  now(): Nanoseconds;
  /** What the capture calls the endpoint that the ping was begun from; null where it never ran. */
  endpoint(id: string): EndpointTag | null;
  /** Called for every connect: gather before telling anyone. */
  onStatus(): void;
}

/** One series of connects at a time. */
export interface ConnectPing {
  /**
   * Begins one; another that is under way ends first. `base` is the endpoint whose options it connects with. Fails as
   * the start of a client does, and with EINVAL_NUMBER for `pingEvery`, `pingCount` and `pingTimeout`.
   */
  start(wish: PingWish, base: EndpointConfig | null, material: TlsMaterial): Result<null>;
  /** At once: a connect that is under way is given up and not counted. */
  stop(): void;
  /** The one that goes on, or the last; null: there was none. */
  status(): PingStatus | null;
}

/** Node wants the keys of session tickets for servers alone. */
const NO_KEYS = Buffer.alloc(0);

interface Prepared {
  readonly plan: Plan;
  readonly layer: TlsLayer | null;
  readonly everyMs: number;
  readonly count: number | null;
  readonly timeoutMs: number;
  readonly accepted: readonly string[];
}

const prepare = (wish: PingWish, base: EndpointConfig, material: TlsMaterial): Result<Prepared> => {
  const everyMs = parseWhole(wish.every, 'pingEvery', PING_EVERY_BOUNDS, 1000);
  if (!everyMs.ok) return everyMs;
  const count = parseWhole(wish.count, 'pingCount', PING_COUNT_BOUNDS, 0);
  if (!count.ok) return count;
  const timeoutMs = parseWhole(wish.timeout, 'pingTimeout', PING_TIMEOUT_BOUNDS, 5000);
  if (!timeoutMs.ok) return timeoutMs;
  const { protocol, address, port } = wish;
  const plain = newEndpoint(base.id, 'client');
  const { localAddress } = base.role === 'client' ? base.options : plain.options;
  const config: EndpointConfig = {
    ...plain,
    protocol,
    address,
    port,
    options: { ...plain.options, localAddress },
    // Each handshake is a whole one, and its time is the ping's.
    tls: { ...base.tls, resume: false, handshakeTimeout: '0' },
  };
  const plan = planOf(config);
  if (!plan.ok) return plan;
  // A thousand handshakes of a ping are nothing that anyone wants to decrypt.
  const tls =
    protocol === 'tls' ? tlsPlanOf(config, plan.value.host, { ...material, keyLog: null }) : ok(null);
  if (!tls.ok) return tls;
  const memory = { ticketKeys: NO_KEYS, session: null, certificate: null };
  return ok({
    plan: plan.value,
    layer: tls.value === null ? null : createTlsLayer({ plan: tls.value, memory, onKey: () => undefined }),
    everyMs: everyMs.value,
    count: count.value === 0 ? null : count.value,
    timeoutMs: timeoutMs.value,
    accepted: base.tls.accepted,
  });
};

interface Series {
  readonly status: () => PingStatus;
  readonly stop: () => void;
}

const begin = (wish: PingWish, prepared: Prepared, deps: ConnectPingDeps): Series => {
  const { plan, everyMs, count, timeoutMs } = prepared;
  const remote = formatAddress({ address: plan.host, port: plan.port });
  const tally = createPingTally();
  const ending = new AbortController();
  const tag = wish.endpoint === null ? null : deps.endpoint(wish.endpoint);
  let timer: NodeJS.Timeout | undefined;
  let attempts = 0;

  const say = (kind: HappeningKind, severity: Severity, params: Params): void =>
    deps.recorder.happening(
      { kind, severity, endpoint: tag, flow: 0, peer: remote, params: { remote, ...params } },
      deps.now(),
    );

  const status = (): PingStatus => ({
    wish,
    remote,
    running: !ending.signal.aborted,
    everyMs,
    timeoutMs,
    count,
    ...tally.status(),
  });

  const stop = (): void => {
    if (ending.signal.aborted) return;
    ending.abort();
    clearTimeout(timer);
    const { failed, times } = tally.status();
    const { total } = times;
    say('pingStopped', failed === 0 ? 'info' : 'warning', {
      attempts,
      failed,
      ...(total === null ? {} : { p50: total.p50, p99: total.p99 }),
    });
    deps.onStatus();
  };

  const take = (result: Result<TimedConnect>): void => {
    attempts += 1;
    if (result.ok) tally.answered(result.value);
    else tally.failed(result.failure);
    if (!wish.logged) return;
    if (result.ok) {
      const ms = Math.round((result.value.times.total ?? 0) * 1000) / 1000;
      say('pingAnswered', 'info', { attempt: attempts, ms });
    } else say('pingFailed', 'error', { ...failureParams(result.failure), attempt: attempts });
  };

  const connectOnce = async (): Promise<void> => {
    const started = performance.now();
    const result = await timedConnect({ ...prepared, signal: ending.signal });
    if (ending.signal.aborted) return;
    take(result);
    if (attempts === count) {
      stop();
      return;
    }
    deps.onStatus();
    // One at a time: what takes longer than the interval is followed at once.
    timer = setTimeout(() => void connectOnce(), Math.max(0, started + everyMs - performance.now()));
  };

  say('pingStarted', 'info', { everyMs, ...(count === null ? {} : { count }) });
  deps.onStatus();
  void connectOnce();
  return { status, stop };
};

export const createConnectPing = (deps: ConnectPingDeps): ConnectPing => {
  let series: Series | null = null;
  return {
    start(wish, base, material) {
      const prepared = prepare(wish, base ?? newEndpoint('ping', 'client'), material);
      if (!prepared.ok) return fail(prepared.failure);
      series?.stop();
      series = begin(wish, prepared.value, deps);
      return ok(null);
    },
    stop: () => series?.stop(),
    status: () => series?.status() ?? null,
  };
};
