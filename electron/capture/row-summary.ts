import { countRow, emptyBuckets, type TimeBuckets } from './time-buckets';
import { emptyFences, fenceRow, type TimeFences } from './time-fences';

/** What is known of a segment's rows without a look at them: some 110 KB, however many they are. */
export interface RowSummary {
  readonly buckets: TimeBuckets;
  readonly fences: TimeFences;
}

export const emptySummary = (): RowSummary => ({ buckets: emptyBuckets(), fences: emptyFences() });

/**
 * Whole microseconds of a record's time. Exact, without a bigint, which would cost more than everything else that is
 * done with a row: 2^32 ns are 4,294,967 µs and 296 ns.
 */
export const microsOf = (timeHigh: number, timeLow: number): number => {
  const high = timeHigh | 0;
  return high * 4_294_967 + Math.floor((high * 296 + timeLow) / 1000);
};

/** Adds a row as its index record has it. */
export const summarizeRow = (
  { buckets, fences }: RowSummary,
  timeHigh: number,
  timeLow: number,
  payloadBytes: number,
  kind: number,
  flags: number,
): void => {
  const micros = microsOf(timeHigh, timeLow);
  countRow(buckets, micros, payloadBytes, kind, flags);
  fenceRow(fences, micros);
};
