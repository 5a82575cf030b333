import type { ListenOptions, NetConnectOpts, Server, Socket } from 'node:net';
import type { SocketAddress } from '../../core/contract/address';
import type { Failure } from '../../core/contract/failure';
import type { Result } from '../../core/contract/result';

/** Both ends of a connection, as shown and recorded. */
export interface StreamEnds {
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
}

/** Where streams are listened for or connected to. What is the same wherever it is, the server and the client do. */
export interface StreamPlace {
  /** As a person typed it, for rows and failures: `127.0.0.1:8888`. */
  readonly text: string;
  /** For a client, which knows no more than what it is to connect to. */
  readonly remote: SocketAddress;
  /** `before`: where it listened until accepting was stopped; the same place is taken again. */
  listenOptions(before: SocketAddress | null): ListenOptions;
  /** Where a server listens now that the system has agreed; or why it cannot stay. */
  listening(server: Server): Result<SocketAddress>;
  /** Null: a server that was released, whose socket is closed. */
  stopListening(server: Server | null): void;
  /** Closes a server whose socket goes on listening by another descriptor. Fails, and leaves it be, where it cannot. */
  release(server: Server): Result<null>;
  /** Connections that wait on a listening socket to be accepted; null where the system does not tell. */
  waiting(fd: number): number | null;
  listenFailure(error: unknown, before: SocketAddress | null): Promise<Failure>;
  connectOptions(): NetConnectOpts;
  /** `ms`: how long it was tried. */
  connectFailure(error: unknown, ms: number): Promise<Failure>;
  /** Values for the sentences of a failure that is our own doing: a connect that was given up. */
  readonly params: Readonly<Record<string, string | number>>;
  /** Null: the system has forgotten who it was, because the connection is gone already. */
  endsOf(socket: Socket, flow: number): StreamEnds | null;
  /** Throws a connection away with what is queued on it: RST, where there is one. */
  discard(socket: Socket): void;
}
