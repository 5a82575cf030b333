// What can be done with single connections, and the limits that a server keeps.

import { expect, test } from './porthole';
import { freePort } from './ports';
import { connectClient, startServer } from './window/endpoint-pane';

test('a message goes to all connections, or to the chosen one', async ({ open, python }) => {
  const { servers } = await open();
  const port = await startServer(servers);
  const one = await python.connect(port);
  const two = await python.connect(port);
  await expect(servers.peers).toHaveCount(2);

  await servers.say('to all');
  expect((await one.receive(6)).toString()).toBe('to all');
  expect((await two.receive(6)).toString()).toBe('to all');

  await servers
    .peer(`:${two.port}`)
    .getByRole('button', { name: `127.0.0.1:${two.port}` })
    .click();
  await expect(servers.peer(`:${two.port}`)).toHaveAttribute('aria-selected', 'true');
  await servers.say('to you');
  expect((await two.receive(6)).toString()).toBe('to you');
  await servers.button('Stop').click();
  expect(await one.countToEnd()).toEqual({ bytes: 0, end: 'finished' });
});

test('the table tells how much each connection moved, and its state', async ({ open, python }) => {
  const { servers } = await open();
  const port = await startServer(servers);
  await servers.answer('Fixed', '12345');
  const peer = await python.connect(port);
  await peer.send('123');
  await peer.receive(5);
  const row = servers.peer(`:${peer.port}`);
  await expect(row).toContainText('3 B');
  await expect(row).toContainText('5 B');
  await expect(row).toContainText('open');
  await peer.finish();
  await expect(row).toHaveCount(0);
});

test('reading is paused and resumed by hand', async ({ open, python }) => {
  const { servers, log } = await open();
  const port = await startServer(servers);
  const peer = await python.connect(port);
  const row = servers.peer(`:${peer.port}`);
  await row.getByRole('button', { name: 'Pause reading' }).click();
  await expect(row).toContainText('paused');
  await peer.send('waits');
  await row.getByRole('button', { name: 'Resume reading' }).click();
  await log.tells([
    `Event Listening on 127.0.0.1:${port}`,
    `Event Accepted a connection from 127.0.0.1:${peer.port}`,
    'Event Reading paused by hand',
    'Event Reading again',
    'In 5 waits',
  ]);
});

test('half-close: we finish, the peer goes on', async ({ open, python }) => {
  const { servers, log } = await open();
  const port = await startServer(servers);
  const peer = await python.connect(port);
  const row = servers.peer(`:${peer.port}`);
  await row.getByRole('button', { name: 'Half-close' }).click();
  expect((await peer.receiveToEnd()).length).toBe(0);
  await expect(row).toContainText('half-closed');
  await peer.send('one more thing');
  await expect.poll(() => log.story()).toContain('In 14 one more thing');
  await peer.finish();
  await expect(row).toHaveCount(0);
  await expect
    .poll(async () => (await log.story()).slice(2, 4))
    .toEqual(['Event We finished sending (FIN); still reading', 'In 14 one more thing']);
});

test('a connection can stay open after the peer finished, for a last word by hand', async ({
  open,
  python,
}) => {
  const { servers, log } = await open();
  await servers.toggleOption('Stay open when the peer finishes');
  const port = await startServer(servers);
  const peer = await python.connect(port);
  await peer.finish();
  const row = servers.peer(`:${peer.port}`);
  await expect(row).toContainText('peer finished');
  await servers.say('last word');
  expect((await peer.receive(9)).toString()).toBe('last word');
  await row.getByRole('button', { name: 'Close', exact: true }).click();
  expect(await peer.countToEnd()).toEqual({ bytes: 0, end: 'finished' });
  await expect(row).toHaveCount(0);
  await expect.poll(() => log.story()).toContain('Out 9 last word');
});

