import type { SocketAddress } from './address';
import type { EndpointTag, Happening } from './happening';

/** Nanoseconds since the epoch: wall clock at start plus a monotonic clock. */
export type Nanoseconds = bigint;

export type Direction = 'in' | 'out';

/** A TCP connection or a UDP conversation with one peer: what the capture numbers packets by. */
export interface Flow {
  /** Unique in this run, from 1. */
  readonly id: number;
  readonly endpoint: EndpointTag;
  readonly transport: 'tcp' | 'udp';
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
}

/**
 * Where sockets say what happened, in the order in which it did. Every call is synchronous and cheap: it encodes
 * into a chunk in memory; the disk is written behind it. `bytes` belong to the recorder afterwards: the caller
 * does not change them.
 */
export interface Recorder {
  /** A TCP connection is established: written as SYN, SYN-ACK, ACK. No row; the happening that follows is one. */
  connectionOpened(flow: Flow, initiator: 'local' | 'remote', at: Nanoseconds): void;
  /** One chunk as read or written, or one datagram (possibly empty): one row. */
  data(flow: Flow, direction: Direction, bytes: Uint8Array, at: Nanoseconds): void;
  /** One side finished (FIN), or reset (RST). No row. */
  connectionFinished(flow: Flow, by: 'local' | 'remote', how: 'fin' | 'rst', at: Nanoseconds): void;
  happening(happening: Happening, at: Nanoseconds): void;
  /** Datagrams that were lost before Porthole could read them, by the system's own count, or by Porthole. */
  dropped(endpoint: EndpointTag, messages: number, by: 'system' | 'porthole', at: Nanoseconds): void;
  /** Bytes recorded and not yet on disk. Sockets stop reading TCP above `pressureLimit` and resume below half. */
  readonly pending: number;
  readonly pressureLimit: number;
  /** Called when `pending` has fallen below half the limit again. Returns the unsubscribe. */
  onRelief(listener: () => void): () => void;
}
