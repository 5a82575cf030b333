import net from 'node:net';
import { run } from '../../../scripts/lib/run.mjs';

/** Whether a program is installed. @param {string} program */
export const isInstalled = async (program) => (await run('which', [program], { capture: true })).code === 0;

/**
 * Runs a program and answers how long it took.
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<{ seconds: number, stdout: string }>}
 */
export async function timed(program, args) {
  const started = performance.now();
  const { code, stdout } = await run(program, args, { capture: true });
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}.`);
  return { seconds, stdout };
}

/** A TCP and UDP port of loopback that nobody uses at this moment, for programs that want to be told one. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
