import { Explained } from '../lib/explained.mjs';
import { run } from '../lib/run.mjs';
import { findMissing } from './missing.mjs';
import { packageNames } from './needs.mjs';

const NO_QUESTIONS = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };

/** @param {readonly string[]} wanted */
async function existingPackages(wanted) {
  const names = [...new Set(wanted)].flatMap((name) => [name, `${name}t64`]);
  const shown = await run('apt-cache', ['show', '--no-all-versions', ...names], { capture: true });
  const known = new Set([...shown.stdout.matchAll(/^Package: (\S+)$/gm)].map((match) => match[1] ?? ''));
  return packageNames(wanted, known);
}

/**
 * Sees to it that a Linux system has what is needed: installs it with apt where that is allowed, else says which
 * command does. On other systems there is nothing to prepare.
 * @param {{ program?: string, needs: readonly import('./needs.mjs').Need[], purpose: string }} wanted
 * @returns {Promise<void>}
 */
export async function ensureSystem({ program, needs, purpose }) {
  if (process.platform !== 'linux') return;
  const missing = await findMissing(program, needs);
  if (missing.names.length === 0) return;
  const what = `Missing for ${purpose}: ${missing.names.join(', ')}.`;

  const hasApt = (await run('apt-get', ['--version'], { capture: true })).code === 0;
  if (!hasApt) {
    throw new Explained(
      what,
      'this system has no apt-get, so it cannot be installed from here.',
      `install it with the system's package manager (in Debian's words: ${missing.packages.join(' ')}).`,
    );
  }
  if (process.getuid?.() !== 0) {
    const packages = await existingPackages(missing.packages);
    throw new Explained(
      what,
      'installing it takes root.',
      `sudo apt-get update && sudo apt-get install --no-install-recommends ${packages.join(' ')}`,
    );
  }

  console.error(`${what} Installing with apt-get …`);
  const updated = await run('apt-get', ['update', '-qq'], { env: NO_QUESTIONS });
  const packages = await existingPackages(missing.packages);
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  const installed = await run('apt-get', args, { env: NO_QUESTIONS });
  const still = await findMissing(program, needs);
  if (still.names.length === 0) return;
  throw new Explained(
    `Still missing for ${purpose}: ${still.names.join(', ')}.`,
    still.unknown.length > 0
      ? `no package is known for ${still.unknown.join(', ')}.`
      : `apt-get update ended with ${updated.code}, apt-get ${args.join(' ')} with ${installed.code}; its words are above.`,
    'install it by hand, then start again.',
  );
}
