import type { Nanoseconds } from '../../core/contract/recorder';

/**
 * Nanoseconds since the epoch that never run backwards: the wall clock as it stood at the call, plus the monotonic
 * clock since (https://nodejs.org/api/process.html#processhrtimebigint). A wall clock that is set meanwhile does
 * not disturb the order of a capture.
 */
export const createClock = (): (() => Nanoseconds) => {
  // Date.now() would be up to a millisecond behind; the performance clock carries microseconds.
  const microseconds = BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000));
  const start = microseconds * 1000n - process.hrtime.bigint();
  return () => start + process.hrtime.bigint();
};

/** The one clock of this process. */
export const now = createClock();

/** Milliseconds since the epoch of a capture time. */
export const millisecondsOf = (at: Nanoseconds): number => Number(at / 1_000_000n);

/** Seconds from one capture time to another, to the millisecond. */
export const secondsBetween = (from: Nanoseconds, to: Nanoseconds): number =>
  Number((to - from) / 1_000_000n) / 1000;
