// The log: what a row says, following, moving by keyboard, filtering, and many rows at once. Step 5.

import { expect, test } from './porthole';
import { peerFile, run } from './programs';
import { startServer } from './window/endpoint-pane';
import { COLUMNS } from './window/log-pane';

test('a row has number, time to the microsecond, delta, endpoint, peer, direction, length and info', async ({
  open,
  python,
}) => {
  const { servers, log } = await open();
  const port = await startServer(servers);
  await servers.answer('Echo');
  const before = Date.now();
  const peer = await python.connect(port);
  await peer.send(Buffer.from('GET\x00\x1b[31m é\r\n', 'latin1'));
  await peer.receive(13);
  await log.counts(4);
  const after = Date.now();

  const headers = await log.grid
    .getByRole('columnheader')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label')));
  expect(headers).toHaveLength(COLUMNS.length);

  const [, , received, sent] = await log.rows();
  expect(received).toEqual({
    number: '3',
    time: expect.stringMatching(/^\d\d:\d\d:\d\d\.\d{3} \d{3}$/),
    delta: expect.stringMatching(/^\+?[\d.,]+ (ns|µs|ms|s)$/),
    endpoint: `TCP :${port}`,
    peer: `127.0.0.1:${peer.port}`,
    direction: 'In',
    length: '13',
    info: 'GET\\0\\x1B[31m \\xE9\\r\\n',
  });
  expect(sent).toMatchObject({ number: '4', direction: 'Out', length: '13', info: received?.info });

  const [clock = '', micros = ''] = (received?.time ?? '').split(' ');
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  const day = new Date(before);
  day.setHours(hours, minutes, 0, 0);
  const shown = day.getTime() + seconds * 1000 + Number(micros) / 1000;
  expect(shown).toBeGreaterThan(before - 50);
  expect(shown).toBeLessThan(after + 50);
});

test('the log follows the newest row until one is read, and again when asked', async ({ open, python }) => {
  const { page, servers, log } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  const write = async (from: number, to: number): Promise<void> => {
    for (let n = from; n <= to; n += 1) await peer.sendTo(port, `n ${n}`);
    await log.counts(to + 1);
  };
  await write(1, 60);
  await expect(log.follow).toHaveAttribute('aria-pressed', 'true');
  await expect(log.row(/n 60$/)).toBeVisible();

  await log.follow.click();
  await expect(log.follow).toHaveAttribute('aria-pressed', 'false');
  const seen = await log.story();
  await write(61, 80);
  await expect.poll(() => log.story()).toEqual(seen);

  await log.follow.click();
  await expect(log.row(/n 80$/)).toBeVisible();

  // Reading a row above the last one ends following; End takes it up again.
  await log.row(/n 75$/).click();
  await expect(log.follow).toHaveAttribute('aria-pressed', 'false');
  await write(81, 100);
  await expect(log.row(/n 75$/)).toBeVisible();
  await page.keyboard.press('End');
  await expect(log.row(/n 100$/)).toBeVisible();
  await expect(log.follow).toHaveAttribute('aria-pressed', 'true');
});

test('the keyboard moves through the rows', async ({ open, python }) => {
  const { page, servers, log, inspector } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  for (let n = 1; n <= 200; n += 1) await peer.sendTo(port, `n ${n}`);
  await log.counts(201);

  const selected = log.grid.locator('[role=row][aria-selected=true]');
  const selectedNumber = async (): Promise<number> => {
    const active = await log.grid.getAttribute('aria-activedescendant');
    // Until the row has come, it is not the one that is selected.
    if (active !== (await selected.getAttribute('id'))) return Number.NaN;
    return Number(await selected.getByRole('gridcell').first().textContent());
  };
  await log.grid.focus();
  await page.keyboard.press('Home');
  await expect(selected).toContainText('Open on');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(selected).toContainText('n 2');
  await page.keyboard.press('ArrowUp');
  await expect(selected).toContainText('n 1');
  await page.keyboard.press('PageDown');
  await expect.poll(selectedNumber).toBeGreaterThan(5);
  const page1 = await selectedNumber();
  await page.keyboard.press('PageDown');
  await expect.poll(selectedNumber).toBe(page1 + page1 - 2);
  await page.keyboard.press('PageUp');
  await expect.poll(selectedNumber).toBe(page1);
  await page.keyboard.press('End');
  await expect(selected).toContainText('n 200');
  await page.keyboard.press('Enter');
  await expect(inspector.bytes).toBeFocused();
});

