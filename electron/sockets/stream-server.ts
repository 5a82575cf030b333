import { createServer, type Server, type Socket } from 'node:net';
import { formatAddress, type SocketAddress } from '../../core/contract/address';
import type { Failure } from '../../core/contract/failure';
import type { Flow } from '../../core/contract/recorder';
import type { Target } from '../../core/contract/requests';
import { fail, ok, type Result } from '../../core/contract/result';
import { wireAddress } from './addresses';
import type { Context, Outlet, Runner } from './context';
import { failureOf, failureParams } from './failure-of';
import type { Tuning } from './plan';
import { portOwner } from './port-owner';
import { StreamConnection } from './stream-connection';

/**
 * A listening TCP socket and its connections.
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
  #stopping = false;
  #empty: (() => void) | null = null;
  /** Ends a listen that is under way. */
  #cancel: (() => void) | null = null;

  constructor(private readonly context: Context) {}

  get outlets(): ReadonlyMap<number, Outlet> {
    return this.#connections;
  }

  get queued(): number {
    let queued = 0;
    for (const connection of this.#connections.values()) queued += connection.queued;
    return queued;
  }

  async start(): Promise<Result<null>> {
    const { plan } = this.context;
    const listening = await this.#listen(plan.port);
    if (!listening.ok) return listening;
    const local = listening.value;
    this.context.bound(local);
    this.context.say('listening', 'info', { local: formatAddress(local) });
    return ok(null);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#cancel?.();
    this.#server?.close();
    this.#server = null;
    for (const connection of this.#connections.values()) connection.close(true);
    if (this.#connections.size > 0) await new Promise<void>((resolve) => (this.#empty = resolve));
    if (this.#local !== null) this.context.say('stopped', 'info', { local: formatAddress(this.#local) });
  }

  async setAccepting(accepting: boolean): Promise<Result<null>> {
    const local = this.#local;
    if (local === null || this.#stopping) return fail({ code: 'ENOTLISTENING' });
    if (accepting === (this.#server !== null)) return ok(null);
    if (accepting) {
      const again = await this.#listen(local.port);
      if (!again.ok) return again;
      this.context.say('acceptingResumed', 'info', { local: formatAddress(local) });
      return ok(null);
    }
    this.#server?.close();
    this.#server = null;
    this.context.setState({ phase: 'listening', local, accepting: false });
    const connections = this.#connections.size;
    this.context.say('acceptingPaused', 'info', { local: formatAddress(local), connections });
    return ok(null);
  }

  reach(target: Target): Result<readonly Outlet[]> {
    return reachConnections(this.#connections, target, 'ENOCLIENT');
  }

  retune(before: Tuning): void {
    for (const connection of this.#connections.values()) connection.retune(before);
  }

  #listen(port: number): Promise<Result<SocketAddress>> {
    const { host, backlog } = this.context.plan;
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
        const failure = await listenFailure(error, host, port);
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
          server.close();
          return;
        }
        const bound = server.address();
        const local =
          bound === null || typeof bound === 'string' ? { address: host, port, family: 4 as const } : bound;
        // A wildcard stays what it is: only peers' addresses are turned from mapped to IPv4.
        this.#local = wireAddress(local.address, local.port);
        server.on('error', (error) => this.context.say('failed', 'error', failureParams(failureOf(error))));
        server.on('connection', (socket) => this.#accept(socket));
        this.context.setState({ phase: 'listening', local: this.#local, accepting: true });
        resolve(ok(this.#local));
      });
      server.listen({ host, port, backlog, exclusive: true });
    });
  }

  #accept(socket: Socket): void {
    const { context } = this;
    const at = context.now();
    const { remoteAddress, remotePort, localAddress, localPort } = socket;
    const gone = remoteAddress === undefined || remotePort === undefined;
    if (gone || localAddress === undefined || localPort === undefined) {
      // Reset before it was accepted: the system has forgotten who it was (getpeername: ENOTCONN).
      socket.on('error', () => undefined);
      socket.destroy();
      context.say('resetByPeer', 'warning', { bytesIn: 0, bytesOut: 0, seconds: 0 });
      return;
    }
    const flow: Flow = {
      id: context.nextFlow(),
      endpoint: context.tag,
      transport: 'tcp',
      local: wireAddress(localAddress, localPort),
      remote: wireAddress(remoteAddress, remotePort),
    };
    context.recorder.connectionOpened(flow, 'remote', at);
    const max = context.tuning.maxConnections;
    if (this.#connections.size >= max) {
      context.recorder.connectionFinished(flow, 'local', 'rst', context.now());
      context.say('rejected', 'warning', { remote: formatAddress(flow.remote), max }, flow);
      socket.on('error', () => undefined);
      socket.resetAndDestroy();
      return;
    }
    context.say('accepted', 'info', { remote: formatAddress(flow.remote) }, flow);
    const connection = new StreamConnection(socket, context, flow, () => this.#ended(flow.id));
    this.#connections.set(flow.id, connection);
    // How it ends is a row; there is nobody else to tell.
    if (context.tls !== null) void connection.secure(context.tls);
    context.changed();
  }

  #ended(id: number): void {
    this.#connections.delete(id);
    if (this.#connections.size === 0) this.#empty?.();
  }
}

/** Why a port could not be listened on, with the program that has it where the system tells. */
const listenFailure = async (error: unknown, host: string, port: number): Promise<Failure> => {
  const failure = failureOf(error, { host, port });
  if (failure.code !== 'EADDRINUSE') return failure;
  return { ...failure, params: { host, port, ...(await portOwner('tcp', port)) } };
};

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
