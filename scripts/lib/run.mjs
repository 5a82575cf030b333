import { spawn } from 'node:child_process';
import os from 'node:os';

/**
 * @typedef {object} Ran
 * @property {number} code   the exit code; 127 when the program is not there, 128 + n for signal n
 * @property {string} stdout empty unless captured
 * @property {string} stderr empty unless captured
 */

/**
 * Runs a program and waits for its end. Never rejects: a program that is not there is exit code 127.
 * A shown program gets Ctrl+C by itself (same terminal), and a termination is passed on to it; either way this
 * process outlives it, so that it can clean up.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, capture?: boolean }} [options] capture: keep the output
 *   instead of showing it
 * @returns {Promise<Ran>}
 */
export function run(program, args, { cwd, env, capture = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: env ?? process.env,
      stdio: capture ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    const wait = () => {};
    const passOn = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    if (!capture) process.on('SIGINT', wait).on('SIGTERM', passOn).on('SIGHUP', passOn);
    const finish = (/** @type {Ran} */ ran) => {
      process.off('SIGINT', wait).off('SIGTERM', passOn).off('SIGHUP', passOn);
      resolve(ran);
    };
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.on('error', (error) => finish({ code: 127, stdout, stderr: `${stderr}${error.message}` }));
    child.on('close', (code, signal) =>
      finish({ code: code ?? 128 + (signal ? os.constants.signals[signal] : 0), stdout, stderr }),
    );
  });
}
