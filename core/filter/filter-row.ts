import type { Severity } from '../contract/happening';
import type { Direction } from '../contract/recorder';

/** What the row index knows of a row, without a look at the capture. */
export interface FilterIndex {
  /** From 0, as in the contract; filters count from 1, as it is shown. */
  readonly row: number;
  /** Seconds since the capture's first row. */
  readonly time: number;
  /** Nanoseconds since the epoch. */
  readonly instant: bigint;
  /** A person marked it. */
  readonly marked: boolean;
  readonly kind: 'data' | 'event';
  /** The endpoint's name; empty for Porthole's own rows, and for events of which the index does not know it. */
  readonly endpoint: string;
  /** Of data. */
  readonly dir: Direction | null;
  /** Payload bytes of data. */
  readonly length: number;
  /** Of data; null for events, whose flow the index does not know. */
  readonly transport: 'tcp' | 'udp' | 'other' | null;
  /** Of events. */
  readonly severity: Severity | null;
  /** Of events; null for those that Porthole did not write. */
  readonly happening: string | null;
}

/** A row as read from the capture. Whatever is costly to have should be a getter: it is asked for only when needed. */
export interface FilterRow extends FilterIndex {
  /** `host:port` as shown, empty where there is none. */
  readonly peer: string;
  /** Of the row's flow, for events too where they belong to one. Null or empty where there is none. */
  readonly localPort: number | null;
  readonly peerPort: number | null;
  readonly localAddress: string;
  readonly peerAddress: string;
  /** The English sentence of an event, as stored. */
  readonly message: string;
  /** What the dissectors answered to a term of theirs; absent while they were not asked. */
  readonly says?: (term: string) => boolean;
  /** Called for data only. */
  payload(): Uint8Array;
}
