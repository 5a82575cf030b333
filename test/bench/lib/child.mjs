import { createInterface } from 'node:readline';
import { spawnOwned } from './owned.mjs';

/**
 * A process that is talked to in lines: each line it prints is one JSON value.
 * @typedef {object} Child
 * @property {number} pid
 * @property {() => Promise<any>} next   the next value it prints; rejects when it ends without one
 * @property {(line: string) => void} say writes a line to its standard input
 * @property {() => Promise<void>} stop  closes its standard input, ends it if that is not enough, and waits
 */

/**
 * Starts a sender or a baseline.
 * @param {string} program
 * @param {readonly (string | number)[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Child}
 */
export function startChild(program, args, env = process.env) {
  const child = spawnOwned(program, args.map(String), { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const words = [];
  child.stderr.setEncoding('utf8').on('data', (text) => words.push(text));
  // Writing to one that has just ended is no news: `next` reports how it ended.
  child.stdin.on('error', () => {});
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) =>
      resolve(words.join('').trim() || `it ended with ${signal ?? code}`),
    );
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid ?? 0,
    async next() {
      const { value, done } = await lines.next();
      if (done) throw new Error(`${program} ${args.join(' ')}: ${await ended}`);
      return JSON.parse(value);
    },
    say: (line) => void child.stdin.write(`${line}\n`),
    async stop() {
      child.stdin.end();
      const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
      await ended;
      clearTimeout(timer);
    },
  };
}
