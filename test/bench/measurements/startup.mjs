import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../../../scripts/lib/paths.mjs';
import { electronSwitches } from '../lib/electron-switches.mjs';
import { spawnOwned } from '../lib/owned.mjs';
import { BARE_WINDOW } from '../lib/programs.mjs';
import { median } from '../lib/stats.mjs';

// From the start of the process to a window that can be used: the server's Start button is drawn.

const bench = 'startup';
const PROBE = fileURLToPath(new URL('../lib/startup-probe.cjs', import.meta.url));
const GIVE_UP_MS = 60_000;

/**
 * Starts a program with a user data folder of its own, as on a first start.
 * @param {import('../lib/context.mjs').Context} context
 * @param {string} program the folder of an Electron program
 * @returns {Promise<number>} ms
 */
async function startUp({ runtime, env, folder }, program) {
  const userData = await mkdtemp(path.join(folder, 'start-'));
  const args = [...electronSwitches(env, userData), '-r', PROBE, program];
  const started = performance.now();
  const child = spawnOwned(runtime.program, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  const givingUp = setTimeout(() => child.kill('SIGKILL'), GIVE_UP_MS);
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      if (line === 'drawn') return performance.now() - started;
    }
    throw new Error(`${path.basename(program)} ended or hung before its Start button was drawn.`);
  } finally {
    child.kill('SIGTERM');
    await ended;
    clearTimeout(givingUp);
    await rm(userData, { recursive: true, force: true });
  }
}

/** @type {import('../lib/context.mjs').Measurement} */
export const startup = {
  name: bench,
  async measure(context) {
    const rounds = context.quick ? 3 : 9;
    const bare = [];
    const porthole = [];
    // The first of each fills the system's file cache and does not count.
    for (let round = 0; round <= rounds; round += 1) {
      const times = [await startUp(context, BARE_WINDOW), await startUp(context, ROOT)];
      if (round === 0) continue;
      bare.push(times[0] ?? Number.NaN);
      porthole.push(times[1] ?? Number.NaN);
    }
    const range = (/** @type {readonly number[]} */ all) =>
      `${Math.round(Math.min(...all))} to ${Math.round(Math.max(...all))} ms`;
    return {
      rows: [
        {
          bench,
          what: 'ms from process start to a drawn Start button',
          porthole: median(porthole),
          against: 'bare Electron window',
          reference: median(bare),
          digits: 0,
          wanted: null,
        },
      ],
      notes: [
        `medians of ${rounds} first starts in turns, files in the system's cache; Porthole ${range(porthole)}, bare window ${range(bare)}`,
      ],
    };
  },
};
