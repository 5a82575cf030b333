import type { TimeSpan } from './time-span';

/** The most bars that one `log.timeline` request answers with. */
export const MAX_TIMELINE_BARS = 2000;

/** Messages and payload bytes of the shown capture over time, whatever the filter: bars of equal width. */
export interface Timeline {
  /** All rows are within; null while there are none. Its ends are those of bars, so they are only about exact. */
  readonly whole: TimeSpan | null;
  /** The first µs of the first bar, since the epoch. */
  readonly from: number;
  /** µs of each bar: 1, 2 or 5 and zeros, or as many as clocks have names for. `from` is a multiple of it. */
  readonly width: number;
  /** Finer bars are being counted: they are there when it is asked again. */
  readonly finer: boolean;
  readonly messagesIn: Float64Array;
  readonly messagesOut: Float64Array;
  readonly bytesIn: Float64Array;
  readonly bytesOut: Float64Array;
}
