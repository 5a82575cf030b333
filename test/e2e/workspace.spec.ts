// Workspaces: kept in a readable file, opened, damaged, from a later version, and two programs on one file.
import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { sandboxSwitches } from './launch';
import { expect, type OpenWindow, test } from './porthole';

import { ROOT, runtimeFolder } from './runtime';
import { temporary } from './temporary';
import { questions, willAnswer, willOpen, willSaveTo } from './window/dialogs';
import { startServer } from './window/endpoint-pane';

const button = ({ bar }: OpenWindow, name: string) => bar.button(`Workspace: ${name}`);

/** Saves what is open as a workspace, by its shortcut. */
const saveAs = async (window: OpenWindow, path: string): Promise<void> => {
  await willSaveTo(window.app, path);
  await window.page.keyboard.press('Control+Shift+A');
  await expect(button(window, basename(path, '.porthole'))).toBeVisible();
};

const openFile = async (window: OpenWindow, path: string): Promise<void> => {
  await willOpen(window.app, path);
  await window.page.keyboard.press('Control+Shift+O');
};

const linesOf = async (path: string): Promise<string[]> => (await readFile(path, 'utf8')).split('\n');

test('saved as a file, each change is a changed line of it; it is open again after a restart', async ({
  open,
}) => {
  const window = await open();
  const { page, servers } = window;
  await expect(button(window, 'Unnamed workspace')).toBeVisible();
  await servers.set({ port: 502 });
  const path = await temporary('plc.porthole');
  await saveAs(window, path);
  await expect(page).toHaveTitle('plc – Porthole');
  await expect.poll(() => linesOf(path)).toContain('      "port": "502"');
  const before = await linesOf(path);
  await servers.set({ port: 503 });
  await expect
    .poll(async () => (await linesOf(path)).filter((line, at) => line !== before[at]))
    .toEqual(['      "port": "503"']);

  const again = await window.reopen();
  await expect(button(again, 'plc')).toBeVisible();
  await expect(again.servers.port).toHaveValue('503');

  // Back to the one that has no file, by keyboard: what was there is there, without the last change.
  await again.page.keyboard.press('Control+Shift+W');
  await again.page.getByRole('menuitem', { name: /^Unnamed workspace/ }).focus();
  await again.page.keyboard.press('Enter');
  await expect(button(again, 'Unnamed workspace')).toBeVisible();
  await expect(again.servers.port).toHaveValue('502');
  await expect(again.page).toHaveTitle('Porthole');
  // And from there by name.
  await again.page.keyboard.press('Control+k');
  await again.page.keyboard.type('open the workspace plc');
  await again.page.keyboard.press('Enter');
  await expect(again.servers.port).toHaveValue('503');
});

test('another one is opened over running endpoints only after a question', async ({ open, python }) => {
  const window = await open();
  const { app, page, servers } = window;
  const port = await startServer(servers);
  const peer = await python.connect(port);
  await willSaveTo(app, await temporary('fresh.porthole'));
  await willAnswer(app, 'Cancel');
  await page.keyboard.press('Control+Shift+E');
  await expect.poll(async () => (await questions(app)).length).toBe(1);
  expect((await questions(app))[0]).toMatchObject({
    message: 'Open another workspace?',
    detail: `Running endpoints will be stopped: TCP :${port}.`,
  });
  await peer.send('still there');
  await expect(servers.status).toHaveText(/^Listening on .* 1 connected$/);

  await willAnswer(app, 'Stop and open');
  await page.keyboard.press('Control+Shift+E');
  await expect(button(window, 'fresh')).toBeVisible();
  await expect(servers.port).toHaveValue('8888');
  await expect(servers.status).toHaveText('Stopped');
});

const DAMAGED = `{
  "version": 2,
  "endpoints": [
    { "id": "a", "role": "server", "name": "PLC", "port": [502] },
    { "id": "b", "role": "client", "name": "HMI" "port": "503" }
  ],
  "library": { "none": true }
}`;

