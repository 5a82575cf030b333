// Closing, reopening, crashing, starting twice: what lives on. Step 8.
import { spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { sandboxSwitches } from './launch';
import { expect, type OpenWindow, test } from './porthole';
import { peerFile } from './programs';
import { ROOT, runtimeFolder } from './runtime';
import { temporary } from './temporary';
import { questions, willAnswer, willOpen, willSaveTo } from './window/dialogs';
import { chooseIn, startServer } from './window/endpoint-pane';

/** Closes the window as its close button does. */
const closeWindow = ({ app }: OpenWindow): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => {
    // Once this has answered: the program may end with its window.
    setImmediate(() => BrowserWindow.getAllWindows()[0]?.close());
  });

/** What the page says after a crash, read by the main process; null while it is not there. */
const revived = (app: ElectronApplication): Promise<unknown> =>
  app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // A page that is gone would never answer.
    if (contents === undefined || contents.isCrashed() || contents.isLoading()) return null;
    const asked = contents.executeJavaScript(`(() => {
      const servers = document.querySelector('[aria-label="Servers"]');
      const grid = document.querySelector('[role=grid][aria-label="Log"]');
      const cells = [...(grid?.querySelectorAll('[role=row][data-at]') ?? [])]
        .sort((a, b) => a.ariaRowIndex - b.ariaRowIndex)
        .at(-1)?.querySelectorAll('[role=gridcell]') ?? [];
      return {
        status: servers?.querySelector('[role=status]')?.textContent,
        reply: servers?.querySelector('[aria-label="Auto reply"] input:checked')?.parentElement?.textContent,
        message: servers?.querySelector('[aria-label="Message"]')?.value,
        connections: servers?.querySelectorAll('tbody tr').length,
        file: document.querySelector('[aria-label="Clients"]')?.textContent.includes('chosen.bin'),
      rows: Number(grid?.ariaRowCount) - 1,
        last: [...cells].at(-1)?.textContent,
      };
    })()`);
    const late = new Promise((resolve) => setTimeout(() => resolve(null), 3000));
    return Promise.race([asked.catch(() => null), late]);
  });

