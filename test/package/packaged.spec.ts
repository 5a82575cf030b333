import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, test } from '../e2e/porthole';
import { python } from '../e2e/programs';
import { startServer } from '../e2e/window/endpoint-pane';

/** `npm test -- package` makes the program and names it here. */
const packagedProgram = (): string => {
  const program = process.env.PORTHOLE_PACKAGED;
  if (program === undefined) throw new Error('PORTHOLE_PACKAGED is not set: run `npm test -- package`.');
  return program;
};

test('the packaged program opens its window from app.asar', async ({ open }) => {
  const { app, page } = await open({ program: packagedProgram() });

  await expect(page).toHaveTitle('Porthole');
  const running = await app.evaluate(({ app: packaged }) => ({
    packaged: packaged.isPackaged,
    path: packaged.getAppPath(),
  }));
  expect(running.packaged).toBe(true);
  expect(basename(running.path)).toBe('app.asar');
});

test('the packaged program answers a Python client and logs the talk', async ({ open }) => {
  const { servers, log } = await open({ program: packagedProgram() });
  const port = await startServer(servers);
  await servers.answer('Fixed', 'Hello, client!');

  expect(await python('hello_client.py', port)).toBe('Hello, client!\n');

  await expect.poll(() => log.story()).toContain('In 14 Hello, server!');
  await expect.poll(() => log.story()).toContain('Out 14 Hello, client!');
});

test('the packaged program decodes: the dissectors load from app.asar', async ({ open, python: peers }) => {
  const { servers, log, inspector } = await open({ program: packagedProgram() });
  // A port that the dissectors take for HTTP (hkp).
  await startServer(servers, { port: 11371 });
  const peer = await peers.connect(11371);
  await peer.send('GET /status HTTP/1.1\r\nHost: plc.example\r\n\r\n');
  await log.counts(3);
  await inspector.tab('Decode').click();
  await log.select('GET /status');
  await expect(inspector.field('Host: plc.example')).toBeVisible({ timeout: 60_000 });
});

test('the packaged program reads datagrams in batches: the library for it loads from beside app.asar', async ({
  open,
  python: peers,
}) => {
  const { app, servers, log } = await open({ program: packagedProgram() });
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await peers.udp();
  await peer.sendTo(port, 'a datagram');
  await expect.poll(() => log.story()).toContain('In 10 a datagram');
  if (process.platform === 'linux') {
    expect(await readFile(`/proc/${app.process().pid}/maps`, 'utf8')).toContain('koffi.node');
  }
});
