// The capture in Wireshark itself. A stand-in takes its place: a program of that name on the PATH which writes down
// its arguments, since what is tested is what Porthole starts, and with what. Issue 5.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, type OpenWindow, test } from './porthole';
import { run } from './programs';
import type { Python } from './python-sockets';
import { temporary } from './temporary';
import { willOpen } from './window/dialogs';
import { startServer } from './window/endpoint-pane';

/** Puts a program called `wireshark` into a folder of its own. */
const standIn = async (script: string) => {
  const written = await temporary('arguments');
  const folder = join(dirname(written), 'bin');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'wireshark'), script.replaceAll('WRITTEN', written), { mode: 0o755 });
  return {
    env: { PATH: `${folder}:${process.env.PATH ?? ''}` },
    /** What it was started with the last time. */
    told: async (): Promise<readonly string[]> =>
      (await readFile(written, 'utf8').catch(() => '')).split('\n').slice(0, -1),
  };
};

const WRITES_ARGUMENTS = `#!/bin/sh
printf '%s\\n' "$@" > 'WRITTEN.part' && mv 'WRITTEN.part' 'WRITTEN'
`;

const payloads = async (path: string): Promise<readonly string[]> => {
  const hex = await run('tshark', '-r', path, '-Y', 'udp', '-T', 'fields', '-e', 'udp.payload');
  return hex
    .trim()
    .split('\n')
    .map((line) => Buffer.from(line, 'hex').toString());
};

test('the capture as it is now, from the bar, the palette and a row; what is unsaved stays so', async ({
  open,
  python,
}) => {
  const wireshark = await standIn(WRITES_ARGUMENTS);
  const { page, app, bar, servers, log } = await open({ env: wireshark.env });
  const button = bar.button('Open capture in Wireshark');
  await expect(button).toBeDisabled();

  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  await peer.sendTo(port, 'one');
  await log.counts(2);
  await button.click();
  // It is said until five seconds after it has ended.
  await expect(page.getByText(/^Opening porthole-.* in Wireshark$/)).toBeVisible();
  await expect.poll(() => wireshark.told()).toEqual([expect.stringMatching(/^\/.*porthole-[-\d]+\.pcapng$/)]);
  const [first = ''] = await wireshark.told();
  expect(await payloads(first)).toEqual(['one']);

  // With the keyboard alone, and in Chinese. The copy of before is left as it was.
  await peer.sendTo(port, 'two');
  await log.counts(3);
  await bar.button('中文').click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('用 Wireshark 打开抓包');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await wireshark.told())[0]).not.toBe(first);
  const [second = ''] = await wireshark.told();
  expect(await payloads(second)).toEqual(['one', 'two']);
  expect(await payloads(first)).toEqual(['one']);

  // A file that was opened is Wireshark's as it is, whatever it is called; from the menu of a row.
  await bar.button('English').click();
  const own = await temporary(`a 'b' $(c).pcapng`);
  await writeFile(own, await readFile(first));
  await willOpen(app, own);
  await bar.openCapture.click();
  await log.counts(2);
  await log.rowLocator.last().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Open capture in Wireshark' }).click();
  await expect.poll(() => wireshark.told()).toEqual([own]);

  // Nothing of it counts as saved.
  const unsaved = await page.evaluate(async () => {
    const snapshot = await window.porthole.request['app.snapshot']();
    return snapshot.ok ? snapshot.value.capture.unsaved : -1;
  });
  expect(unsaved).toBe(3);
});

/** Has one datagram received, asks for Wireshark, and hears why it does not come. */
const refused = async (
  { page, bar, servers, log }: OpenWindow,
  python: Python,
  says: RegExp,
): Promise<void> => {
  const port = await startServer(servers, { protocol: 'UDP' });
  await (await python.udp()).sendTo(port, 'one');
  await log.counts(2);
  await bar.button('Open capture in Wireshark').click();
  await expect(page.getByRole('alert').filter({ hasText: says })).toBeVisible();
};

test('a Wireshark that cannot be started is said', async ({ open, python }) => {
  const broken = await standIn('#!/no/such/interpreter\n');
  await refused(await open({ env: broken.env }), python, /\/bin\/wireshark could not be started\. .*ENOENT/);
});

test('without Wireshark, what to do is said', async ({ open, python }) => {
  if (['/usr/bin/wireshark', '/usr/local/bin/wireshark'].some((place) => existsSync(place))) {
    process.stderr.write('\n*** NOT TESTED: what is said without Wireshark. It is installed here.\n\n');
    return;
  }
  const window = await open({ env: { PATH: dirname(await temporary('nothing')) } });
  await refused(window, python, /Wireshark was not found.*Install it/s);
});
