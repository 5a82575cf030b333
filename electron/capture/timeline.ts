import type { TimeSpan } from '../../core/contract/time-span';
import type { Timeline } from '../../core/contract/timeline';
import { BYTES_IN, BYTES_OUT, eachBucket, MESSAGES_IN, MESSAGES_OUT, type TimeBuckets } from './time-buckets';

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Widths of bars that a person reads easily, in µs. */
const WIDTHS: readonly number[] = [
  ...[1, 10, 100, 1000, 10_000, 100_000].flatMap((n) => [n, 2 * n, 5 * n]),
  ...[1, 2, 5, 10, 20, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 20, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((n) => n * DAY),
];

/** The least width of bars that is not below `least` and is made of whole buckets. */
const barWidth = (least: number, bucketWidth: number): number =>
  WIDTHS.find((width) => width >= least && width % bucketWidth === 0) ??
  bucketWidth * Math.ceil(least / bucketWidth);

/** Bars that stand side by side: µs of the first, µs of each, how many. */
export interface BarsPlace {
  readonly from: number;
  readonly width: number;
  readonly count: number;
}

/** At most `most` bars of a span, one more where it begins within one. */
export const placeBars = ({ from: start, to: end }: TimeSpan, most: number, bucketWidth = 1): BarsPlace => {
  const width = barWidth((end - start) / most, bucketWidth);
  const from = Math.floor(start / width) * width;
  return { from, width, count: Math.ceil((end - from) / width) };
};

export type Bars = Pick<Timeline, 'messagesIn' | 'messagesOut' | 'bytesIn' | 'bytesOut'>;

export const emptyBars = (count: number): Bars => ({
  messagesIn: new Float64Array(count),
  messagesOut: new Float64Array(count),
  bytesIn: new Float64Array(count),
  bytesOut: new Float64Array(count),
});

/** All rows of all segments; null when there are none. */
export const wholeOf = (segments: readonly TimeBuckets[]): TimeSpan | null => {
  const from = Math.min(...segments.map(({ first, width }) => first * width));
  const to = Math.max(...segments.map(({ last, width }) => (last + 1) * width));
  return from < to ? { from, to } : null;
};

/** The least width of bars that all segments' buckets can fill. */
export const coarsest = (segments: readonly TimeBuckets[]): number =>
  Math.max(1, ...segments.map(({ first, last, width }) => (first <= last ? width : 1)));

/** The bars as the segments' buckets fill them: each is made of whole ones. */
export const barsOf = (segments: readonly TimeBuckets[], { from, width, count }: BarsPlace): Bars => {
  const bars = emptyBars(count);
  const { messagesIn, messagesOut, bytesIn, bytesOut } = bars;
  for (const buckets of segments) {
    const { counts } = buckets;
    eachBucket(buckets, from, from + count * width, (start, at) => {
      const bar = Math.floor((start - from) / width);
      messagesIn[bar] = (messagesIn[bar] ?? 0) + (counts[at + MESSAGES_IN] ?? 0);
      messagesOut[bar] = (messagesOut[bar] ?? 0) + (counts[at + MESSAGES_OUT] ?? 0);
      bytesIn[bar] = (bytesIn[bar] ?? 0) + (counts[at + BYTES_IN] ?? 0);
      bytesOut[bar] = (bytesOut[bar] ?? 0) + (counts[at + BYTES_OUT] ?? 0);
    });
  }
  return bars;
};
