import { performance } from 'node:perf_hooks';

/** The share of this thread's time that was not idle, since the answer before. */
export const busyShare = (): (() => number) => {
  let before = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    return utilization;
  };
};
