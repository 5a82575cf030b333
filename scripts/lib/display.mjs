import { sandboxProblem } from './sandbox.mjs';

/**
 * Whether a window can be shown.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * The switches that this machine asks of Chromium.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @param {boolean} sandbox whether its sandbox can be used
 * @returns {readonly string[]}
 */
export function chromiumSwitches(
  env = process.env,
  platform = process.platform,
  sandbox = sandboxProblem() === undefined,
) {
  return [
    ...(sandbox ? [] : ['--no-sandbox']),
    // Before Electron 38, X11 is tried even where there is only Wayland.
    ...(platform === 'linux' && !env.DISPLAY && env.WAYLAND_DISPLAY ? ['--ozone-platform-hint=auto'] : []),
  ];
}
