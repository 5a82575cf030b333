// Local sockets: Unix domain sockets with programs that nobody here wrote, from the window to the saved file.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './porthole';
import { run } from './programs';
import { temporary } from './temporary';
import { clipboardText, willOpen, willSaveTo } from './window/dialogs';
import { chooseIn } from './window/endpoint-pane';

/** A test's own folder has too long a name for a socket. */
let folder = '';
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ph-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

test('a server on a path answers curl, its conversation is copied, and the saved file says the path', async ({
  open,
}) => {
  const { app, page, servers, log } = await open();
  const path = join(folder, 'http.sock');
  await servers.set({ protocol: 'Local', path });
  await servers.answer(
    'Fixed',
    'HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\nConnection: close\\r\\n\\r\\nok',
  );
  await servers.button('Start').click();
  await expect(servers.status).toHaveText(`Listening on ${path}`);
  await expect(servers.tab('http.sock')).toBeVisible();

  expect(await run('curl', '-sS', '--unix-socket', path, 'http://localhost/v1/info')).toBe('ok');
  await log.tells([
    `Event Listening on ${path}`,
    'Event Accepted a connection from #1',
    /^In \d+ GET \/v1\/info HTTP\/1\.1/,
    /^Out \d+ HTTP\/1\.1 200 OK/,
    /^Event /,
    /^Event /,
  ]);
  await log.row('/v1/info').click();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('conversation curl');
  await page.keyboard.press('Enter');
  await expect.poll(() => clipboardText(app)).toContain(`--unix-socket '${path}'`);
  expect(await run('sh', '-c', `${(await clipboardText(app)).trimEnd()} -sS`)).toMatch(/\r?\n\r?\nok$/);
  await expect.poll(log.count).toBe(11);

  await servers.button('Stop').click();
  await expect(servers.status).toHaveText('Stopped');
  expect(existsSync(path)).toBe(false);

  const saved = await temporary('local.pcapng');
  await willSaveTo(app, saved);
  await page.getByRole('button', { name: 'Save capture', exact: true }).click();
  await expect.poll(() => existsSync(saved)).toBe(true);
  await willOpen(app, saved);
  await page.getByRole('button', { name: 'Open capture', exact: true }).click();
  const request = async () => (await log.rows()).find(({ info }) => info.includes('/v1/info'));
  await expect.poll(request).toMatchObject({ endpoint: 'http.sock', peer: '#1' });
});

test('a client talks to socat; both come back after a restart', async ({ open, spawnPeer }) => {
  const window = await open();
  const { clients, log } = window;
  const path = join(folder, 'peer.sock');
  await clients.set({ protocol: 'Local', path });
  await clients.button('Connect').click();
  await expect(clients.failure).toContainText(`There is no socket at ${path}.`);
  await expect(clients.failure).toContainText('ENOENT (2)');

  spawnPeer('socat', `UNIX-LISTEN:${path},fork`, 'PIPE');
  // Once it listens there is nothing more to press.
  await expect(async () => {
    const connect = clients.button('Connect');
    if (await connect.isVisible()) await connect.click({ timeout: 2000 });
    await expect(clients.status).toHaveText(`Connected to ${path}`, { timeout: 2000 });
  }).toPass();
  await clients.say('ping');
  await expect.poll(log.story).toEqual(expect.arrayContaining(['Out 4 ping', 'In 4 ping']));
  expect((await log.rows()).filter(({ length }) => length === '4').map(({ peer }) => peer)).toEqual([
    path,
    path,
  ]);

  const again = await window.reopen();
  await expect(again.clients.path).toHaveValue(path);
  await expect(again.clients.protocol.getByRole('radio', { name: 'Local' })).toBeChecked();
});

test('a socket file that was left behind is replaced only when a person says so', async ({ open }) => {
  const { page, servers } = await open();
  const path = join(folder, 'stale.sock');
  await run(
    'python3',
    '-c',
    'import socket,sys,os; s=socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); s.listen()',
    path,
  );
  expect(existsSync(path)).toBe(true);
  await servers.set({ protocol: 'Local', path });
  await servers.button('Start').click();
  await expect(servers.failure).toContainText(`A socket file was left behind at ${path}`);
  await expect(servers.failure).toContainText('Replace it?');
  await servers.button('Replace it').click();
  await expect(servers.status).toHaveText(`Listening on ${path}`);
  await servers.button('Stop').click();
  await expect(servers.status).toHaveText('Stopped');

  // By the keyboard alone: the palette offers it while there is such a file.
  await run('python3', '-c', 'import socket,sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])', path);
  await servers.button('Start').click();
  await expect(servers.failure).toBeVisible();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('left behind');
  await page.keyboard.press('Enter');
  await expect(servers.status).toHaveText(`Listening on ${path}`);
});

test('what is wrong with a path is said while it is typed, and when it starts', async ({ open }) => {
  const { page, servers, bar } = await open();
  await chooseIn(servers.protocol, 'Local');
  await expect(servers.path).toHaveValue('/tmp/porthole.sock');
  await servers.path.fill(`/tmp/${'长'.repeat(40)}`);
  await servers.path.blur();
  await expect(servers.region).toContainText('This path has 125 bytes, and the system takes at most 107');
  await servers.path.fill(folder);
  await servers.button('Start').click();
  await expect(servers.failure).toContainText(`${folder} is a folder.`);
  await servers.path.fill(join(folder, 'no', 'x.sock'));
  await servers.button('Start').click();
  await expect(servers.failure).toContainText(`The folder ${join(folder, 'no')} does not exist.`);
  await bar.button('中文').click();
  await expect(page.getByRole('region', { name: '服务器' }).getByRole('alert')).toContainText('不存在');
  await expect(page.getByRole('radio', { name: '本地' }).first()).toBeChecked();
});
