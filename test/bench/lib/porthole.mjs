import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { _electron } from 'playwright-core';
import { ROOT } from '../../../scripts/lib/paths.mjs';
import { electronSwitches } from './electron-switches.mjs';
import { sum } from './stats.mjs';
import { until } from './until.mjs';

/**
 * The real program with its window open, the log in view and followed.
 * @typedef {object} OpenPorthole
 * @property {import('playwright-core').Page} page
 * @property {number} pid of its main process
 * @property {(change: object) => Promise<Listening>} startServer the first server, changed as given, on a port
 *   that the system picks
 * @property {() => Promise<Counters>} counters
 * @property {(bytes: number) => Promise<void>} storedBytes waits until so much payload is received and the system
 *   has taken all of the capture file
 * @property {() => Promise<readonly string[]>} captureFiles
 * @property {(file: string) => Promise<void>} willOpen has the dialog of `Open capture` answer with this file
 * @property {() => Promise<void>} end    stops it as a system does that shuts down: the capture is kept
 * @property {() => Promise<void>} remove stops it and removes its folder
 *
 * @typedef {{ id: string, port: number, receiveBuffer: number | null }} Listening
 * @typedef {{ received: number, sent: number, stored: number, rows: number, dropped: number }} Counters dropped: by anyone
 */

/** Runs in the page. @param {object} change */
async function configureInPage(change) {
  const snapshot = await window.porthole.request['app.snapshot']();
  const server = snapshot.value.endpoints.find((/** @type {any} */ { role }) => role === 'server');
  const answer = await window.porthole.request['endpoint.configure']({ ...server, port: '0', ...change });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return server.id;
}

/** Runs in the page. @param {string} id */
async function startInPage(id) {
  const answer = await window.porthole.request['endpoint.start']({ id });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  const snapshot = await window.porthole.request['app.snapshot']();
  const status = snapshot.value.statuses.find((/** @type {any} */ status) => status.id === id);
  return { id, port: status.state.local.port, receiveBuffer: status.receiveBuffer };
}

/** Runs in the page. */
async function countersInPage() {
  const answer = await window.porthole.request['app.snapshot']();
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  const { received, sent, stored, rows, dropped } = answer.value.capture;
  return { received, sent, stored, rows, dropped: dropped.system + dropped.disk + dropped.porthole };
}

/**
 * Runs in the page: it listens to what the window is told anyway, so that waiting costs nothing.
 * @param {number} bytes
 * @returns {Promise<number>} size of the capture then
 */
function receivedInPage(bytes) {
  return new Promise((resolve) => {
    const off = window.porthole.on.pulse((/** @type {any} */ { capture }) => {
      if (capture.bytesIn < bytes || capture.stored !== capture.received + capture.sent) return;
      off();
      resolve(capture.fileBytes);
    });
  });
}

/**
 * @param {import('./context.mjs').Context} context
 * @returns {Promise<OpenPorthole>}
 */
export async function openPorthole({ runtime, env, folder }) {
  const userData = await mkdtemp(path.join(folder, 'user-data-'));
  const app = await _electron.launch({
    executablePath: runtime.program,
    args: [...electronSwitches(env, userData), ROOT],
    env,
  });
  const main = app.process();
  const ended = new Promise((resolve) => main.once('exit', resolve));
  const end = async () => {
    main.kill('SIGTERM');
    const timer = setTimeout(() => main.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(timer);
  };
  const remove = async () => {
    await end();
    await rm(userData, { recursive: true, force: true });
  };
  const captureFiles = async () =>
    (await readdir(userData, { recursive: true }))
      .filter((name) => name.endsWith('.pcapng'))
      .map((name) => path.join(userData, name));
  try {
    const page = await app.firstWindow();
    const log = page.getByRole('grid', { name: 'Log' });
    await log.waitFor();
    const follow = page.getByRole('button', { name: 'Follow', exact: true });
    if ((await follow.getAttribute('aria-pressed')) !== 'true') await follow.click();
    return {
      page,
      pid: main.pid ?? 0,
      async startServer(change) {
        const id = await page.evaluate(configureInPage, change);
        // The window reads the workspace when it opens, so that it shows what really runs.
        await page.reload();
        await log.waitFor();
        return page.evaluate(startInPage, id);
      },
      counters: () => page.evaluate(countersInPage),
      async storedBytes(bytes) {
        // `stored` counts what is on its way to the disk too.
        const size = Math.max(bytes, await page.evaluate(receivedInPage, bytes));
        const onDisk = async () =>
          sum(await Promise.all((await captureFiles()).map(async (file) => (await stat(file)).size)));
        await until('the capture file to be written', async () => (await onDisk()) >= size, { every: 2 });
      },
      captureFiles,
      willOpen: (file) =>
        app.evaluate(({ dialog }, path) => {
          dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
        }, file),
      end,
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
