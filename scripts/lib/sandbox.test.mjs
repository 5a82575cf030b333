import { expect, test } from 'vitest';
import { sandboxProblem } from './sandbox.mjs';

test.each([
  ['root', 'linux', 0, 0, 'started as root'],
  ['a person', 'linux', 1000, 0, undefined],
  ['a person on a restricted system', 'linux', 1000, 1, 'this system restricts user namespaces'],
  ['a person without the program to try it', 'linux', 1000, null, undefined],
  ['a Mac', 'darwin', 501, 1, undefined],
  ['Windows', 'win32', undefined, 1, undefined],
])('%s', (_name, platform, uid, code, problem) => {
  expect(sandboxProblem(/** @type {NodeJS.Platform} */ (platform), uid, () => code)).toBe(problem);
});
