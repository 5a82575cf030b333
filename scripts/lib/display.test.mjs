import { expect, test } from 'vitest';
import { chromiumSwitches, hasDisplay } from './display.mjs';

test.each([
  ['linux', {}, false],
  ['linux', { DISPLAY: '' }, false],
  ['linux', { DISPLAY: ':0' }, true],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
  ['darwin', {}, true],
  ['win32', {}, true],
])('a window on %s with %j: %s', (platform, env, can) => {
  expect(hasDisplay(env, /** @type {NodeJS.Platform} */ (platform))).toBe(can);
});

test.each([
  ['X11', { DISPLAY: ':0' }, 'linux', true, []],
  ['X11 without the sandbox', { DISPLAY: ':0' }, 'linux', false, ['--no-sandbox']],
  ['only Wayland', { WAYLAND_DISPLAY: 'w' }, 'linux', true, ['--ozone-platform-hint=auto']],
  ['X11 and Wayland', { DISPLAY: ':0', WAYLAND_DISPLAY: 'w' }, 'linux', true, []],
  ['a Mac', {}, 'darwin', true, []],
])('switches for %s', (_name, env, platform, sandbox, switches) => {
  expect(chromiumSwitches(env, /** @type {NodeJS.Platform} */ (platform), sandbox)).toEqual(switches);
});
