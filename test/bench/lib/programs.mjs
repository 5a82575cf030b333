import { fileURLToPath } from 'node:url';
import { startChild } from './child.mjs';

const path = (/** @type {string} */ name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** A script of senders/, run with Python. @param {string} name @param {readonly (string | number)[]} args */
export const startSender = (name, args) => startChild('python3', [path(`senders/${name}`), ...args]);

/** A program of baselines/, run with this Node. @param {string} name @param {readonly (string | number)[]} args */
export const startBaseline = (name, args = []) =>
  startChild(process.execPath, [path(`baselines/${name}`), ...args]);

/**
 * The same in the Node that Electron carries: what of a difference is the runtime's and not Porthole's.
 * @param {string} electron its program @param {string} name @param {readonly (string | number)[]} args
 */
export const startInElectron = (electron, name, args = []) =>
  startChild(electron, [path(`baselines/${name}`), ...args], { ...process.env, ELECTRON_RUN_AS_NODE: '1' });

/** The folder of the bare Electron program. */
export const BARE_WINDOW = path('baselines/bare-window');
