import { expect, test } from 'vitest';
import { reasonOf } from './official.mjs';

test.each([
  ['a plain error', new Error('checksum mismatch'), 'checksum mismatch'],
  [
    'what is behind "fetch failed"',
    new Error('fetch failed', { cause: new Error('ENOTFOUND') }),
    'ENOTFOUND',
  ],
  ['the first of several addresses', new AggregateError([new Error('ECONNREFUSED')], ''), 'ECONNREFUSED'],
  ['something else that was thrown', 'oops', 'oops'],
])('%s', (_name, error, reason) => {
  expect(reasonOf(error)).toBe(reason);
});
