// What a person does who starts from a Python socket tutorial: steps 1 and 2 of the first issue.
import { expect, test } from './porthole';
import { python } from './programs';
import { startServer } from './window/endpoint-pane';

test('on the first start one server and one client stand ready, and nothing runs', async ({ open }) => {
  const { servers, clients, log } = await open();

  for (const pane of [servers, clients]) {
    await expect(pane.tabs).toHaveCount(1);
    await expect(pane.protocol.getByRole('radio', { name: 'TCP' })).toBeChecked();
    await expect(pane.address).toHaveValue('127.0.0.1');
    await expect(pane.port).toHaveValue('8888');
  }
  await expect(servers.button('Start')).toBeEnabled();
  await expect(clients.button('Connect')).toBeEnabled();
  await expect(servers.status).toHaveText('Stopped');
  expect(await log.count()).toBe(0);
});

test('a Python client says hello to a server that was started by clicking, and is answered', async ({
  open,
}) => {
  const { servers, log, status } = await open();
  const port = await startServer(servers);
  await expect(servers.status).toHaveText(`Listening on 127.0.0.1:${port}`);
  await expect(servers.tab(`TCP :${port}`)).toBeVisible();
  await servers.answer('Fixed', 'Hello, client!');

  expect(await python('hello_client.py', port)).toBe('Hello, client!\n');

  await log.tells([
    `Event Listening on 127.0.0.1:${port}`,
    /^Event Accepted a connection from 127\.0\.0\.1:\d+$/,
    'In 14 Hello, server!',
    'Out 14 Hello, client!',
    /^Event The peer finished sending \(FIN\)$/,
    /^Event Closed by the peer after [\d.,]+ s: 14 B in, 14 B out$/,
  ]);
  const rows = await log.rows();
  expect(rows.map(({ number }) => number)).toEqual(['1', '2', '3', '4', '5', '6']);
  expect(rows.map(({ length }) => length)).toEqual(['', '', '14', '14', '', '']);
  expect(new Set(rows.map(({ endpoint }) => endpoint))).toEqual(new Set([`TCP :${port}`]));
  const peers = new Set(rows.slice(1).map(({ peer }) => peer));
  expect(peers.size).toBe(1);
  expect([...peers][0]).toMatch(/^127\.0\.0\.1:\d+$/);
  await status.took(2);
});

test('a Python client that sends in a loop reads an answer for each message', async ({ open }) => {
  const { servers, log, status } = await open();
  const port = await startServer(servers);
  await servers.answer('Echo');

  expect(await python('talk_client.py', port, 5)).toBe(
    'message 1\nmessage 2\nmessage 3\nmessage 4\nmessage 5\n',
  );

  const talk = [1, 2, 3, 4, 5].flatMap((n) => [`In 9 message ${n}`, `Out 9 message ${n}`]);
  await expect.poll(async () => (await log.story()).slice(2, 12)).toEqual(talk);
  await log.counts(14);
  await status.took(10);

  // The server lives on and takes the next one.
  expect(await python('hello_client.py', port)).toBe('Hello, server!\n');
  await log.counts(19);
});

test('nc talks to the server line by line', async ({ open, spawnPeer }) => {
  const { servers, log } = await open();
  const port = await startServer(servers);
  await servers.answer('Fixed', 'ok\\n');

  const nc = spawnPeer('nc', '127.0.0.1', port);
  for (const line of ['first line', 'second line']) {
    nc.say(`${line}\n`);
    expect(await nc.line()).toBe('ok');
  }
  await expect(servers.connections).toBeVisible();
  await expect(servers.peers).toHaveCount(1);
  await expect
    .poll(async () => (await log.story()).slice(2))
    .toEqual(['In 11 first line\\n', 'Out 3 ok\\n', 'In 12 second line\\n', 'Out 3 ok\\n']);

  await servers.button('Stop').click();
  await expect(servers.status).toHaveText('Stopped');
  // nc goes on as long as its own input is open.
  nc.endInput();
  expect((await nc.ended()).stdout).toBe('ok\nok\n');
  await expect.poll(async () => (await log.story()).at(-1)).toBe('Event Stopped');
});

test('ncat and socat talk to a server on all interfaces', async ({ open, spawnPeer }) => {
  const { servers, log } = await open();
  await servers.answer('Fixed', 'seen\\r\\n');
  const port = await startServer(servers, { address: '0.0.0.0' });
  await expect(servers.status).toHaveText(`Listening on 0.0.0.0:${port}`);

  for (const [at, [program, ...args]] of (
    [
      ['ncat', '127.0.0.1', port],
      ['socat', '-t', '5', '-', `TCP4:127.0.0.1:${port}`],
    ] as const
  ).entries()) {
    const peer = spawnPeer(program, ...args);
    peer.say(`hello from ${program}`);
    expect(await peer.line()).toBe('seen\r');
    peer.endInput();
    await peer.ended();
    await log.counts(1 + 5 * (at + 1));
  }

  const conversation = (hello: string) => [
    /^Event Accepted a connection from 127\.0\.0\.1:\d+$/,
    hello,
    'Out 6 seen\\r\\n',
    'Event The peer finished sending (FIN)',
    /^Event Closed by the peer after /,
  ];
  await log.tells([
    `Event Listening on 0.0.0.0:${port}`,
    ...conversation('In 15 hello from ncat'),
    ...conversation('In 16 hello from socat'),
  ]);
});

test('the local interfaces are offered, and one socket serves IPv4 and IPv6', async ({ open }) => {
  const { page, servers, log } = await open();
  await servers.button('Local interfaces').click();
  const offered = page.getByRole('listbox', { name: 'Local interfaces' }).getByRole('option');
  await expect(offered.filter({ hasText: /^0\.0\.0\.0/ })).toHaveCount(1);
  await expect(offered.filter({ hasText: /^127\.0\.0\.1/ })).not.toHaveCount(0);
  await offered.filter({ hasText: 'all IPv6' }).click();
  await expect(servers.address).toHaveValue('::');
  const port = await startServer(servers);
  await servers.answer('Fixed', 'Hello, client!');
  expect(await python('hello_client.py', port)).toBe('Hello, client!\n');
  await expect
    .poll(async () => (await log.rows()).find(({ direction }) => direction === 'In')?.info)
    .toBe('Hello, server!');
});
