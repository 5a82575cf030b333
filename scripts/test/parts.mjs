import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build, buildWhenStale, commandOf } from '../build/build.mjs';
import { check } from '../check/check.mjs';
import { ROOT } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { packageApp } from '../packaging/package.mjs';
import { playwrightCounts, shortfall, vitestCounts } from './counts.mjs';
import { playwrightFailures, vitestFailures } from './failures.mjs';
import { UNFINISHED_FILE } from './unfinished.mjs';

/**
 * In minutes, at least three times what a part takes on a quiet machine with two cores. A test has its own limit, but
 * one that never lets go of its thread is reached by none but this.
 */
const LIMITS = { unit: 30, e2e: 60, package: 10 };
const MINUTE = 60_000;

/**
 * @typedef {object} Context
 * @property {import('../runtime/resolve.mjs').Runtime | undefined} runtime
 * @property {NodeJS.ProcessEnv} env  with DISPLAY and ELECTRON_OVERRIDE_DIST_PATH where a window is tested
 * @property {readonly string[]} args for the test runner
 * @property {string} reports         a folder for JSON reports
 *
 * @typedef {object} Outcome
 * @property {import('./counts.mjs').Counts} [counts] not given: a part without tests
 * @property {string} [problem] not given: passed
 * @property {readonly string[]} [failures] a line for each test that failed
 * @property {boolean} [interrupted] by Ctrl+C
 *
 * @typedef {{ window: boolean, system: boolean, run: (context: Context) => Promise<Outcome> }} Part
 *   window: it needs a runtime and a display; system: it needs the other side's programs
 */

/**
 * @param {string} file the runner's report
 * @param {{ countsOf: (report: any) => import('./counts.mjs').Counts, failuresOf: (report: any) => readonly string[] }} reader
 * @param {() => ReturnType<typeof run>} runner
 * @returns {Promise<Outcome>}
 */
async function tests(file, { countsOf, failuresOf }, runner) {
  const { code } = await runner();
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const report = text === undefined ? undefined : JSON.parse(text);
  const counts = report && countsOf(report);
  const failures = report ? failuresOf(report) : [];
  return { counts, failures, problem: shortfall(code, counts), interrupted: code === 130 };
}

/** @param {Context} context */
async function vitest({ env, args, reports }) {
  const report = path.join(reports, 'unit.json');
  const unfinished = path.join(reports, 'unfinished.json');
  const own = path.join(ROOT, 'scripts', 'test', 'unfinished.mjs');
  const reporters = ['default', 'json', own].map((name) => `--reporter=${name}`);
  const command = [commandOf('vitest'), 'run', ...reporters, `--outputFile.json=${report}`];
  const outcome = await tests(report, { countsOf: vitestCounts, failuresOf: vitestFailures }, () =>
    run(process.execPath, [...command, ...args], {
      cwd: ROOT,
      env: { ...env, [UNFINISHED_FILE]: unfinished },
      limit: LIMITS.unit * MINUTE,
    }),
  );
  const left = await readFile(unfinished, 'utf8').catch(() => '[]');
  return { ...outcome, failures: [...(outcome.failures ?? []), ...JSON.parse(left)] };
}

/** @param {Context} context @param {'e2e' | 'package'} project @param {NodeJS.ProcessEnv} [more] */
function playwright({ env, args, reports }, project, more = {}) {
  const report = path.join(reports, `${project}.json`);
  const command = [commandOf('@playwright/test', 'playwright'), 'test', `--project=${project}`];
  return tests(report, { countsOf: playwrightCounts, failuresOf: playwrightFailures }, () =>
    run(process.execPath, [...command, '--reporter=list,json', ...args], {
      cwd: ROOT,
      env: { ...env, ...more, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      limit: LIMITS[project] * MINUTE,
    }),
  );
}

/** In the order in which they run. @type {Readonly<Record<string, Part>>} */
export const PARTS = {
  check: {
    window: false,
    system: false,
    run: async () => ((await check()) ? {} : { problem: 'see above' }),
  },
  build: {
    window: false,
    system: false,
    run: async () => {
      await build();
      return {};
    },
  },
  unit: { window: false, system: true, run: vitest },
  e2e: {
    window: true,
    system: true,
    run: async (context) => {
      await buildWhenStale();
      return playwright(context, 'e2e');
    },
  },
  package: {
    window: true,
    system: true,
    run: async (context) => {
      if (!context.runtime) throw new Error('package needs a runtime');
      await buildWhenStale();
      const program = await packageApp({ runtime: context.runtime, forTest: true });
      return playwright(context, 'package', { PORTHOLE_PACKAGED: program });
    },
  },
};
