import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../../scripts/lib/run.mjs';
import { udpSocketAt, udpSocketsOf } from './kernel-udp.mjs';
import { spawnOwned } from './owned.mjs';
import { until } from './until.mjs';

// Packet Sender binds a UDP port of its own choice when its window opens. It has no way to say how much it took,
// so the kernel's count of dropped datagrams is what it lost.

/** It looks for `xrandr` to decide whether there is a display, and does not start without. */
const PROGRAMS = { packetsender: 'packetsender', xrandr: 'x11-xserver-utils' };

/** CPU time that a process has used so far, in clock ticks (proc(5), stat). @param {number} pid */
async function cpuTicks(pid) {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /s, '').split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/** A home in which it does not ask the network for a newer version. @param {string} folder */
async function makeHome(folder) {
  const home = await mkdtemp(path.join(folder, 'packet-sender-'));
  const settings = path.join(home, '.local/share/PacketSender');
  await mkdir(settings, { recursive: true });
  await writeFile(path.join(settings, 'ps_settings.ini'), '[General]\ncheckforUpdates=false\n');
  return home;
}

/**
 * Opens its window. `missing` says what is not installed.
 * @param {import('./context.mjs').Context} context
 * @returns {Promise<{ missing: string } | { port: number, drops: () => Promise<number>, stop: () => Promise<void> }>}
 */
export async function packetSender({ env, folder }) {
  for (const [program, debianPackage] of Object.entries(PROGRAMS)) {
    const { code } = await run('which', [program], { capture: true });
    if (code !== 0) return { missing: debianPackage };
  }
  const home = await makeHome(folder);
  const inHome = { ...env, HOME: home, XDG_DATA_HOME: '', XDG_CONFIG_HOME: '', XDG_CACHE_HOME: '' };
  const child = spawnOwned('packetsender', [], { env: inHome, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
    await rm(home, { recursive: true, force: true });
  };
  const pid = child.pid ?? 0;
  try {
    const { port } = await until("Packet Sender's UDP socket", async () => (await udpSocketsOf(pid))[0]);
    let before = -1;
    const isIdle = async () => {
      const now = await cpuTicks(pid);
      const same = now === before;
      before = now;
      return same;
    };
    await until('Packet Sender to be idle', isIdle, { every: 500 });
    const drops = async () => (await udpSocketAt(port))?.drops ?? Number.NaN;
    return { port, drops, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
