import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheDir } from '../lib/paths.mjs';

// Behind a firewall that swallows packets each try for the official binary costs seconds, so a failed one is
// remembered for a day.

const DAY_MS = 24 * 60 * 60 * 1000;

const file = () => path.join(cacheDir(), 'official-runtime-failed.json');

/**
 * @param {unknown} remembered what the file holds
 * @param {string} version the official version that is wanted now
 * @param {number} now ms since 1970
 * @returns {string | undefined} why it failed, if that still counts
 */
export function stillCounts(remembered, version, now) {
  if (typeof remembered !== 'object' || remembered === null) return undefined;
  const { version: failed, at, problem } = /** @type {Record<string, unknown>} */ (remembered);
  if (failed !== version || typeof at !== 'number' || typeof problem !== 'string') return undefined;
  return at <= now && now - at < DAY_MS ? problem : undefined;
}

/** @param {string} version @returns {Promise<string | undefined>} the remembered problem */
export async function recallFailure(version) {
  try {
    return stillCounts(JSON.parse(await readFile(file(), 'utf8')), version, Date.now());
  } catch {
    return undefined;
  }
}

/** @param {string} version @param {string} problem */
export async function rememberFailure(version, problem) {
  await mkdir(cacheDir(), { recursive: true });
  const temporary = `${file()}.${process.pid}`;
  await writeFile(temporary, JSON.stringify({ version, at: Date.now(), problem }));
  await rename(temporary, file());
}

export async function forgetFailure() {
  await rm(file(), { force: true });
}
