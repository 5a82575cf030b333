// Bad input: what a person mistypes, and what peers do.

import { slowestFrame, watchFrames } from './frames';
import { expect, test } from './porthole';
import { python as runPython } from './programs';
import { connectClient, startServer } from './window/endpoint-pane';

test('ports that are none are refused in place', async ({ open }) => {
  const { servers, clients, log } = await open();
  for (const [typed, says] of [
    ['65536', '“65536” is not a port.'],
    ['abc', '“abc” is not a port.'],
    ['', 'is not a port.'],
    ['-1', '“-1” is not a port.'],
    ['80.5', '“80.5” is not a port.'],
  ] as const) {
    await servers.port.fill(typed);
    await expect(servers.port).toHaveAttribute('aria-invalid', 'true');
    await expect(servers.port).toHaveAccessibleDescription(new RegExp(says.replaceAll('.', '\\.')));
    await servers.button('Start').click();
    await expect(servers.failure).toContainText('EINVAL_PORT');
    await expect(servers.button('Start')).toBeEnabled();
  }
  // Once it is mended, nothing is said of it any more.
  await expect(servers.status).toHaveText('Failed');
  await servers.port.fill('8890');
  await expect(servers.status).toHaveText('Stopped');
  await expect(servers.failure).toHaveCount(0);
  await clients.port.fill('0');
  await clients.button('Connect').click();
  await expect(clients.failure).toContainText('Port 0 cannot be connected to.');
  await expect(clients.failure).toContainText('EINVAL_PORT_ZERO');

  // For a server 0 is a wish: the system picks.
  await startServer(servers, { port: 0 });
  await expect(servers.failure).toHaveCount(0);
  await expect.poll(async () => (await log.story()).at(-1)).toMatch(/^Event Listening on 127\.0\.0\.1:\d+$/);
});

test('what is nearly an address is told apart from a name that does not exist', async ({ open }) => {
  const { clients, log } = await open();
  for (const [typed, says] of [
    ['256.1.1.1', '“256.1.1.1” is not a valid IPv4 address. It has four numbers from 0 to 255'],
    ['1.2.3', '“1.2.3” is not a valid IPv4 address.'],
    ['[::1', '“[::1” is not a valid IPv6 address.'],
    [
      '127.0.0.1:80',
      '“127.0.0.1:80” is an address with a port. Type 127.0.0.1 here, and 80 into the port field.',
    ],
    ['http://localhost:80/x', '“http://localhost:80/x” is a URL, not an address. Type localhost here'],
  ] as const) {
    await clients.address.fill(typed);
    await expect(clients.address).toHaveAttribute('aria-invalid', 'false');
    await clients.port.focus();
    await expect(clients.address).toHaveAttribute('aria-invalid', 'true');
    await expect(clients.region).toContainText(says);
    await clients.button('Connect').click();
    await expect(clients.failure).toContainText('EINVAL_HOST');
  }
  await clients.address.fill('127.0.0.1');
  await expect(clients.failure).toHaveCount(0);
  await log.counts(0);
});

test('a port in use names the program that has it', async ({ open, python }) => {
  const { servers, log } = await open();
  const listener = await python.listen();
  await servers.set({ port: listener.port });
  await servers.button('Start').click();
  await expect(servers.failure).toContainText(
    `Port ${listener.port} on 127.0.0.1 is already in use by python`,
  );
  await expect(servers.failure).toContainText(`(process ${listener.pid})`);
  await expect(servers.failure).toContainText('EADDRINUSE');
  await expect
    .poll(async () => (await log.story()).at(-1))
    .toMatch(/^Error EADDRINUSE 98: Port \d+ on 127\.0\.0\.1 is already in use by python/);

  await listener.close();
  await servers.button('Retry').click();
  await expect(servers.status).toHaveText(/^Listening on /);
});

