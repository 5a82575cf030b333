// The calls of a stream socket that beginners meet later: each has its place, and Python on the other side.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type OpenWindow, test } from './porthole';
import { temporary } from './temporary';
import { willOpen, willSaveTo } from './window/dialogs';
import { chooseIn, connectClient, pickIn, startServer } from './window/endpoint-pane';

/** The details of the only connection of the servers' pane. */
const details = async ({ page, servers }: OpenWindow) => {
  await servers.peers.first().getByRole('button', { name: 'Details', exact: true }).click();
  return page.getByRole('dialog', { name: 'Details', exact: true });
};

const options = async ({ page, servers }: OpenWindow) => {
  await servers.button('Options').click();
  return page.getByRole('dialog', { name: 'Options', exact: true });
};

test('accept and reset, and accept and never read', async ({ open, python }) => {
  const window = await open();
  const { servers, log, page } = window;
  const panel = await options(window);
  await pickIn(panel, 'After accept()', 'Reset');
  await panel.getByRole('button', { name: 'Close', exact: true }).click();
  const port = await startServer(servers);
  // Its connect() may see the reset already.
  const thrown = await python.connect(port).catch(() => null);
  if (thrown !== null) expect(await thrown.countToEnd()).toEqual({ bytes: 0, end: 'reset' });
  await expect.poll(async () => (await log.story()).join('\n')).toContain('and reset it (RST)');

  await options(window);
  await pickIn(panel, 'After accept()', 'Never read');
  await panel.getByRole('button', { name: 'Close', exact: true }).click();
  const acceptModes = () =>
    page.evaluate(async () => {
      const snapshot = await globalThis.window.porthole.request['app.snapshot']();
      return snapshot.ok ? snapshot.value.endpoints.map(({ options: { acceptMode } }) => acceptMode) : [];
    });
  await expect.poll(acceptModes).toContain('ignore');
  const peer = await python.connect(port);
  await peer.send('not read');
  const row = servers.peer(`:${peer.port}`);
  await expect(row).toContainText('paused');
  expect((await log.story()).filter((line) => line.startsWith('In'))).toEqual([]);
  await row.getByRole('button', { name: 'Resume reading' }).click();
  await expect.poll(() => log.story()).toContain('In 8 not read');
  expect(page.isClosed()).toBe(false);
});

/** Connects and says so, or what was thrown instead. */
const IMPATIENT = `
import socket, sys
s = socket.socket()
s.settimeout(1)
try:
    s.connect(('127.0.0.1', int(sys.argv[1])))
    print('connected')
except OSError as error:
    print(type(error).__name__)
`;

