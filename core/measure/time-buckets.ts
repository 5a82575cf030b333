import type { BucketPoints } from '../contract/field-chart';

/**
 * Values over time in a room of one size: each bucket knows the least, the most and the mean of what fell into it, and
 * the rows of the least and the most. Buckets become twice as wide whenever there would be too many of them.
 */
export interface TimeBuckets {
  /** `micros` since the epoch, in any order. */
  add(micros: number, value: number, row: number): void;
  points(): BucketPoints;
}

interface Bucket {
  least: number;
  most: number;
  sum: number;
  count: number;
  leastRow: number;
  mostRow: number;
}

const join = (into: Bucket, other: Bucket): void => {
  if (other.least < into.least) [into.least, into.leastRow] = [other.least, other.leastRow];
  if (other.most > into.most) [into.most, into.mostRow] = [other.most, other.mostRow];
  into.sum += other.sum;
  into.count += other.count;
};

/** `room`: so many buckets at most, however much time is between the first value and the last. */
export const createTimeBuckets = (room: number): TimeBuckets => {
  let width = 1;
  let buckets = new Map<number, Bucket>();
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;

  const put = (at: number, bucket: Bucket): void => {
    const there = buckets.get(at);
    if (there === undefined) buckets.set(at, bucket);
    else join(there, bucket);
  };

  /** Counted from the epoch, so that two of them always become one whole one. */
  const widen = (): void => {
    width *= 2;
    first = Math.floor(first / 2);
    last = Math.floor(last / 2);
    const narrow = [...buckets].sort(([a], [b]) => a - b);
    buckets = new Map();
    for (const [at, bucket] of narrow) put(Math.floor(at / 2), bucket);
  };

  return {
    add(micros, value, row) {
      const at = Math.floor(micros / width);
      first = Math.min(first, at);
      last = Math.max(last, at);
      while (last - first >= room) widen();
      put(Math.floor(micros / width), {
        least: value,
        most: value,
        sum: value,
        count: 1,
        leastRow: row,
        mostRow: row,
      });
    },
    points() {
      const sorted = [...buckets].sort(([a], [b]) => a - b);
      const list = (of: (bucket: Bucket, at: number) => number): Float64Array =>
        Float64Array.from(sorted, ([at, bucket]) => of(bucket, at));
      return {
        width,
        from: list((_, at) => at * width),
        least: list(({ least }) => least),
        most: list(({ most }) => most),
        mean: list(({ sum, count }) => sum / count),
        count: list(({ count }) => count),
        leastRow: list(({ leastRow }) => leastRow),
        mostRow: list(({ mostRow }) => mostRow),
      };
    },
  };
};
