// What Wireshark's dissectors say: the tree of a row beside its bytes, by mouse and by keyboard. Issue 5.
import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { expect, type OpenWindow, test } from './porthole';
import { freePort } from './ports';
import type { Python } from './python-sockets';
import { temporary } from './temporary';
import { clipboardText, willOpen } from './window/dialogs';
import { startServer } from './window/endpoint-pane';

/** A port that the dissectors take for HTTP (hkp), so that nobody has to tell them. */
const HTTP_PORT = 11371;
const REQUEST = 'GET /status?unit=C HTTP/1.1\r\nHost: plc.example\r\n\r\n';
const RESPONSE =
  'HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nContent-Length: 13\\r\\n\\r\\n{"temp":21.5}';

/** One request and its answer over HTTP, through a server of Porthole. */
const exchange = async ({ servers, log, inspector }: OpenWindow, python: Python) => {
  await startServer(servers, { port: HTTP_PORT });
  await servers.answer('Fixed', RESPONSE);
  const peer = await python.connect(HTTP_PORT);
  await peer.send(REQUEST);
  await peer.receive(10);
  await log.counts(4);
  await inspector.tab('Decode').click();
};

/** Loading takes seconds on a machine that does other things, too. */
const LOADED = { timeout: 60_000 };

test('the tree of a row: the message first and open, and a field lights its bytes', async ({
  open,
  python,
}) => {
  const window = await open();
  await exchange(window, python);
  const { page, log, inspector } = window;
  await log.select('GET /status');

  const http = inspector.field('Hypertext Transfer Protocol');
  await expect(http).toHaveAttribute('aria-expanded', 'true', LOADED);
  await expect(http).toHaveAttribute('aria-level', '1');
  await expect(inspector.field('Internet Protocol Version 4')).toHaveAttribute('aria-expanded', 'false');
  await inspector.field('Host: plc.example').click();
  await expect
    .poll(() => inspector.lit())
    .toBe(
      Buffer.from('Host: plc.example\r\n')
        .toString('hex')
        .toUpperCase()
        .replaceAll(/..(?=.)/g, '$& '),
    );
  await inspector.field(/^GET \/status/).hover();
  await expect.poll(async () => (await inspector.lit()).startsWith('47 45 54 20')).toBe(true);
  await page.mouse.move(0, 0);

  // Selecting bytes finds the field that owns them, in a branch that was folded.
  await inspector.bytes.focus();
  await page.keyboard.press('Control+Home');
  await expect(inspector.field('Request Method: GET')).toHaveAttribute('aria-selected', 'true');

  // The answer: what it answers, after how long; a link to the row.
  await log.select('HTTP/1.1 200');
  await expect(inspector.field('JavaScript Object Notation')).toBeVisible();
  await inspector.field('Request in frame: #3').dblclick();
  await expect(log.selected).toContainText('GET /status');
});

test('the end of a field that is longer than the view stays in view when it is gone to', async ({
  open,
  python,
}) => {
  const window = await open();
  const { page, servers, log, inspector } = window;
  const port = await startServer(servers, { protocol: 'UDP' });
  await (await python.udp()).sendTo(port, new Uint8Array(20_000).fill(0x78));
  await log.counts(2);
  await inspector.tab('Decode').click();
  await log.rowLocator.last().click();
  await expect(inspector.field(/^Data \(20000 bytes\)/)).toBeVisible(LOADED);
  const { bytes } = inspector;
  const shown = async (): Promise<number[]> =>
    (await inspector.dump()).map((line) => Number.parseInt(line, 16));
  const last = async (): Promise<number> => Math.max(...(await shown()));
  await bytes.focus();
  await page.keyboard.press('Control+End');
  // The field that owns the last byte is selected, and begins with the first one.
  await expect(inspector.field('Data […]: 7878')).toHaveAttribute('aria-selected', 'true');
  await expect(bytes).toHaveAttribute('aria-activedescendant', /./);
  await expect.poll(last).toBeGreaterThan(19_900);
  await page.keyboard.press('Control+Home');
  await expect.poll(last).toBeLessThan(10_000);
  await page.keyboard.press('Control+End');
  await expect.poll(last).toBeGreaterThan(19_900);
  // A field that is selected in the tree is shown from its beginning.
  await inspector.field('Length: 20000').click();
  await inspector.field('Data […]: 7878').click();
  await expect.poll(async () => Math.min(...(await shown()))).toBe(0);
});

