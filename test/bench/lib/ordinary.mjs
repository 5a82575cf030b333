import { readFile } from 'node:fs/promises';
import { run } from '../../../scripts/lib/run.mjs';

// As root, Chromium raises the priority of its main threads (nice -8), and every thread that is started from them
// inherits it. No one who uses Porthole runs it so: the measurements give that right up first.

/** CAP_SYS_NICE, capabilities(7). */
const SYS_NICE = 23n;

/** Whether this process may raise priorities. @returns {Promise<boolean>} */
async function mayRaise() {
  const status = await readFile('/proc/self/status', 'utf8');
  const effective = /^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0';
  return ((BigInt(`0x${effective}`) >> SYS_NICE) & 1n) === 1n;
}

/**
 * Runs this program again without that right where it has it.
 * @returns {Promise<number | undefined>} the exit code of the other run; undefined when this one is fine as it is
 */
export async function runAsOrdinary() {
  if (!(await mayRaise())) return undefined;
  const without = ['--bounding-set=-sys_nice', '--inh-caps=-sys_nice'];
  const { code } = await run('setpriv', [...without, 'true'], { capture: true });
  if (code !== 0) {
    console.error(
      'This process may raise priorities and setpriv cannot take that away: Electron runs favoured.',
    );
    return undefined;
  }
  return (await run('setpriv', [...without, process.execPath, ...process.argv.slice(1)])).code;
}
