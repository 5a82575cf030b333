// UDP: a bound socket that answers whoever wrote, and a client with a fixed remote. Step 4 of the first issue.
import { createHash } from 'node:crypto';
import { expect, test } from './porthole';
import { connectClient, startServer } from './window/endpoint-pane';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('a bound socket echoes to each of several peers and shows them', async ({ open, python }) => {
  const { servers, log, status } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  await expect(servers.status).toHaveText(new RegExp(`^Open on 127\\.0\\.0\\.1:${port}`));
  await servers.answer('Echo');

  const peers = [await python.udp(), await python.udp(), await python.udp()];
  for (const [at, peer] of peers.entries()) {
    await peer.sendTo(port, `from ${at}`);
    const answer = await peer.receive();
    expect({ ...answer, data: answer.data.toString() }).toEqual({ data: `from ${at}`, port });
  }

  await expect(servers.peers).toHaveCount(3);
  for (const peer of peers) await expect(servers.peer(`127.0.0.1:${peer.port}`)).toHaveCount(1);
  await expect(servers.connections.getByRole('columnheader', { name: 'Last heard' })).toBeVisible();
  await expect(servers.peer(`127.0.0.1:${peers[0]?.port}`)).toContainText(/now|\ds ago/);
  await expect(servers.connections.getByRole('columnheader', { name: 'Datagrams' })).toBeVisible();
  await expect(servers.peer(`127.0.0.1:${peers[0]?.port}`)).toContainText('1 / 1');
  await status.took(6);
  await expect
    .poll(async () => (await log.rows()).slice(1).map(({ direction, peer, info }) => [direction, peer, info]))
    .toEqual(
      peers.flatMap((peer, at) => [
        ['In', `127.0.0.1:${peer.port}`, `from ${at}`],
        ['Out', `127.0.0.1:${peer.port}`, `from ${at}`],
      ]),
    );
});

test('a fixed answer goes to each datagram, the empty one too', async ({ open, python }) => {
  const { servers, log } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  await servers.answer('Fixed', 'got it');

  const peer = await python.udp();
  await peer.sendTo(port, '');
  expect((await peer.receive()).data.toString()).toBe('got it');

  await servers.answer('Echo');
  await peer.sendTo(port, '');
  expect((await peer.receive()).data.length).toBe(0);
  await expect
    .poll(async () => (await log.rows()).slice(1).map(({ direction, length }) => `${direction} ${length}`))
    .toEqual(['In 0', 'Out 6', 'In 0', 'Out 0']);

  // An empty message can be sent by hand as well.
  await servers.say('');
  expect((await peer.receive()).data.length).toBe(0);
});

test('65,507 bytes go through whole; one more is refused before it is sent', async ({ open, python }) => {
  const { servers, log, status } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  await servers.answer('Echo');
  const peer = await python.udp();

  const largest = new Uint8Array(65_507).map((_, at) => (at * 31 + (at >> 8)) % 256);
  await peer.sendTo(port, largest);
  const echoed = (await peer.receive()).data;
  expect(echoed.length).toBe(65_507);
  expect(sha256(echoed)).toBe(sha256(largest));
  await status.took(2);

  // Said while it is written, and again when it is sent all the same.
  await servers.write('a'.repeat(65_508));
  const tooLarge = servers.region.getByText('65,508 bytes do not fit into one datagram');
  await expect(tooLarge).toBeVisible();
  await servers.send.click();
  await expect(servers.failure).toContainText('EMSGSIZE_UDP');
  await expect(servers.failure).toContainText('65,508 bytes do not fit into one datagram');
  await status.took(2);

  await servers.say('a'.repeat(65_507));
  expect((await peer.receive()).data.length).toBe(65_507);
  await expect(servers.failure).toHaveCount(0);
  await expect.poll(async () => (await log.rows()).at(-1)?.length).toBe('65,507');
});

test('a bound socket writes to any address that is typed', async ({ open, python }) => {
  const { servers, log } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  const stranger = await python.udp();

  await servers.to.fill(`127.0.0.1:${stranger.port}`);
  await servers.say('nice to meet you');

  const heard = await stranger.receive();
  expect({ ...heard, data: heard.data.toString() }).toEqual({ data: 'nice to meet you', port });
  await expect.poll(async () => (await log.rows()).at(-1)?.peer).toBe(`127.0.0.1:${stranger.port}`);
});

test('a UDP client has one remote and hears what it answers', async ({ open, python }) => {
  const { clients, log, status } = await open();
  const remote = await python.udp();
  await connectClient(clients, { protocol: 'UDP', port: remote.port });

  await clients.say('anyone there?');
  const asked = await remote.receive();
  expect(asked.data.toString()).toBe('anyone there?');
  await remote.sendTo(asked.port, 'yes');

  await remote.sendTo(asked.port, 'really');

  await expect
    .poll(async () => (await log.story()).slice(1))
    .toEqual(['Out 13 anyone there?', 'In 3 yes', 'In 6 really']);
  await status.took(3);
  await expect.poll(() => status.counter('Received')).toBe(2);
  await expect.poll(() => status.counter('Sent')).toBe(1);
  await clients.button('Close').click();
  await expect(clients.status).toHaveText('Closed');
});

test('a broadcast is refused with advice until Broadcast is on', async ({ open, python }) => {
  const { servers } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  const everyone = await python.udp(0, '0.0.0.0');
  await servers.to.fill(`127.255.255.255:${everyone.port}`);
  await servers.say('hello all');
  await expect(servers.failure).toContainText('EACCES');
  await expect(servers.failure).toContainText('switch Broadcast on in the options');

  await servers.toggleOption('Broadcast');
  await servers.send.click();
  const heard = await everyone.receive();
  expect({ ...heard, data: heard.data.toString() }).toEqual({ data: 'hello all', port });
  await expect(servers.failure).toHaveCount(0);
});

test('an answer can be written in hex', async ({ open, python }) => {
  const { page, servers } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  await servers.answer('Fixed');
  await servers.autoReply.getByRole('button', { name: 'Answer options' }).click();
  await page.getByRole('switch', { name: 'Write as hex bytes' }).click();
  await page.keyboard.press('Escape');
  await servers.answer('Fixed', '00 ff 80');
  const peer = await python.udp();
  await peer.sendTo(port, '?');
  expect((await peer.receive()).data.toString('hex')).toBe('00ff80');
});

test('IPv6 datagrams', async ({ open, python }) => {
  const { servers, log } = await open();
  const port = await startServer(servers, { protocol: 'UDP', address: '::1' });
  await servers.answer('Echo');
  const peer = await python.udp(0, '::1');
  await peer.sendTo(port, 'six');
  expect((await peer.receive()).data.toString()).toBe('six');
  await expect.poll(async () => (await log.rows()).at(-1)?.peer).toBe(`[::1]:${peer.port}`);
});
