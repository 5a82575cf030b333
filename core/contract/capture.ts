import type { Failure } from './failure';
import type { FindProgress, ViewState } from './log';

/** Which capture the log shows: the one being recorded, or an opened file (read only). */
export type CaptureSource =
  | { readonly kind: 'live' }
  | {
      readonly kind: 'file';
      readonly name: string;
      /** More than 0 when a torn tail was cut. */
      readonly tornBytes: number;
      /** The id of the leftover that it is; null for a file that a person opened. */
      readonly leftover: string | null;
    };

/** What is kept of a recording at most; null: all of it. The oldest goes first. */
export interface CaptureLimit {
  /** Bytes of its files on disk. */
  readonly bytes: number | null;
  readonly ageMs: number | null;
}

/** A capture that an earlier run left behind, because it crashed or was told to end by the system. */
export interface Leftover {
  readonly id: string;
  /** The name that it is offered to be saved under. */
  readonly name: string;
  /** Of its first row, and when it was last written, in ms since the epoch. */
  readonly begun: number;
  readonly ended: number;
  readonly bytes: number;
  /** As its index says, before anything is read anew; null when it does not. */
  readonly rows: number | null;
  /** It had been cleared and could still be brought back. */
  readonly cleared: boolean;
}

export interface CaptureStatus {
  readonly source: CaptureSource;
  /** Rows of the shown capture, without those that were removed. */
  readonly rows: number;
  /** Rows and bytes on disk that the limit has removed from the front of the live capture. */
  readonly removed: { readonly rows: number; readonly bytes: number };
  /** Of these, the marked ones. */
  readonly marked: number;
  /** Bytes of the shown capture on disk. */
  readonly fileBytes: number;
  /** Messages of the live capture, and of those received and sent the ones on disk or on their way there. */
  readonly received: number;
  readonly sent: number;
  readonly stored: number;
  readonly dropped: { readonly system: number; readonly disk: number; readonly porthole: number };
  /** Payload bytes in and out since the live capture began, and per second over the last second. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly bytesInPerSecond: number;
  readonly bytesOutPerSecond: number;
  readonly recording: { readonly on: true } | { readonly on: false; readonly failure: Failure };
  /** Rows that no saved file holds yet. */
  readonly unsaved: number;
  /** A cleared capture is kept and can be brought back. */
  readonly canUndoClear: boolean;
  /** The disk is behind: so many bytes wait for it, and TCP is read no further until half of them are written. */
  readonly waiting: number | null;
  /** Free bytes where the capture is written; null when not known. */
  readonly diskFree: number | null;
  /** Captures of earlier runs that wait to be opened, saved or discarded: how many. */
  readonly leftovers: number;
}

/** One push of numbers, at most PUSHES_PER_SECOND. */
export interface Pulse {
  readonly capture: CaptureStatus;
  readonly view: ViewState;
  /** While a row is being looked for. */
  readonly find: FindProgress | null;
}

export type JobKind =
  | 'sendFile'
  | 'receiveFile'
  | 'saveCapture'
  | 'openCapture'
  | 'openInWireshark'
  | 'saveStream'
  | 'export';

/** Long work: it says how far it is and can be cancelled. */
export interface Job {
  readonly id: number;
  readonly kind: JobKind;
  /** The file's name, without its folder. */
  readonly name: string;
  /** The endpoint that sends or receives, for `sendFile` and `receiveFile`. */
  readonly endpoint: string | null;
  /** The connection that is saved, for `receiveFile`. */
  readonly connection?: number;
  readonly done: number;
  /** 0: nobody knows. */
  readonly total: number;
  readonly bytesPerSecond: number;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  readonly failure: Failure | null;
}
