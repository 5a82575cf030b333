// Presets: endpoints to start from, built-in ones and a person's own.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './porthole';
import { chooseIn } from './window/endpoint-pane';

test('a built-in one is a server that is ready to start; the button keeps its one click', async ({
  open,
  python,
}) => {
  const { page, servers } = await open();
  await servers.button('New server from a preset').click();
  await page.getByRole('menuitem', { name: /^Echo server/ }).click();
  await expect(servers.tab('Echo server')).toHaveAttribute('aria-selected', 'true');
  await servers.set({ port: 0 });
  await servers.button('Start').click();
  await expect(servers.status).toHaveText(/^Listening on 127\.0\.0\.1:\d+/);
  const port = Number(/:(\d+)/.exec((await servers.status.textContent()) ?? '')?.[1]);
  const peer = await python.connect(port);
  await peer.send('ping');
  expect((await peer.receive(4)).toString()).toBe('ping');

  await servers.button('New server').click();
  await expect(servers.tabs).toHaveCount(3);

  // The TLS one has a certificate that was made for it.
  await page.keyboard.press('Control+K');
  await page.keyboard.type('preset TLS echo');
  await page.keyboard.press('Enter');
  await expect(servers.tab('TLS echo server')).toHaveAttribute('aria-selected', 'true');
  await expect(servers.protocol.getByRole('radio', { name: 'TLS' })).toBeChecked();
  await servers.set({ port: 0 });
  await servers.button('Start').click();
  await expect(servers.status).toHaveText(/^Listening on 127\.0\.0\.1:\d+/);
});

test('one of her own is saved, used after a restart, renamed and deleted', async ({ open }) => {
  const window = await open();
  const { page, clients } = window;
  await clients.set({ protocol: 'UDP', address: '127.0.0.1', port: 5020 });
  await clients.write('01 03', 'Hex');
  await clients.button('New client from a preset').click();
  await page.getByRole('menuitem', { name: 'Save and manage presets…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Presets' });
  await dialog.getByRole('textbox', { name: 'Name of the preset' }).fill('Meter');
  await page.keyboard.press('Enter');
  const names = dialog.getByRole('listitem').getByRole('textbox');
  await expect(names).toHaveValue('Meter');
  await dialog.getByRole('textbox', { name: 'Name of the preset' }).fill('meter');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('There is a preset called “meter” already.');
  await page.keyboard.press('Escape');
  await expect(clients.button('New client from a preset')).toBeFocused();

  const again = await window.reopen();
  await again.clients.button('New client from a preset').click();
  await again.page.getByRole('menuitem', { name: 'Meter', exact: true }).click();
  await expect(again.clients.tab('Meter')).toHaveAttribute('aria-selected', 'true');
  await expect(again.clients.port).toHaveValue('5020');
  await expect(again.clients.message).toHaveValue('01 03');
  await chooseIn(again.clients.protocol, 'TCP');

  // Without a mouse: the palette opens the dialog.
  await again.page.keyboard.press('Control+K');
  await again.page.keyboard.type('manage presets');
  await again.page.keyboard.press('Enter');
  const manage = again.page.getByRole('dialog', { name: 'Presets' });
  const name = manage.getByRole('textbox', { name: 'Name of Meter' });
  await name.fill('Water meter');
  await name.press('Enter');
  await expect(manage.getByRole('textbox', { name: 'Name of Water meter' })).toBeVisible();
  await manage.getByRole('button', { name: 'Delete Water meter' }).click();
  await manage.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(manage.getByText('No presets of your own yet')).toBeVisible();
  await again.page.keyboard.press('Escape');
  await expect(manage).toHaveCount(0);
});

test('a damaged file is kept aside, and said so', async ({ open }) => {
  const window = await open();
  await writeFile(join(window.porthole.userData, 'presets.json'), '{');
  const { page } = await window.reopen();
  await expect(page.getByText('presets.json was damaged and could not be read')).toBeVisible();
});
