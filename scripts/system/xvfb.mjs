import { spawn } from 'node:child_process';
import { Explained } from '../lib/explained.mjs';

/**
 * Starts an X server without a screen on a free display number, which it picks and reports itself (-displayfd).
 * @returns {Promise<{ display: string, stop: () => Promise<void> }>} display: as in DISPLAY, e.g. `:1`
 */
export function startXvfb() {
  return new Promise((resolve, reject) => {
    const args = ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp', '-noreset'];
    // In its own process group: Ctrl+C is for the program that is shown, the display goes last.
    const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true });
    let words = '';
    server.stderr?.setEncoding('utf8').on('data', (text) => {
      words += text;
    });
    const ended = new Promise((done) => server.once('close', done));
    const failed = (/** @type {string} */ why) =>
      reject(new Explained('Xvfb could not be started.', why, 'see what `Xvfb -displayfd 1` says.'));
    const stop = async () => {
      process.off('exit', kill);
      server.kill();
      await ended;
    };
    const kill = () => void server.kill();
    process.once('exit', kill);
    server.once('error', (error) => failed(error.message));
    server.once('exit', () => failed(words.trim() || 'it ended at once.'));
    server.stdio[3]?.once('data', (number) => resolve({ display: `:${String(number).trim()}`, stop }));
  });
}