test('a filter is a view: text, hex, direction, endpoint, events', async ({ open, python }) => {
  const { servers, log, status } = await open();
  const port = await startServer(servers);
  await servers.answer('Fixed', '\\x01\\x03\\x02');
  const peer = await python.connect(port);
  for (const words of ['read one', 'WRITE two', '\x01\x03end']) {
    await peer.send(words);
    await peer.receive(3);
  }
  await log.counts(8);

  const shows = async (query: string, wanted: readonly string[]): Promise<void> => {
    await test.step(query, async () => {
      await log.filter.fill(query);
      await expect.poll(() => log.story()).toEqual(wanted);
      await log.counts(wanted.length);
      await status.took(6);
    });
  };
  const out = 'Out 3 \\x01\\x03\\x02';
  const listening = `Event Listening on 127.0.0.1:${port}`;
  const accepted = `Event Accepted a connection from 127.0.0.1:${peer.port}`;
  await shows('write', ['In 9 WRITE two']);
  await shows('hex 01 03', [out, out, 'In 5 \\x01\\x03end', out]);
  await shows('dir == in', ['In 8 read one', 'In 9 WRITE two', 'In 5 \\x01\\x03end']);
  await shows('dir == in && len > 8', ['In 9 WRITE two']);
  await shows(`endpoint == "TCP :${port}" && kind == event`, [listening, accepted]);
  await shows(`peer == "127.0.0.1:${peer.port}" && payload contains "two"`, ['In 9 WRITE two']);
  await shows('nothing has this', []);
  await shows('', [
    listening,
    accepted,
    'In 8 read one',
    out,
    'In 9 WRITE two',
    out,
    'In 5 \\x01\\x03end',
    out,
  ]);

  await log.toggle('Events').click();
  await log.toggle('Out').click();
  await log.tells(['In 8 read one', 'In 9 WRITE two', 'In 5 \\x01\\x03end']);
  await log.toggle('In').click();
  await log.tells([]);
  await log.toggle('Events').click();
  await log.tells([listening, accepted]);

  // What is filtered away is recorded and counted all the same.
  await peer.send('unseen');
  await status.took(8);
  await log.tells([listening, accepted]);
});

test('a filter that cannot be read says where it is wrong and changes nothing', async ({ open }) => {
  const { servers, log, page } = await open();
  await startServer(servers);
  await log.counts(1);
  await log.filter.fill('len > > 3');
  await page.keyboard.press('Enter');
  await expect(log.region.getByRole('alert')).toContainText('>');
  await expect(log.filter).toHaveAttribute('aria-invalid', 'true');
  expect(await log.count()).toBe(1);
});

test('20,000 datagrams: every one is received, stored and shown, and the page answers', async ({
  open,
  spawnPeer,
}) => {
  const { page, servers, log, status } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });

  const sender = spawnPeer('python3', peerFile('datagrams.py'), port, 20_000, 10_000);
  // A question to the page while they pour in: how long it takes to draw two frames.
  const frames = await page.evaluate(async () => {
    const gaps: number[] = [];
    const until = performance.now() + 1500;
    let last = performance.now();
    while (last < until) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = performance.now();
      gaps.push(now - last);
      last = now;
    }
    return gaps;
  });
  expect((await sender.ended()).code).toBe(0);
  expect(Math.max(...frames)).toBeLessThan(5000);

  await status.took(20_000);
  await log.counts(20_001);
  await expect(log.row('datagram 019999')).toBeVisible();
  await log.grid.focus();
  await page.keyboard.press('Home');
  await expect(log.row('datagram 000000')).toBeVisible();

  await log.filter.fill('"datagram 01234"');
  await log.counts(10);
  await log.tells(Array.from({ length: 10 }, (_, n) => new RegExp(`^In 100 datagram 01234${n} \\.+…?$`)));
});

test('what tshark counts is what the log counts', async ({ open, python }) => {
  const { servers, log, porthole } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  for (let n = 0; n < 50; n += 1) await peer.sendTo(port, `n ${n}`);
  await log.counts(51);

  // The live capture is a standard file while it is being written.
  const files = (await run('find', porthole.userData, '-name', '*.pcapng')).trim().split('\n');
  expect(files).toHaveLength(1);
  const payloads = (): Promise<string> =>
    run('tshark', '-r', files[0] ?? '', '-Y', 'udp', '-T', 'fields', '-e', 'udp.payload');
  await expect
    // The last block may be half written at the moment.
    .poll(async () => (await payloads().catch(() => '')).trim().split('\n'), { timeout: 60_000 })
    .toEqual(Array.from({ length: 50 }, (_, n) => Buffer.from(`n ${n}`).toString('hex')));
});
