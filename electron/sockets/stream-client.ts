import { connect, type Socket } from 'node:net';
import { formatAddress } from '../../core/contract/address';
import type { Failure } from '../../core/contract/failure';
import type { HappeningKind, Severity } from '../../core/contract/happening';
import type { Flow } from '../../core/contract/recorder';
import { fail, ok, type Result } from '../../core/contract/result';
import type { Target } from '../../core/contract/target';
import { secondsBetween } from './clock';
import { sayAttempts } from './connect-attempts';
import type { Context, Outlet, Runner } from './context';
import { errnoOf, failureParams } from './failure-of';
import type { Tuning } from './plan';
import { type ConnectionEnd, StreamConnection } from './stream-connection';
import type { StreamPlace } from './stream-place';
import { reachConnections } from './stream-server';

const CANCELLED: Failure = { code: 'ECANCELED' };

/** What a connect that came to nothing is called. */
const ROWS: Readonly<Record<string, readonly [HappeningKind, Severity]>> = {
  ECONNREFUSED: ['refused', 'error'],
  ETIMEDOUT: ['timedOut', 'error'],
  // The handshake was made and taken back, as a server does that is full.
  ECONNRESET: ['resetByPeer', 'warning'],
};
const NO_TRAFFIC = { bytesIn: 0, bytesOut: 0, seconds: 0 };

/** Connects, and where that is wished connects again with growing pauses until it is stopped. */
export class StreamClient implements Runner {
  readonly #connections = new Map<number, StreamConnection>();
  readonly receiveBuffer = null;
  readonly sendBuffer = null;
  readonly #remote: string;
  #stopping = false;
  #abort: (() => void) | null = null;
  #ended: (() => void) | null = null;
  #retry: NodeJS.Timeout | null = null;
  /** Tries since the last connection that held. */
  #attempt = 0;

  constructor(
    private readonly context: Context,
    private readonly place: StreamPlace,
  ) {
    this.#remote = place.text;
  }

  get outlets(): ReadonlyMap<number, Outlet> {
    return this.#connections;
  }

