import { expect, test } from 'vitest';
import { MAX_LUA_FILES } from '../contract/limits';
import { MAX_PROTOCOLS } from '../contract/protocol-choices';

/** The first byte that is no number of a file (`electron/dissect/lua-guard.ts`, NEWS). */
const NOT_A_FILE = 252;

test('own dissectors, those of a workspace and described protocols have a number each in one byte', () => {
  expect(2 * MAX_LUA_FILES + MAX_PROTOCOLS).toBeLessThan(NOT_A_FILE);
});
