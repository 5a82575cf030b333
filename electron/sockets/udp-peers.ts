import { formatAddress, type SocketAddress } from '../../core/contract/address';
import type { Answerer } from '../../core/contract/answering';
import type { Flow } from '../../core/contract/recorder';
import { fail, ok, type Result } from '../../core/contract/result';
import type { ConnectionAction, ConnectionInfo } from '../../core/contract/status';
import { wireAddress } from './addresses';
import { millisecondsOf } from './clock';
import { type Counters, newCounters, type Outlet } from './context';
import { createDelayLine, type DelayLine } from './delay-line';

/** Peers that one socket remembers; the one not seen for longest is forgotten first. The capture forgets none. */
const MAX_PEERS = 65_536;

/** What a peer needs of its socket. */
export interface PeerSocket {
  flowTo(remote: SocketAddress): Flow;
  /** `answer`: nobody waits for the outcome; a failure becomes a row. */
  transmit(peer: UdpPeer, bytes: Uint8Array, answer: boolean): Promise<Result<null>>;
  forget(peer: UdpPeer): void;
  now(): bigint;
  /** What answers this peer. */
  answers(peer: UdpPeer): Answerer;
  /** Bytes and answers that wait for their delay have become more, or fewer. */
  owed(answers: number, bytes: number): void;
}

/** Someone that a UDP socket has heard from or sent to. */
export class UdpPeer implements Outlet {
  readonly id: number;
  readonly flow: Flow;
  readonly counters: Counters = newCounters();
  readonly name: string;
  readonly #since: bigint;
  queued = 0;
  /** When its last datagram came; null: none has. */
  heardAt: bigint | null = null;
  #answerer: Answerer | null = null;
  #line: DelayLine<Uint8Array | (() => void)> | null = null;

  constructor(
    private readonly socket: PeerSocket,
    /** As the socket names it (`::ffff:127.0.0.1` on a dual-stack socket). */
    readonly address: string,
    readonly port: number,
  ) {
    this.flow = socket.flowTo(wireAddress(address, port));
    this.id = this.flow.id;
    this.name = formatAddress(this.flow.remote);
    this.#since = socket.now();
  }

  info(): ConnectionInfo {
    const { local, remote } = this.flow;
    const since = millisecondsOf(this.#since);
    return {
      id: this.id,
      local,
      remote,
      since,
      ...this.counters,
      queued: this.queued,
      state: 'open',
      heardAt: this.heardAt === null ? null : millisecondsOf(this.heardAt),
      paused: false,
      tls: null,
    };
  }

  /** What answers it, from its first datagram on. */
  get answerer(): Answerer {
    if (this.#answerer === null) {
      this.#answerer = this.socket.answers(this);
      this.#answerer.opened();
    }
    return this.#answerer;
  }

  /** Sends after a delay, and after what waits already. */
  sendLater(bytes: Uint8Array, delay: number): void {
    if (delay === 0 && (this.#line?.count ?? 0) === 0) {
      void this.socket.transmit(this, bytes, true);
      return;
    }
    this.#wait(bytes, bytes.length, delay);
  }

  afterReplies(work: () => void): void {
    if ((this.#line?.count ?? 0) === 0) work();
    else this.#wait(work, 0, 0);
  }

  #wait(one: Uint8Array | (() => void), bytes: number, delay: number): void {
    this.#line ??= createDelayLine((due) => {
      if (typeof due === 'function') {
        this.socket.owed(-1, 0);
        due();
      } else {
        this.socket.owed(-1, -due.length);
        void this.socket.transmit(this, due, true);
      }
    });
    this.socket.owed(1, bytes);
    this.#line.push(one, bytes, delay);
  }

  /** Nobody answers it any more. */
  close(): void {
    if (this.#line !== null) this.socket.owed(-this.#line.count, -this.#line.bytes);
    this.#line?.clear();
    this.#answerer?.closed();
    this.#answerer = null;
  }

  /** UDP has no connection to finish, reset or hold back: `close` forgets the peer. */
  act(action: ConnectionAction): Result<null> {
    if (action !== 'close') return fail({ code: 'ENOTSUP_UDP' });
    this.socket.forget(this);
    return ok(null);
  }

  send(bytes: Uint8Array): Promise<Result<null>> {
    return this.socket.transmit(this, bytes, false);
  }

  readonly certificate = null;

  secure(): Promise<Result<null>> {
    return Promise.resolve(fail({ code: 'ESECURE_UDP' }));
  }

  hold(): () => void {
    return () => undefined;
  }
}

/** The peers of one socket, found by address at the speed of the network and listed in the order of their coming. */
export interface PeerTable {
  readonly list: ReadonlyMap<number, UdpPeer>;
  /** The peer at an address, new if need be. */
  at(address: string, port: number): UdpPeer;
  forget(peer: UdpPeer): void;
  clear(): void;
}

export const createPeerTable = (socket: PeerSocket, limit = MAX_PEERS): PeerTable => {
  /** By address, the one seen longest ago first. */
  const recent = new Map<string, UdpPeer>();
  const list = new Map<number, UdpPeer>();
  let last: UdpPeer | null = null;
  const keyOf = (address: string, port: number): string => `${address} ${port}`;
  const forget = (peer: UdpPeer): void => {
    peer.close();
    recent.delete(keyOf(peer.address, peer.port));
    list.delete(peer.id);
    if (last === peer) last = null;
  };
  return {
    list,
    at: (address, port) => {
      // Most datagrams come from whom the one before came from.
      if (last !== null && last.port === port && last.address === address) return last;
      const key = keyOf(address, port);
      const peer = recent.get(key) ?? new UdpPeer(socket, address, port);
      recent.delete(key);
      recent.set(key, peer);
      list.set(peer.id, peer);
      if (recent.size > limit) {
        const oldest = recent.values().next().value;
        if (oldest !== undefined) forget(oldest);
      }
      last = peer;
      return peer;
    },
    forget,
    clear: () => {
      for (const peer of list.values()) peer.close();
      recent.clear();
      list.clear();
      last = null;
    },
  };
};
