import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../lib/paths.mjs';
import { playwrightFailures, vitestFailures } from './failures.mjs';

test('Vitest: failed tests and files that cannot be loaded, with what they said first', () => {
  const report = {
    testResults: [
      {
        name: path.join(ROOT, 'core', 'a.test.ts'),
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'good' },
          {
            status: 'failed',
            fullName: 'bad',
            failureMessages: ['\u001b[31mError: 1\u001b[39m\n\n  is not 2\n  at x'],
          },
        ],
      },
      {
        name: path.join(ROOT, 'core', 'b.test.ts'),
        status: 'failed',
        message: 'no such file',
        assertionResults: [],
      },
    ],
  };
  expect(vitestFailures(report)).toEqual([
    `${path.join('core', 'a.test.ts')} › bad: Error: 1 is not 2`,
    `${path.join('core', 'b.test.ts')}: no such file`,
  ]);
});

test('Playwright: tests at any depth, and errors outside of tests', () => {
  const spec = (ok, error) => ({
    ok,
    title: 'it works',
    file: 'log.spec.ts',
    line: 7,
    tests: [{ results: [{ error }] }],
  });
  const report = {
    suites: [{ specs: [spec(true)], suites: [{ specs: [spec(false, { message: 'x'.repeat(500) })] }] }],
    errors: [{ message: 'no display' }],
  };
  const [first, second] = playwrightFailures(report);
  expect(first).toBe(`log.spec.ts:7 › it works: ${'x'.repeat(200)}`);
  expect(second).toBe('outside of tests: no display');
});
