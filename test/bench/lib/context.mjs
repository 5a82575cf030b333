/**
 * What every measurement is given.
 * @typedef {object} Context
 * @property {import('../../../scripts/runtime/resolve.mjs').Runtime} runtime
 * @property {NodeJS.ProcessEnv} env with a DISPLAY
 * @property {string} folder  an empty folder on the disk that user data lives on; removed at the end
 * @property {boolean} quick  smaller sizes, for trying out
 * @property {(line: string) => void} say progress
 *
 * @typedef {object} Measured
 * @property {readonly import('./row.mjs').Row[]} rows
 * @property {readonly string[]} notes
 *
 * @typedef {object} Measurement
 * @property {string} name as on the command line
 * @property {(context: Context) => Promise<Measured>} measure
 */
export {};
