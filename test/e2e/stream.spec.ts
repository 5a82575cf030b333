// Conversations: one as a stream, shown, searched and saved; and all of them in a list. Issue 5.
import { readFile } from 'node:fs/promises';
import { expect, test } from './porthole';
import { temporary } from './temporary';
import { willSaveTo } from './window/dialogs';
import { startServer } from './window/endpoint-pane';

test('the stream of a conversation is read, searched and saved, by keyboard too', async ({
  open,
  python,
}) => {
  const { app, page, servers, log, inspector } = await open();
  const port = await startServer(servers);
  await servers.answer('Fixed', 'Hello, client!');
  const peer = await python.connect(port);
  await peer.send('first question');
  await peer.receive(14);
  await peer.send('second question');
  await peer.receive(14);
  await log.select('second question');
  await inspector.tab('Stream').click();

  const { region } = inspector;
  const stream = region.getByRole('group', { name: 'Stream', exact: true });
  await expect(stream).toContainText('first question');
  await expect(stream).toContainText('Hello, client!');
  await expect(region.getByText('4 messages')).toBeVisible();

  // More comes, and is there.
  await peer.send('third question');
  await peer.receive(14);
  await expect(stream).toContainText('third question');
  await expect(region.getByText('6 messages')).toBeVisible();

  const find = region.getByRole('textbox', { name: 'Find in the conversation', exact: true });
  await find.fill('QUESTION');
  await page.keyboard.press('Enter');
  await expect(stream.locator('mark').first()).toHaveText('question');
  await expect(stream.locator('[data-active="true"]')).toContainText('first question');
  await page.keyboard.press('Enter');
  await expect(stream.locator('[data-active="true"]')).toContainText('second question');
  await find.fill('0x6869726420');
  await page.keyboard.press('Enter');
  await expect(stream.locator('[data-active="true"]')).toContainText('third question');
  await find.fill('nowhere');
  await page.keyboard.press('Enter');
  await expect(region.getByText('not found')).toBeVisible();

  // A line leads to its row.
  await stream.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(log.selected).toContainText('first question');

  await region.getByRole('radio', { name: 'Both', exact: true }).check({ force: true });
  await expect(stream).toContainText('66 69 72 73 74');
  const path = await temporary('stream.bin');
  await willSaveTo(app, path);
  await region.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Raw bytes received…' }).click();
  await expect
    .poll(() => readFile(path, 'utf8').catch(() => ''))
    .toBe('first questionsecond questionthird question');
});

test('the list of conversations is sorted, and one of them limits the log, by keyboard', async ({
  open,
  python,
}) => {
  const { page, servers, log } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  const [quiet, loud] = [await python.udp(), await python.udp()];
  await quiet.sendTo(port, 'a');
  for (const text of ['one', 'two', 'three']) await loud.sendTo(port, text);
  await log.counts(5);

  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Find a command', exact: true });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('Conversations');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Conversations', exact: true });
  const rows = dialog.getByRole('table').locator('tbody').getByRole('row');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('1 B');
  await dialog.getByRole('button', { name: 'Messages', exact: true }).press('Enter');
  await expect(dialog.getByRole('columnheader', { name: 'Messages' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await expect(rows.first()).toContainText('11 B');

  await rows.first().getByRole('button').press('Enter');
  await expect(dialog).toBeHidden();
  await log.counts(3);
  await expect(log.filter).toHaveValue(/^endpoint == .* and peer == /);
});
