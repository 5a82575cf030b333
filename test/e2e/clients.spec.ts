// Clients: connecting, sending, and what a person is told when it does not work. Step 3 of the first issue.

import { expect, test } from './porthole';
import { freePort } from './ports';
import { connectClient, startServer } from './window/endpoint-pane';

test('a client in the window talks to a server in the same window', async ({ open }) => {
  const { servers, clients, log, status } = await open();
  const port = await startServer(servers);
  await servers.answer('Fixed', 'pong');
  await connectClient(clients, { port });
  await expect(clients.status).toHaveText(/^Connected · from 127\.0\.0\.1:\d+$/);

  await clients.say('ping');

  await expect
    .poll(async () => (await log.story()).filter((line) => /^(In|Out) /.test(line)))
    .toEqual(['Out 4 ping', 'In 4 ping', 'Out 4 pong', 'In 4 pong']);
  const endpoints = (await log.rows()).filter(({ length }) => length !== '').map(({ endpoint }) => endpoint);
  expect(endpoints).toEqual([
    `TCP 127.0.0.1:${port}`,
    `TCP :${port}`,
    `TCP :${port}`,
    `TCP 127.0.0.1:${port}`,
  ]);
  await expect(servers.peers).toHaveCount(1);
  await status.took(4);

  await clients.button('Disconnect').click();
  await expect(clients.status).toHaveText('Not connected');
  await expect(servers.peers).toHaveCount(0);
});

test('a refused connect says code, number, cause and what to try', async ({ open }) => {
  const { clients, log } = await open();
  const port = await freePort();
  await clients.set({ port });
  await clients.button('Connect').click();

  await expect(clients.failure).toContainText(
    `127.0.0.1:${port} was reached, but nothing listens on that port.`,
  );
  await expect(clients.failure).toContainText('Start the server, and check its port.');
  await expect(clients.failure).toContainText('ECONNREFUSED');
  await expect(clients.failure).toContainText('111');
  await expect(clients.button('Connect')).toBeEnabled();
  await log.tells([
    `Event Connecting to 127.0.0.1:${port}`,
    `Error Refused by 127.0.0.1:${port}: nothing listens there (ECONNREFUSED 111)`,
  ]);
});

test('a name that does not resolve is told by that name', async ({ open }) => {
  const { clients, log } = await open();
  await clients.set({ address: 'nonexistent.invalid', port: 9 });
  await clients.button('Connect').click();

  // Name servers that do not answer are waited for.
  await expect(clients.failure).toContainText('nonexistent.invalid', { timeout: 60_000 });
  await expect(clients.failure).toContainText(/ENOTFOUND|EAI_AGAIN/);
  await expect.poll(async () => (await log.story()).at(-1)).toMatch(/^Error .*nonexistent\.invalid/);
});

interface Sent {
  readonly name: string;
  readonly format: 'Text' | 'Hex';
  readonly typed: string;
  readonly encoding?: string;
  readonly ending?: string;
  readonly arrives: string;
}

const SENT: readonly Sent[] = [
  {
    name: 'escapes',
    format: 'Text',
    typed: 'a\\r\\n\\t\\0\\\\\\x7f\\u{20AC}',
    arrives: '610d0a09005c7fe282ac',
  },
  { name: 'GBK', format: 'Text', typed: '你好', encoding: 'GBK', arrives: 'c4e3bac3' },
  { name: 'CRLF', format: 'Text', typed: 'AT', encoding: 'UTF-8', ending: 'CRLF', arrives: '41540d0a' },
  { name: 'NUL', format: 'Text', typed: 'AT', ending: 'NUL', arrives: '415400' },
  { name: 'spaced hex', format: 'Hex', typed: '01 02 ff', arrives: '0102ff' },
  { name: 'C hex', format: 'Hex', typed: '0x01,0x02, 0xFF', arrives: '0102ff' },
  { name: 'colons', format: 'Hex', typed: '01:02:ff', arrives: '0102ff' },
  { name: 'hex in a row', format: 'Hex', typed: '0102FF', arrives: '0102ff' },
  { name: 'escaped hex', format: 'Hex', typed: '\\x01\\x02\\xff', arrives: '0102ff' },
  {
    name: 'a hex dump',
    format: 'Hex',
    typed: '00000000  48 65 6c 6c 6f 2c 20 73  65 72 76 65 72 21 0d 0a  |Hello, server!..|\n00000010  ff\n',
    arrives: '48656c6c6f2c20736572766572210d0aff',
  },
];

test('Python receives exactly the bytes that were written in each notation', async ({ open, python }) => {
  const { clients, log } = await open();
  const listener = await python.listen();
  await connectClient(clients, { port: listener.port });
  const peer = await listener.accept();

  for (const { name, format, typed, encoding, ending, arrives } of SENT) {
    await test.step(name, async () => {
      await clients.write(typed, format);
      if (encoding !== undefined) await clients.pick('Encoding', encoding);
      if (ending !== undefined) await clients.pick('Line ending', ending);
      await clients.send.click();
      expect((await peer.receive(arrives.length / 2)).toString('hex')).toBe(arrives);
    });
  }
  await expect
    .poll(async () =>
      (await log.rows()).filter(({ direction }) => direction === 'Out').map((row) => row.length),
    )
    .toEqual(SENT.map(({ arrives }) => String(arrives.length / 2)));
});

test('how the other side ends is told: half-close, close, reset', async ({ open, python }) => {
  const { clients, log } = await open();
  const listener = await python.listen();

  // The peer finishes sending, and still hears the answer that waits for its time.
  await clients.answer('Fixed', 'still heard');
  await clients.answerAfter('150');
  await connectClient(clients, { port: listener.port });
  const halved = await listener.accept();
  await halved.send('last words');
  await halved.finish();
  expect((await halved.receiveToEnd()).toString()).toBe('still heard');
  await expect
    .poll(async () => (await log.story()).slice(2))
    .toEqual([
      'In 10 last words',
      'Event The peer finished sending (FIN)',
      'Out 11 still heard',
      expect.stringMatching(/^Event Closed by the peer after /),
    ]);
  await expect(clients.status).toHaveText('Not connected');
  await clients.answer('Off');

  await connectClient(clients, { port: listener.port });
  const closed = await listener.accept();
  await clients.button('Disconnect').click();
  expect(await closed.countToEnd()).toEqual({ bytes: 0, end: 'finished' });
  await closed.close();
  await expect.poll(async () => (await log.story()).at(-1)).toMatch(/^Event Closed by us after /);

  await connectClient(clients, { port: listener.port });
  const reset = await listener.accept();
  await reset.reset();
  await expect.poll(async () => (await log.story()).at(-1)).toMatch(/^\w+ Reset by the peer \(RST\) after /);
  await expect(clients.button('Connect')).toBeVisible();
});

test('a client connects over IPv6', async ({ open, python }) => {
  const { clients, log } = await open();
  const listener = await python.listen({ host: '::1' });
  await connectClient(clients, { address: '::1', port: listener.port });
  const peer = await listener.accept();
  await clients.say('six');
  expect((await peer.receive(3)).toString()).toBe('six');
  await expect.poll(async () => (await log.rows()).at(-1)?.peer).toBe(`[::1]:${listener.port}`);
});
