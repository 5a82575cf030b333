// Two rows, or the streams that they belong to, side by side. Issue 5.
import { expect, test } from './porthole';
import { startServer } from './window/endpoint-pane';

/** A port that the dissectors take for HTTP (hkp), so that nobody has to tell them. */
const HTTP_PORT = 11371;

test('two rows are compared by keyboard: bytes aligned, the way from difference to difference, fields', async ({
  open,
  python,
}) => {
  const { page, servers, log } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  for (const text of ['GET /one HTTP/1.1', 'GET /longer/one HTTP/1.0', 'GET /one HTTP/1.1'])
    await peer.sendTo(port, text);
  await log.counts(4);

  await log.grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('c');
  await expect(log.region.getByRole('status', { name: 'Row 2 waits to be compared' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('c');

  const dialog = page.getByRole('dialog', { name: 'Compare', exact: true });
  await expect(dialog.getByText('2 differences · 1 byte changed · 7 only right')).toBeVisible();
  const bytes = dialog.getByRole('grid', { name: 'Bytes side by side', exact: true });
  await expect(bytes.getByRole('row').first()).toContainText('47 45 54');
  await expect(bytes.getByRole('gridcell', { name: 'only right' })).toHaveCount(1);
  await page.keyboard.press('F3');
  await expect(dialog.getByRole('status')).toHaveText('1 of 2: 7 bytes only right, at 0x5');
  await page.keyboard.press('F3');
  await expect(dialog.getByRole('status')).toHaveText('2 of 2: 1 byte at 0x10, right 1 byte at 0x17');
  await page.keyboard.press('F3');
  await expect(dialog.getByRole('status')).toContainText('1 of 2');
  await page.keyboard.press('Shift+F3');
  await expect(dialog.getByRole('status')).toContainText('2 of 2');

  // Any other two, by their numbers.
  const right = dialog.getByRole('textbox', { name: 'Right row', exact: true });
  await right.fill('4');
  await right.press('Enter');
  await expect(dialog.getByText('No difference')).toBeVisible();
  await right.fill('1');
  await right.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('Row 1 is no message');
  await right.fill('3');
  await right.press('Enter');
  await expect(dialog.getByText('2 differences')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(log.region.getByRole('status', { name: /waits to be compared/ })).toHaveCount(0);
});

test('fields of two rows as the dissectors read them, and their whole streams', async ({ open, python }) => {
  const { page, servers, log } = await open();
  const port = await startServer(servers, { port: HTTP_PORT });
  const [one, other] = [await python.connect(port), await python.connect(port)];
  await log.counts(3);
  await one.send('GET /a HTTP/1.1\r\nHost: x\r\n\r\n');
  await log.counts(4);
  await other.send('POST /a HTTP/1.1\r\nHost: y\r\n\r\n');
  await log.counts(5);
  await one.send('end');
  await log.counts(6);

  await log.row('GET').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Compare with…/ }).click();
  await log.row('POST').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Compare with row 4/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Compare', exact: true });
  const choice = (name: string) => dialog.getByRole('radio', { name, exact: true });
  await expect(dialog.getByText('2 differences')).toBeVisible();
  await choice('Bytes').focus();
  await page.keyboard.press('ArrowRight');
  await expect(choice('Fields')).toBeChecked();
  const fields = dialog.getByRole('table', { name: 'Fields that differ', exact: true });
  const method = fields.getByRole('row').filter({ hasText: 'Request Method' });
  await expect(method).toContainText('Request Method: GET', { timeout: 60_000 });
  await expect(method).toContainText('Request Method: POST');
  await expect(fields.getByRole('row').filter({ hasText: 'Request URI: /a' })).toHaveCount(0);
  // A field leads to its bytes.
  await fields.getByRole('button', { name: /Host: y/ }).press('Enter');
  await expect(dialog.getByRole('grid', { name: 'Bytes side by side', exact: true })).toBeFocused();

  await choice('Messages').focus();
  await page.keyboard.press('ArrowRight');
  await expect(choice('Streams')).toBeChecked();
  await expect(dialog.getByText('31 B', { exact: true })).toBeVisible();
  await choice('Both sides').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(choice('Sent')).toBeChecked();
  await expect(dialog.getByText('No difference')).toBeVisible();
});
