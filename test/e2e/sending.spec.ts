// Writing and sending: notations, sizes, files, history, repeats, and a peer that does not read.
import { truncate, writeFile } from 'node:fs/promises';
import { expect, test } from './porthole';
import { temporary } from './temporary';
import { willOpen } from './window/dialogs';
import { chooseIn, connectClient, type EndpointPane, startServer } from './window/endpoint-pane';

const MIB = 1024 * 1024;

test('the composer says how many bytes a message has, and where it is wrong', async ({ open, python }) => {
  const { clients } = await open();
  const listener = await python.listen();
  await connectClient(clients, { port: listener.port });
  const peer = await listener.accept();

  await clients.write('a\\r\\n');
  await expect(clients.region.getByText('3 B', { exact: true })).toBeVisible();
  await clients.button('Raw text').click();
  await expect(clients.region.getByText('5 B', { exact: true })).toBeVisible();
  await clients.send.click();
  expect((await peer.receive(5)).toString()).toBe('a\\r\\n');
  await clients.button('Raw text').click();

  await clients.write('ab\\q');
  await expect(clients.message).toHaveAttribute('aria-invalid', 'true');
  await expect(clients.message).toHaveAccessibleDescription(/\\q/);
  await expect(clients.send).toBeDisabled();

  await clients.write('01 02 0x 3g', 'Hex');
  await expect(clients.message).toHaveAttribute('aria-invalid', 'true');
  await expect(clients.message).toHaveAccessibleDescription(/./);
  await expect(clients.send).toBeDisabled();
  await clients.write('01 02 3', 'Hex');
  await expect(clients.send).toBeDisabled();
  await clients.write('01 02 03', 'Hex');
  await expect(clients.region.getByText('3 B', { exact: true })).toBeVisible();
  await clients.send.click();
  expect((await peer.receive(3)).toString('hex')).toBe('010203');

  // Each format keeps its own draft.
  await chooseIn(clients.format, 'Text');
  await expect(clients.message).toHaveValue('ab\\q');
});

