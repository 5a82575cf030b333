import { expect, test } from 'vitest';
import { stillCounts } from './memory.mjs';

const HOUR = 60 * 60 * 1000;
const at = Date.UTC(2026, 0, 1);
const failure = { version: '45.4.1', at, problem: 'no answer' };

test.each([
  ['an hour later', failure, '45.4.1', at + HOUR, 'no answer'],
  ['a day later it is tried again', failure, '45.4.1', at + 24 * HOUR, undefined],
  ['another version is tried at once', failure, '46.0.0', at + HOUR, undefined],
  ['a clock that was set back', failure, '45.4.1', at - HOUR, undefined],
  ['a damaged file', { version: '45.4.1' }, '45.4.1', at, undefined],
  ['an empty file', null, '45.4.1', at, undefined],
])('%s', (_name, remembered, version, now, problem) => {
  expect(stillCounts(remembered, version, now)).toBe(problem);
});
