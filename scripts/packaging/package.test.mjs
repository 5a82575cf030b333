import path from 'node:path';
import { expect, test } from 'vitest';
import { packagedProgram, runtimeArguments } from './package.mjs';

test.each([
  ['linux', 'x64', 'linux-unpacked/porthole'],
  ['linux', 'arm64', 'linux-arm64-unpacked/porthole'],
  ['win32', 'x64', 'win-unpacked/Porthole.exe'],
  ['darwin', 'x64', 'mac/Porthole.app/Contents/MacOS/Porthole'],
  ['darwin', 'arm64', 'mac-arm64/Porthole.app/Contents/MacOS/Porthole'],
])('the program on %s %s', (platform, arch, program) => {
  expect(packagedProgram(/** @type {NodeJS.Platform} */ (platform), arch)).toBe(path.normalize(program));
});

test('only a runtime that is not the official one is handed to electron-builder', () => {
  const runtime = { version: '33.2.1', folder: '/cache/e', program: '/cache/e/electron', line: '' };
  expect(runtimeArguments({ ...runtime, kind: 'official' })).toEqual([]);
  expect(runtimeArguments({ ...runtime, kind: 'fallback' })).toEqual([
    '-c.electronVersion=33.2.1',
    '-c.electronDist=/cache/e',
  ]);
});
