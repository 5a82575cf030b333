import { mkdtemp, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { RECEIVE_BUFFER } from './datagrams.mjs';
import { spawnOwned } from './owned.mjs';
import { startBaseline } from './programs.mjs';
import { isInstalled, timed } from './tools.mjs';
import { until } from './until.mjs';

/** It writes what it has at the latest after this. */
const WRITTEN_MS = 1000;

/**
 * tshark recording a port of loopback, with a plain program behind the port. `missing` says why it cannot.
 * @param {import('./context.mjs').Context} context
 */
export async function tsharkToFile({ folder }) {
  for (const program of ['tshark', 'capinfos']) {
    if (!(await isInstalled(program))) return { missing: 'not installed' };
  }
  const into = await mkdtemp(path.join(folder, 'tshark-'));
  const file = path.join(into, 'received.pcapng');
  const receiver = startBaseline('dgram-receiver.mjs', [RECEIVE_BUFFER]);
  const { port } = await receiver.next();
  const args = ['-i', 'lo', '-f', `udp dst port ${port}`, '-q', '-w', file];
  const child = spawnOwned('tshark', args, { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
    await receiver.stop();
    await rm(into, { recursive: true, force: true });
  };
  const begun = async () => (await stat(file).catch(() => ({ size: 0 }))).size > 0;
  try {
    // It writes the head of the file when it begins to record.
    await until('tshark to record', begun, { within: 10_000 });
  } catch {
    await stop();
    return { missing: 'may not record' };
  }
  return {
    port,
    /** Ends the recording and counts it. @returns {Promise<number>} packets */
    async count() {
      await pause(WRITTEN_MS);
      child.kill('SIGINT');
      await ended;
      const { stdout } = await timed('capinfos', ['-c', '-M', file]);
      return Number(/Number of packets:\s*(\d+)/.exec(stdout)?.[1]);
    },
    stop,
  };
}
