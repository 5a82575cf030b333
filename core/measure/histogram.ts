/**
 * Counts of whole numbers in buckets that are never wider than 1/128 of what is in them: as exact as that whatever the
 * range, and of one size however much is counted (the idea of HdrHistogram, hdrhistogram.org).
 */
export interface Histogram {
  /** A number from 0; fractions are rounded, what is beyond 2^32 - 1 counts as that. */
  add(value: number): void;
  readonly count: number;
  /** All three exact. Of an empty one they are 0. */
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** The value that this part (0 to 1) of all does not exceed: the nearest rank, within a bucket. Of none, 0. */
  quantile(part: number): number;
}

/** Each power of two has this many buckets. */
const STEPS = 128;
const LARGEST = 2 ** 32 - 1;

/** Values below 256 have a bucket each; above, the eight highest bits choose it. */
const bucketOf = (value: number): number => {
  const shift = Math.max(0, Math.floor(Math.log2(Math.max(1, value))) - 7);
  return shift * STEPS + Math.floor(value / 2 ** shift);
};

/** The middle of a bucket. */
const middleOf = (bucket: number): number => {
  const shift = Math.max(0, Math.floor(bucket / STEPS) - 1);
  const low = (bucket - shift * STEPS) * 2 ** shift;
  return low + (2 ** shift - 1) / 2;
};

export const createHistogram = (): Histogram => {
  const buckets = new Float64Array(bucketOf(LARGEST) + 1);
  let count = 0;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = 0;
  return {
    add(typed) {
      const value = Math.min(LARGEST, Math.max(0, Math.round(typed)));
      const bucket = bucketOf(value);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
      count += 1;
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
    },
    get count() {
      return count;
    },
    get min() {
      return count === 0 ? 0 : min;
    },
    get max() {
      return max;
    },
    get mean() {
      return count === 0 ? 0 : sum / count;
    },
    quantile(part) {
      if (count === 0) return 0;
      const rank = Math.min(count, Math.max(1, Math.ceil(part * count)));
      let seen = 0;
      const at = buckets.findIndex((inside) => {
        seen += inside;
        return seen >= rank;
      });
      return Math.min(max, Math.max(min, middleOf(at)));
    },
  };
};
