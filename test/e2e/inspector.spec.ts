// The inspector: the bytes of a row, what a range can mean, copying it, and the payload as text. Step 6.
import { expect, type OpenWindow, test } from './porthole';
import type { Python } from './python-sockets';
import { clipboardText } from './window/dialogs';
import { startServer } from './window/endpoint-pane';

/** Has a datagram received, and selects its row. */
const receive = async ({ servers, log }: OpenWindow, python: Python, bytes: string | Uint8Array) => {
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  await peer.sendTo(port, bytes);
  await log.counts(2);
  await log.rowLocator.last().click();
};

const lineAt = (bytes: readonly number[]): { hex: string; text: string } => ({
  hex: bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(''),
  text: bytes.map((byte) => (byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '')).join(''),
});

test('every byte of a row stands in the hex view: offset, hex, text', async ({ open, python }) => {
  const window = await open();
  const bytes = Array.from({ length: 256 }, (_, at) => at);
  await receive(window, python, Uint8Array.from(bytes));
  const { inspector } = window;

  await expect(inspector.region).toContainText('256 bytes');
  const dump = async () =>
    (await inspector.dump()).map((line) => {
      const [offset = '', hex = '', text = ''] = line.split(' | ');
      return { offset, hex: hex.replaceAll(' ', ''), text };
    });
  // The bytes come a moment after the lines.
  let lines: Awaited<ReturnType<typeof dump>> = [];
  await expect
    .poll(async () => {
      lines = await dump();
      return lines.length > 3 && lines.every(({ hex }) => hex !== '');
    })
    .toBe(true);
  const perLine = Number.parseInt(lines[1]?.offset ?? '', 16);
  expect([4, 8, 16, 24, 32, 48, 64]).toContain(perLine);
  for (const [at, line] of lines.entries()) {
    const own = bytes.slice(at * perLine, (at + 1) * perLine);
    expect(Number.parseInt(line.offset, 16)).toBe(at * perLine);
    expect(line.hex).toBe(lineAt(own).hex);
    expect(line.text.length).toBe(own.length);
  }
  await expect(inspector.bytes).toHaveAttribute('aria-rowcount', String(Math.ceil(256 / perLine)));
});

test('the bytes per line follow the width of the pane', async ({ open, python }) => {
  const window = await open();
  await receive(window, python, new Uint8Array(256));
  const { page, inspector } = window;
  const lines = async (): Promise<number> => Number(await inspector.bytes.getAttribute('aria-rowcount'));
  // Its width is measured once it is drawn.
  let before = 0;
  await expect
    .poll(async () => {
      const last = before;
      before = await lines();
      return before > 0 && before === last;
    })
    .toBe(true);
  await page.getByRole('separator', { name: 'Width of the log' }).focus();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowLeft');
  await expect.poll(lines).toBeLessThan(before);
});

test('a range is selected by keyboard and read as numbers, floats and times', async ({ open, python }) => {
  const window = await open();
  const bytes = Buffer.alloc(24);
  bytes.writeFloatLE(-1.5, 0);
  bytes.writeDoubleBE(Math.PI, 4);
  bytes.writeUInt32BE(1_700_000_000, 12);
  bytes.writeBigInt64LE(-2n, 16);
  await receive(window, python, bytes);
  const { page, inspector } = window;

  await inspector.bytes.focus();
  await page.keyboard.press('Control+Home');
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('Shift+ArrowRight');
  await expect(inspector.selection).toContainText('4 bytes at 0 (0x0–0x3)');
  await expect.poll(async () => (await inspector.reading('Float 32'))[0]).toBe('-1.5');
  await expect
    .poll(() => inspector.reading('Unsigned 32'))
    .toEqual([String(bytes.readUInt32LE(0)), String(bytes.readUInt32BE(0))]);

  const select = async (from: number, length: number): Promise<void> => {
    await page.keyboard.press('Control+Home');
    for (let n = 0; n < from; n += 1) await page.keyboard.press('ArrowRight');
    for (let n = 1; n < length; n += 1) await page.keyboard.press('Shift+ArrowRight');
    await expect(inspector.selection).toContainText(`${length} byte`);
    await expect(inspector.selection).toContainText(`at ${from} (`);
  };
  await select(4, 8);
  await expect.poll(async () => (await inspector.reading('Float 64'))[1]).toBe(String(Math.PI));
  await select(12, 4);
  await expect.poll(() => inspector.reading('Unix s')).toEqual([expect.any(String), '2023-11-14T22:13:20Z']);
  await select(16, 8);
  await expect.poll(async () => (await inspector.reading('Signed 64'))[0]).toBe('-2');
  await expect.poll(async () => (await inspector.reading('Unsigned 64'))[0]).toBe('18446744073709551614');
  await select(16, 3);
  await expect.poll(() => inspector.reading('Signed 24')).toEqual(['-2', '-65537']);
  await select(12, 1);
  await expect.poll(async () => (await inspector.reading('Unsigned 8')).join('')).toBe('101');
});

