// The checksum detective: from a captured message to one with its checksum made anew.
import { expect, test } from './porthole';
import { startServer } from './window/endpoint-pane';

test('a captured message says which checksum it has, and becomes a template', async ({ open, python }) => {
  const { page, servers, log } = await open();
  const port = await startServer(servers);
  const peer = await python.connect(port);
  const messages = ['01030000000ac5cd'];
  for (const hex of messages) await peer.send(Buffer.from(hex, 'hex'));
  await expect
    .poll(async () => (await log.story()).filter((row) => row.startsWith('In')).length)
    .toBeGreaterThan(0);
  const row = log.grid.getByRole('row').filter({ hasText: '\\x01\\x03' }).first();
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Which checksum is it?' }).click();
  const dialog = page.getByRole('dialog', { name: 'Which checksum is it?' });
  const findings = dialog.getByRole('table', { name: 'Findings' });
  const first = findings.getByRole('row').nth(1);
  await expect(first).toContainText('CRC-16/MODBUS');
  await expect(first).toContainText('low byte first');
  await expect(first).toContainText('the last 2 bytes');
  await expect(first).toContainText('everything before it');
  await first.getByRole('button', { name: 'Use as message' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(servers.message).toHaveValue('01 03 00 00 00 0A {{CRC-16/MODBUS(le)}}');
});

test('by keyboard, and a message without a checksum says so', async ({ open, python }) => {
  const { page, servers, log } = await open();
  const port = await startServer(servers);
  const peer = await python.connect(port);
  await peer.send('nothing of that sort here');
  const row = log.grid.getByRole('row').filter({ hasText: 'nothing of that sort' });
  await row.click();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('which checksum');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Which checksum is it?' });
  await expect(dialog.getByRole('progressbar')).toHaveCount(0);
  await expect(dialog).toContainText(/No checksum of the catalogue fits|possible/);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});
