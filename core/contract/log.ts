import { z } from 'zod';
import type { Params } from './failure';
import type { HappeningKind, Severity } from './happening';
import { timeSpanSchema } from './time-span';

/** What the log shows: a view, which never touches what is stored. */
export const logFilterSchema = z.strictObject({
  /** The one filter language (`core/filter`); empty matches everything. */
  query: z.string().max(10_000),
  in: z.boolean(),
  out: z.boolean(),
  events: z.boolean(),
  /** Only rows of this time; null for all. Ends with the capture that it is about. */
  span: timeSpanSchema.nullable(),
});
export type LogFilter = Readonly<z.infer<typeof logFilterSchema>>;

/** Seconds since the epoch (negative before 1970), and nanoseconds within the second: 0 to 999,999,999. */
export const momentSchema = z.strictObject({
  seconds: z.number().int(),
  nanos: z.number().int().min(0).max(999_999_999),
});
export type Moment = Readonly<z.infer<typeof momentSchema>>;

/** From the capture's first row to its last. */
export interface CaptureSpan {
  /** Where spans since the first row begin: at the first row of all, even when it was removed. */
  readonly origin: Moment;
  readonly first: Moment;
  readonly last: Moment;
}

interface LogRowBase {
  /** Number in the capture, from 0; shown from 1. */
  readonly row: number;
  /** Seconds since the epoch and nanoseconds within the second. */
  readonly seconds: number;
  readonly nanos: number;
  /** Nanoseconds since the row before it in this view; null for the first. */
  readonly delta: number | null;
  /** Nanoseconds since the capture's first row; negative where a clock was set back. */
  readonly elapsed: number;
  /** A person marked it. */
  readonly marked: boolean;
  /** The endpoint's name; empty for Porthole's own rows. */
  readonly endpoint: string;
  /** Flow number, 0 where there is none. */
  readonly flow: number;
  /** `host:port`, empty where there is none. */
  readonly peer: string;
  /** Our own side of it, in the same way. */
  readonly local: string;
}

export type LogRow =
  | (LogRowBase & {
      readonly kind: 'data';
      readonly direction: 'in' | 'out';
      readonly transport: 'tcp' | 'udp' | 'other';
      /** Payload bytes. */
      readonly length: number;
      /** The first bytes of the payload, at most PREVIEW_BYTES. */
      readonly preview: Uint8Array;
    })
  | (LogRowBase & {
      readonly kind: 'event';
      /** Of the conversation that it belongs to. */
      readonly transport: 'tcp' | 'udp' | null;
      readonly severity: Severity;
      /** Null for a foreign journal entry: `message` is then all there is. */
      readonly happening: HappeningKind | null;
      readonly params: Params;
      /** The English sentence as stored in the capture. */
      readonly message: string;
    });

/** How far a view has got. Positions in a view run from `first` to `matched - 1`; none ever changes its row. */
export interface ViewState {
  readonly view: number;
  /** Positions before this one, and rows before `removed`, were removed by the capture's limit. */
  readonly first: number;
  readonly removed: number;
  readonly matched: number;
  /** Rows of the capture that were looked at, and how many there are. */
  readonly scanned: number;
  readonly total: number;
}

/** Where a row stands in a view. */
export interface RowPlace {
  readonly position: number;
  /** The row at that position; null when the view ends before it. */
  readonly row: number | null;
}

export const FIND_DIRECTIONS = ['next', 'previous'] as const;
export type FindDirection = (typeof FIND_DIRECTIONS)[number];

/** How far looking for a row has come, in rows. */
export interface FindProgress {
  readonly done: number;
  readonly total: number;
}

/** `wrapped`: beyond the end and on from the other one. */
export type Found =
  | { readonly found: 'row'; readonly row: number; readonly wrapped: boolean }
  | { readonly found: 'none' }
  | { readonly found: 'stopped' };

export interface LogPage {
  readonly view: number;
  readonly start: number;
  readonly rows: readonly LogRow[];
  readonly matched: number;
}