  get queued(): number {
    let queued = 0;
    for (const connection of this.#connections.values()) queued += connection.queued;
    return queued;
  }

  async start(): Promise<Result<null>> {
    this.context.bound(this.place.remote);
    const failure = await this.#connect();
    return failure === null ? ok(null) : fail(failure);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#retry !== null) clearTimeout(this.#retry);
    const idle = this.#connections.size === 0;
    this.#abort?.();
    for (const connection of this.#connections.values()) connection.close(true);
    if (idle) this.context.say('stopped', 'info', {}, this.#remote);
    else await new Promise<void>((resolve) => (this.#ended = resolve));
  }

  setAccepting(): Promise<Result<null>> {
    return Promise.resolve(fail({ code: 'ENOTLISTENING' }));
  }

  reach(target: Target): Result<readonly Outlet[]> {
    return reachConnections(this.#connections, target, 'ENOTCONN');
  }

  retune(before: Tuning): void {
    for (const connection of this.#connections.values()) connection.retune(before);
    if (this.#retry === null || this.context.tuning.reconnect) return;
    clearTimeout(this.#retry);
    this.#retry = null;
    this.context.setState({ phase: 'stopped' });
    this.context.say('stopped', 'info', {}, this.#remote);
  }

  async #connect(): Promise<Failure | null> {
    this.context.setState({ phase: 'starting' });
    this.context.say('connecting', 'info', { remote: this.#remote }, this.#remote);
    const made = await this.#attemptOnce();
    if (this.#stopping) {
      if (made.ok) made.value.destroy();
      return CANCELLED;
    }
    if (made.ok) return await this.#established(made.value);
    const { failure } = made;
    const [kind, severity] = ROWS[failure.code] ?? (['failed', 'error'] as const);
    this.context.say(kind, severity, { ...NO_TRAFFIC, ...failureParams(failure) }, this.#remote);
    this.#afterwards(failure);
    return failure;
  }

  #attemptOnce(): Promise<Result<Socket>> {
    const { connectTimeout } = this.context.plan;
    const started = this.context.now();
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | null = null;
      const settle = (result: Result<Socket>): void => {
        if (timer !== null) clearTimeout(timer);
        this.#abort = null;
        resolve(result);
      };
      const socket = connect({ ...this.place.connectOptions(), allowHalfOpen: true });
      sayAttempts(socket, this.context.plan.attemptTimeout, (remote, params) =>
        this.context.say('attemptFailed', 'warning', params, remote),
      );
      const giveUp = (failure: Failure): void => {
        // The error of a socket that we destroy ourselves says nothing new.
        socket.on('error', () => undefined);
        socket.destroy();
        settle(fail(failure));
      };
      this.#abort = () => giveUp(CANCELLED);
      if (connectTimeout > 0)
        timer = setTimeout(() => giveUp(this.#timedOut(connectTimeout)), connectTimeout);
      const early = (error: Error): void => {
        const ms = Math.round(secondsBetween(started, this.context.now()) * 1000);
        void this.place.connectFailure(error, ms).then((failure) => settle(fail(failure)));
      };
      socket.once('error', early);
      socket.once('connect', () => {
        socket.off('error', early);
        settle(ok(socket));
      });
    });
  }

  #timedOut(ms: number): Failure {
    const errno = errnoOf('ETIMEDOUT');
    const params = { ...this.place.params, ms };
    return { code: 'ETIMEDOUT', ...(errno === undefined ? {} : { errno }), syscall: 'connect', params };
  }

  /** Null, or why a connection that was made is gone already, or could not be secured. */
  async #established(socket: Socket): Promise<Failure | null> {
    const { context } = this;
    const at = context.now();
    const id = context.nextFlow();
    const ends = this.place.endsOf(socket, id);
    if (ends === null) {
      const failure = { code: 'ECONNRESET', params: { remote: this.#remote } };
      socket.on('error', () => undefined);
      socket.destroy();
      context.say('resetByPeer', 'warning', { ...NO_TRAFFIC, ...failureParams(failure) }, this.#remote);
      this.#afterwards(failure);
      return failure;
    }
    const flow: Flow = { id, endpoint: context.tag, transport: 'tcp', ...ends };
    context.recorder.connectionOpened(flow, 'local', at);
    const local = formatAddress(flow.local);
    context.say('connected', 'info', { local, remote: formatAddress(flow.remote) }, flow);
    const connection = new StreamConnection(socket, context, flow, this.place, (end) =>
      this.#connectionEnded(flow.id, end),
    );
    this.#connections.set(flow.id, connection);
    if (context.tls !== null) {
      const secured = await connection.secure(context.tls);
      if (!secured.ok) return secured.failure;
      if (!this.#connections.has(flow.id)) return { code: 'ETLS_CLOSED', params: { remote: this.#remote } };
    }
    this.#attempt = 0;
    context.setState({ phase: 'connected', local: flow.local, remote: flow.remote });
    connection.opened();
    return null;
  }

  #connectionEnded(id: number, end: ConnectionEnd): void {
    this.#connections.delete(id);
    if (this.#stopping) this.#ended?.();
    else if (end.by === 'us') this.context.setState({ phase: 'stopped' });
    else this.#afterwards(end.failure);
  }

  /** After a failure or an end that was not asked for: try again where that is wished. */
  #afterwards(failure: Failure | null): void {
    const { reconnect, reconnectDelay, reconnectLimit } = this.context.tuning;
    if (!reconnect) {
      this.context.setState({ phase: 'stopped', ...(failure === null ? {} : { failure }) });
      return;
    }
    this.#attempt += 1;
    const attempt = this.#attempt;
    // 2 ** 31 ms is beyond any limit that can be typed.
    const ms = Math.min(
      reconnectDelay * 2 ** Math.min(attempt - 1, 31),
      Math.max(reconnectLimit, reconnectDelay),
    );
    this.context.setState({ phase: 'waiting', retryAt: Date.now() + ms, attempt, failure });
    this.context.say('reconnecting', 'info', { ms, attempt }, this.#remote);
    this.#retry = setTimeout(() => {
      this.#retry = null;
      void this.#connect();
    }, ms);
  }
}
