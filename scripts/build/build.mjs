import { createRequire } from 'node:module';
import path from 'node:path';
import { Explained } from '../lib/explained.mjs';
import { ROOT } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { isStale, stamped } from './stale.mjs';

const fromHere = createRequire(import.meta.url);

/**
 * The file that an installed package's command starts, so that no shell or npx stands in between.
 * @param {string} packageName
 * @param {string} [command]
 * @returns {string}
 */
export function commandOf(packageName, command = packageName) {
  const folder = path.join(ROOT, 'node_modules', packageName);
  const { bin } = fromHere(path.join(folder, 'package.json'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/**
 * Builds the app into out/.
 * @param {{ quiet?: boolean }} [options] quiet: only warnings and errors are shown
 * @returns {Promise<void>}
 */
export async function build({ quiet = false } = {}) {
  const args = [commandOf('electron-vite'), 'build', ...(quiet ? ['--logLevel=warn'] : [])];
  const built = await stamped(
    ROOT,
    async () => (await run(process.execPath, args, { cwd: ROOT })).code === 0,
  );
  if (!built) throw new Explained('The app could not be built.', 'see above.', 'mend it, then start again.');
}

/** Builds when the sources have changed since. @returns {Promise<void>} */
export async function buildWhenStale() {
  if (!(await isStale(ROOT))) return;
  console.error('Building …');
  await build({ quiet: true });
}
