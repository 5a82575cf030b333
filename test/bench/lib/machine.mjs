import { readFile } from 'node:fs/promises';
import os from 'node:os';

/** The system's name as it calls itself. */
async function systemName() {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^PRETTY_NAME="?([^"\n]*)/m.exec(text)?.[1] ?? os.type();
}

/**
 * What the numbers depend on, a line each: they mean nothing without it.
 * @param {{ runtime: string, command: string }} run
 * @returns {Promise<readonly string[]>}
 */
export async function machineFacts({ runtime, command }) {
  const cpus = os.cpus();
  const gigabytes = (os.totalmem() / 2 ** 30).toFixed(1);
  const load = os.loadavg()[0] ?? 0;
  const busy = load > cpus.length / 2 ? ' (BUSY: other programs ran, the numbers are no good)' : '';
  return [
    `Machine: ${cpus.length} × ${cpus[0]?.model.trim() ?? 'unknown CPU'}, ${gigabytes} GiB memory`,
    `System: ${await systemName()}, kernel ${os.release()}; load average at the start ${load.toFixed(2)}${busy}`,
    `Node ${process.versions.node} for the plain programs, Electron ${runtime} for Porthole and the bare window`,
    `Date: ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC; command: \`${command}\``,
  ];
}
