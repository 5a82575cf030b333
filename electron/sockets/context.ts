import type { X509Certificate } from 'node:crypto';
import type { SocketAddress } from '../../core/contract/address';
import type { Answerer, Link } from '../../core/contract/answering';
import type { Params } from '../../core/contract/failure';
import type { GroupStatus } from '../../core/contract/group';
import type { EndpointTag, HappeningKind, Severity } from '../../core/contract/happening';
import type { Flow, Nanoseconds, Recorder } from '../../core/contract/recorder';
import type { Result } from '../../core/contract/result';
import type { ConnectionAction, ConnectionInfo, EndpointState } from '../../core/contract/status';
import type { Target } from '../../core/contract/target';
import type { Plan, Tuning } from './plan';
import type { Pressure } from './pressure';
import type { Tap, Tapping } from './receive-file';
import type { TlsLayer } from './tls-layer';
import type { DropMonitor } from './udp-drops';

/** Messages and payload bytes since the endpoint was started, or of one connection. */
export interface Counters {
  messagesIn: number;
  messagesOut: number;
  bytesIn: number;
  bytesOut: number;
}

export const newCounters = (): Counters => ({ messagesIn: 0, messagesOut: 0, bytesIn: 0, bytesOut: 0 });

export const countIn = (counters: Counters, bytes: number): void => {
  counters.messagesIn += 1;
  counters.bytesIn += bytes;
};

export const countOut = (counters: Counters, bytes: number): void => {
  counters.messagesOut += 1;
  counters.bytesOut += bytes;
};

/** What a running endpoint knows of the house around it. One object from start to stop. */
export interface Context {
  readonly recorder: Recorder;
  readonly pressure: Pressure;
  readonly drops: DropMonitor;
  readonly plan: Plan;
  /** TLS over every connection from its start; null: plain. */
  readonly tls: TlsLayer | null;
  readonly counters: Counters;
  /** The two below change when the endpoint is configured while it runs. */
  readonly tuning: Tuning;
  readonly tag: EndpointTag;
  /** What answers on a connection or to a peer. */
  answers(link: Link): Answerer;
  now(): Nanoseconds;
  nextFlow(): number;
  /** The address that the capture's interface is described with, once the system has given it. */
  bound(local: SocketAddress): void;
  setState(state: EndpointState): void;
  /** A peer has shown its certificate, refused or not. */
  certificateSeen(certificate: X509Certificate): void;
  /** Something that the status shows has changed. Cheap: called for every message. */
  changed(): void;
  /** Records a row. `where` is the flow, or the peer where there is no flow yet. */
  say(kind: HappeningKind, severity: Severity, params: Params, where?: Flow | string): void;
}

/** Where bytes can be sent: a TCP connection or a UDP peer. */
export interface Outlet {
  readonly id: number;
  info(): ConnectionInfo;
  act(action: ConnectionAction): Result<null>;
  /** Streams, while paused by hand: the next row holds exactly so many bytes, then reading is paused again. */
  readExactly?(bytes: number): Result<null>;
  /** Streams: hears what is received from now on. */
  tap?(tap: Tap): Tapping;
  /** Answers when the system has taken the bytes, or has failed to. The bytes are not changed afterwards. */
  send(bytes: Uint8Array): Promise<Result<null>>;
  /** Upgrades to TLS. Answers when the handshake is done, or has failed and the connection is gone. */
  secure(layer: TlsLayer): Promise<Result<null>>;
  /** What the peer showed in its handshake, refused or not. */
  readonly certificate: X509Certificate | null;
  /** Keeps a connection whose peer has finished open while there is more to come. Answers with the release. */
  hold(): () => void;
}

/** A started endpoint, whatever its protocol. */
export interface Runner {
  /** Answers when it listens, is connected or open, or has failed. */
  start(): Promise<Result<null>>;
  /** Ends everything it has; answers when the last of it is gone. The state is the engine's to set afterwards. */
  stop(): Promise<void>;
  /** The context's tuning has changed. */
  retune(before: Tuning): void;
  setAccepting(accepting: boolean): Promise<Result<null>>;
  /** Whom a target means; a promise where a name must be looked up. Never empty when it succeeds. */
  reach(target: Target): Result<readonly Outlet[]> | Promise<Result<readonly Outlet[]>>;
  readonly outlets: ReadonlyMap<number, Outlet>;
  /** Bytes that the system has not taken. */
  readonly queued: number;
  readonly receiveBuffer: number | null;
  readonly sendBuffer: number | null;
  /** The multicast groups of a UDP socket. */
  readonly groups?: readonly GroupStatus[];
  /** `listen(backlog)` as granted. */
  readonly backlog?: number | null;
  /** Connections that wait in the backlog while accepting is paused; null: it is not, or nobody tells. */
  readonly waiting?: number | null;
  /** Of a listening or UDP socket: `fileno`. */
  readonly descriptor?: number | null;
}
