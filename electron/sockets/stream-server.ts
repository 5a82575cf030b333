import type { Socket } from 'node:net';
import { formatAddress, type SocketAddress } from '../../core/contract/address';
import type { Failure } from '../../core/contract/failure';
import type { PauseMode } from '../../core/contract/option-choices';
import type { Flow } from '../../core/contract/recorder';
import { fail, ok, type Result } from '../../core/contract/result';
import type { Target } from '../../core/contract/target';
import type { Context, Outlet, Runner } from './context';
import { canDuplicate } from './duplicate';
import { failureParams } from './failure-of';
import { grantedBacklog } from './granted-backlog';
import type { Tuning } from './plan';
import { StreamConnection } from './stream-connection';
import { StreamListener } from './stream-listener';
import type { StreamPlace } from './stream-place';
import { setInherited } from './stream-tuning';

/**
 * A listening stream socket and its connections.
 *
 * Accepting is paused in one of two ways, while the connections live. `refuse` closes the listening socket, because
 * that is what makes a new client see "connection refused"; accepting again listens at the same place, which fails and
 * says so should another program have taken it meanwhile. `queue` goes on listening without accepting: clients wait in
 * the backlog, and are accepted later. Closing resets those that the system had completed and nobody had accepted.
 */
export class StreamServer implements Runner {
  readonly #connections = new Map<number, StreamConnection>();
  readonly #listener: StreamListener;
  readonly receiveBuffer = null;
  readonly sendBuffer = null;
  #local: SocketAddress | null = null;
  #backlog: number | null = null;
  /** Null: it accepts. */
  #paused: PauseMode | null = null;
  #stopping = false;
  #empty: (() => void) | null = null;
  /** Pausing and resuming take their time, and their turns. */
  #turns: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly context: Context,
    private readonly place: StreamPlace,
  ) {
    this.#listener = new StreamListener({
      place,
      backlog: context.plan.backlog,
      onConnection: (socket) => this.#accept(socket),
      onFailure: (failure) => this.#sayFailed(failure),
      onWaiting: () => context.changed(),
    });
  }

  get outlets(): ReadonlyMap<number, Outlet> {
    return this.#connections;
  }

  /** As the system granted it; null where it does not tell, and once it is stopped. */
  get backlog(): number | null {
    return this.#backlog;
  }

  get waiting(): number | null {
    return this.#listener.waiting;
  }

  get descriptor(): number | null {
    return this.#listener.descriptor;
  }

  get queued(): number {
    let queued = 0;
    for (const connection of this.#connections.values()) queued += connection.queued;
    return queued;
  }

  async start(): Promise<Result<null>> {
    const listening = await this.#listen();
    if (!listening.ok) return listening;
    const local = listening.value;
    this.context.bound(local);
    this.#accepting(local);
    this.context.say('listening', 'info', { local: formatAddress(local) });
    return ok(null);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#listener.close();
    this.#backlog = null;
    for (const connection of this.#connections.values()) connection.close(true);
    if (this.#connections.size > 0) await new Promise<void>((resolve) => (this.#empty = resolve));
    if (this.#local !== null) this.context.say('stopped', 'info', { local: formatAddress(this.#local) });
  }

  setAccepting(accepting: boolean): Promise<Result<null>> {
    const turn = this.#turns.then(() => {
      const local = this.#local;
      if (local === null || this.#stopping) return fail({ code: 'ENOTLISTENING' });
      return accepting ? this.#resume(local) : this.#pause(local, this.context.tuning.pauseMode);
    });
    this.#turns = turn;
    return turn;
  }

  reach(target: Target): Result<readonly Outlet[]> {
    return reachConnections(this.#connections, target, 'ENOCLIENT');
  }

  retune(before: Tuning): void {
    this.#tune(before);
    for (const connection of this.#connections.values()) connection.retune(before);
    // The other way to pause, at once.
    if (this.#paused !== null && this.context.tuning.pauseMode !== before.pauseMode) {
      void this.setAccepting(false);
    }
  }

  /** What connections inherit that are accepted from now on. */
  #tune(before?: Tuning): void {
    const refused = setInherited(this.descriptor, this.context.tuning, before);
    if (refused !== null) this.#sayFailed(refused);
  }

  #sayFailed(failure: Failure): void {
    this.context.say('failed', 'error', failureParams(failure));
  }

  #accepting(local: SocketAddress): void {
    this.#paused = null;
    this.context.setState({ phase: 'listening', local, accepting: true });
  }

  async #resume(local: SocketAddress): Promise<Result<null>> {
    if (this.#paused === null) return ok(null);
    const waiting = this.#listener.ask();
    const again = await this.#listen();
    if (!again.ok) return again;
    this.#accepting(local);
    const shown = formatAddress(local);
    if (waiting === null) this.context.say('acceptingResumed', 'info', { local: shown });
    else this.context.say('acceptingWaiting', 'info', { local: shown, waiting });
    return ok(null);
  }

  async #pause(local: SocketAddress, mode: PauseMode): Promise<Result<null>> {
    if (this.#paused === mode) return ok(null);
    if (mode === 'refuse') this.#listener.close();
    else {
      const held = await this.#hold();
      if (!held.ok) return held;
    }
    this.#paused = mode;
    this.context.setState({ phase: 'listening', local, accepting: false, newcomers: mode });
    const params = { local: formatAddress(local), connections: this.#connections.size };
    if (mode === 'refuse') this.context.say('acceptingPaused', 'info', params);
    else {
      const backlog = this.#backlog ?? this.context.plan.backlog;
      this.context.say('acceptingQueued', 'info', { ...params, backlog });
    }
    return ok(null);
  }

  /** Listens without accepting. Fails with ENOQUEUE where that cannot be done. */
  async #hold(): Promise<Result<null>> {
    if (!canDuplicate()) return fail({ code: 'ENOQUEUE' });
    const refused = this.#paused === 'refuse';
    if (refused) {
      const again = await this.#listen();
      if (!again.ok) return again;
    }
    const held = this.#listener.hold();
    if (held.ok) return held;
    this.#sayFailed(held.failure);
    if (refused) this.#listener.close();
    return held;
  }

  async #listen(): Promise<Result<SocketAddress>> {
    const listening = await this.#listener.listen(this.#local);
    if (!listening.ok) {
      // Stopped while the holder of the port was looked for: the stop has the last word.
      if (!this.#stopping) this.#sayFailed(listening.failure);
      return listening;
    }
    this.#local = listening.value;
    this.#backlog = grantedBacklog(this.context.plan.backlog);
    this.#tune();
    return listening;
  }

  #accept(socket: Socket): void {
    const { context } = this;
    const at = context.now();
    const id = context.nextFlow();
    const ends = this.place.endsOf(socket, id);
    if (ends === null) {
      // Reset before it was accepted: the system has forgotten who it was (getpeername: ENOTCONN).
      socket.on('error', () => undefined);
      socket.destroy();
      context.say('resetByPeer', 'warning', { bytesIn: 0, bytesOut: 0, seconds: 0 });
      return;
    }
    const flow: Flow = { id, endpoint: context.tag, transport: 'tcp', ...ends };
    context.recorder.connectionOpened(flow, 'remote', at);
    const max = context.tuning.maxConnections;
    if (this.#connections.size >= max) {
      context.recorder.connectionFinished(flow, 'local', 'rst', context.now());
      context.say('rejected', 'warning', { remote: formatAddress(flow.remote), max }, flow);
      socket.on('error', () => undefined);
      this.place.discard(socket);
      return;
    }
    const { acceptMode } = context.tuning;
    if (acceptMode === 'reset') {
      context.recorder.connectionFinished(flow, 'local', 'rst', context.now());
      context.say('acceptedReset', 'info', { remote: formatAddress(flow.remote) }, flow);
      socket.on('error', () => undefined);
      this.place.discard(socket);
      return;
    }
    context.say('accepted', 'info', { remote: formatAddress(flow.remote) }, flow);
    const connection = new StreamConnection(socket, context, flow, this.place, () => this.#ended(flow.id));
    this.#connections.set(flow.id, connection);
    if (acceptMode === 'ignore') connection.act('pause');
    // How it ends is a row; there is nobody else to tell.
    if (context.tls !== null) void connection.secure(context.tls);
    else connection.opened();
    context.changed();
  }

  #ended(id: number): void {
    this.#connections.delete(id);
    if (this.#connections.size === 0) this.#empty?.();
  }
}

/** The connections that a target means; `none` is the code when there are none at all. */
export const reachConnections = (
  connections: ReadonlyMap<number, StreamConnection>,
  target: Target,
  none: string,
): Result<readonly Outlet[]> => {
  if (target.to === 'address') return fail({ code: 'ETARGET_TCP' });
  if (target.to === 'connection') {
    const one = connections.get(target.id);
    return one === undefined ? fail({ code: 'ENOSUCHCONNECTION' }) : ok([one]);
  }
  return connections.size === 0 ? fail({ code: none }) : ok([...connections.values()]);
};
