// npm test [-- check|build|unit|e2e|package …]: everything, or the named parts. What follows the name of a single
// part goes to its test runner (`npm test -- e2e smoke`).
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Explained, exitWith } from './lib/explained.mjs';
import { sandboxProblem } from './lib/sandbox.mjs';
import { resolveRuntime } from './runtime/resolve.mjs';
import { ensureSystem } from './system/ensure.mjs';
import { FOR_THE_TESTS } from './system/needs.mjs';
import { startXvfb } from './system/xvfb.mjs';
import { sum } from './test/counts.mjs';
import { PARTS } from './test/parts.mjs';

/** @param {readonly string[]} argv */
function read(argv) {
  const rest = argv.findIndex((arg) => !(arg in PARTS));
  const names = rest < 0 ? argv : argv.slice(0, rest);
  const args = rest < 0 ? [] : argv.slice(rest);
  if (args.length > 0 && names.length !== 1) {
    throw new Explained(
      `No such part of the tests: ${args[0]}.`,
      `the parts are ${Object.keys(PARTS).join(', ')}.`,
      'name parts, or one part and then what its test runner shall get.',
    );
  }
  return { names: names.length > 0 ? names : Object.keys(PARTS), args };
}

/** @param {readonly string[]} names */
async function prepare(names) {
  const parts = names.map((name) => PARTS[name]);
  const window = parts.some((part) => part?.window);
  const runtime = window ? await resolveRuntime() : undefined;
  if (runtime) console.log(runtime.line);
  if (parts.some((part) => part?.system)) {
    await ensureSystem({ program: runtime?.program, needs: FOR_THE_TESTS, purpose: 'the tests' });
  }
  // On Linux the tests always have a display of their own: nobody's clicks come in between.
  const xvfb = window && process.platform === 'linux' ? await startXvfb() : undefined;
  const env = { ...process.env };
  if (runtime) env.ELECTRON_OVERRIDE_DIST_PATH = runtime.folder;
  if (window && sandboxProblem()) env.PORTHOLE_TEST_NO_SANDBOX = '1';
  if (xvfb) {
    console.log(`Display: Xvfb ${xvfb.display}`);
    env.DISPLAY = xvfb.display;
    delete env.WAYLAND_DISPLAY;
  }
  return { runtime, env, stop: async () => xvfb?.stop() };
}

await exitWith(async () => {
  const { names, args } = read(process.argv.slice(2));
  const { runtime, env, stop } = await prepare(names);
  const reports = await mkdtemp(path.join(os.tmpdir(), 'porthole-test-'));
  /** @type {[name: string, outcome: import('./test/parts.mjs').Outcome][]} */
  const outcomes = [];
  try {
    for (const name of names) {
      console.log(`\n== ${name}`);
      const outcome = await PARTS[name]?.run({ runtime, env, args, reports }).catch((error) => {
        console.error(error instanceof Explained ? error.message : error);
        return { problem: 'it could not run; see above' };
      });
      if (!outcome) continue;
      outcomes.push([name, outcome]);
      if (outcome.interrupted) break;
    }
  } finally {
    await rm(reports, { recursive: true, force: true });
    await stop();
  }

  console.log('');
  for (const [name, { counts, problem, failures = [] }] of outcomes) {
    const tests = counts
      ? `: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`
      : '';
    console.log(
      `${problem === undefined ? 'ok' : 'FAILED'} ${name}${tests}${problem ? ` (${problem})` : ''}`,
    );
    for (const failure of failures) console.log(`  ✗ ${failure}`);
  }
  const notRun = names.slice(outcomes.length);
  if (notRun.length > 0) console.log(`NOT RUN, because of an interruption: ${notRun.join(', ')}`);
  const total = sum(outcomes.flatMap(([, { counts }]) => counts ?? []));
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return notRun.length > 0 || outcomes.some(([, { problem }]) => problem !== undefined) ? 1 : 0;
});
