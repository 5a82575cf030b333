import type { X509Certificate } from 'node:crypto';
import { basename } from 'node:path';
import { formatAddress } from '../../core/contract/address';
import type { Answers } from '../../core/contract/answering';
import type { EndpointConfig } from '../../core/contract/endpoint';
import { endpointName, protocolName } from '../../core/contract/endpoint-name';
import type { EndpointTag } from '../../core/contract/happening';
import { MAX_DATAGRAM_BYTES } from '../../core/contract/limits';
import { CHUNK_BOUNDS, EXACT_BYTES_BOUNDS, PACE_BOUNDS } from '../../core/contract/option-bounds';
import { parseWhole } from '../../core/contract/parse';
import type { Nanoseconds, Recorder } from '../../core/contract/recorder';
import { fail, ok, type Result } from '../../core/contract/result';
import type {
  ConnectionAction,
  ConnectionInfo,
  EndpointState,
  EndpointStatus,
} from '../../core/contract/status';
import type { Target } from '../../core/contract/target';
import { NO_MATERIAL, type TlsMaterial } from '../../core/contract/tls';
import { secondsBetween } from './clock';
import { type Context, type Counters, newCounters, type Runner } from './context';
import { failureParams } from './failure-of';
import { localPlace } from './local-place';
import { chainOf } from './peer-certificates';
import { type Plan, planOf, type Tuning, tuningOf } from './plan';
import { createPressure } from './pressure';
import { receiveFile } from './receive-file';
import { nameOf } from './resolve-host';
import { sendFiles } from './send-files';
import { StreamClient } from './stream-client';
import { StreamServer } from './stream-server';
import { tcpPlace } from './tcp-place';
import { createTlsEndpoints } from './tls-endpoints';
import type { TlsLayer } from './tls-layer';
import { type TlsPlan, tlsPlanOf } from './tls-plan';
import { createDropMonitor } from './udp-drops';
import { UdpSocket } from './udp-socket';

/**
 * A message that the system has not taken after this long is answered as queued, and shown as such; a peer that
 * does not read must not hold up who sends. Should it fail later, a row says so. In ms.
 */
const ANSWER_AFTER_MS = 1000;

export interface EngineDeps {
  readonly recorder: Recorder;
  now(): Nanoseconds;
  /** What endpoints answer. */
  readonly answers: Answers;
  /** An endpoint's status has changed. Called for every message: gather before telling anyone. */
  onStatus(id: string): void;
}

