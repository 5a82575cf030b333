import type { Failure } from './failure';

/** Fields that are drawn over time at once. */
export const MOST_SERIES = 6;

/** Points that a series has at most: its memory is bounded, whatever the capture holds. */
export const MOST_POINTS = 512;

/** Buckets with something in them, by time. All lists are of one length. */
export interface BucketPoints {
  /** µs of each bucket. */
  readonly width: number;
  /** The first µs of each. */
  readonly from: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
  readonly mean: Float64Array;
  readonly count: Float64Array;
  /** The first row of the least value, and of the most. */
  readonly leastRow: Float64Array;
  readonly mostRow: Float64Array;
}

/** The values of a field in the rows that the log shows. */
export interface FieldSeries {
  readonly field: string;
  /** Rows of the view that were read for it. */
  readonly done: number;
  /** Values that are numbers, and those that are not. */
  readonly numbers: number;
  readonly others: number;
  readonly points: BucketPoints;
}

/** What was found so far. It goes on by itself while it is asked for. */
export interface FieldChart {
  /** Rows of the view by now. */
  readonly total: number;
  readonly series: readonly FieldSeries[];
  /** Why it does not go on; the window may ask for it again. */
  readonly failure: Failure | null;
}
