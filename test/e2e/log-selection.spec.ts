// Several rows of the log together: selected with mouse and keyboard, then copied, exported, and made into other things.
import { readFile, writeFile } from 'node:fs/promises';
import type { ElectronApplication } from '@playwright/test';
import { expect, type OpenWindow, test } from './porthole';
import { run } from './programs';
import { temporary } from './temporary';
import { willSaveTo } from './window/dialogs';
import { startServer } from './window/endpoint-pane';

const clipboardOf = (app: ElectronApplication) => () => app.evaluate(({ clipboard }) => clipboard.readText());

/** Waits until so many rows are selected together, as the foot of the window says and the log's head shows. */
const isSelected = async ({ status, log }: OpenWindow, count: number): Promise<void> => {
  const words = count === 1 ? '1 row selected' : `${count} rows selected`;
  await expect(status.bar.getByRole('status').filter({ hasText: /selected/ })).toHaveText(words);
  await expect(log.button(words)).toHaveText(String(count));
};

/** The numbers of the selected rows. */
const numbers = async ({ log }: OpenWindow): Promise<readonly number[]> => {
  const texts = await log.selected.locator('[data-column=number]').allTextContents();
  return texts.map(Number).sort((a, b) => a - b);
};

test('spans and single rows are selected with mouse and keyboard, and their lines copied', async ({
  open,
  python,
}) => {
  const window = await open();
  const { app, page, servers, log, inspector, status } = window;
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  for (let n = 1; n <= 12; n += 1) await peer.sendTo(port, `n ${n}.`);
  await log.counts(13);
  await log.filter.fill('dir == in');
  await log.counts(12);
  await expect(log.grid).toHaveAttribute('aria-multiselectable', 'true');

  await log.row('n 2.').click();
  await expect(log.button('1 row selected')).toHaveCount(0);
  await log.row('n 4.').click({ modifiers: ['Shift'] });
  await isSelected(window, 3);
  await expect.poll(() => numbers(window)).toEqual([3, 4, 5]);
  await log.row('n 7.').click({ modifiers: ['ControlOrMeta'] });
  await log.row('n 3.').click({ modifiers: ['ControlOrMeta'] });
  await isSelected(window, 3);
  await expect.poll(() => numbers(window)).toEqual([3, 5, 8]);
  // The inspector shows the row that the keyboard is on, even when it is the one that was taken out.
  await inspector.tab('Bytes').click();
  await expect(inspector.lines.first()).toContainText('n 3.');
  await log.grid.focus();
  await page.keyboard.press('ControlOrMeta+c');
  await expect.poll(async () => (await clipboardOf(app)()).split('\n').length).toBe(3);
  expect(await clipboardOf(app)()).toMatch(/n 2\.\n.*n 4\.\n.*n 7\.$/);

  await page.keyboard.press('Escape');
  await expect.poll(() => numbers(window)).toEqual([4]);
  await expect(log.button('3 rows selected')).toHaveCount(0);
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowUp');
  await isSelected(window, 2);
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Control+Space');
  await isSelected(window, 3);
  await expect.poll(() => numbers(window)).toEqual([4, 5, 7]);
  await page.keyboard.press('Control+Space');
  await isSelected(window, 2);
  await page.keyboard.press('Shift+End');
  await isSelected(window, 7);
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => numbers(window)).toEqual([12]);
  await page.keyboard.press('ControlOrMeta+a');
  await isSelected(window, 12);

  // Another filter is another list of rows.
  await log.filter.fill('payload contains "1"');
  await log.counts(4);
  await expect(status.bar.getByRole('status').filter({ hasText: /selected/ })).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('select all rows');
  await page.keyboard.press('Enter');
  await isSelected(window, 4);
});

test('selected rows of a conversation become a program, a capture, a sequence and a search for their checksum', async ({
  open,
  python,
  spawnPeer,
}) => {
  test.slow();
  const window = await open();
  const { app, page, servers, log } = window;
  await servers.answer('Fixed', 'ok {{counter}};');
  const port = await startServer(servers);
  const other = await python.connect(port);
  await other.send('elsewhere');
  expect((await other.receive(5)).toString()).toBe('ok 1;');
  const peer = await python.connect(port);
  // Modbus over serial, with its CRC; each has another one.
  const frames = ['01030000000ac5cd', '010300000001840a', '0103000a0001a408'];
  for (const [at, hex] of frames.entries()) {
    await peer.send(Buffer.from(hex, 'hex'));
    expect((await peer.receive(5)).toString()).toBe(`ok ${at + 2};`);
  }
  await log.counts(11);
  const rowsOf = (text: string) => log.rowLocator.filter({ hasText: text });
  const menu = async (item: string): Promise<void> => {
    await log.selected.last().click({ button: 'right' });
    await page.getByRole('menuitem', { name: item, exact: true }).click();
  };

  await rowsOf('\\x01\\x03').nth(0).click();
  await rowsOf('ok 2;').click({ modifiers: ['ControlOrMeta'] });
  await rowsOf('\\x01\\x03')
    .nth(2)
    .click({ modifiers: ['ControlOrMeta'] });
  await isSelected(window, 3);

  await log.selected.last().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy rows as' }).hover();
  await page.getByRole('menuitem', { name: 'Python', exact: true }).click();
  await expect.poll(clipboardOf(app)).toContain(`socket.create_connection(("127.0.0.1", ${port})`);
  const text = await clipboardOf(app)();
  expect(text.match(/sendall/g)).toHaveLength(2);
  const file = await temporary('again.py');
  await writeFile(file, text);
  expect(await spawnPeer('python3', file).line()).toBe("b'ok 5;'");

  const path = await temporary('rows.pcapng');
  await willSaveTo(app, path);
  await menu('Save rows as pcapng…');
  await expect
    .poll(
      () =>
        readFile(path).then(
          ({ length }) => length,
          () => 0,
        ),
      { timeout: 30_000 },
    )
    .toBeGreaterThan(0);
  const said = await run('tshark', '-r', path, '-T', 'fields', '-e', 'tcp.payload');
  expect(said.trim().split('\n')).toEqual([frames[0], '6f6b20323b', frames[2]]);

  await menu('Make a sequence of these rows…');
  const sequence = page.getByRole('dialog', { name: 'Sequence' });
  const steps = sequence.getByRole('listbox', { name: 'Steps' }).getByRole('option');
  await expect(steps.filter({ hasText: /^(Send|Expect)/ })).toHaveCount(3);
  await page.keyboard.press('Escape');
  await expect(sequence).toHaveCount(0);

  await rowsOf('\\x01\\x03').nth(0).click();
  for (const at of [1, 2]) {
    await rowsOf('\\x01\\x03')
      .nth(at)
      .click({ modifiers: ['ControlOrMeta'] });
  }
  await menu('Which checksum is it?');
  const dialog = page.getByRole('dialog', { name: 'Which checksum is it?' });
  await expect(dialog).toContainText('the other selected messages: 3 in all');
  const first = dialog.getByRole('table', { name: 'Findings' }).getByRole('row').nth(1);
  await expect(first).toContainText('CRC-16/MODBUS');
  await expect(first).toContainText('3 of 3');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  // Rows of another conversation make no program, but a dump.
  await rowsOf('elsewhere').click({ modifiers: ['ControlOrMeta'] });
  await isSelected(window, 4);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('selected rows as C');
  await page.keyboard.press('Enter');
  await expect(page.getByText('belong to several conversations')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('selected rows as a hex dump');
  await page.keyboard.press('Enter');
  await expect.poll(clipboardOf(app)).toContain('|elsewhere|');
});