test('with the keyboard alone: from the log into the tree, through it, and back', async ({
  open,
  python,
}) => {
  const window = await open();
  await exchange(window, python);
  const { app, page, log, inspector } = window;
  await log.select('GET /status');
  await expect(inspector.field('Hypertext Transfer Protocol')).toBeVisible(LOADED);
  await page.keyboard.press('Enter');
  await expect(inspector.fields).toBeFocused();

  const selected = inspector.fields.locator('[aria-selected=true]');
  await page.keyboard.press('Home');
  await expect(selected).toContainText('Hypertext Transfer Protocol');
  await page.keyboard.press('ArrowLeft');
  await expect(inspector.field('Host: plc.example')).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(selected).toContainText('GET /status?unit=C');
  await expect(selected).toHaveAttribute('aria-level', '2');
  await page.keyboard.press('ArrowLeft');
  await expect(selected).toContainText('Hypertext Transfer Protocol');
  await page.keyboard.press('End');
  await expect(selected).toContainText('Frame:');
  // Letters that come too slowly are no word: then it is typed again.
  await expect(async () => {
    await page.keyboard.type('host');
    await expect(selected).toContainText('Host: plc.example', { timeout: 1500 });
  }).toPass({ timeout: 20_000 });
  await page.keyboard.press('Control+c');
  await expect.poll(() => clipboardText(app)).toBe('plc.example');
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Copy as filter' }).press('Enter');
  await expect.poll(() => clipboardText(app)).toBe('http.host == "plc.example"');
  await expect(inspector.fields).toBeFocused();

  // The same field is selected in the next row that has it; what was folded stays folded.
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('F6');
  await log.grid.focus();
  await page.keyboard.press('ArrowDown');
  await expect(inspector.field('Hypertext Transfer Protocol')).toHaveAttribute('aria-expanded', 'false');
  await expect(inspector.field('JavaScript Object Notation')).toHaveAttribute('aria-expanded', 'true');
});

