import { spawnSync } from 'node:child_process';

/**
 * Why Chromium's sandbox cannot be used here, in words.
 *
 * As root it refuses to start with it. Without root it needs user namespaces, which some systems (Ubuntu from 23.10
 * on) allow only to programs that an AppArmor profile names; then it would end with "The SUID sandbox helper binary
 * was found, but is not configured correctly".
 * @param {NodeJS.Platform} platform
 * @param {number | undefined} uid
 * @param {() => number | null} tryNamespace exit code of a try to make a user namespace; null: could not try
 * @returns {string | undefined} undefined where it works
 */
export function sandboxProblem(
  platform = process.platform,
  uid = process.getuid?.(),
  tryNamespace = unshare,
) {
  if (platform !== 'linux') return undefined;
  if (uid === 0) return 'started as root';
  const code = tryNamespace();
  return code === 0 || code === null ? undefined : 'this system restricts user namespaces';
}

/** A namespace with the own user mapped in: what Chromium asks for. */
const unshare = () =>
  spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore', timeout: 5_000 }).status;
