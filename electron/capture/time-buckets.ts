import { FLAG_OUT, isEvent } from './row-index';

const MILLISECOND = 1000;
const SECOND = 1000 * MILLISECOND;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Widths of buckets in µs. Each divides the next, so that whole buckets are merged when there are too many. */
const LADDER: readonly number[] = [
  ...[1, 2, 10, 20, 100, 200].map((n) => n * MILLISECOND),
  ...[1, 2, 10, 20].map((n) => n * SECOND),
  ...[1, 2, 10, 20].map((n) => n * MINUTE),
  ...[1, 2, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 10, 20, 100, 200, 1000].map((n) => n * DAY),
];

/** The most buckets. The widest ones need no more than 214 for all times that 64 bits of nanoseconds reach. */
export const MOST_BUCKETS = 2048;

/** What a bucket counts, by its place in `counts`. */
export const MESSAGES_IN = 0;
export const MESSAGES_OUT = 1;
export const BYTES_IN = 2;
export const BYTES_OUT = 3;
export const EVENTS = 4;
export const COUNTS = 5;

/**
 * How many rows and payload bytes there were when: buckets of equal width, which are merged when time reaches
 * further than MOST_BUCKETS of them. Their memory is constant and every row is in exactly one. Rows may come in any
 * order of time. Plain data, so that another thread can have it as it is.
 */
export interface TimeBuckets {
  /** Of a bucket, in µs. Bucket n is the time from n × width on. */
  width: number;
  /** The first and the last bucket with a row; the first is above the last while there is none. */
  first: number;
  last: number;
  /** Where the bucket of the last row stands, and the µs from which and before which it reaches. */
  at: number;
  from: number;
  to: number;
  /** COUNTS numbers for each bucket, bucket n in place n modulo MOST_BUCKETS. Zero outside of first … last. */
  counts: Float64Array<ArrayBuffer>;
}

export const emptyBuckets = (): TimeBuckets => ({
  width: LADDER[0] ?? MILLISECOND,
  first: Number.POSITIVE_INFINITY,
  last: Number.NEGATIVE_INFINITY,
  at: 0,
  from: 0,
  to: 0,
  counts: new Float64Array(MOST_BUCKETS * COUNTS),
});

/** Where the counts of a bucket begin. The lower bits of a number are its remainder, of a negative one too. */
const placeOf = (bucket: number): number => (bucket & (MOST_BUCKETS - 1)) * COUNTS;

const wider = (buckets: TimeBuckets): void => {
  const { width, first, last, counts } = buckets;
  const next = LADDER.find((step) => step > width) ?? width * 2;
  const merged = new Float64Array(counts.length);
  for (let bucket = first; bucket <= last; bucket += 1) {
    const [from, to] = [placeOf(bucket), placeOf(Math.floor((bucket * width) / next))];
    for (let i = 0; i < COUNTS; i += 1) merged[to + i] = (merged[to + i] ?? 0) + (counts[from + i] ?? 0);
  }
  buckets.width = next;
  buckets.first = Math.floor((first * width) / next);
  buckets.last = Math.floor((last * width) / next);
  buckets.counts = merged;
};

/** Goes to the bucket that a time belongs to, and makes room for it. */
const turnTo = (buckets: TimeBuckets, micros: number): void => {
  const bucketNow = (): number => Math.floor(micros / buckets.width);
  const { first, last } = buckets;
  if (first > last) buckets.first = buckets.last = bucketNow();
  while (Math.max(buckets.last, bucketNow()) - Math.min(buckets.first, bucketNow()) >= MOST_BUCKETS) {
    wider(buckets);
  }
  const bucket = bucketNow();
  buckets.first = Math.min(buckets.first, bucket);
  buckets.last = Math.max(buckets.last, bucket);
  buckets.at = placeOf(bucket);
  buckets.from = bucket * buckets.width;
  buckets.to = buckets.from + buckets.width;
};

/** Counts one row. Called for every message while recording: most often two comparisons and two additions. */
export const countRow = (
  buckets: TimeBuckets,
  micros: number,
  payloadBytes: number,
  kind: number,
  flags: number,
): void => {
  if (micros < buckets.from || micros >= buckets.to) turnTo(buckets, micros);
  const { counts, at } = buckets;
  if (isEvent(kind)) {
    counts[at + EVENTS] = (counts[at + EVENTS] ?? 0) + 1;
    return;
  }
  const way = flags & FLAG_OUT;
  counts[at + MESSAGES_IN + way] = (counts[at + MESSAGES_IN + way] ?? 0) + 1;
  counts[at + BYTES_IN + way] = (counts[at + BYTES_IN + way] ?? 0) + payloadBytes;
};

/** Calls `each` for every bucket that reaches into the time, with its first µs and the place of its counts. */
export const eachBucket = (
  { width, first, last }: TimeBuckets,
  from: number,
  to: number,
  each: (start: number, at: number) => void,
): void => {
  const end = Math.min(last, Math.ceil(to / width) - 1);
  for (let bucket = Math.max(first, Math.floor(from / width)); bucket <= end; bucket += 1) {
    each(bucket * width, placeOf(bucket));
  }
};
