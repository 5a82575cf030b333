import { spawnSync } from 'node:child_process';

/** How long a program whose time is up may take to end by itself, in ms. */
const FAREWELL = 5_000;

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function endAll(child, signal) {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}

/**
 * Ends a program with all that it has started when its time is up: SIGTERM, and SIGKILL for what does not heed it.
 * @param {import('node:child_process').ChildProcess} child the first of its process group (spawned `detached`) where
 *   there are such groups
 * @param {number} ms
 * @returns {{ ended: () => boolean }} ended: to be called when the program has ended; whether its time was up
 */
export function limitTime(child, ms) {
  let up = false;
  /** @type {NodeJS.Timeout | undefined} */
  let last;
  const timer = setTimeout(() => {
    up = true;
    endAll(child, 'SIGTERM');
    last = setTimeout(() => endAll(child, 'SIGKILL'), FAREWELL);
  }, ms);
  return {
    ended() {
      clearTimeout(timer);
      clearTimeout(last);
      if (up) endAll(child, 'SIGKILL');
      return up;
    },
  };
}