test('listen(backlog): clients wait while nobody accepts, and are accepted later', async ({
  open,
  python,
  spawnPeer,
}) => {
  const window = await open();
  const { servers, log, page } = window;
  const unavailable = await page.evaluate(async () => {
    const snapshot = await globalThis.window.porthole.request['app.snapshot']();
    return snapshot.ok ? snapshot.value.unavailable : null;
  });
  const panel = await options(window);
  const mode = panel.getByRole('combobox', { name: 'While not accepting', exact: true });
  await expect(mode).toHaveText('Refuse them');
  if (unavailable?.pauseQueue !== undefined) {
    await expect(mode).toBeDisabled();
    await expect(mode).toHaveAccessibleDescription(/Nobody can wait on this system/);
    return;
  }
  await panel.getByRole('textbox', { name: 'Backlog', exact: true }).fill('2');
  await mode.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: 'Let them wait' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(mode).toHaveText('Let them wait');
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);

  const port = await startServer(servers);
  await servers.button('Pause accepting').click();
  await expect(servers.status).toHaveText(/^Listening on .*, not accepting: 0 waiting · 0 connected$/);
  await expect(servers.region).toContainText('Whoever connects waits in the backlog of 2');
  const first = await python.connect(port);
  await first.send('early');
  await expect(servers.status).toContainText('not accepting: 1 waiting · 0 connected');
  await expect(servers.peers).toHaveCount(0);
  await python.connect(port);
  // Linux takes one more than the backlog says.
  await python.connect(port);
  await expect(servers.status).toContainText('not accepting: 3 waiting, full');
  await expect(servers.region).toContainText('3 waiting: a backlog of 2 is full');
  expect(await spawnPeer('python3', '-c', IMPATIENT, port).line()).toBe('TimeoutError');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('accept again');
  await expect(page.getByRole('option', { name: 'Accept again' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(servers.status).toHaveText(/^Listening on [\d.:]+ · 3 connected$/);
  await expect(servers.peers).toHaveCount(3);
  await expect.poll(() => log.story()).toContain('In 5 early');
  const story = (await log.story()).join('\n');
  expect(story).toContain('Listening without accepting: new connections wait in the backlog (2)');
  expect(story).toMatch(/Accepting connections again on 127\.0\.0\.1:\d+: 3 waited in the backlog/);

  const again = await window.reopen();
  await options(again);
  await expect(again.page.getByRole('combobox', { name: 'While not accepting' })).toHaveText('Let them wait');
});

test('an exact number of bytes is read by hand, a read size cuts rows', async ({ open, python }) => {
  const window = await open();
  const { servers, log } = window;
  const port = await startServer(servers);
  const peer = await python.connect(port);
  const panel = await details(window);
  await panel.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(servers.peers.first()).toContainText('paused');
  await peer.send('abcdefghijkl');
  const field = panel.getByRole('textbox', { name: 'Read exactly', exact: true });
  await field.fill('5');
  await panel.getByRole('button', { name: 'Read', exact: true }).click();
  await expect.poll(() => log.story()).toContain('In 5 abcde');
  await field.fill('0');
  await expect(panel.getByRole('button', { name: 'Read', exact: true })).toBeDisabled();
  await window.page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);

  await servers.option('Read size', '3');
  await servers.peers.first().getByRole('button', { name: 'Resume reading' }).click();
  await expect
    .poll(async () => (await log.story()).filter((line) => line.startsWith('In')))
    .toEqual(['In 5 abcde', 'In 3 fgh', 'In 3 ijk', 'In 1 l']);
});

test('cork, finish reading, the host name and the descriptor', async ({ open, python }) => {
  const window = await open();
  const { servers, log, page } = window;
  const port = await startServer(servers);
  const peer = await python.connect(port);
  const panel = await details(window);
  await expect(panel).toContainText('Descriptor');
  await panel.getByRole('switch', { name: 'Cork', exact: true }).click();
  await page.keyboard.press('Escape');
  await servers.say('one ');
  await servers.say('two');
  await expect(servers.peer(`:${peer.port}`)).toContainText('7 B');
  await details(window);
  await panel.getByRole('switch', { name: 'Cork', exact: true }).click();
  expect((await peer.receive(7)).toString()).toBe('one two');
  await expect(panel).toContainText(/7 B in [\d.,]+ ms/);

  await panel.getByRole('button', { name: 'Look up', exact: true }).click();
  await expect(panel.getByRole('button', { name: 'Look up', exact: true })).toHaveCount(0);
  await panel.getByRole('button', { name: 'Finish reading', exact: true }).click();
  await expect.poll(() => log.story()).toContainEqual(expect.stringMatching(/^Event We finished reading/));
  await peer.send('thrown away');
  await expect(panel).toContainText('11 B');
  await page.keyboard.press('Escape');
  expect((await log.story()).filter((line) => line.startsWith('In'))).toEqual([]);
});

test('IPv6 only, IPv4 too, and a client of one family', async ({ open, python }) => {
  const { servers, clients, log, page } = await open();
  await servers.toggleOption('IPv6 only');
  const port = await startServer(servers, { address: '::' });
  await expect(python.connect(port)).rejects.toThrow();
  await clients.button('Options').click();
  const panel = page.getByRole('dialog', { name: 'Options', exact: true });
  await pickIn(panel, 'Address family', 'IPv6 only');
  await panel.getByRole('button', { name: 'Close', exact: true }).click();
  await clients.set({ address: '127.0.0.1', port });
  await clients.button('Connect').click();
  await expect(clients.failure).toContainText('127.0.0.1 is not an IPv6 address');
  await connectClient(clients, { address: '::1', port });
  await expect.poll(async () => (await log.story()).join('\n')).toContain(`Connected to [::1]:${port}`);
});

test('what a connection receives is saved as it comes; the files of a folder go in chunks', async ({
  open,
  python,
}) => {
  const window = await open();
  const { app, servers, log, page } = window;
  const port = await startServer(servers);
  const peer = await python.connect(port);
  const saved = await temporary('received.bin');
  await willSaveTo(app, saved);
  const panel = await details(window);
  await panel.getByRole('button', { name: 'Save…', exact: true }).click();
  await expect(panel.getByRole('progressbar', { name: 'received.bin' })).toBeVisible();
  await peer.send('saved as it comes');
  await expect.poll(() => readFile(saved, 'latin1').catch(() => '')).toBe('saved as it comes');
  await panel.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect
    .poll(async () => (await log.story()).at(-1))
    .toMatch(/^Event Saved what was received to received\.bin: 17 B/);
  await page.keyboard.press('Escape');

  const folder = path.dirname(await temporary('1.txt'));
  const own = path.join(folder, 'parts');
  await mkdir(own);
  await writeFile(path.join(own, '10.txt'), 'last');
  await writeFile(path.join(own, '2.txt'), 'abcdefg');
  await willOpen(app, own);
  await chooseIn(servers.format, 'File');
  await servers.button('Folder…').click();
  await expect(servers.region).toContainText('2 files');
  await servers.button('Chunks and pace').click();
  await page.getByRole('textbox', { name: 'Chunk', exact: true }).fill('5');
  await page.getByRole('textbox', { name: 'One every', exact: true }).fill('10');
  await page.keyboard.press('Escape');
  await servers.send.click();
  expect((await peer.receive(11)).toString()).toBe('abcdefglast');
  await expect
    .poll(async () => (await log.story()).filter((line) => line.startsWith('Out')))
    .toEqual(['Out 5 abcde', 'Out 2 fg', 'Out 4 last']);
});

test('what the system granted stands beside what was asked for; a number out of range is said and described', async ({
  open,
  python,
}) => {
  const opened = await open();
  const { app, page, servers } = opened;
  const port = await startServer(servers);
  await python.connect(port);
  await expect(servers.peers).toHaveCount(1);
  const panel = await options(opened);
  const noDelay = panel.getByRole('switch', { name: 'No delay', exact: true });
  await expect(noDelay).toHaveAccessibleDescription(/^TCP_NODELAY: .* granted on$/);
  // By keyboard alone: the focus is in the panel, and its switches are described by their calls.
  await noDelay.focus();
  await page.keyboard.press('Space');
  await expect(noDelay).toHaveAccessibleDescription(/ granted off$/);

  const keepAlive = panel.getByRole('switch', { name: 'Keep alive', exact: true });
  await keepAlive.focus();
  await page.keyboard.press('Space');
  const count = panel.getByRole('textbox', { name: 'Probes', exact: true });
  await count.fill('4');
  await expect(count).toHaveAccessibleDescription(/^TCP_KEEPCNT: .* granted 4$/);
  const buffer = panel.getByRole('textbox', { name: 'Receive buffer', exact: true });
  await buffer.fill('30000');
  await expect(buffer).toHaveAccessibleDescription(/^SO_RCVBUF: .* granted 60,000$/);
  await buffer.fill('0');
  await expect(buffer).toHaveAccessibleDescription(/A whole number from 1 to .*SO_RCVBUF/);
  await page.keyboard.press('Escape');

  const about = await details(opened);
  const summary = about.getByText('Socket options', { exact: true });
  await summary.focus();
  await page.keyboard.press('Enter');
  await expect(about).toContainText(/TCP_KEEPCNT\s*4/);
  await expect(about).toContainText(/SO_RCVBUF\s*60,000 B/);

  // In a small window all of it is above the lower edge.
  const native = await app.browserWindow(page);
  await native.evaluate((self) => self.setSize(1024, 700));
  const overhang = async (): Promise<number> => {
    const box = await about.boundingBox();
    const height = await page.evaluate(() => window.innerHeight);
    return box === null ? Number.POSITIVE_INFINITY : box.y + box.height - height;
  };
  await expect.poll(overhang).toBeLessThan(0);
});
