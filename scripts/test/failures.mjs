// Which tests failed and what each said first, for the last lines of a run: a log is often kept only from its end.
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ROOT } from '../lib/paths.mjs';

const LINES = 2;
const LENGTH = 200;

/**
 * @param {string} where the test's file and name
 * @param {string | undefined} message
 */
function line(where, message = '') {
  const said = stripVTControlCharacters(message)
    .split('\n')
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .slice(0, LINES)
    .join(' ')
    .slice(0, LENGTH);
  return said === '' ? where : `${where}: ${said}`;
}

/** @param {string} file */
const short = (file) => (path.isAbsolute(file) ? path.relative(ROOT, file) : file);

/**
 * @param {any} report of Vitest's JSON reporter
 * @returns {readonly string[]} one line a test, and a line for each file that could not be loaded
 */
export function vitestFailures(report) {
  return report.testResults.flatMap((/** @type {any} */ file) => {
    const name = short(file.name);
    if (file.status === 'failed' && file.assertionResults.length === 0) return [line(name, file.message)];
    return file.assertionResults
      .filter((/** @type {any} */ test) => test.status === 'failed')
      .map((/** @type {any} */ test) => line(`${name} › ${test.fullName}`, test.failureMessages?.[0]));
  });
}

/**
 * @param {any} report of Playwright's JSON reporter
 * @returns {readonly string[]} one line a test, and a line for each error outside of tests
 */
export function playwrightFailures({ suites = [], errors }) {
  /** @type {(suite: any) => readonly string[]} */
  const failuresOf = (suite) => [
    ...(suite.suites ?? []).flatMap(failuresOf),
    ...(suite.specs ?? [])
      .filter((/** @type {any} */ spec) => !spec.ok)
      .map((/** @type {any} */ spec) => {
        const results = spec.tests.flatMap((/** @type {any} */ test) => test.results);
        const error = results.find((/** @type {any} */ result) => result.error)?.error;
        return line(`${spec.file}:${spec.line} › ${spec.title}`, error?.message);
      }),
  ];
  return [
    ...suites.flatMap(failuresOf),
    ...errors.map((/** @type {any} */ error) => line('outside of tests', error.message)),
  ];
}
