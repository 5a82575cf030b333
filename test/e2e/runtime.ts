import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

/** The project's folder: Playwright runs from it. */
export const ROOT = resolve(import.meta.dirname, '../..');

/**
 * The folder of the Electron to test with: the one that `npm test` names, else the one that `npm start` takes.
 */
export const runtimeFolder = (): string => {
  process.env.ELECTRON_OVERRIDE_DIST_PATH ??= execFileSync(
    process.execPath,
    [resolve(ROOT, 'scripts/runtime/path.mjs')],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  ).trim();
  return process.env.ELECTRON_OVERRIDE_DIST_PATH;
};
