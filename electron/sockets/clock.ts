import type { Nanoseconds } from '../../core/contract/recorder';

/** How often the wall clock is looked at, and how far behind it the monotonic clock may fall. */
const LOOK_EVERY_NS = 1_000_000_000n;
const BEHIND_NS = 500_000_000n;

// Date.now() alone would be up to a millisecond behind; the performance clock carries microseconds.
const wallClock = (): bigint => BigInt(Date.now()) * 1_000_000n;
const startOfWallClock = (): bigint =>
  BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n;

/**
 * Nanoseconds since the epoch that never run backwards: the wall clock as it stood at the call, plus the monotonic
 * clock since (https://nodejs.org/api/process.html#processhrtimebigint). A wall clock that is set back does not
 * disturb the order of a capture. The monotonic clock stands still while a computer sleeps: then the wall clock has
 * run ahead, and is caught up with.
 */
export const createClock = (
  monotonic: () => bigint = process.hrtime.bigint,
  wall: () => bigint = wallClock,
  startOfWall: () => bigint = startOfWallClock,
): (() => Nanoseconds) => {
  let looked = monotonic();
  let offset = startOfWall() - looked;
  return () => {
    const time = monotonic();
    if (time - looked > LOOK_EVERY_NS) {
      looked = time;
      const ahead = wall() - (time + offset);
      if (ahead > BEHIND_NS) offset += ahead;
    }
    return time + offset;
  };
};

/** The one clock of this process. */
export const now = createClock();

/** Milliseconds since the epoch of a capture time. */
export const millisecondsOf = (at: Nanoseconds): number => Number(at / 1_000_000n);

/** Seconds from one capture time to another, to the millisecond. */
export const secondsBetween = (from: Nanoseconds, to: Nanoseconds): number =>
  Number((to - from) / 1_000_000n) / 1000;
