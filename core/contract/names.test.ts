import { expect, test } from 'vitest';
import { REQUEST_NAMES } from './names';
import { requestSchemas } from './requests';

test('the preload knows exactly the requests that have a schema', () => {
  expect([...REQUEST_NAMES].sort()).toEqual(Object.keys(requestSchemas).sort());
});