test('a range is selected by mouse, in the hex and in the text', async ({ open, python }) => {
  const window = await open();
  await receive(window, python, 'abcdefghijklmnopqrstuvwxyz');
  const { page, inspector } = window;
  const cells = inspector.lines.first().getByRole('gridcell');
  await expect(cells.last()).toContainText('abcd');
  for (const cell of [cells.first(), cells.last()]) {
    const box = await cell.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x, y, width, height };
    });
    const middle = box.y + box.height / 2;
    await page.mouse.move(box.x + 3, middle);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, middle, { steps: 4 });
    await page.mouse.up();
    await expect(inspector.selection).toContainText(/^\d+ bytes at 0 \(0x0–0x/);
    await page.keyboard.press('Escape');
    await expect(inspector.selection).toHaveText('Select bytes to read them as numbers');
  }
});

test('a selection is copied as hex, text, C, Python, base64', async ({ open, python }) => {
  const window = await open();
  await receive(window, python, 'Hi\x00\xff!');
  const { app, page, inspector } = window;
  const bytes = Buffer.from('Hi\x00\u00ff!', 'utf8');
  const copy = async (from: 'Copy all' | 'Copy selection', form: string): Promise<string> => {
    await inspector.values.getByRole('button', { name: from }).click();
    await page.getByRole('menuitem', { name: form, exact: true }).click();
    await expect.poll(() => clipboardText(app)).not.toBe('');
    const text = await clipboardText(app);
    await app.evaluate(({ clipboard }) => clipboard.clear());
    return text;
  };
  await app.evaluate(({ clipboard }) => clipboard.clear());
  expect((await copy('Copy all', 'Hex')).replaceAll(/\s/g, '').toLowerCase()).toBe(bytes.toString('hex'));
  expect(await copy('Copy all', 'Base64')).toBe(bytes.toString('base64'));
  expect(await copy('Copy all', 'Text')).toBe(bytes.toString('utf8'));
  const c = await copy('Copy all', 'C array');
  expect(c).toMatch(/^unsigned char data\[\] = \{\s+0x48, 0x69, 0x00, 0xc3, 0xbf, 0x21/);
  const literal = await copy('Copy all', 'Python bytes');
  expect(literal).toMatch(/^b['"]/);

  await inspector.bytes.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Shift+ArrowRight');
  expect((await copy('Copy selection', 'Hex')).toLowerCase()).toBe('48 69');
  await inspector.bytes.focus();
  await page.keyboard.press('Control+c');
  await expect.poll(async () => (await clipboardText(app)).toLowerCase()).toBe('48 69');
});

test('text in a chosen encoding, with what is invalid marked', async ({ open, python }) => {
  const window = await open();
  // "你好" in GBK, and a byte that no encoding of one of these texts has.
  await receive(window, python, Buffer.from('c4e3bac3ff', 'hex'));
  const { inspector } = window;
  await inspector.tab('Text').click();
  const text = inspector.region.getByRole('group', { name: 'Text', exact: true });
  await expect(inspector.region).toContainText(/\d bytes are not UTF-8/);
  await inspector.pickEncoding('GBK');
  await expect(text).toContainText('你好');
  await expect(inspector.region).toContainText('1 byte is not GBK');
  await expect(text.locator('[data-kind=invalid]')).toHaveCount(1);
  await inspector.pickEncoding('Latin-1');
  await expect(text).toContainText('ÄãºÃÿ');
  await expect(inspector.region).not.toContainText('not Latin-1');
});

test('JSON and XML are indented, and shown as they came when asked', async ({ open, python }) => {
  const window = await open();
  await receive(window, python, '{"temp":21.5,"ok":[true,null]}');
  const { servers, log, inspector } = window;
  await inspector.tab('Text').click();
  const text = inspector.region.getByRole('group', { name: 'Text', exact: true });
  await expect(text).toContainText('"temp": 21.5');
  const json = inspector.region.getByRole('button', { name: 'Format JSON' });
  await expect(json).toHaveAttribute('aria-pressed', 'true');
  await json.click();
  await expect(text).toContainText('{"temp":21.5,"ok":[true,null]}');

  await servers.say('<a><b c="1">x</b></a>');
  await log.counts(3);
  await log.rowLocator.last().click();
  await expect(inspector.region.getByRole('button', { name: 'Format XML' })).toBeVisible();
});

test('an event is shown in full: code, number, advice', async ({ open }) => {
  const { servers, log, inspector } = await open();
  await servers.set({ address: '203.0.113.1', port: 0 });
  await servers.button('Start').click();
  await log.counts(1);
  await log.rowLocator.last().click();
  await expect(inspector.region).toContainText('EADDRNOTAVAIL 99');
  await expect(inspector.region).toContainText('What to try:');
  await expect(inspector.region).toContainText('Choose one from the list of local interfaces');
});
