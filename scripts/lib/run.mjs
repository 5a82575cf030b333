import { spawn } from 'node:child_process';
import os from 'node:os';
import { limitTime } from './time-limit.mjs';

/** The exit code of a program whose time was up, as timeout(1) has it. */
export const TIME_UP = 124;

/**
 * @typedef {object} Ran
 * @property {number} code   the exit code; 127 when the program is not there, 128 + n for signal n, TIME_UP
 * @property {string} stdout empty unless captured
 * @property {string} stderr empty unless captured
 */

/**
 * Runs a program and waits for its end. Never rejects: a program that is not there is exit code 127.
 * A shown program gets Ctrl+C by itself (same terminal), and a termination is passed on to it; either way this
 * process outlives it, so that it can clean up. With a limit, the program ends with all that it has started when its
 * time is up.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, capture?: boolean, limit?: number }} [options] capture: keep the
 *   output instead of showing it; limit: in ms
 * @returns {Promise<Ran>}
 */
export function run(program, args, { cwd, env, capture = false, limit } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: env ?? process.env,
      stdio: capture ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      // What is to be ended as a whole is a process group of its own, which Ctrl+C reaches only through this process.
      detached: limit !== undefined && process.platform !== 'win32',
    });
    const time = limit === undefined ? undefined : limitTime(child, limit);
    const wait = () => void (limit !== undefined && child.kill('SIGINT'));
    const passOn = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    if (!capture) process.on('SIGINT', wait).on('SIGTERM', passOn).on('SIGHUP', passOn);
    const finish = (/** @type {Ran} */ ran) => {
      const late = time?.ended();
      process.off('SIGINT', wait).off('SIGTERM', passOn).off('SIGHUP', passOn);
      resolve(late ? { ...ran, code: TIME_UP } : ran);
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
