import { commandOf } from '../build/build.mjs';
import { ROOT } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { proveArrows } from './arrows.mjs';

/** @param {string} title @param {boolean} passed */
const say = (title, passed) => console.log(`${passed ? 'ok' : 'FAILED'}: ${title}`);

/** @param {string} title @param {string} program @param {readonly string[]} args */
async function step(title, program, args) {
  const { code } = await run(process.execPath, [program, ...args], { cwd: ROOT });
  say(title, code === 0);
  return code === 0;
}

/**
 * Format, lint, types and import arrows; each runs even when one before it failed.
 * @returns {Promise<boolean>} whether all passed
 */
export async function check() {
  const biome = await step('format, lint, import arrows', commandOf('@biomejs/biome', 'biome'), [
    'check',
    '.',
  ]);
  const { count, problems } = await proveArrows();
  for (const problem of problems) console.error(problem);
  say(`import arrows are watched: ${count} planted violations were seen`, problems.length === 0);
  const types = await step('types', commandOf('typescript', 'tsc'), ['--noEmit']);
  return biome && problems.length === 0 && types;
}
