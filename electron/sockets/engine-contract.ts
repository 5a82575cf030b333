import type { Answers } from '../../core/contract/answering';
import type { EndpointConfig } from '../../core/contract/endpoint';
import type { Granted } from '../../core/contract/granted';
import type { EndpointTag } from '../../core/contract/happening';
import type { Nanoseconds, Recorder } from '../../core/contract/recorder';
import type { Result } from '../../core/contract/result';
import type { ConnectionAction, ConnectionInfo, EndpointStatus } from '../../core/contract/status';
import type { Target } from '../../core/contract/target';
import type { TlsMaterial } from '../../core/contract/tls';

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
  /**
   * False: a server of streams accepts no new connections while its own live. As its options say (`pauseMode`), new ones
   * are refused or wait in the backlog; fails with ENOQUEUE where they cannot.
   */
  setAccepting(id: string, accepting: boolean): Promise<Result<null>>;
  connections(
    id: string,
    start: number,
    count: number,
  ): { readonly total: number; readonly connections: readonly ConnectionInfo[] };
  act(id: string, connection: number, action: ConnectionAction): Result<null>;
  /** Reads an exact number of bytes, as typed, from a connection that is paused by hand. */
  readExactly(id: string, connection: number, bytes: string): Result<null>;
  /**
   * The socket options as the system has them: of one connection, or of an endpoint's own socket together with its
   * newest connection.
   */
  granted(id: string, connection: number | null): Granted;
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
