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
 * @param {number | undefined} uid
 * @returns {readonly string[]}
 */
export function chromiumSwitches(env = process.env, platform = process.platform, uid = process.getuid?.()) {
  if (platform !== 'linux') return [];
  return [
    // Chromium refuses to start as root with its sandbox.
    ...(uid === 0 ? ['--no-sandbox'] : []),
    // Before Electron 38, X11 is tried even where there is only Wayland.
    ...(!env.DISPLAY && env.WAYLAND_DISPLAY ? ['--ozone-platform-hint=auto'] : []),
  ];
}