test('endpoints, drafts, pane sizes, theme and language come back, stopped', async ({ open }) => {
  const first = await open();
  const { page, servers, clients, bar } = first;
  await startServer(servers);
  await servers.answer('Fixed', 'kept\\r\\n');
  await servers.write('a draft', 'Text');
  await servers.button('New server').click();
  await expect(servers.tabs).toHaveCount(2);
  await servers.set({ protocol: 'UDP', address: '::1', port: 9000 });
  await clients.write('01 02', 'Hex');
  await clients.set({ address: 'example.test', port: 502 });

  const border = page.getByRole('separator', { name: 'Width of the servers' });
  await border.focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
  await page.getByRole('button', { name: 'Fold Inspector' }).click();
  await bar.button('中文').click();
  await expect(page.getByRole('region', { name: '服务器' })).toBeVisible();
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await bar.button(dark ? '浅色主题' : '深色主题').click();
  await expect
    .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
    .toBe(!dark);
  await bar.button('English').click();
  await expect(servers.region).toBeVisible();
  await bar.button('中文').click();
  const before = await page.getByRole('region', { name: '服务器' }).boundingBox();

  const again = await first.reopen();
  const chinese = again.page.getByRole('region', { name: '服务器', exact: true });
  await expect(chinese).toBeVisible();
  await expect
    .poll(async () => Math.abs(((await chinese.boundingBox())?.width ?? 0) - (before?.width ?? 0)))
    .toBeLessThanOrEqual(2);
  await expect
    .poll(() => again.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
    .toBe(!dark);
  await again.bar.button('English').click();

  await expect(again.servers.tabs).toHaveCount(2);
  await expect(again.servers.tabs.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(again.servers.protocol.getByRole('radio', { name: 'UDP' })).toBeChecked();
  await expect(again.servers.address).toHaveValue('::1');
  await expect(again.servers.port).toHaveValue('9000');
  await again.servers.tabs.first().click();
  await expect(again.servers.status).toHaveText('Stopped');
  await expect(again.servers.message).toHaveValue('a draft');
  await expect(again.servers.reply).toHaveValue('kept\\r\\n');
  await expect(again.clients.format.getByRole('radio', { name: 'Hex' })).toBeChecked();
  await expect(again.clients.message).toHaveValue('01 02');
  await expect(again.clients.address).toHaveValue('example.test');
  await expect(again.page.getByRole('button', { name: 'Unfold Inspector' })).toBeVisible();
});

test('closing with something running or unsaved asks once; staying stays', async ({ open, python }) => {
  const window = await open();
  const { app, servers, log } = window;
  const port = await startServer(servers);
  await willAnswer(app, 'Cancel');
  await closeWindow(window);
  await expect.poll(() => questions(app)).toHaveLength(1);
  const [asked] = await questions(app);
  expect(asked?.detail).toContain('TCP :');

  // Nothing was stopped.
  const peer = await python.connect(port);
  await peer.send('still here');
  await expect.poll(() => log.story()).toContain('In 10 still here');

  await closeWindow(window);
  await expect.poll(() => questions(app)).toHaveLength(2);
  expect((await questions(app))[1]?.detail).toMatch(/not saved/);

  const buttons = (await questions(app))[1]?.buttons ?? [];
  expect(buttons).toEqual(['Save capture…', 'Close without saving', 'Cancel']);
  await willAnswer(app, 'Close without saving');
  await closeWindow(window);
  await window.porthole.ended();
  expect(await peer.countToEnd()).toMatchObject({ bytes: 0 });
});

test('closing with nothing running and nothing unsaved asks nothing', async ({ open }) => {
  const window = await open();
  await willAnswer(window.app, 'Cancel');
  await closeWindow(window);
  await window.porthole.ended();
});

test('closing can save first', async ({ open, python }) => {
  const window = await open();
  const port = await startServer(window.servers, { protocol: 'UDP' });
  const peer = await python.udp();
  await peer.sendTo(port, 'keep me');
  await window.log.counts(2);
  const path = await temporary('kept.pcapng');
  await willSaveTo(window.app, path);
  await willAnswer(window.app, 'Save capture…');
  await closeWindow(window);
  await window.porthole.ended();
  expect((await readFile(path)).includes('keep me')).toBe(true);
});

test('damaged settings are kept aside, and it is said', async ({ open }) => {
  const first = await open();
  const { userData } = first.porthole;
  await first.servers.set({ port: 7777 });
  await expect
    .poll(async () => readFile(join(userData, 'workspace.json'), 'utf8').catch(() => ''))
    .toContain('7777');
  await first.porthole.close();
  for (const name of ['settings.json', 'workspace.json']) await writeFile(join(userData, name), '{"half a');

  const again = await open({ userData });
  for (const name of ['settings.json', 'workspace.json']) {
    await expect(again.page.getByText(`${name} was damaged and could not be read`)).toBeVisible();
  }
  await expect(again.servers.port).toHaveValue('8888');
  const files = await readdir(userData);
  for (const name of ['settings.json.damaged-', 'workspace.json.damaged-']) {
    const kept = files.find((file) => file.startsWith(name));
    expect(kept).toBeDefined();
    expect(await readFile(join(userData, kept ?? ''), 'utf8')).toBe('{"half a');
    await expect(again.page.getByText(`It was kept as ${kept}`)).toBeVisible();
  }
});

test('a second start brings the first window to the front and ends', async ({ open }) => {
  const { app, page, porthole } = await open();
  const window = await app.browserWindow(page);
  // Hidden stands for covered: without a window manager nothing can be minimized or covered.
  await window.evaluate((self) => self.hide());
  await expect.poll(() => window.evaluate((self) => self.isVisible())).toBe(false);

  const program = join(runtimeFolder(), 'electron');
  const second = spawn(
    program,
    [...sandboxSwitches(), '--disable-gpu', `--user-data-dir=${porthole.userData}`, ROOT],
    {
      stdio: 'ignore',
    },
  );
  const code = await new Promise((resolve) => second.once('exit', resolve));
  expect(code).toBe(0);
  await expect.poll(() => window.evaluate((self) => self.isVisible())).toBe(true);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('the page crashes: sockets and capture live on, and the window comes back as it was', async ({
  open,
  python,
}) => {
  const window = await open();
  window.expectProblem(/^page crashed$/);
  const { app, page, servers, clients, log } = window;
  const port = await startServer(servers);
  await servers.answer('Echo');
  await servers.write('half written');
  const file = await temporary('chosen.bin');
  await writeFile(file, 'four');
  await willOpen(app, file);
  await chooseIn(clients.format, 'File');
  await clients.button('Choose files…').click();
  await expect(clients.region).toContainText('chosen.bin');
  const peer = await python.connect(port);
  await peer.send('before');
  expect((await peer.receive(6)).toString()).toBe('before');
  await log.counts(4);

  const crashed = page.waitForEvent('crash');
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await crashed;
  await peer.send('during');
  expect((await peer.receive(6)).toString()).toBe('during');

  // Playwright gives a crashed page up for good, so the one that came back is asked through the main process.
  await expect
    .poll(() => revived(app))
    .toEqual({
      status: `Listening on 127.0.0.1:${port} · 1 connected`,
      reply: 'Echo',
      message: 'half written',
      connections: 1,
      file: true,
      rows: 6,
      last: 'during',
    });
  await peer.send('after');
  expect((await peer.receive(5)).toString()).toBe('after');
  await expect.poll(() => revived(app)).toMatchObject({ rows: 8, last: 'after' });
});

test('the page crashes while messages pour in: none is lost', async ({ open, spawnPeer }) => {
  const { app, page, servers, log, expectProblem } = await open();
  expectProblem(/^page crashed$/);
  const port = await startServer(servers, { protocol: 'UDP' });
  const sender = spawnPeer('python3', peerFile('datagrams.py'), port, 4000, 2000);
  await expect(log.row(/datagram/).first()).toBeVisible();
  const crashed = page.waitForEvent('crash');
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await crashed;
  expect((await sender.ended()).code).toBe(0);
  await expect
    .poll(() => revived(app))
    .toMatchObject({ rows: 4001, last: expect.stringContaining('datagram 003999') });
});

test('a kill from outside loses nothing that was recorded', async ({ open, python }) => {
  const first = await open();
  const port = await startServer(first.servers, { protocol: 'UDP' });
  const peer = await python.udp();
  await peer.sendTo(port, 'recorded');
  await first.log.counts(2);
  await first.porthole.close();
  const files = (await readdir(first.porthole.userData, { recursive: true })).filter((name) =>
    name.endsWith('.pcapng'),
  );
  expect(files).toHaveLength(1);
  expect((await readFile(join(first.porthole.userData, files[0] ?? ''))).includes('recorded')).toBe(true);
});

test('a kill from outside right behind the last key loses nothing that was typed', async ({ open }) => {
  const window = await open();
  const { page } = window;
  await page.keyboard.press('Control+E');
  const dialog = page.getByRole('dialog', { name: 'Variables' });
  await dialog.getByRole('button', { name: 'Add variable' }).press('Enter');
  await expect(dialog.getByRole('textbox', { name: 'Name 1', exact: true })).toBeFocused();
  await page.keyboard.type('unit');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Value of unit')).toBeFocused();
  await page.keyboard.type('celsius');
  const again = await window.reopen();
  await again.page.keyboard.press('Control+E');
  await expect(again.page.getByLabel('Value of unit')).toHaveValue('celsius');
});

test('tabs are renamed, duplicated and deleted; a running one only after a question', async ({ open }) => {
  const { page, servers } = await open();
  await servers.tabs.first().dblclick();
  const name = servers.region.getByRole('textbox', { name: 'Name' });
  await name.fill('Modbus');
  await page.keyboard.press('Enter');
  await expect(servers.tab('Modbus')).toBeVisible();
  await startServer(servers);

  await servers.button('Actions for Modbus').click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(servers.tab('Modbus 2')).toHaveAttribute('aria-selected', 'true');
  await chooseIn(servers.protocol, 'UDP');

  await servers.tab('Modbus').click();
  await servers.button('Actions for Modbus').click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Delete Modbus?');
  await dialog.getByRole('button', { name: 'Cancel' }).last().click();
  await expect(dialog).toHaveCount(0);
  await expect(servers.status).toHaveText(/^Listening on /);

  await servers.button('Actions for Modbus').click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await dialog.getByRole('button', { name: 'Close and delete' }).click();
  await expect(servers.tabs).toHaveCount(1);
  await expect(servers.tab('Modbus 2')).toHaveAttribute('aria-selected', 'true');
});
