import { mkdtemp, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { udpSocketAt } from './kernel-udp.mjs';
import { spawnOwned } from './owned.mjs';
import { freePort, isInstalled } from './tools.mjs';
import { until } from './until.mjs';

/** Enough for it to listen; it says nothing when it does. */
const LISTENING_MS = 300;

/**
 * socat writing what it receives to a file, as a person would who has no other tool. Undefined where it is not
 * installed.
 * @param {import('./context.mjs').Context} context
 * @param {(port: number) => string} from its address to read from
 */
export async function socatToFile({ folder }, from) {
  if (!(await isInstalled('socat'))) return undefined;
  const into = await mkdtemp(path.join(folder, 'socat-'));
  const file = path.join(into, 'received');
  const port = await freePort();
  const child = spawnOwned('socat', ['-u', from(port), `OPEN:${file},creat,append`], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  const size = async () => (await stat(file).catch(() => ({ size: 0 }))).size;
  await new Promise((resolve) => setTimeout(resolve, LISTENING_MS));
  return {
    port,
    size,
    /** Waits until the file has so many bytes. @param {number} bytes */
    holds: (bytes) => until('socat to have written all', async () => (await size()) >= bytes, { every: 2 }),
    /** Waits until it has read all that the kernel holds for it, and has written it. */
    async drained() {
      await until('socat to have read all', async () => (await udpSocketAt(port))?.queued === 0);
      let before = -1;
      const isDone = async () => {
        const now = await size();
        const same = now === before;
        before = now;
        return same;
      };
      await until('socat to have written all', isDone, { every: 200 });
    },
    async stop() {
      child.kill('SIGKILL');
      await ended;
      await rm(into, { recursive: true, force: true });
    },
  };
}
