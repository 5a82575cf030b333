import type { Moment } from '../../core/contract/log';

const NANOS = 1_000_000_000n;

/** ns since the epoch. Before 1970 nanoseconds count up from the second all the same. */
export const momentOf = (time: bigint): Moment => {
  const nanos = ((time % NANOS) + NANOS) % NANOS;
  return { seconds: Number((time - nanos) / NANOS), nanos: Number(nanos) };
};
