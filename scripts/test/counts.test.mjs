import { expect, test } from 'vitest';
import { playwrightCounts, shortfall, sum, vitestCounts } from './counts.mjs';

test('Vitest: a file that cannot be loaded is a failure, although no test of it failed', () => {
  const report = {
    numPassedTests: 7,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      { status: 'passed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
    ],
  };
  expect(vitestCounts(report)).toEqual({ passed: 7, failed: 2, skipped: 2 });
});

test('Playwright: flaky has failed, and so has an error outside of tests', () => {
  const report = { stats: { expected: 5, unexpected: 2, flaky: 1, skipped: 3 }, errors: [{}] };
  expect(playwrightCounts(report)).toEqual({ passed: 5, failed: 4, skipped: 3 });
});

test('sums', () => {
  const one = { passed: 1, failed: 2, skipped: 3 };
  expect(sum([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
  expect(sum([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

test.each([
  ['all passed', 0, { passed: 3, failed: 0, skipped: 0 }, undefined],
  ['one failed', 1, { passed: 3, failed: 1, skipped: 0 }, '1 failed'],
  ['no test ran', 0, { passed: 0, failed: 0, skipped: 0 }, 'it ran no test'],
  ['one was skipped', 0, { passed: 3, failed: 0, skipped: 1 }, '1 skipped: a skipped test proves nothing'],
  ['an error outside of tests', 1, { passed: 3, failed: 0, skipped: 0 }, 'exit code 1'],
  ['its time was up', 124, undefined, 'its time was up, and it was ended'],
  ['the runner died', 134, undefined, 'it left no report (exit code 134)'],
])('%s', (_name, code, counts, problem) => {
  expect(shortfall(code, counts)).toBe(problem);
});