test('a message in several packets has a tree of each, and the bytes that were put together', async ({
  open,
  python,
}) => {
  const window = await open();
  const { servers, log, inspector } = window;
  await startServer(servers, { port: HTTP_PORT });
  const peer = await python.connect(HTTP_PORT);
  const body = 'x'.repeat(120_000);
  // One write of Python may arrive in several pieces; the last row completes the message.
  await peer.send(`POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  await peer.close();
  await expect(log.row('Closed by the peer')).toBeVisible();
  await inspector.tab('Decode').click();
  await log.rowLocator
    .filter({ hasNotText: /Listening|Accepted|FIN|Closed/ })
    .last()
    .click();
  await expect(inspector.field('Hypertext Transfer Protocol')).toBeVisible(LOADED);
  const reassembled = inspector.region.getByRole('radio', { name: /^Reassembled TCP/ });
  await inspector.field('Host: a').click();
  await expect(reassembled).toBeChecked();
  await expect.poll(() => inspector.lit()).toBe('48 6F 73 74 3A 20 61 0D 0A');
  await inspector.region.getByRole('radio', { name: 'Message' }).check();
  await expect(inspector.bytes).toHaveAttribute('aria-rowcount', /\d{3,}/);
});

test('the dissectors can be switched off, and their memory is free', async ({ open, python }) => {
  const window = await open();
  await exchange(window, python);
  const { page, bar, log, inspector } = window;
  await log.select('GET /status');
  await expect(inspector.field('Hypertext Transfer Protocol')).toBeVisible(LOADED);
  await bar.button('Settings').click();
  await page.getByRole('menuitemradio', { name: 'Off', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(inspector.region).toContainText('The dissectors are off');
  await inspector.region.getByRole('button', { name: 'Switch them on' }).click();
  await expect(inspector.field('Hypertext Transfer Protocol')).toBeVisible(LOADED);
});

test('the log says what the dissectors say, and the text of what they do not know', async ({
  open,
  python,
}) => {
  const window = await open({ dissectors: 'log' });
  await exchange(window, python);
  const { page, bar, servers, log } = window;
  await expect
    .poll(() => log.story(), LOADED)
    .toContainEqual(expect.stringMatching(/^In 50 HTTP GET \/status\?unit=C HTTP\/1\.1$/));
  await expect
    .poll(() => log.story())
    .toContainEqual(expect.stringMatching(/^Out 84 HTTP\/JSON HTTP\/1\.1 200 OK/));
  // What speaks no protocol keeps its text, also while the log is followed.
  await servers.button('New server').click();
  const port = await startServer(servers, { port: await freePort() });
  const peer = await python.connect(port);
  await peer.send('Hello, server!');
  await expect.poll(() => log.story()).toContain('In 14 Hello, server!');
  const again = await python.connect(HTTP_PORT);
  await again.send(REQUEST.replace('/status', '/next'));
  await expect.poll(() => log.story()).toContainEqual(expect.stringMatching(/^In 48 HTTP GET \/next/));
  // Switched off, every row is its text again.
  await bar.button('Settings').click();
  await page.getByRole('menuitemradio', { name: 'In the inspector', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect.poll(() => log.story()).toContainEqual(expect.stringMatching(/^In 50 GET \/status/));
});

test('a port is decoded as a person says, from the row’s menu, and still is after a restart', async ({
  open,
  python,
}) => {
  const window = await open();
  const { page, servers, log, inspector } = window;
  const port = await startServer(servers, { port: await freePort() });
  const peer = await python.connect(port);
  await peer.send(Uint8Array.of(0, 1, 0, 0, 0, 6, 1, 3, 0, 0, 0, 2));
  await log.counts(3);
  await inspector.tab('Decode').click();
  await log.rowLocator.last().click();
  await expect(inspector.field(/^Data/).first()).toBeVisible(LOADED);

  await log.rowLocator.last().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Decode as…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Decode as…' });
  await expect(dialog.getByRole('radio', { name: `TCP ${port}` })).toBeChecked(LOADED);
  await dialog.getByRole('combobox', { name: 'Protocol' }).fill('modbus/');
  await expect(dialog.getByRole('option')).toHaveCount(3);
  await expect(dialog.getByRole('option').first()).toContainText('Modbus/TCP');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(inspector.field('Function Code: Read Holding Registers')).toBeVisible(LOADED);

  // The endpoint's menu shows what was chosen, and takes it back.
  const again = await window.reopen();
  await again.page.keyboard.press('Control+k');
  await expect(again.page.getByRole('dialog', { name: 'Find a command' })).toBeVisible();
  await again.page.keyboard.press('Escape');
  const rules = await again.page.evaluate(async () => {
    const snapshot = await globalThis.window.porthole.request['app.snapshot']();
    return snapshot.ok ? snapshot.value.decodeAs : [];
  });
  expect(rules).toEqual([{ transport: 'tcp', port, protocol: 'mbtcp' }]);
});

test('the filter in force and the words of the log follow what a port is decoded as', async ({
  open,
  python,
}) => {
  const window = await open({ dissectors: 'log' });
  const { page, servers, log, inspector } = window;
  const port = await startServer(servers, { port: await freePort() });
  const peer = await python.connect(port);
  await peer.send(Uint8Array.of(0, 1, 0, 0, 0, 6, 1, 3, 0, 0, 0, 2));
  await log.counts(3);
  await log.rowLocator.last().click();
  await inspector.tab('Decode').click();
  const decodeAs = inspector.region.getByRole('button', { name: 'Decode as…' });
  await expect(decodeAs).toBeVisible(LOADED);
  await log.filter.fill('modbus.func_code == 3');
  await log.filter.press('Enter');
  await expect.poll(() => log.story(), LOADED).toEqual([]);

  // The row that the filter hides is still the one in the inspector.
  await decodeAs.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Protocol' })).toBeFocused(LOADED);
  await page.keyboard.type('modbus/');
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText('Modbus/TCP', LOADED);
  await page.keyboard.press('Enter');
  await expect
    .poll(() => log.story(), LOADED)
    .toEqual([expect.stringContaining('Func: 3: Read Holding Registers')]);

  await expect(page.getByRole('dialog')).toHaveCount(0);
  await decodeAs.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Decode TCP ${port} as Wireshark would` }).press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(() => log.story(), LOADED).toEqual([]);
  await log.filter.fill('');
  await expect.poll(() => log.story(), LOADED).toHaveLength(3);
  await expect.poll(async () => (await log.story()).join(), LOADED).not.toContain('Read Holding Registers');
});

test('a choice is taken back in the dialog', async ({ open, python }) => {
  const window = await open();
  const { page, servers, log, inspector } = window;
  await startServer(servers, { port: HTTP_PORT });
  const peer = await python.connect(HTTP_PORT);
  await peer.send(REQUEST);
  await log.counts(3);
  await inspector.tab('Decode').click();
  await log.rowLocator.last().click();
  await expect(inspector.field('Hypertext Transfer Protocol')).toBeVisible(LOADED);
  const ask = async (): Promise<void> => {
    await inspector.region.getByRole('button', { name: 'Decode as…' }).click();
    await expect(page.getByRole('combobox', { name: 'Protocol' })).toBeVisible(LOADED);
  };
  await ask();
  await page.getByRole('combobox', { name: 'Protocol' }).fill('telnet');
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText('TELNET');
  await page.keyboard.press('Enter');
  await expect(inspector.field('Telnet')).toBeVisible(LOADED);
  await ask();
  await page.getByRole('button', { name: `Decode TCP ${HTTP_PORT} as Wireshark would` }).click();
  await page.keyboard.press('Escape');
  await expect(inspector.field('Hypertext Transfer Protocol')).toBeVisible(LOADED);
});

