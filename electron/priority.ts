import { readdirSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/**
 * Nice value of what draws, searches and dissects (setpriority(2)); on Windows the class "below normal". Where every
 * core is busy, all these threads would otherwise take the larger part of the time that the one thread of the
 * sockets needs, and datagrams would be lost for it (docs/performance.md, udp-flood). Idle cores are shared as before.
 */
export const BEHIND_THE_SOCKETS = constants.priority.PRIORITY_BELOW_NORMAL;

/** On Linux a priority belongs to a thread, and a new thread takes over that of the one that starts it. */
const threadsOf = (pid: number): readonly number[] => {
  if (process.platform !== 'linux') return [pid];
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [];
  }
};

/** Puts processes behind the sockets' thread. What has ended meanwhile, or may not be changed, stays as it is. */
export const yieldToSockets = (processes: readonly number[]): void => {
  for (const thread of processes.flatMap(threadsOf)) {
    try {
      setPriority(thread, BEHIND_THE_SOCKETS);
    } catch {
      // It has ended meanwhile, or the system does not let us: the window then competes as any program does.
    }
  }
};

/**
 * Puts the worker thread that calls this behind the sockets' thread: searching and dissecting take what is left. Only
 * Linux knows the priority of a thread; elsewhere this would be the whole program's.
 */
export const yieldThisThread = (): void => {
  // 0 is the thread that calls.
  if (process.platform === 'linux') setPriority(0, BEHIND_THE_SOCKETS);
};
