import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

const fromHere = createRequire(import.meta.url);
const HOME = path.join(ROOT, 'node_modules', 'electron');

/** How long the first byte, and later the next one, may take before the download counts as blocked, in ms. */
const FIRST_BYTE_MS = 8_000;
const NEXT_BYTE_MS = 30_000;

/** The version of the `electron` package. @returns {string} */
export function officialVersion() {
  return JSON.parse(readFileSync(path.join(HOME, 'package.json'), 'utf8')).version;
}

/** The folder of the official binary, if it is already there. @returns {string | undefined} */
export function installedOfficial() {
  try {
    const dist = path.join(HOME, 'dist');
    const version = readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
    const program = path.join(dist, readFileSync(path.join(HOME, 'path.txt'), 'utf8'));
    return version === officialVersion() && existsSync(program) ? dist : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Downloads the official binary into @electron/get's cache (which also knows mirrors and proxies, and checks the
 * hash), then lets the package's own install script unpack it. The script alone would wait for minutes behind a
 * firewall that swallows packets; here the download ends after 8 seconds without an answer.
 * @param {(line: string) => void} say
 * @returns {Promise<{ folder: string } | { problem: string }>}
 */
export async function fetchOfficial(say) {
  const version = officialVersion();
  const stall = new AbortController();
  const stopAfter = (/** @type {number} */ ms) =>
    setTimeout(() => stall.abort(new Error(`nothing came for ${ms / 1000} seconds`)), ms);
  let timer = stopAfter(FIRST_BYTE_MS);
  let started = false;
  try {
    const get = createRequire(path.join(HOME, 'package.json')).resolve('@electron/get');
    const { downloadArtifact, getHostArch } = await import(pathToFileURL(get).href);
    await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.env.npm_config_arch ?? getHostArch(),
      cacheRoot: process.env.electron_config_cache,
      checksums: fromHere(path.join(HOME, 'checksums.json')),
      downloadOptions: {
        signal: stall.signal,
        getProgressCallback: async () => {
          if (!started) say(`Fetching Electron ${version} (official, once) …`);
          started = true;
          clearTimeout(timer);
          timer = stopAfter(NEXT_BYTE_MS);
        },
      },
    });
  } catch (error) {
    return { problem: reasonOf(error) };
  } finally {
    clearTimeout(timer);
  }
  const env = { ...process.env };
  delete env.ELECTRON_OVERRIDE_DIST_PATH;
  const installed = await run(process.execPath, [path.join(HOME, 'install.js')], { env, capture: true });
  const folder = installedOfficial();
  return folder ? { folder } : { problem: `its install script failed: ${installed.stderr.trim()}` };
}

/**
 * The innermost cause in words: fetch() only says "fetch failed" itself.
 * @param {unknown} error
 * @returns {string}
 */
export function reasonOf(error) {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error.message;
}