test('fields of the dissectors join the filter line, with ours, while rows come in', async ({
  open,
  python,
}) => {
  const window = await open();
  await exchange(window, python);
  const { page, log, inspector } = window;
  await log.filter.fill('http.request.method == "GET" && dir == in');
  await expect.poll(() => log.story(), LOADED).toEqual([expect.stringMatching(/^In 50 GET \/status/)]);

  const peer = await python.connect(HTTP_PORT);
  await peer.send(REQUEST.replace('/status', '/next'));
  await expect
    .poll(() => log.story(), LOADED)
    .toEqual([expect.stringMatching(/^In 50 GET \/status/), expect.stringMatching(/^In 48 GET \/next/)]);

  // What the engine does not know is said at its place, and the log stays as it was.
  await log.filter.fill('dir == in && http.nosuch == 1');
  await log.filter.press('Enter');
  await expect(log.region.getByRole('alert')).toContainText('http.nosuch', LOADED);
  await log.counts(2);

  // The engine completes its names.
  await log.filter.fill('http.response.co');
  await log.region.getByRole('option', { name: 'http.response.code Status Code' }).click();
  await expect(log.filter).toHaveValue('http.response.code ');
  await page.keyboard.type('== 200');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => log.story(), LOADED)
    .toEqual([
      expect.stringMatching(/^Out 84 HTTP\/1.1 200/),
      expect.stringMatching(/^Out 84 HTTP\/1.1 200/),
    ]);

  // A field of the tree becomes a filter.
  await log.region.getByRole('button', { name: 'Clear filter' }).click();
  await log.select('GET /next');
  await inspector.field(/^GET \/next/).click();
  await page.keyboard.press('ArrowRight');
  await inspector.field('Request URI: /next').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Filter for this' }).click();
  await expect(log.filter).toHaveValue('http.request.uri == "/next?unit=C"');
  // The answer has the URI that it answers, too.
  await expect
    .poll(() => log.story(), LOADED)
    .toEqual([expect.stringMatching(/^In 48 GET \/next/), expect.stringMatching(/^Out 84 HTTP\/1.1 200/)]);
});

/** A packet of Ethernet, IPv4 and TCP from port 49152 to port 80, or back, without checksums. */
const ethernet = (request: boolean, text: string): Buffer => {
  const header = Buffer.alloc(54);
  header.writeUInt16BE(0x0800, 12);
  header.writeUInt8(0x45, 14);
  header.writeUInt16BE(40 + text.length, 16);
  header.writeUInt16BE(0x4006, 22);
  const [client, server] = [0x0a00_0001, 0x0a00_0002];
  header.writeUInt32BE(request ? client : server, 26);
  header.writeUInt32BE(request ? server : client, 30);
  header.writeUInt16BE(request ? 49_152 : 80, 34);
  header.writeUInt16BE(request ? 80 : 49_152, 36);
  header.writeUInt32BE(1, 38);
  header.writeUInt8(0x50, 46);
  header.writeUInt8(0x18, 47);
  return Buffer.concat([header, Buffer.from(text, 'latin1')]);
};

test('a packed capture of another program, of Ethernet, is decoded like our own', async ({ open }) => {
  const word = (...values: readonly number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer);
  const packets = [ethernet(true, REQUEST), ethernet(false, 'HTTP/1.1 204 No Content\r\n\r\n')];
  const path = await temporary('other.pcap.gz');
  await writeFile(
    path,
    gzipSync(
      Buffer.concat([
        word(0xa1b2_c3d4, 0x0004_0002, 0, 0, 65_535, 1),
        ...packets.flatMap((packet, i) => [word(1_700_000_000 + i, 0, packet.length, packet.length), packet]),
      ]),
    ),
  );
  const { app, bar, log, inspector } = await open();
  await willOpen(app, path);
  await bar.openCapture.click();
  await log.counts(2);
  await log.select('GET /status');
  await inspector.tab('Decode').click();
  await expect(inspector.field('Host: plc.example')).toBeVisible(LOADED);
  await expect(inspector.field('Ethernet II')).toBeVisible();
  await log.filter.fill('http.response.code == 204 && tcp.port == 80');
  await log.counts(1);
});
