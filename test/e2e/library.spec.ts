// Saved messages: kept from the composer, sent by key and click, ordered, imported and exported.
import { readFile, writeFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './porthole';
import { temporary } from './temporary';
import { willOpen, willSaveTo } from './window/dialogs';
import { connectClient } from './window/endpoint-pane';

const PACKETS = `[PacketNames]
1\\name=Read
size=1

[Read%20pump]
name=Read pump
toIP=127.0.0.1
port=502
tcpOrUdp=TCP
hexString=01 03 00 00

[Page]
name=Page
tcpOrUdp=HTTP GET
hexString=
`;

test('a message is saved, found, sent by its key and by Enter, and is there after a restart', async ({
  open,
  python,
}) => {
  const opened = await open();
  const { page, clients } = opened;
  const listener = await python.listen();
  await connectClient(clients, { port: listener.port });
  const peer = await listener.accept();
  await clients.write('login {{$user}}\\n');
  await page.evaluate(() =>
    window.porthole.request['variables.set']({
      shared: [{ name: 'user', value: 'ann' }],
      environments: [],
      active: -1,
    }),
  );
  await clients.message.press('Control+Shift+s');
  const dialog = page.getByRole('dialog', { name: 'Save message' });
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Log in');
  await dialog.getByRole('textbox', { name: 'Folder' }).fill('Session');
  await dialog.getByRole('combobox', { name: 'Shortcut' }).click();
  await page.getByRole('option', { name: 'Alt+1' }).click();
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .include('[role=dialog]')
    .analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toHaveCount(0);

  const library = page.getByRole('region', { name: 'Library' });
  const tree = library.getByRole('tree', { name: 'Messages' });
  await expect(tree.getByRole('treeitem')).toHaveText([/Session/, /Log in/]);
  await clients.message.fill('');
  await page.keyboard.press('Alt+1');
  expect((await peer.receive(10)).toString()).toBe('login ann\n');

  // The tree by keyboard: Enter sends, F2 edits, Alt and an arrow move, Delete deletes.
  await page.keyboard.press('Control+b');
  await expect(tree).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  expect((await peer.receive(10)).toString()).toBe('login ann\n');
  await page.keyboard.press('Shift+Enter');
  await expect(clients.message).toHaveValue('login {{$user}}\\n');
  // Ctrl+D duplicates the message, and not the endpoint.
  await page.keyboard.press('Control+d');
  await expect(tree.getByRole('treeitem')).toHaveText([/Session/, /Log in/, /Log in/]);
  await expect(clients.tabs).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await expect(tree.getByRole('treeitem')).toHaveText([/Session/, /Log in/]);
  await page.keyboard.press('Alt+ArrowUp');
  await expect(tree.getByRole('treeitem')).toHaveText([/Log in/]);
  await page.keyboard.press('Delete');
  await expect(tree).toHaveCount(0);
  await library.getByRole('button', { name: 'Undo' }).click();
  await expect(tree.getByRole('treeitem')).toHaveText([/Log in/]);

  // What was written in the editor does not go unasked; what was not changed needs no question.
  const editor = page.getByRole('dialog', { name: 'Edit message' });
  const name = editor.getByRole('textbox', { name: 'Name' });
  await tree.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('F2');
  await expect(name).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(editor).toHaveCount(0);
  await expect(tree).toBeFocused();
  await page.keyboard.press('F2');
  await expect(name).toBeFocused();
  await name.fill('Log out');
  await page.keyboard.press('Escape');
  await expect(editor.getByRole('alert')).toContainText('What you changed is not saved.');
  await expect(editor.getByRole('button', { name: 'Go on editing' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(name).toBeFocused();
  await expect(name).toHaveValue('Log out');
  await editor.getByRole('button', { name: 'Cancel' }).first().click();
  await editor.getByRole('button', { name: 'Discard it' }).click();
  await expect(editor).toHaveCount(0);

  const again = await opened.reopen();
  await expect(again.page.getByRole('treeitem')).toHaveText([/Log in/]);
  await again.page.keyboard.press('Control+k');
  await again.page.keyboard.type('send log in');
  await expect(again.page.getByRole('option', { name: /Send Log in/ })).toBeVisible();
});

test('the packets of Packet Sender and a list are imported, dragged, and exported as a readable file', async ({
  open,
  python,
}) => {
  const { app, page, clients } = await open();
  const file = await temporary('packets.ini');
  await writeFile(file, PACKETS);
  await willOpen(app, file);
  await page.getByRole('banner').getByRole('button', { name: 'Library' }).click();
  const library = page.getByRole('region', { name: 'Library' });
  const items = library.getByRole('treeitem');
  const menu = async (item: string): Promise<void> => {
    await library.getByRole('button', { name: 'Import and export' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await menu('Import messages…');
  await expect(items).toHaveText([/packets/, /Read pump\s*01 03 00 00/]);
  await expect(page.getByText('Messages taken from packets.ini: 1; left out: 1.')).toBeVisible();

  const list = await temporary('scpi.txt');
  await writeFile(list, '*IDN?\\n\nMEAS:VOLT?\\n\n');
  await willOpen(app, list);
  await menu('Import messages…');
  await expect(items).toHaveText([/packets/, /Read pump/, /scpi/, /\*IDN\?/, /MEAS:VOLT/]);
  await items.filter({ hasText: 'MEAS:VOLT' }).dragTo(items.filter({ hasText: 'Read pump' }));
  await expect(items).toHaveText([/packets/, /MEAS:VOLT/, /Read pump/, /scpi/, /\*IDN\?/]);
  await library.getByRole('textbox', { name: 'Search messages' }).fill('idn');
  await expect(items).toHaveText([/scpi/, /\*IDN\?/]);

  const listener = await python.listen();
  await connectClient(clients, { port: listener.port });
  const peer = await listener.accept();
  await library.getByRole('button', { name: 'Send *IDN?\\n' }).click();
  expect((await peer.receive(6)).toString()).toBe('*IDN?\n');

  const out = await temporary('messages.json');
  await willSaveTo(app, out);
  await menu('Export messages…');
  await expect
    .poll(async () => JSON.parse((await readFile(out, 'utf8').catch(() => '')) || 'null'))
    .toMatchObject({ messages: [{ folder: 'packets' }, { draft: { hex: '01 03 00 00' } }, {}] });
});
