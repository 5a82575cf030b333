import type { RepeatLateness } from '../../core/contract/status';

/** The latest ticks that are looked at. */
const KEPT = 1000;

/** How late messages were sent, after the moment that each was due. */
export interface Lateness {
  add(ms: number): void;
  /** Null before the first. */
  recent(): RepeatLateness | null;
}

export const createLateness = (): Lateness => {
  const kept = new Float64Array(KEPT);
  let count = 0;
  let worst = 0;
  return {
    add(ms) {
      kept[count % KEPT] = ms;
      count += 1;
      worst = Math.max(worst, ms);
    },
    recent() {
      if (count === 0) return null;
      const sorted = kept.slice(0, Math.min(count, KEPT)).sort();
      // The nearest rank.
      const at = (part: number): number => sorted[Math.ceil(part * sorted.length) - 1] ?? 0;
      return { p50: at(0.5), p99: at(0.99), worst };
    },
  };
};
