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

/** All rows of all segments; null when there are none. */
const wholeOf = (segments: readonly TimeBuckets[]): TimeSpan | null => {
  const from = Math.min(...segments.map(({ first, width }) => first * width));
  const to = Math.max(...segments.map(({ last, width }) => (last + 1) * width));
  return from < to ? { from, to } : null;
};

/**
 * The bars of a span of time, or of all: at most `most` (one more where the span begins within one), and no finer
 * than the coarsest of the segments' buckets.
 */
export const timelineOf = (
  segments: readonly TimeBuckets[],
  span: TimeSpan | null,
  most: number,
): Timeline => {
  const whole = wholeOf(segments);
  const { from: start, to: end } = span ?? whole ?? { from: 0, to: 0 };
  const used = segments.filter(({ first, last }) => first <= last);
  const width = barWidth((end - start) / most, Math.max(1, ...used.map((buckets) => buckets.width)));
  const from = Math.floor(start / width) * width;
  const bars = Math.ceil((end - from) / width);
  const series = () => new Float64Array(bars);
  const [messagesIn, messagesOut, bytesIn, bytesOut] = [series(), series(), series(), series()];
  for (const buckets of used) {
    const { counts } = buckets;
    eachBucket(buckets, from, from + bars * width, (bucketStart, at) => {
      const bar = Math.floor((bucketStart - from) / width);
      messagesIn[bar] = (messagesIn[bar] ?? 0) + (counts[at + MESSAGES_IN] ?? 0);
      messagesOut[bar] = (messagesOut[bar] ?? 0) + (counts[at + MESSAGES_OUT] ?? 0);
      bytesIn[bar] = (bytesIn[bar] ?? 0) + (counts[at + BYTES_IN] ?? 0);
      bytesOut[bar] = (bytesOut[bar] ?? 0) + (counts[at + BYTES_OUT] ?? 0);
    });
  }
  return { whole, from, width, messagesIn, messagesOut, bytesIn, bytesOut };
};
