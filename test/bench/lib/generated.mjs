import { mkdtemp } from 'node:fs/promises';
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

/** Payloads have so many bytes. */
const LEAST = 60;
const MOST = 140;

/** @type {Map<string, Promise<string>>} */
const programs = new Map();

/**
 * Porthole's writer with a generator around it, as one file that this Node runs.
 * @param {string} folder
 * @param {string} generator of test/bench/generator
 */
async function makeProgram(folder, generator) {
  const outDir = path.join(folder, 'generator');
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL(`../generator/${generator}.ts`, import.meta.url)),
      outDir,
      emptyOutDir: false,
      target: 'node20',
      rollupOptions: { output: { format: 'es', entryFileNames: `${generator}.mjs` } },
    },
  });
  return path.join(outDir, `${generator}.mjs`);
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
export const generated = (context, { rows = Number.MAX_SAFE_INTEGER, bytes = 0 }) =>
  make(context, 'generate', [rows, bytes, LEAST, MOST]);

/**
 * A capture of Porthole's own of Modbus/TCP, conversations of so many rows one after the other.
 * @param {import('./context.mjs').Context} context
 * @param {{ rows: number, conversation: number }} size
 * @returns {Promise<Generated>}
 */
export const generatedModbus = (context, { rows, conversation }) =>
  make(context, 'modbus', [rows, conversation]);

/**
 * @param {import('./context.mjs').Context} context
 * @param {string} generator
 * @param {readonly number[]} args
 * @returns {Promise<Generated>}
 */
function make({ folder, say }, generator, args) {
  const name = [generator, ...args].join(' ');
  const known = made.get(name);
  if (known !== undefined) return known;
  const making = (async () => {
    say(`  a capture is made: ${name} …`);
    const program = programs.get(generator) ?? makeProgram(folder, generator);
    programs.set(generator, program);
    const into = await mkdtemp(path.join(folder, 'generated-'));
    const child = startChild(process.execPath, [await program, into, ...args]);
    try {
      return await child.next();
    } finally {
      await child.stop();
    }
  })();
  made.set(name, making);
  return making;
}