export interface FileControl {
  /** Bytes per datagram over UDP, as typed. */
  readonly datagramSize: string;
  /** Bytes that are written to a stream at a time, as typed; empty: as suits. */
  readonly chunkSize: string;
  /** Ms from one chunk or datagram to the next, as typed; empty: as fast as the peers take them. */
  readonly pace: string;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** The running servers and clients. Every failure is a value; nothing is thrown. */
export interface Engine {
  /**
   * Applies what can change while the endpoint runs: answers, no-delay, keep-alive, idle timeout, the limit of
   * connections, reconnecting, buffers, broadcast, TTL, multicast groups, and the name for what is recorded from now on. A field that is
   * wrong keeps its old value and is told as the failure; the others apply.
   */
  configure(config: EndpointConfig): Result<null>;
  /**
   * Answers when it listens, is connected or open, or has failed. A client that reconnects goes on behind that.
   * `material` is for the protocol TLS.
   */
  start(config: EndpointConfig, material?: TlsMaterial): Promise<Result<null>>;
  /** Closes everything the endpoint has; peers get a second to take what is queued. */
  stop(id: string): Promise<void>;
  /** Stops it and forgets it. */
  remove(id: string): Promise<void>;
  stopAll(): Promise<void>;
  status(id: string): Omit<EndpointStatus, 'repeats' | 'script'>;
  /** What the capture calls the endpoint; null before its first start. */
  tag(id: string): EndpointTag | null;
  isRunning(id: string): boolean;
  /** False: a TCP server refuses new connections while its connections live. */
  setAccepting(id: string, accepting: boolean): Promise<Result<null>>;
  connections(
    id: string,
    start: number,
    count: number,
  ): { readonly total: number; readonly connections: readonly ConnectionInfo[] };
  act(id: string, connection: number, action: ConnectionAction): Result<null>;
  /** Reads an exact number of bytes, as typed, from a connection that is paused by hand. */
  readExactly(id: string, connection: number, bytes: string): Result<null>;
  /** The name that is registered for the peer's address. Fails with ENONAME, or the resolver's code. */
  peerName(id: string, connection: number): Promise<Result<string>>;
  /** Upgrades a plain connection to TLS (STARTTLS), in the role of its endpoint. */
  secure(config: EndpointConfig, connection: number, material: TlsMaterial): Promise<Result<null>>;
  /**
   * What the peer of a connection showed in its handshake, from its own certificate up; without a connection, what the
   * last peer of the endpoint did, refused or not. In DER; empty when none did.
   */
  peerCertificates(id: string, connection: number | null): readonly Uint8Array[];
  /**
   * Answers with the payload bytes of one message and to how many peers it went. Fails when it went to none.
   * The bytes must not be changed afterwards.
   */
  send(
    id: string,
    target: Target,
    bytes: Uint8Array,
  ): Promise<Result<{ readonly bytes: number; readonly peers: number }>>;
  /** Sends files one after the other, in chunks and at a pace where that is wished. */
  sendFiles(
    id: string,
    target: Target,
    paths: readonly string[],
    control: FileControl,
  ): Promise<Result<null>>;
  /** Saves what a connection receives to a file as it arrives, until it or the person ends it. */
  receiveFile(
    id: string,
    connection: number,
    path: string,
    control: Pick<FileControl, 'signal' | 'onProgress'>,
  ): Promise<Result<null>>;
}

interface Entry {
  readonly context: Context;
  readonly runner: Runner;
  readonly counters: Counters;
  tuning: Tuning;
  tag: EndpointTag;
  /** As the last `configure` had it. */
  config: EndpointConfig;
  /** The port that the system gave. */
  bound: number | null;
  state: EndpointState;
  certificate: X509Certificate | null;
  stopping: Promise<void> | null;
}

const STOPPED: EndpointState = { phase: 'stopped' };

const runnerFor = (context: Context): Runner => {
  if (context.plan.protocol === 'udp') return new UdpSocket(context);
  const { local } = context.plan;
  const place = local === null ? tcpPlace(context.plan) : localPlace(context.plan, local);
  return context.plan.role === 'server' ? new StreamServer(context, place) : new StreamClient(context, place);
};

/** In English, for the capture's interface description. */
const describe = ({ protocol, role }: Pick<Plan, 'protocol' | 'role'>, address: string): string =>
  `${protocolName(protocol)} ${role} ${address}`;

export const createEngine = (deps: EngineDeps): Engine => {
  const { recorder } = deps;
  const entries = new Map<string, Entry>();
  const failedStarts = new Map<string, EndpointState>();
  const pressure = createPressure(recorder);
  const drops = createDropMonitor();
  const tls = createTlsEndpoints();
  let flows = 0;

  const layerFor = (id: string, plan: TlsPlan): TlsLayer =>
    tls.layer(id, plan, (failure) =>
      entries.get(id)?.context.say('failed', 'warning', failureParams(failure)),
    );

  const open = (config: EndpointConfig, plan: Plan, tlsPlan: TlsPlan | null): Entry => {
    const { id } = config;
    const name = endpointName(config, null);
    const typed = plan.local?.path ?? formatAddress({ address: plan.host, port: plan.port });
    const counters = newCounters();
    const context: Context = {
      recorder,
      pressure,
      drops,
      plan,
      tls: tlsPlan === null ? null : layerFor(id, tlsPlan),
      counters,
      get tuning() {
        return entry.tuning;
      },
      get tag() {
        return entry.tag;
      },
      answers: (link) => deps.answers.open(id, link),
      now: deps.now,
      nextFlow: () => {
        flows += 1;
        return flows;
      },
      bound: (local) => {
        entry.bound = local.port;
        const description = describe(plan, formatAddress(local));
        entry.tag = { id, name: endpointName(entry.config, local.port), description };
      },
      setState: (state) => {
        // While it is being stopped, the engine says where it is.
        if (entry.stopping === null) entry.state = state;
        deps.onStatus(id);
      },
      certificateSeen: (certificate) => {
        entry.certificate = certificate;
      },
      changed: () => deps.onStatus(id),
      say: (kind, severity, params, where) => {
        const flow = typeof where === 'object' ? where : null;
        const peer = typeof where === 'object' ? formatAddress(where.remote) : (where ?? '');
        const endpoint = flow?.endpoint ?? entry.tag;
        const happening = { kind, severity, endpoint, flow: flow?.id ?? 0, peer, params };
        recorder.happening(happening, deps.now());
      },
    };
    const entry: Entry = {
      context,
      runner: runnerFor(context),
      counters,
      tuning: tuningOf(config).tuning,
      tag: { id, name, description: describe(plan, typed) },
      config,
      bound: null,
      state: { phase: 'starting' },
      certificate: null,
      stopping: null,
    };
    return entry;
  };

  const running = (id: string): Entry | null => {
    const entry = entries.get(id);
    return entry === undefined || entry.state.phase === 'stopped' ? null : entry;
  };

  const refuseStart = (id: string, failure: Parameters<typeof fail>[0]): Result<null> => {
    entries.delete(id);
    failedStarts.set(id, { phase: 'stopped', failure });
    deps.onStatus(id);
    return fail(failure);
  };

  const stop = async (id: string): Promise<void> => {
    const entry = running(id);
    if (entry === null) return;
    entry.stopping ??= (async () => {
      entry.state = { phase: 'stopping' };
      deps.onStatus(id);
      await entry.runner.stop();
      entry.state = STOPPED;
      entry.stopping = null;
      deps.onStatus(id);
    })();
    await entry.stopping;
  };

  const start = async (config: EndpointConfig, material = NO_MATERIAL): Promise<Result<null>> => {
    const { id } = config;
    const stopping = entries.get(id)?.stopping ?? null;
    if (stopping !== null) await stopping;
    if (running(id) !== null) return fail({ code: 'ERUNNING' });
    const plan = planOf(config);
    if (!plan.ok) return refuseStart(id, plan.failure);
    const secured = config.protocol === 'tls' ? tlsPlanOf(config, plan.value.host, material) : ok(null);
    if (!secured.ok) return refuseStart(id, secured.failure);
    const answering = deps.answers.configure(config);
    if (!answering.ok) return refuseStart(id, answering.failure);
    failedStarts.delete(id);
    const entry = open(config, plan.value, secured.value);
    entries.set(id, entry);
    deps.onStatus(id);
    deps.answers.started(id);
    const started = await entry.runner.start();
    if (!started.ok && entry.state.phase === 'starting' && entry.stopping === null) {
      entry.context.setState({ phase: 'stopped', failure: started.failure });
    }
    return started;
  };

  return {
    configure: (config) => {
      const entry = running(config.id);
      if (entry === null) return ok(null);
      entry.config = config;
      const name = endpointName(config, entry.bound);
      if (name !== entry.tag.name) entry.tag = { ...entry.tag, name };
      const before = entry.tuning;
      const { tuning, failure } = tuningOf(config, before);
      entry.tuning = tuning;
      entry.runner.retune(before);
      const answering = deps.answers.configure(config);
      deps.onStatus(config.id);
      if (failure !== null) return fail(failure);
      return answering;
    },
    start,
    stop,
    remove: async (id) => {
      await stop(id);
      entries.delete(id);
      failedStarts.delete(id);
      tls.forget(id);
    },
    stopAll: async () => {
      await Promise.all([...entries.keys()].map(stop));
      await tls.settled();
      pressure.dispose();
    },
    status: (id) => {
      const entry = entries.get(id);
      return {
        id,
        state: entry?.state ?? failedStarts.get(id) ?? STOPPED,
        connections: entry?.runner.outlets.size ?? 0,
        ...(entry?.counters ?? newCounters()),
        queued: entry?.runner.queued ?? 0,
        receiveBuffer: entry?.runner.receiveBuffer ?? null,
        sendBuffer: entry?.runner.sendBuffer ?? null,
        groups: entry?.runner.groups ?? [],
        backlog: entry?.runner.backlog ?? null,
        descriptor: entry?.runner.descriptor ?? null,
      };
    },
    tag: (id) => entries.get(id)?.tag ?? null,
    isRunning: (id) => running(id) !== null,
    setAccepting: (id, accepting) =>
      running(id)?.runner.setAccepting(accepting) ?? Promise.resolve(fail({ code: 'ENOTRUNNING' })),
    connections: (id, start, count) => {
      const outlets = entries.get(id)?.runner.outlets;
      const list: ConnectionInfo[] = [];
      let position = 0;
      for (const outlet of outlets?.values() ?? []) {
        if (position >= start + count) break;
        if (position >= start) list.push(outlet.info());
        position += 1;
      }
      return { total: outlets?.size ?? 0, connections: list };
    },
    act: (id, connection, action) =>
      entries.get(id)?.runner.outlets.get(connection)?.act(action) ?? fail({ code: 'ENOSUCHCONNECTION' }),
    readExactly: (id, connection, typed) => {
      const bytes = parseWhole(typed, 'exactBytes', EXACT_BYTES_BOUNDS, 0);
      if (!bytes.ok) return bytes;
      if (bytes.value === 0) {
        return fail({
          code: 'EINVAL_NUMBER',
          params: { field: 'exactBytes', value: '', ...EXACT_BYTES_BOUNDS },
        });
      }
      const outlet = entries.get(id)?.runner.outlets.get(connection);
      if (outlet === undefined) return fail({ code: 'ENOSUCHCONNECTION' });
      return outlet.readExactly?.(bytes.value) ?? fail({ code: 'ENOTSUP_UDP' });
    },
    peerName: async (id, connection) => {
      const remote = entries.get(id)?.runner.outlets.get(connection)?.info().remote;
      return remote === undefined ? fail({ code: 'ENOSUCHCONNECTION' }) : nameOf(remote);
    },
    secure: async (config, connection, material) => {
      const entry = running(config.id);
      const outlet = entry?.runner.outlets.get(connection);
      if (entry === null || outlet === undefined) return fail({ code: 'ENOSUCHCONNECTION' });
      const plan = tlsPlanOf(config, entry.context.plan.host, material);
      if (!plan.ok) return plan;
      return outlet.secure(layerFor(config.id, plan.value));
    },
    peerCertificates: (id, connection) => {
      const entry = entries.get(id);
      const shown =
        connection === null ? entry?.certificate : entry?.runner.outlets.get(connection)?.certificate;
      return chainOf(shown ?? null);
    },
    send: async (id, target, bytes) => {
      const reach = running(id)?.runner.reach(target) ?? fail({ code: 'ENOTRUNNING' });
      // Not awaited without need: what is sent before a close in the same turn goes out before it.
      const reached = reach instanceof Promise ? await reach : reach;
      if (!reached.ok) return reached;
      let timer: NodeJS.Timeout | undefined;
      const queued = new Promise<Result<null>>((resolve) => {
        timer = setTimeout(resolve, ANSWER_AFTER_MS, ok(null));
      });
      const results = await Promise.all(
        reached.value.map((outlet) => Promise.race([outlet.send(bytes), queued])),
      );
      clearTimeout(timer);
      const failed = results.find((result) => !result.ok);
      const peers = results.filter((result) => result.ok).length;
      if (peers === 0 && failed !== undefined && !failed.ok) return failed;
      return ok({ bytes: bytes.length, peers });
    },
    sendFiles: async (id, target, paths, control) => {
      const entry = running(id);
      if (entry === null) return fail({ code: 'ENOTRUNNING' });
      const { context } = entry;
      const udp = context.plan.protocol === 'udp';
      const bounds = { min: 1, max: MAX_DATAGRAM_BYTES };
      const size = udp ? parseWhole(control.datagramSize, 'datagramSize', bounds, 1024) : ok(null);
      if (!size.ok) return size;
      const chunk = parseWhole(udp ? '' : control.chunkSize, 'chunkSize', CHUNK_BOUNDS, 0);
      if (!chunk.ok) return chunk;
      const pace = parseWhole(control.pace, 'pace', PACE_BOUNDS, 0);
      if (!pace.ok) return pace;
      const reached = await entry.runner.reach(target);
      if (!reached.ok) return reached;
      const one = reached.value.length === 1 ? reached.value[0]?.info().remote : undefined;
      const where = one === undefined ? undefined : formatAddress(one);
      let started = deps.now();
      return sendFiles({
        paths,
        outlets: reached.value,
        datagramSize: size.value,
        chunkSize: chunk.value === 0 ? null : chunk.value,
        paceMs: pace.value,
        signal: control.signal,
        onProgress: control.onProgress,
        relieved: pressure.relieved,
        onFile: (path, result, { done, total }) => {
          const ended = deps.now();
          const params = { name: basename(path), done, total, seconds: secondsBetween(started, ended) };
          started = ended;
          if (result.ok) context.say('fileSent', 'info', { ...params, bytes: done }, where);
          else if (result.failure.code === 'ECANCELED') context.say('fileStopped', 'info', params, where);
          else context.say('fileStopped', 'error', { ...failureParams(result.failure), ...params }, where);
        },
      });
    },
    receiveFile: async (id, connection, path, { signal, onProgress }) => {
      const entry = running(id);
      const outlet = entry?.runner.outlets.get(connection);
      if (entry === null || outlet === undefined) return fail({ code: 'ENOSUCHCONNECTION' });
      const { context } = entry;
      const { tap } = outlet;
      if (tap === undefined) return fail({ code: 'ENOTSUP_UDP' });
      const started = deps.now();
      const where = formatAddress(outlet.info().remote);
      const { result, done } = await receiveFile({
        path,
        tap: (one) => tap.call(outlet, one),
        signal,
        onProgress: (bytes) => onProgress(bytes, 0),
      });
      const params = { name: basename(path), bytes: done, seconds: secondsBetween(started, deps.now()) };
      if (result.ok) context.say('fileReceived', 'info', params, where);
      else context.say('fileReceived', 'error', { ...failureParams(result.failure), ...params }, where);
      return result;
    },
  };
};
