import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, statfs } from 'node:fs/promises';
import path from 'node:path';
import { machineFacts } from '../../test/bench/lib/machine.mjs';
import { buildWhenStale } from '../build/build.mjs';
import { hasDisplay } from '../lib/display.mjs';
import { Explained } from '../lib/explained.mjs';
import { cacheDir } from '../lib/paths.mjs';
import { resolveRuntime } from '../runtime/resolve.mjs';
import { ensureSystem } from '../system/ensure.mjs';
import { FOR_THE_WINDOW, XVFB } from '../system/needs.mjs';
import { startXvfb } from '../system/xvfb.mjs';

const PYTHON = { name: 'python3', package: 'python3', probe: ['python3', '--version'] };

/** A folder on the disk that user data lives on: /tmp may be memory. @param {number} needed bytes */
async function scratchFolder(needed) {
  await mkdir(cacheDir(), { recursive: true });
  const { bavail, bsize } = await statfs(cacheDir());
  if (bavail * bsize < needed) {
    throw new Explained(
      'There is too little room for the benchmarks.',
      `they need ${needed / 1e9} GB for a while in ${cacheDir()}.`,
      'make room, or name another disk in XDG_CACHE_HOME.',
    );
  }
  return mkdtemp(path.join(cacheDir(), 'bench-'));
}

/** The benchmarks read what was lost from Linux's own count of each socket. */
export function onLinuxOnly() {
  if (process.platform === 'linux') return;
  throw new Explained(
    'The benchmarks run on Linux only.',
    "what was lost is read from Linux's own count of each socket.",
    'run them on Linux.',
  );
}

/**
 * Makes everything ready that a measurement of the real program needs, and removes it afterwards.
 * @template T
 * @param {{ command: string, quick: boolean, needed: number }} wish command: for the report; needed: bytes of disk
 * @param {(context: import('../../test/bench/lib/context.mjs').Context, facts: readonly string[]) => Promise<T>} measure
 * @returns {Promise<T>}
 */
export async function withContext({ command, quick, needed }, measure) {
  const runtime = await resolveRuntime();
  console.error(runtime.line);
  // Before anything here makes the machine busy.
  const facts = await machineFacts({ runtime: `${runtime.version} (${runtime.kind})`, command });
  const needs = [...FOR_THE_WINDOW, PYTHON, ...(hasDisplay() ? [] : [XVFB])];
  await ensureSystem({ program: runtime.program, needs, purpose: 'the benchmarks' });
  await buildWhenStale();

  const folder = await scratchFolder(needed);
  // On interruption too: what was started ends with this process, and gigabytes are not left behind.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
  const xvfb = hasDisplay() ? undefined : await startXvfb();
  const env = xvfb ? { ...process.env, DISPLAY: xvfb.display } : process.env;
  try {
    return await measure({ runtime, env, folder, quick, say: console.error }, facts);
  } finally {
    await xvfb?.stop();
  }
}

/** A path on the command line, from where npm was called. @param {string} file */
export const givenPath = (file) => path.resolve(process.env.INIT_CWD ?? process.cwd(), file);
