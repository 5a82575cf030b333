import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { startChild } from './child.mjs';

/**
 * A capture file with known contents.
 * @typedef {object} Generated
 * @property {string} path
 * @property {number} rows
 * @property {number} bytes
 * @property {string} needle  a text that stands in few payloads
 * @property {number} needles in so many
 */

const SOURCE = fileURLToPath(new URL('../generator/generate.ts', import.meta.url));

/** Payloads have so many bytes. */
const LEAST = 60;
const MOST = 140;

/** @type {Promise<string> | undefined} */
let program;

/** Porthole's writer with the generator around it, as one file that this Node runs. @param {string} folder */
async function makeProgram(folder) {
  const outDir = path.join(folder, 'generator');
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: SOURCE,
      outDir,
      target: 'node20',
      rollupOptions: { output: { format: 'es', entryFileNames: 'generate.mjs' } },
    },
  });
  return path.join(outDir, 'generate.mjs');
}

/** @type {Map<string, Promise<Generated>>} */
const made = new Map();

/**
 * A capture of Porthole's own, of so many rows or so many bytes, whichever comes first. Made once in a run, and
 * removed with the run's folder.
 * @param {import('./context.mjs').Context} context
 * @param {{ rows?: number, bytes?: number }} size
 * @returns {Promise<Generated>}
 */
export function generated({ folder, say }, { rows = Number.MAX_SAFE_INTEGER, bytes = 0 }) {
  const name = `${rows}-${bytes}`;
  const known = made.get(name);
  if (known !== undefined) return known;
  const making = (async () => {
    say(
      `  a capture is made: ${bytes > 0 ? `${bytes / 1e9} GB` : `${rows.toLocaleString('en-US')} messages`} …`,
    );
    program ??= makeProgram(folder);
    const into = await mkdtemp(path.join(folder, 'generated-'));
    const child = startChild(process.execPath, [await program, into, rows, bytes, LEAST, MOST]);
    try {
      return await child.next();
    } finally {
      await child.stop();
    }
  })();
  made.set(name, making);
  return making;
}

/** Removes it before the run's end: it takes room that others need. @param {Promise<Generated> | Generated} capture */
export async function removeGenerated(capture) {
  const { path: file } = await capture;
  for (const [name, making] of made) if ((await making).path === file) made.delete(name);
  await rm(path.dirname(file), { recursive: true, force: true });
}
