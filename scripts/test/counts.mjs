import { TIME_UP } from '../lib/run.mjs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed  tests that failed, and files that could not even be loaded
 * @property {number} skipped neither passed nor failed
 */

/**
 * What Vitest's JSON reporter says.
 * @param {any} report
 * @returns {Counts}
 */
export function vitestCounts(report) {
  const unloadable = report.testResults.filter(
    (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * What Playwright's JSON reporter says. A flaky test has failed once, and so has failed.
 * @param {any} report
 * @returns {Counts}
 */
export function playwrightCounts({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/** @param {readonly Counts[]} all @returns {Counts} */
export function sum(all) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of all) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/**
 * Why a part that ran tests has not passed.
 * @param {number} code the runner's exit code
 * @param {Counts | undefined} counts undefined when it left no report
 * @returns {string | undefined} undefined when it has passed
 */
export function shortfall(code, counts) {
  if (code === TIME_UP) return 'its time was up, and it was ended';
  if (!counts) return `it left no report (exit code ${code})`;
  if (counts.failed > 0) return `${counts.failed} failed`;
  if (counts.skipped > 0) return `${counts.skipped} skipped: a skipped test proves nothing`;
  if (counts.passed === 0) return 'it ran no test';
  return code === 0 ? undefined : `exit code ${code}`;
}
