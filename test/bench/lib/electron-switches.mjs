import { chromiumSwitches } from '../../../scripts/lib/display.mjs';

/**
 * The switches that every Electron program is started with here, Porthole and the bare window alike.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} userData a fresh folder
 * @returns {readonly string[]}
 */
export const electronSwitches = (env, userData) => [
  ...chromiumSwitches(env),
  // Without a GPU its process is tried, fails and is tried again, which makes the frame rate unsteady.
  '--disable-gpu',
  '--lang=en-US',
  `--user-data-dir=${userData}`,
];
