import type { Failure } from './failure';
import type { FindProgress, ViewState } from './log';

/** Which capture the log shows: the one being recorded, or an opened file (read only). */
export type CaptureSource =
  | { readonly kind: 'live' }
  | {
      readonly kind: 'file';
      readonly name: string /** Set when a torn tail was cut. */;
      readonly tornBytes: number;
    };

export interface CaptureStatus {
  readonly source: CaptureSource;
  /** Rows of the shown capture. */
  readonly rows: number;
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
  /** Free bytes where the capture is written; null when not known. */
  readonly diskFree: number | null;
}

/** One push of numbers, at most PUSHES_PER_SECOND. */
export interface Pulse {
  readonly capture: CaptureStatus;
  readonly view: ViewState;
  /** While a row is being looked for. */
  readonly find: FindProgress | null;
}

export type JobKind = 'sendFile' | 'saveCapture' | 'openCapture';

/** Long work: it says how far it is and can be cancelled. */
export interface Job {
  readonly id: number;
  readonly kind: JobKind;
  /** The file's name, without its folder. */
  readonly name: string;
  /** The endpoint that sends, for `sendFile`. */
  readonly endpoint: string | null;
  readonly done: number;
  readonly total: number;
  readonly bytesPerSecond: number;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  readonly failure: Failure | null;
}
