import { createServer, type Server, type Socket } from 'node:net';
import type { SocketAddress } from '../../core/contract/address';
import type { Failure } from '../../core/contract/failure';
import { fail, ok, type Result } from '../../core/contract/result';
import { descriptorOf } from './descriptor';
import { closeDuplicate, duplicate } from './duplicate';
import { failureOf } from './failure-of';
import type { StreamPlace } from './stream-place';

export interface StreamListenerDeps {
  readonly place: StreamPlace;
  readonly backlog: number;
  onConnection(socket: Socket): void;
  onFailure(failure: Failure): void;
  /** Another number of connections waits on a socket that is held. */
  onWaiting(): void;
}

/** How often a held socket is asked how many wait, in ms. */
const ASK_EVERY_MS = 250;

/**
 * The listening socket of a server, which is accepted from, held or closed.
 *
 * Held: the system goes on listening, so that clients complete their handshake and wait in the backlog, and nobody
 * accepts. Node cannot: whatever listens in it accepts. A duplicate of the descriptor keeps the socket listening when
 * Node's server is closed, and a new server takes it over (`listen({ fd })`). libuv takes the descriptor out of its
 * epoll set when it closes it (`uv__io_close`), so nothing wakes up for who waits.
 */
export class StreamListener {
  #server: Server | null = null;
  /** The duplicate of a socket that is held. */
  #held: number | null = null;
  #waiting: number | null = null;
  #asking: NodeJS.Timeout | undefined;
  /** Ends a listen that is under way. */
  #cancel: (() => void) | null = null;

  constructor(private readonly deps: StreamListenerDeps) {}

  get descriptor(): number | null {
    return this.#held ?? (this.#server === null ? null : descriptorOf(this.#server));
  }

  /** Connections that waited to be accepted when it was asked last, while the socket is held; null: it is not, or the system does not tell. */
  get waiting(): number | null {
    return this.#waiting;
  }

  /**
   * Accepts: from the socket that is held, or from a new one. `before`: where it listened last. Answers with where it
   * listens; ECANCELED when it was closed meanwhile. A socket that is held stays so when it fails.
   */
  async listen(before: SocketAddress | null): Promise<Result<SocketAddress>> {
    const held = this.#held;
    if (held === null || before === null) return this.#listen(before);
    // Another duplicate for Node, which closes what it has taken when it fails.
    const copy = duplicate(held);
    if (!copy.ok) return copy;
    const listening = await this.#listen(before, copy.value);
    if (listening.ok) this.#letGo();
    return listening;
  }

  /** Goes on listening and accepts no longer. Fails, and goes on accepting, with what the system says (EMFILE). */
  hold(): Result<null> {
    const server = this.#server;
    if (server === null) return ok(null);
    const held = duplicate(descriptorOf(server));
    if (!held.ok) return held;
    const released = this.deps.place.release(server);
    if (!released.ok) {
      closeDuplicate(held.value);
      return released;
    }
    this.#server = null;
    this.#held = held.value;
    this.ask();
    this.#asking = setInterval(() => this.ask(), ASK_EVERY_MS);
    return ok(null);
  }

  /** Listens no longer; clients are refused, and the system resets those that wait. */
  close(): void {
    this.#cancel?.();
    if (this.#server !== null) this.deps.place.stopListening(this.#server);
    this.#server = null;
    if (this.#held === null) return;
    this.#letGo();
    this.deps.place.stopListening(null);
  }

  /** Asks the system again how many wait. */
  ask(): number | null {
    const waiting = this.#held === null ? null : this.deps.place.waiting(this.#held);
    if (waiting !== this.#waiting) {
      this.#waiting = waiting;
      this.deps.onWaiting();
    }
    return waiting;
  }

  #letGo(): void {
    clearInterval(this.#asking);
    this.#waiting = null;
    if (this.#held !== null) closeDuplicate(this.#held);
    this.#held = null;
  }

  #listen(before: SocketAddress | null, fd: number | null = null): Promise<Result<SocketAddress>> {
    const { place, backlog, onConnection, onFailure } = this.deps;
    const server = createServer({ allowHalfOpen: true });
    this.#server = server;
    return new Promise((answer) => {
      const resolve = (result: Result<SocketAddress>): void => {
        this.#cancel = null;
        answer(result);
      };
      this.#cancel = () => resolve(fail({ code: 'ECANCELED' }));
      const refused = async (error: unknown): Promise<void> => {
        if (this.#server === server) this.#server = null;
        resolve(fail(await place.listenFailure(error, before)));
      };
      const early = (error: Error): void => void refused(error);
      server.once('error', early);
      server.once('listening', () => {
        server.off('error', early);
        if (this.#server !== server) {
          // Closed while the name was looked up: a close before that may not keep Node from listening.
          place.stopListening(server);
          return;
        }
        const bound = fd === null || before === null ? place.listening(server) : ok(before);
        if (!bound.ok) {
          place.stopListening(server);
          this.#server = null;
          resolve(bound);
          return;
        }
        server.on('error', (error) => onFailure(failureOf(error)));
        server.on('connection', onConnection);
        resolve(bound);
      });
      // Node calls listen(2) again on what it takes over, with a backlog that it hears in the second place only.
      if (fd === null) server.listen(place.listenOptions(before));
      else server.listen({ fd }, backlog);
    });
  }
}