test('close ends with FIN, reset with RST', async ({ open, python }) => {
  const { servers, log } = await open();
  const port = await startServer(servers);
  const closed = await python.connect(port);
  await servers.peer(`:${closed.port}`).getByRole('button', { name: 'Close', exact: true }).click();
  expect(await closed.countToEnd()).toEqual({ bytes: 0, end: 'finished' });
  await closed.close();

  const reset = await python.connect(port);
  await servers.peer(`:${reset.port}`).getByRole('button', { name: 'Reset' }).click();
  expect(await reset.countToEnd()).toEqual({ bytes: 0, end: 'reset' });
  await expect(servers.peers).toHaveCount(0);
  await expect
    .poll(() => log.story())
    .toEqual(
      expect.arrayContaining([
        expect.stringContaining('Closed by us after'),
        expect.stringContaining('Reset by us (RST) after'),
      ]),
    );
});

test('a server turns away whoever comes beyond its limit', async ({ open, python }) => {
  const { servers, log } = await open();
  await servers.option('Most connections', '2');
  const port = await startServer(servers);
  await python.connect(port);
  await python.connect(port);
  await expect(servers.peers).toHaveCount(2);
  // The reset may already be there when the connect returns: then the connect fails with it.
  const end = await python.connect(port).then(
    (third) => third.countToEnd().then((counted) => counted.end),
    (error: unknown) => (String(error).includes('ECONNRESET') ? 'reset' : String(error)),
  );
  expect(end).toBe('reset');
  await expect(servers.peers).toHaveCount(2);
  await expect
    .poll(async () => (await log.story()).at(-1))
    .toMatch(/^Warning Turned 127\.0\.0\.1:\d+ away \(RST\): the limit is 2 connections$/);
});

test('a server stops accepting while its connections live on', async ({ open, python }) => {
  const { servers } = await open();
  const port = await startServer(servers);
  await servers.answer('Echo');
  const peer = await python.connect(port);
  await expect(servers.peers).toHaveCount(1);
  await servers.button('Pause accepting').click();
  await expect(servers.status).toHaveText(/not accepting/);
  await expect(python.connect(port)).rejects.toThrow('ECONNREFUSED');
  await peer.send('alive');
  expect((await peer.receive(5)).toString()).toBe('alive');
  await servers.button('Accept again').click();
  await expect(servers.status).not.toHaveText(/not accepting/);
  await python.connect(port);
  await expect(servers.peers).toHaveCount(2);
});

test('an idle connection is closed after its time', async ({ open, python }) => {
  const { servers, log } = await open();
  await servers.option('Idle timeout', '300');
  const port = await startServer(servers);
  const peer = await python.connect(port);
  expect(await peer.countToEnd()).toEqual({ bytes: 0, end: 'finished' });
  await expect
    .poll(() => log.story())
    .toContainEqual(expect.stringContaining('No traffic for 300 ms: closing'));
});

test('a client connects again by itself, waiting longer each time', async ({ open, python }) => {
  const { clients, log } = await open();
  await clients.toggleOption('Reconnect');
  await clients.option('First wait', '100');
  const port = await freePort();
  await clients.set({ port });
  await clients.button('Connect').click();
  const waits = async (): Promise<(string | undefined)[]> =>
    (await log.story()).flatMap((line) => /Connecting again in ([\d,]+) ms/.exec(line)?.[1] ?? []);
  await expect.poll(async () => (await waits()).slice(0, 3)).toEqual(['100', '200', '400']);

  const listener = await python.listen({ port });
  await expect(clients.status).toHaveText(/^Connected/);
  const first = await listener.accept();
  await first.close();
  const second = await listener.accept();
  await expect(clients.status).toHaveText(/^Connected/);
  await second.send('again');
  await expect.poll(() => log.story()).toContain('In 5 again');
  await clients.button('Disconnect').click();
  await expect(clients.status).toHaveText('Not connected');
});

test('a client leaves by the local port that it is told', async ({ open, python }) => {
  const { clients } = await open();
  const local = await freePort();
  await clients.option('Local port', String(local));
  const listener = await python.listen();
  await connectClient(clients, { port: listener.port });
  expect((await listener.accept()).port).toBe(local);
});

test('the system says how large a buffer it granted', async ({ open }) => {
  const { page, servers } = await open();
  await servers.set({ protocol: 'UDP' });
  await servers.option('Receive buffer', '100000');
  await startServer(servers, { protocol: 'UDP' });
  await servers.button('Options').click();
  // Linux grants twice what is asked for (socket(7)).
  await expect(page.getByText('granted 200,000')).toBeVisible();
});
