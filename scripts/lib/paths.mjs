import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = path.resolve(fileURLToPath(import.meta.url), '../../..');

/**
 * Where the scripts keep what outlives `npm ci`: $XDG_CACHE_HOME/porthole, else ~/.cache/porthole.
 * A relative XDG_CACHE_HOME is ignored, as the XDG Base Directory Specification asks.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 */
export function cacheDir(env = process.env) {
  const base = env.XDG_CACHE_HOME;
  return path.join(base && path.isAbsolute(base) ? base : path.join(os.homedir(), '.cache'), 'porthole');
}
