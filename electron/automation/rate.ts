const WINDOW_MS = 1000;
/** One second at the highest rate that can be asked for. */
const KEPT = 1024;

/** Messages per second, really sent. */
export interface Rate {
  tick(): void;
  /** Over the last second; over the last two messages when they are further apart. */
  recent(): number;
  /** From the first message to the last. */
  overall(): number;
}

export const createRate = (now: () => number = () => performance.now()): Rate => {
  const times = new Float64Array(KEPT);
  let count = 0;
  let first = 0;
  const at = (index: number): number => times[index % KEPT] ?? 0;
  const between = (from: number, to: number, gaps: number): number =>
    to > from ? (gaps * 1000) / (to - from) : 0;
  return {
    tick: () => {
      const time = now();
      if (count === 0) first = time;
      times[count % KEPT] = time;
      count += 1;
    },
    recent: () => {
      if (count < 2) return 0;
      const newest = at(count - 1);
      let gaps = 1;
      while (gaps + 1 < Math.min(count, KEPT) && newest - at(count - 2 - gaps) <= WINDOW_MS) gaps += 1;
      // A repeat that is held up falls in rate while it waits.
      const gap = newest - at(count - 2);
      const quiet = now() - newest;
      return between(at(count - 1 - gaps), quiet > Math.max(WINDOW_MS, 2 * gap) ? now() : newest, gaps);
    },
    overall: () => (count < 2 ? 0 : between(first, at(count - 1), count - 1)),
  };
};
