import type { SocketAddress } from './address';
import type { Failure } from './failure';
import type { GroupStatus } from './group';
import type { PauseMode } from './option-choices';
import type { ScriptStatus } from './script';
import type { TlsFacts } from './tls';

/** Where an endpoint is in its life. `failure` on `stopped` says why it is not running, when it failed. */
export type EndpointState =
  | { readonly phase: 'stopped'; readonly failure?: Failure }
  | { readonly phase: 'starting' }
  | { readonly phase: 'listening'; readonly local: SocketAddress; readonly accepting: true }
  /** Accepting is paused: what becomes of who connects. */
  | {
      readonly phase: 'listening';
      readonly local: SocketAddress;
      readonly accepting: false;
      readonly newcomers: PauseMode;
    }
  | { readonly phase: 'connected'; readonly local: SocketAddress; readonly remote: SocketAddress }
  /** A bound UDP socket; `remote` is a UDP client's fixed peer. */
  | { readonly phase: 'open'; readonly local: SocketAddress; readonly remote: SocketAddress | null }
  /** A client that will try again at `retryAt` (ms since the epoch). */
  | {
      readonly phase: 'waiting';
      readonly retryAt: number;
      readonly attempt: number;
      readonly failure: Failure | null;
    }
  | { readonly phase: 'stopping' };

/** How long after its moment a message was sent, in ms: over the latest thousand, and the worst of all. */
export interface RepeatLateness {
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
}

export interface RepeatStatus {
  /** Unique in this run of Porthole. */
  readonly id: number;
  /** How the message begins, as it was typed: at most REPEAT_PREVIEW characters. */
  readonly what: string;
  /** `host:port` of the one that it goes to; empty: all. */
  readonly to: string;
  readonly sent: number;
  /** Null: until stopped. */
  readonly count: number | null;
  readonly everyMs: number;
  /** Messages per second over the last second or so. */
  readonly achievedPerSecond: number;
  /** Null: for as long as it takes. */
  readonly forMs: number | null;
  /** Null before the first message. */
  readonly lateness: RepeatLateness | null;
}

export interface EndpointStatus {
  readonly id: string;
  readonly state: EndpointState;
  /** Open connections, or UDP peers seen. */
  readonly connections: number;
  readonly messagesIn: number;
  readonly messagesOut: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Bytes handed to Porthole that the system has not taken yet. */
  readonly queued: number;
  /** Socket buffers as the system granted them, in bytes; null where there is none to ask. */
  readonly receiveBuffer: number | null;
  readonly sendBuffer: number | null;
  /** The multicast groups of an open UDP socket. */
  readonly groups: readonly GroupStatus[];
  /** The backlog that the system granted a listening server; null where it does not tell. */
  readonly backlog: number | null;
  /** Connections that wait in it while accepting is paused; null: it is not, or the system does not tell. */
  readonly waiting: number | null;
  /** The number of the descriptor of a listening or UDP socket (fileno); null where there is none. */
  readonly descriptor: number | null;
  /** Those under way, the oldest first; at most MAX_REPEATS. */
  readonly repeats: readonly RepeatStatus[];
  /** Null: no script was started with the endpoint. */
  readonly script: ScriptStatus | null;
}

/**
 * Whether who connects now gets no answer until there is room. Only Linux tells how many wait, and lets in one more than
 * the backlog says (net/sock.h: sk_acceptq_is_full; net/unix/af_unix.c: unix_recvq_full).
 */
export const isBacklogFull = ({ waiting, backlog }: Pick<EndpointStatus, 'waiting' | 'backlog'>): boolean =>
  waiting !== null && backlog !== null && waiting > backlog;

/** `securing`: its TLS handshake is under way. */
export type ConnectionState = 'open' | 'securing' | 'peerFinished' | 'halfClosed' | 'closing';

/** Bytes that the system took, and how long that needed. */
export interface Taken {
  readonly bytes: number;
  readonly ms: number;
}

/** What only a connection of a stream has. */
export interface StreamInfo {
  /** The number of its descriptor (fileno); null where the system has none. */
  readonly descriptor: number | null;
  readonly corked: boolean;
  /** An exact number of bytes is waited for. */
  readonly waitsForBytes: boolean;
  /** We read no more (SHUT_RD): what comes is thrown away. */
  readonly readingFinished: boolean;
  /** Bytes thrown away since. */
  readonly discarded: number;
  /** What the system took last. */
  readonly taken: Taken | null;
}

/** One TCP connection, or one UDP peer. */
export interface ConnectionInfo {
  /** Unique in this run of Porthole; the log's rows carry the same number. */
  readonly id: number;
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
  /** Ms since the epoch. */
  readonly since: number;
  readonly messagesIn: number;
  readonly messagesOut: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly queued: number;
  readonly state: ConnectionState;
  /** A UDP peer, which has no state: when it was last heard from, in ms since the epoch; null: not yet. */
  readonly heardAt?: number | null;
  /** Reading was paused by hand. */
  readonly paused: boolean;
  /** Null: plain. */
  readonly tls: TlsFacts | null;
  /** A UDP peer has none. */
  readonly stream?: StreamInfo;
}

export const CONNECTION_ACTIONS = [
  'close',
  'finish',
  'reset',
  'pause',
  'resume',
  'finishReading',
  'cork',
  'uncork',
] as const;
/**
 * close: FIN after what is queued; finish: half-close (we send no more); reset: RST; finishReading: half-close the
 * other way (we read no more); cork: what is sent waits until uncork, and then goes out together.
 */
export type ConnectionAction = (typeof CONNECTION_ACTIONS)[number];