test('a port that another tab of Porthole has is said to be its own', async ({ open }) => {
  const { servers } = await open();
  const port = await startServer(servers);
  await servers.button('New server').click();
  await servers.set({ port });
  await servers.button('Start').click();
  await expect(servers.failure).toContainText('in use by Porthole itself');
});

test('a host that does not answer is given up after the time that is set', async ({ open, python }) => {
  const { clients, log } = await open();
  // A full backlog on loopback: further SYNs are dropped, as a firewall would (listen(2)).
  const silent = await python.listen({ backlog: 0 });
  await python.connect(silent.port);
  await clients.option('Connect timeout', '400');
  await clients.set({ port: silent.port });
  await clients.button('Connect').click();
  await expect(clients.failure).toContainText(`127.0.0.1:${silent.port} did not answer within 400 ms.`);
  await expect(clients.failure).toContainText('ETIMEDOUT');
  await expect(clients.failure).toContainText('A firewall that silently drops');
  await expect
    .poll(async () => (await log.story()).at(-1))
    .toMatch(/^Error No answer from 127\.0\.0\.1:\d+ within 400 ms \(ETIMEDOUT/);
});

test('an address that is not of this computer', async ({ open }) => {
  const { servers } = await open();
  await servers.set({ address: '203.0.113.1', port: 0 });
  await servers.button('Start').click();
  await expect(servers.failure).toContainText('203.0.113.1 is not an address of this computer.');
  await expect(servers.failure).toContainText('EADDRNOTAVAIL');
});

test('a port below 1024: taken with the right, told without it', async ({ open, python }) => {
  const { servers } = await open();
  // Asked of Python first, for it has the same rights.
  const allowed = await python.listen({ port: 1023 }).then(
    async (listener) => {
      await listener.close();
      return true;
    },
    () => false,
  );
  await servers.set({ port: 1023 });
  await servers.button('Start').click();
  if (allowed) {
    await expect(servers.status).toHaveText(/^Listening on 127\.0\.0\.1:1023/);
  } else {
    await expect(servers.failure).toContainText('EACCES');
    await expect(servers.failure).toContainText('Ports below 1024 need administrator rights');
  }
});

test('a peer that resets in mid-send', async ({ open, python }) => {
  const { clients, log, status } = await open();
  const listener = await python.listen({ receiveBuffer: 65_536 });
  await connectClient(clients, { port: listener.port });
  const peer = await listener.accept();
  await clients.write('x'.repeat(1024 * 1024));
  for (let n = 0; n < 8; n += 1) await clients.send.click();
  await peer.receive(100_000);
  await peer.reset();
  await expect(clients.button('Connect')).toBeVisible();
  await expect
    .poll(() => log.story())
    .toContainEqual(expect.stringMatching(/^(Error|Warning) Reset by the peer \(RST\) after /));
  expect(await status.counter('Dropped')).toBe(0);
});

test('200 clients connect and leave at once: a row for each step of each', async ({ open }) => {
  const { servers, log, status } = await open();
  const port = await startServer(servers);
  await runPython('crowd.py', port, 200);
  await expect(servers.peers).toHaveCount(0);
  // Listening, and for each client: accepted, peer finished, closed.
  await log.counts(1 + 200 * 3);
  await status.took(0);
  await log.filter.fill('event == accepted');
  await log.counts(200);
});

const NASTY = '<img src=x onerror=alert(1)>';

test('a payload of HTML is text wherever it is shown', async ({ open, python }) => {
  const { page, servers, log, inspector } = await open();
  const port = await startServer(servers);
  await servers.answer('Echo');
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const peer = await python.connect(port);
  await peer.send(NASTY);
  await peer.receive(NASTY.length);
  await expect.poll(async () => (await log.story()).slice(-2)).toEqual([`In 28 ${NASTY}`, `Out 28 ${NASTY}`]);
  await log.select(NASTY);
  await inspector.tab('Text').click();
  await expect(inspector.region.getByRole('group', { name: 'Text' })).toContainText('<img');
  await servers.write(NASTY);
  await servers.answer('Fixed', NASTY);
  expect(await page.locator('img').count()).toBe(0);
  expect(dialogs).toEqual([]);
});

test('ANSI escapes and direction marks show as what they are', async ({ open, python }) => {
  const { servers, log } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  await peer.sendTo(port, '\x1b[31mred\x1b[0m\x07');
  await peer.sendTo(port, 'abc\u202edef');
  await expect
    .poll(async () => (await log.rows()).slice(1).map(({ info }) => info))
    .toEqual(['\\x1B[31mred\\x1B[0m\\x07', expect.not.stringContaining('\u202e')]);
});

test('lone surrogates typed into the composer are said to be wrong, not sent as something else', async ({
  open,
  python,
}) => {
  const { clients, status } = await open();
  const listener = await python.listen();
  await connectClient(clients, { port: listener.port });
  await listener.accept();
  // Typing goes through UTF-8 on its way from the test, which knows no lone surrogates; the page itself does.
  await clients.message.evaluate((box: HTMLTextAreaElement) => {
    const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set;
    set?.call(box, 'a\ud800b');
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await expect(clients.message).toHaveAttribute('aria-invalid', 'true');
  await expect(clients.send).toBeDisabled();
  await clients.write('a\\u{d800}b');
  await expect(clients.message).toHaveAttribute('aria-invalid', 'true');
  await status.took(0);
});

test('10 MB without a line break: shown and inspected, and the page answers within a second', async ({
  open,
  python,
}) => {
  const { page, servers, log, inspector } = await open();
  const bytes = 10 * 1024 * 1024;
  const port = await startServer(servers);
  const peer = await python.connect(port);
  await peer.send(Buffer.alloc(bytes, 'abcdefghij'));
  await expect.poll(() => servers.peer(`:${peer.port}`).textContent()).toMatch(/10(\.\d)? MB|10,485,760/);

  await page.evaluate(watchFrames);
  await log.rowLocator.last().click();
  await expect(inspector.bytes).toBeVisible();
  await inspector.tab('Text').click();
  const text = inspector.region.getByRole('group', { name: 'Text', exact: true });
  await expect(text).toContainText('abcdefghij');
  await inspector.tab('Bytes').click();

  // A chunk as it was read is a row. The same in one row is what was written at once.
  await log.followNewest();
  await page.evaluate(async (text) => {
    const { request } = window.porthole;
    const snapshot = await request['app.snapshot']();
    const id = snapshot.ok ? (snapshot.value.endpoints[0]?.id ?? '') : '';
    const draft = { format: 'text', text, encoding: 'utf-8', lineEnding: 'none', raw: true } as const;
    await request['message.send']({ id, target: { to: 'all' }, draft });
  }, 'y'.repeat(bytes));
  expect((await peer.receive(bytes)).length).toBe(bytes);
  // A row may follow it that says how long the system took for so much.
  const whole = log.rowLocator.filter({ hasText: 'yyyy' }).last();
  await expect(whole).toContainText('10,485,760');
  await whole.click();
  await expect(inspector.region).toContainText('10,485,760 bytes');
  await inspector.bytes.focus();
  await page.keyboard.press('Control+End');
  await expect.poll(async () => (await inspector.dump()).at(-1)).toContain('yyyy');
  await page.keyboard.press('Control+a');
  await expect(inspector.selection).toContainText('10,485,760 bytes at 0');
  await inspector.tab('Text').click();
  await expect(text).toContainText('yyyy');
  for (const pressed of ['false', 'true']) {
    const wrap = inspector.region.getByRole('button', { name: 'Wrap' });
    await wrap.click();
    await expect(wrap).toHaveAttribute('aria-pressed', pressed);
    await expect(text).toContainText('yyyy');
  }
  // A page that laid out ten megabytes in one line would stand still for longer on any machine, however busy.
  expect(await page.evaluate(slowestFrame), 'ms between two frames').toBeLessThan(5000);
});