test('a damaged one is said by line and field, in both languages, with everything readable opened', async ({
  open,
}) => {
  const window = await open();
  const { page, bar, servers, clients } = window;
  const path = await temporary('bad.porthole');
  await writeFile(path, DAMAGED);
  await openFile(window, path);
  await expect(servers.tab('PLC')).toBeVisible();
  await expect(clients.tab('HMI')).toBeVisible();
  await expect(clients.port).toHaveValue('503');
  await expect(
    page.getByText('bad.porthole is damaged in 3 places, the first in line 4, column 59.'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Show the places' }).click();
  const places = page.getByRole('dialog', { name: 'What was damaged' }).getByRole('row');
  await expect(places).toContainText([
    'What is wrong',
    /4:59.*endpoints › PLC › port.*text in quotation marks/,
    /5:50.*comma/,
    /7:14.*library.*list in square brackets/,
  ]);
  await page.keyboard.press('Escape');
  expect(await readFile(path, 'utf8')).toBe(DAMAGED);

  await bar.button('中文').click();
  await page.getByRole('button', { name: '查看位置' }).click();
  await expect(page.getByRole('dialog', { name: '损坏的内容' }).getByRole('row').nth(1)).toContainText(
    '此处应为引号中的文本。',
  );
  await page.keyboard.press('Escape');
  await bar.button('English').click();

  await servers.set({ port: 502 });
  await expect(page.getByText('bad.porthole as it was before is kept beside it')).toBeVisible();
  const kept = (await readdir(dirname(path))).find((name) => name.startsWith('bad.porthole.damaged-'));
  expect(await readFile(join(dirname(path), kept ?? ''), 'utf8')).toBe(DAMAGED);
  await expect
    .poll(async () => JSON.parse(await readFile(path, 'utf8')))
    .toMatchObject({ version: 2, endpoints: [{ port: '502' }, { port: '503' }] });
});

test('one of a later version, and a file that is none, change nothing', async ({ open }) => {
  const window = await open();
  const { page, servers } = window;
  await servers.set({ port: 502 });
  const later = '{"porthole": "workspace", "version": 3}';
  const path = await temporary('later.porthole');
  await writeFile(path, later);
  await openFile(window, path);
  await expect(page.getByText('later.porthole was written by a later Porthole')).toBeVisible();
  const none = await temporary('none.porthole');
  await writeFile(none, 'hello');
  await openFile(window, none);
  await expect(
    page.getByText('There is no workspace in none.porthole that Porthole can read (line 1, column 1).'),
  ).toBeVisible();
  await expect(button(window, 'Unnamed workspace')).toBeVisible();
  await expect(servers.port).toHaveValue('502');
  expect(await readFile(path, 'utf8')).toBe(later);
});

test('a recent one that is gone stays in the list, says so, and is taken off by keyboard', async ({
  open,
}) => {
  const window = await open();
  const { page } = window;
  const path = await temporary('gone.porthole');
  await saveAs(window, path);
  await saveAs(window, await temporary('here.porthole'));
  await rm(path);
  const item = page.getByRole('menuitem', { name: /^gone/ });
  await page.keyboard.press('Control+Shift+W');
  await item.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('The workspace gone.porthole is not there any more.');
  await expect(button(window, 'here')).toBeVisible();

  await page.keyboard.press('Control+Shift+W');
  await expect(item).toContainText('is not there any more');
  await item.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Take gone off the list' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(item).toHaveCount(0);
  await expect(page.getByRole('menuitem', { name: /^Unnamed workspace/ })).toBeFocused();
});

test('saved as another workspace, its Lua dissectors go along as they are used; what is there already is left alone', async ({
  open,
}) => {
  const window = await open();
  const { page } = window;
  const path = await temporary('plant.porthole');
  const beside = async (name: string, file: string): Promise<void> => {
    await mkdir(join(dirname(path), name), { recursive: true });
    await writeFile(join(dirname(path), name, file), `-- ${file}\n`);
  };
  const luaDialog = async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Find a command' })).toBeVisible();
    await page.keyboard.type('Lua dissectors');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Lua dissectors' });
    await expect(dialog).toBeVisible();
    return dialog;
  };
  await beside('plant.protocols', 'pump.lua');
  await beside('plant.protocols', 'valve.lua');
  await saveAs(window, path);
  const dialog = await luaDialog();
  await dialog.getByRole('switch', { name: 'Use pump.lua' }).press('Space');
  await expect(dialog.getByRole('switch', { name: 'Use pump.lua' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await saveAs(window, join(dirname(path), 'lab.porthole'));
  await expect
    .poll(async () => (await readdir(join(dirname(path), 'lab.protocols')).catch(() => [])).sort())
    .toEqual(['pump.lua', 'valve.lua']);
  const there = await luaDialog();
  await expect(there.getByText('lab.protocols')).toBeVisible();
  await expect(there.getByRole('switch', { name: 'Use pump.lua' })).toBeChecked();
  await expect(there.getByRole('switch', { name: 'Use valve.lua' })).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expect(there).toHaveCount(0);

  await beside('other.protocols', 'press.lua');
  await saveAs(window, join(dirname(path), 'other.porthole'));
  await expect(
    page.getByText('other.protocols beside the workspace has something in it already (press.lua)'),
  ).toBeVisible();
  expect(await readdir(join(dirname(path), 'other.protocols'))).toEqual(['press.lua']);
  const other = await luaDialog();
  await expect(other.getByRole('switch', { name: 'Use press.lua' })).not.toBeChecked();
  await expect(other.getByRole('switch')).toHaveCount(1);
});

test('two programs on one file: each is told, nothing is written over unasked', async ({ open }) => {
  const one = await open();
  const path = await temporary('shared.porthole');
  await saveAs(one, path);
  const two = await open({ args: [path] });
  await expect(button(two, 'shared')).toBeVisible();
  await one.servers.set({ port: 1 });
  await expect(two.page.getByText('Another program has changed shared.porthole.')).toBeVisible();
  await two.servers.set({ port: 2 });
  await two.page.getByRole('button', { name: 'Keep what is here' }).click();
  await expect(two.page.getByText('is kept beside it as shared.porthole.other-')).toBeVisible();
  await expect.poll(() => readFile(path, 'utf8')).toContain('"port": "2"');

  await expect(one.page.getByText('Another program has changed shared.porthole.')).toBeVisible();
  await one.page.getByRole('button', { name: 'Load the changes' }).click();
  await expect(one.servers.port).toHaveValue('2');
  await expect(one.page.getByText('Another program has changed shared.porthole.')).toHaveCount(0);
});

test('a file that is opened from outside becomes the open workspace', async ({ open }) => {
  const window = await open();
  const path = await temporary('outside.porthole');
  await writeFile(path, '{"version": 1, "endpoints": [{"id": "a", "role": "server", "port": "7"}]}');
  const second = spawn(
    join(runtimeFolder(), 'electron'),
    [...sandboxSwitches(), '--disable-gpu', `--user-data-dir=${window.porthole.userData}`, ROOT, path],
    { stdio: 'ignore' },
  );
  await expect(button(window, 'outside')).toBeVisible();
  await expect(window.servers.port).toHaveValue('7');
  await expect.poll(() => second.exitCode).not.toBe(null);
});

test('the value of a secret variable is not in the file, and is there again after a restart', async ({
  open,
}) => {
  const window = await open();
  const { page } = window;
  const path = await temporary('lab.porthole');
  await saveAs(window, path);
  await page.keyboard.press('Control+E');
  const dialog = page.getByRole('dialog', { name: 'Variables' });
  await dialog.getByRole('button', { name: 'Add variable' }).press('Enter');
  await expect(dialog.getByRole('textbox', { name: 'Name 1', exact: true })).toBeFocused();
  await page.keyboard.type('password');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Value of password')).toBeFocused();
  await page.keyboard.type('hunter2');
  await dialog.getByRole('button', { name: 'Secret: password' }).press('Enter');
  await expect(dialog.getByLabel('Value of password')).toHaveAttribute('type', 'password');
  await expect.poll(() => readFile(path, 'utf8')).toContain('"secret": true');
  expect(await readFile(path, 'utf8')).not.toContain('hunter2');
  await page.keyboard.press('Escape');

  const again = await window.reopen();
  await again.page.keyboard.press('Control+E');
  await expect(again.page.getByLabel('Value of password')).toHaveValue('hunter2');
});