test('Python bytes, and Base64 on request, are read as what they mean', async ({ open, python }) => {
  const { page, clients } = await open();
  const listener = await python.listen();
  await connectClient(clients, { port: listener.port });
  const peer = await listener.accept();
  await clients.write("b'\\x01{{crc}}\\n'", 'Hex');
  await expect(clients.region.getByText('9 B', { exact: true })).toBeVisible();
  await clients.send.click();
  expect((await peer.receive(9)).toString('latin1')).toBe('\x01{{crc}}\n');

  // Words may be Base64 or a mistake: only who wrote them knows.
  await clients.message.fill('SGkNCgD/');
  await expect(clients.message).toHaveAttribute('aria-invalid', 'true');
  const read = clients.region.getByRole('button', { name: 'Read as Base64' });
  await read.press('Enter');
  await expect(clients.message).toHaveValue('48 69 0D 0A 00 FF');
  await expect(clients.message).toBeFocused();
  await expect(read).toHaveCount(0);
  await clients.send.click();
  expect((await peer.receive(6)).toString('hex')).toBe('48690d0a00ff');
  // All of it is a comment, or two bytes.
  await clients.message.fill('//8=');
  await read.press('Enter');
  await expect(clients.message).toHaveValue('FF FF');
  await clients.message.fill('AQIDzg==');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('as base64');
  await expect(page.getByRole('option', { name: 'Read the message as Base64' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(clients.message).toHaveValue('01 02 03 CE');
});

test('invalid hex says at which character it is wrong', async ({ open }) => {
  const { clients } = await open();
  await clients.write('01 02 zz', 'Hex');
  await expect(clients.message).toHaveAccessibleDescription(/“?z”?/);
  await clients.region.getByRole('button', { name: /z/ }).first().click();
  await expect
    .poll(() =>
      clients.message.evaluate((box: HTMLTextAreaElement) => [box.selectionStart, box.selectionEnd]),
    )
    .toEqual([6, expect.any(Number)]);
});

test('Ctrl+Enter sends, and arrow up brings back what was sent', async ({ open, python }) => {
  const { page, clients } = await open();
  const listener = await python.listen();
  await connectClient(clients, { port: listener.port });
  const peer = await listener.accept();

  for (const words of ['first', 'second', 'third']) {
    await clients.message.fill(words);
    await page.keyboard.press('Control+Enter');
    expect((await peer.receive(words.length)).toString()).toBe(words);
  }
  await clients.message.fill('unsent');
  for (const expected of ['third', 'second', 'first', 'first']) {
    await page.keyboard.press('ArrowUp');
    await expect(clients.message).toHaveValue(expected);
  }
  await page.keyboard.press('End');
  for (const expected of ['second', 'third', 'unsent']) {
    await page.keyboard.press('ArrowDown');
    await expect(clients.message).toHaveValue(expected);
  }
  await clients.button('History').click();
  await page.getByRole('menuitem', { name: /second/ }).click();
  await expect(clients.message).toHaveValue('second');
});

const startRepeat = async (
  { page, pane }: { page: import('@playwright/test').Page; pane: EndpointPane },
  every: string,
  times: string,
): Promise<void> => {
  await pane.button('Repeat').click();
  await page.getByRole('textbox', { name: 'Every' }).fill(every);
  await page.getByRole('textbox', { name: 'Times' }).fill(times);
  await page.getByRole('button', { name: 'Begin' }).click();
};

test('a repeat sends exactly as often as it is told', async ({ open, python }) => {
  const { page, clients, log } = await open();
  const listener = await python.listen();
  await connectClient(clients, { port: listener.port });
  const peer = await listener.accept();
  await clients.write('tick\\n');
  await startRepeat({ page, pane: clients }, '10', '20');

  expect((await peer.receive(100)).toString()).toBe('tick\n'.repeat(20));
  await expect(clients.repeats).toHaveCount(0);
  await expect
    .poll(async () => (await log.story()).at(-1))
    .toMatch(/^Event Repeat stopped: 20 sent, [\d.,]+ per second$/);
  await clients.button('Disconnect').click();
  expect(await peer.countToEnd()).toEqual({ bytes: 0, end: 'finished' });
});

test('a repeat until ended shows its rate and ends at once', async ({ open, python }) => {
  const { page, clients, log } = await open();
  const listener = await python.listen();
  await connectClient(clients, { port: listener.port });
  const peer = await listener.accept();
  await clients.write('x');
  await startRepeat({ page, pane: clients }, '5', '');
  await expect(clients.region.getByText(/^\d[\d,]* · [\d.,]+\/s$/)).toBeVisible();
  await peer.receive(50);
  await clients.endRepeat('x').click();
  await expect.poll(async () => (await log.story()).at(-1)).toMatch(/^Event Repeat stopped: /);
  const sent = Number(/stopped: ([\d,]+) sent/.exec((await log.story()).at(-1) ?? '')?.[1]?.replace(',', ''));
  await clients.button('Disconnect').click();
  expect(await peer.countToEnd()).toEqual({ bytes: sent - 50, end: 'finished' });
});

test('repeats of several endpoints are each ended by themselves, or all at once from the top', async ({
  open,
  python,
}) => {
  const { page, bar, servers, clients, log } = await open();
  const listener = await python.listen();
  await connectClient(clients, { port: listener.port });
  const peer = await listener.accept();
  const port = await startServer(servers);
  const other = await python.connect(port);
  await expect(servers.peers).toHaveCount(1);
  for (const pane of [clients, servers]) {
    await pane.write('x');
    await startRepeat({ page, pane }, '5', '');
    await expect(pane.endRepeat('x')).toBeVisible();
  }
  await peer.receive(20);
  await other.receive(20);
  // The rate that is wanted, and how late messages go out.
  await expect(clients.region.getByText(/of 200\/s · 99% within [\d.]+ ms/)).toBeVisible();
  await bar.button('End 2 repeats').click();
  await expect(clients.repeats).toHaveCount(0);
  await expect(servers.repeats).toHaveCount(0);
  await expect
    .poll(async () => (await log.story()).filter((row) => row.startsWith('Event Repeat stopped')).length)
    .toBe(2);
  await expect(bar.button('End 2 repeats')).toHaveCount(0);

  // For one second, and not longer.
  await clients.button('Repeat').click();
  await page.getByRole('textbox', { name: 'Every' }).fill('100');
  await page.getByRole('textbox', { name: 'For', exact: true }).fill('1');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await log.story()).at(-1))
    .toMatch(/^Event Repeat stopped: 10 sent, [\d.,]+ per second$/);
});

test('one endpoint repeats several messages, and each is ended by itself', async ({ open, python }) => {
  const { page, clients } = await open();
  const listener = await python.listen();
  await connectClient(clients, { port: listener.port });
  const peer = await listener.accept();
  const running = clients.repeats.getByRole('listitem');
  const inPalette = async (name: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
  };
  for (const what of ['a', 'b']) {
    await clients.write(what);
    await startRepeat({ page, pane: clients }, '5', '');
    await expect(clients.endRepeat(what)).toBeVisible();
  }
  await expect(running).toHaveCount(2);
  await expect.poll(async () => (await peer.receive(400)).toString()).toMatch(/ab|ba/);
  await clients.endRepeat('a').click();
  await expect(running).toHaveCount(1);

  // The third by its shortcut; it and the second are ended from the palette.
  await clients.write('c');
  await clients.message.press('Control+Shift+Enter');
  await expect(clients.endRepeat('c')).toBeVisible();
  await inPalette('begun last');
  await expect(clients.endRepeat('c')).toHaveCount(0);
  await expect(running).toHaveCount(1);
  await inPalette('End the repeat of b');
  await expect(clients.repeats).toHaveCount(0);
});

test('a file is streamed to its last byte', async ({ open, python }) => {
  const { app, clients, log } = await open();
  const path = await temporary('small.bin');
  const bytes = Buffer.alloc(3 * MIB + 17, 'abcdefghijklmnopqrstuvw');
  await writeFile(path, bytes);
  const listener = await python.listen();
  await connectClient(clients, { port: listener.port });
  const peer = await listener.accept();

  await chooseIn(clients.format, 'File');
  await expect(clients.send).toBeDisabled();
  await willOpen(app, path);
  await clients.button('Choose files…').click();
  await expect(clients.region.getByText('small.bin')).toBeVisible();
  await clients.send.click();
  const received = await peer.receive(bytes.length);
  expect(received.equals(bytes)).toBe(true);
  await expect(clients.region.getByText('Done')).toBeVisible();
  await expect
    .poll(async () => (await log.story()).at(-1))
    .toMatch(/^Event File small\.bin sent: 3,145,745 B in [\d.,]+ s$/);
});

test('a large file to a slow reader shows progress and queue, keeps the window quick, and is cancelled', async ({
  open,
  python,
}) => {
  const { app, page, clients, log } = await open();
  const path = await temporary('huge.bin');
  await writeFile(path, '');
  await truncate(path, 4096 * MIB);
  const listener = await python.listen({ receiveBuffer: 65_536 });
  await connectClient(clients, { port: listener.port });
  const peer = await listener.accept();

  await chooseIn(clients.format, 'File');
  await willOpen(app, path);
  await clients.button('Choose files…').click();
  await clients.send.click();
  const progress = clients.region.getByRole('progressbar', { name: 'huge.bin' });
  await expect(progress).toBeVisible();
  await expect(clients.region.getByText(/of 4(\.\d+)? GB/)).toBeVisible();

  const memory = (): Promise<number> => app.evaluate(() => process.memoryUsage().rss);
  await peer.receive(8 * MIB);
  expect(await memory(), 'the file is not read into memory').toBeLessThan(800 * MIB);
  const began = Date.now();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  expect(Date.now() - began).toBeLessThan(5000);

  await clients.button('Cancel').click();
  await expect(clients.region.getByText('Cancelled')).toBeVisible();
  await expect
    .poll(async () => (await log.story()).at(-1))
    .toMatch(/^\w+ File huge\.bin stopped at [\d,]+ of 4,294,967,296 B/);
  await expect(clients.status).toHaveText(/^Connected/);
});

test('what a peer does not read is shown as queued, and gone when it reads', async ({ open, python }) => {
  const { clients } = await open();
  const listener = await python.listen({ receiveBuffer: 65_536 });
  await connectClient(clients, { port: listener.port });
  const peer = await listener.accept();
  const message = 'q'.repeat(MIB);
  await clients.write(message);
  for (let n = 0; n < 8; n += 1) await clients.send.click();
  await expect(clients.region.getByText(/queued \d/)).toBeVisible();
  expect((await peer.receive(8 * MIB)).length).toBe(8 * MIB);
  await expect(clients.region.getByText(/queued \d/)).toHaveCount(0);
});

test('a file goes over UDP in datagrams of the size that is typed', async ({ open, python }) => {
  const { app, servers } = await open();
  const path = await temporary('datagrams.bin');
  await writeFile(path, Buffer.alloc(2500, 'z'));
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  await peer.sendTo(port, 'here I am');
  await expect(servers.peers).toHaveCount(1);
  await chooseIn(servers.format, 'File');
  await willOpen(app, path);
  await servers.button('Choose files…').click();
  await servers.region.getByRole('textbox', { name: 'Datagram size' }).fill('1000');
  await servers.send.click();
  expect([
    (await peer.receive()).data.length,
    (await peer.receive()).data.length,
    (await peer.receive()).data.length,
  ]).toEqual([1000, 1000, 500]);
});
