import { createServer, type Server, type Socket } from 'node:net';
import { formatAddress, type SocketAddress } from '../../core/contract/address';
import type { Flow } from '../../core/contract/recorder';
import { fail, ok, type Result } from '../../core/contract/result';
import type { Target } from '../../core/contract/target';
import type { Context, Outlet, Runner } from './context';
import { descriptorOf } from './descriptor';
import { failureOf, failureParams } from './failure-of';
import { grantedBacklog } from './granted-backlog';
import type { Tuning } from './plan';
import { StreamConnection } from './stream-connection';
import type { StreamPlace } from './stream-place';
import { setInherited } from './stream-tuning';

/**
 * A listening stream socket and its connections.
 *
 * "Stop accepting" closes the listening socket while the connections live, because that is what makes a new
 * client see "connection refused". Node (and the sockets API) knows no way to listen without the system
 * completing handshakes into the backlog, where clients would hang. Accepting again listens on the same port;
 * should another program have taken it meanwhile, that fails and says so. Handshakes that the system had
 * completed and Porthole had not accepted yet are reset by the system.
 */
export class StreamServer implements Runner {
  readonly #connections = new Map<number, StreamConnection>();
  readonly receiveBuffer = null;
  readonly sendBuffer = null;
  #server: Server | null = null;
  #local: SocketAddress | null = null;
  #backlog: number | null = null;
  #stopping = false;
  #empty: (() => void) | null = null;
  /** Ends a listen that is under way. */
  #cancel: (() => void) | null = null;

  constructor(
    private readonly context: Context,
    private readonly place: StreamPlace,
  ) {}

  get outlets(): ReadonlyMap<number, Outlet> {
    return this.#connections;
  }

  /** As the system granted it; null where it does not tell. */
  get backlog(): number | null {
    return this.#backlog;
  }

  get descriptor(): number | null {
    return this.#server === null ? null : descriptorOf(this.#server);
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
    this.context.say('listening', 'info', { local: formatAddress(local) });
    return ok(null);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#cancel?.();
    this.#stopListening();
    for (const connection of this.#connections.values()) connection.close(true);
    if (this.#connections.size > 0) await new Promise<void>((resolve) => (this.#empty = resolve));
    if (this.#local !== null) this.context.say('stopped', 'info', { local: formatAddress(this.#local) });
  }

  async setAccepting(accepting: boolean): Promise<Result<null>> {
    const local = this.#local;
    if (local === null || this.#stopping) return fail({ code: 'ENOTLISTENING' });
    if (accepting === (this.#server !== null)) return ok(null);
    if (accepting) {
      const again = await this.#listen();
      if (!again.ok) return again;
      this.context.say('acceptingResumed', 'info', { local: formatAddress(local) });
      return ok(null);
    }
    this.#stopListening();
    this.context.setState({ phase: 'listening', local, accepting: false });
    const connections = this.#connections.size;
    this.context.say('acceptingPaused', 'info', { local: formatAddress(local), connections });
    return ok(null);
  }

  reach(target: Target): Result<readonly Outlet[]> {
    return reachConnections(this.#connections, target, 'ENOCLIENT');
  }

  retune(before: Tuning): void {
    this.#tune(before);
    for (const connection of this.#connections.values()) connection.retune(before);
  }

  /** What connections inherit that are accepted from now on. */
  #tune(before?: Tuning): void {
    const refused = setInherited(this.descriptor, this.context.tuning, before);
    if (refused !== null) this.context.say('failed', 'error', failureParams(refused));
  }

  #stopListening(): void {
    if (this.#server !== null) this.place.stopListening(this.#server);
    this.#server = null;
  }

  #listen(): Promise<Result<SocketAddress>> {
    const before = this.#local;
    const server = createServer({ allowHalfOpen: true });
    this.#server = server;
    return new Promise((answer) => {
      const resolve = (result: Result<SocketAddress>): void => {
        this.#cancel = null;
        answer(result);
      };
      this.#cancel = () => resolve(fail({ code: 'ECANCELED' }));
      const refused = async (error: unknown): Promise<void> => {
        this.#server = null;
        const failure = await this.place.listenFailure(error, before);
        // Stopped while the holder of the port was looked for: the stop has the last word.
        if (!this.#stopping) this.context.say('failed', 'error', failureParams(failure));
        resolve(fail(failure));
      };
      const early = (error: Error): void => void refused(error);
      server.once('error', early);
      server.once('listening', () => {
        server.off('error', early);
        if (this.#stopping) {
          // Stopped while the name was looked up: a close before that may not keep Node from listening.
          this.place.stopListening(server);
          return;
        }
        const bound = this.place.listening(server);
        if (!bound.ok) {
          this.#stopListening();
          this.context.say('failed', 'error', failureParams(bound.failure));
          resolve(bound);
          return;
        }
        this.#local = bound.value;
        server.on('error', (error) => this.context.say('failed', 'error', failureParams(failureOf(error))));
        server.on('connection', (socket) => this.#accept(socket));
        this.#backlog = grantedBacklog(this.context.plan.backlog);
        this.#tune();
        this.context.setState({ phase: 'listening', local: this.#local, accepting: true });
        resolve(ok(this.#local));
      });
      server.listen(this.place.listenOptions(before));
    });
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
