// A protocol described as a table of fields: with the keyboard alone, shown on a received message, decoded, filtered,
// exported for tshark, kept, and said plainly when a message is too short. Issue 5.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type OpenWindow, test } from './porthole';
import { run } from './programs';
import { temporary } from './temporary';
import { willSaveTo } from './window/dialogs';
import { startServer } from './window/endpoint-pane';

/** The dissectors are loaded anew after a change. */
const LOADED = { timeout: 60_000 };

const hex = (digits: string): Uint8Array => Uint8Array.from(Buffer.from(digits.replaceAll(' ', ''), 'hex'));

/** Kind 2, alarm on, mode 3; two readings -2 and 300; CRC-16/MODBUS of all before, low byte first. */
const READINGS = hex('02 83 02 fffe 012c');
const withCrc = (bytes: Uint8Array): Uint8Array => {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return Uint8Array.of(...bytes, crc & 0xff, crc >> 8);
};

const openDialog = async ({ page }: OpenWindow) => {
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Find a command' })).toBeVisible();
  await page.keyboard.type('Describe protocols');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Protocols' });
  await expect(dialog).toBeVisible();
  return dialog;
};

const serious = async ({ page }: OpenWindow): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .include('[role=dialog]')
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
};

test('described with the keyboard, shown on a message, decoded, filtered, exported, kept', async ({
  open,
  python,
}) => {
  test.slow();
  const window = await open({ dissectors: 'log' });
  const { app, page, bar, servers, log, inspector } = window;
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  await peer.sendTo(port, withCrc(READINGS));
  await peer.sendTo(port, withCrc(READINGS).with(4, 0xff).with(6, 0x2d));
  await peer.sendTo(port, READINGS.subarray(0, 6));
  await log.counts(4);
  await log.rowLocator.nth(1).click();

  const dialog = await openDialog(window);
  await expect(dialog.getByText('No described protocols yet')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Add protocol' })).toBeFocused();
  await page.keyboard.press('Enter');
  const { keyboard } = page;
  const type = async (name: string, text: string): Promise<void> => {
    const field = dialog.getByRole('textbox', { name, exact: true });
    await field.focus();
    await keyboard.press('Control+a');
    await keyboard.type(text);
  };
  const pick = async (name: string, choice: string): Promise<void> => {
    await dialog.getByRole('combobox', { name, exact: true }).focus();
    await keyboard.press('Enter');
    await page.getByRole('option', { name: choice, exact: true }).waitFor();
    await keyboard.press('ArrowDown');
    for (let step = 0; step < 6; step += 1) {
      const active = page.locator('[role=option][data-combobox-selected]');
      if ((await active.textContent()) === choice) break;
      await keyboard.press('ArrowDown');
    }
    await keyboard.press('Enter');
    await expect(dialog.getByRole('combobox', { name, exact: true })).toHaveText(choice);
  };
  await type('Title', 'Pump');
  await type('Name in filters', 'pump');
  await type('UDP ports', String(port));
  // Enter goes on to the next field.
  await type('Name of field 1', 'kind');
  await keyboard.press('Enter');
  await expect(dialog.getByRole('textbox', { name: 'Name of field 2' })).toBeFocused();
  for (const name of ['flags', 'count', 'reading', 'crc']) {
    await keyboard.type(name);
    if (name !== 'crc') await keyboard.press('Enter');
  }
  // Moved up and down again, and one more that is deleted again.
  await keyboard.press('Alt+ArrowUp');
  await expect(dialog.getByRole('textbox', { name: 'Name of field 4' })).toHaveValue('crc');
  await expect(dialog.getByRole('textbox', { name: 'Name of field 4' })).toBeFocused();
  await keyboard.press('Alt+ArrowDown');
  await expect(dialog.getByRole('textbox', { name: 'Name of field 5' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(dialog.getByRole('textbox', { name: 'Name of field 6' })).toBeFocused();
  await keyboard.press('Control+Delete');
  await expect(dialog.getByRole('textbox', { name: 'Name of field 6' })).toHaveCount(0);

  await dialog.getByRole('button', { name: 'More about field 1' }).press('Enter');
  await type('Words for values of field 1', '1 = Hello\n2 = Readings');
  await dialog.getByRole('button', { name: 'More about field 2' }).press('Enter');
  await dialog.getByRole('button', { name: 'Add bits' }).press('Enter');
  await type('Name of bits 1', 'alarm');
  await type('Lowest bit of bits 1, from 0', '7');
  await type('Words for values of bits 1', '0 = Off; 1 = On');
  await dialog.getByRole('button', { name: 'Add bits' }).press('Enter');
  await type('Name of bits 2', 'mode');
  await type('Lowest bit of bits 2, from 0', '0');
  await type('Number of bits 2', '2');
  await pick('Type of field 4', 'Signed');
  await type('Size of field 4, in bytes, or the name of a number before it', '2');
  await type('How often field 4 is there', 'counts');
  // What is wrong is said beside its field.
  await expect(dialog.getByText('It asks for something that is no number before it.')).toBeVisible();
  await keyboard.press('Backspace');
  await expect(dialog.getByText('It asks for something that is no number before it.')).toHaveCount(0);
  await type('Condition of field 4', 'kind == 2');
  await pick('Type of field 5', 'Checksum');
  await expect(dialog.getByText('The checksum is not chosen yet.')).toBeVisible();
  await type('Algorithm of field 5', 'modbus');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(dialog.getByRole('textbox', { name: 'Algorithm of field 5' })).toHaveValue('CRC-16/MODBUS');
  await pick('Byte order of field 5', 'Little');

  const lines = dialog.getByRole('table', { name: 'The selected message' }).getByRole('row');
  await expect(lines).toHaveText([
    /Field/,
    /^kind\s*2Readings1$/,
    /^flags\s*1312$/,
    /^alarm\s*1Onbit 7$/,
    /^mode\s*3bits 0–1$/,
    /^count\s*23$/,
    /^reading \[0\]\s*-24–5$/,
    /^reading \[1\]\s*3006–7$/,
    /^crc\s*0x[0-9A-F]{4}fits8–9$/,
  ]);
  await keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  // Decoded by its port: the columns, the tree, the filter. A wrong checksum and a short message are said.
  await expect
    .poll(() => log.story(), LOADED)
    .toEqual([
      `Event Open on 127.0.0.1:${port}`,
      'In 9 Pump Readings',
      'In 9 Pump Readings, crc is wrong',
      'In 6 Pump Readings, ends within reading',
    ]);
  await inspector.tab('Decode').click();
  await log.rowLocator.nth(1).click();
  await expect(inspector.field('reading: -2')).toBeVisible(LOADED);
  await expect(inspector.field('kind: Readings (2)')).toBeVisible();
  await log.filter.fill('pump.reading == 300');
  await expect.poll(() => log.story(), LOADED).toEqual(['In 9 Pump Readings']);
  await log.filter.fill('pump.alarm == 1 && len == 6');
  await expect.poll(() => log.story(), LOADED).toEqual(['In 6 Pump Readings, ends within reading']);
  await log.rowLocator.first().click();
  await expect(inspector.field('The message ends within reading: 2 bytes wanted, 1 left')).toBeVisible(
    LOADED,
  );

  // The same file in tshark reads the same.
  const again = await openDialog(window);
  await expect(
    again.getByText('“reading” reads past the end of the message: it wants 2 B, and 1 B is left.'),
  ).toBeVisible();
  const lua = await temporary('pump.lua');
  await willSaveTo(app, lua);
  await again.getByRole('button', { name: 'Export Lua…' }).press('Enter');
  await expect(again.getByRole('status').filter({ hasText: 'pump.lua is written.' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(again).toHaveCount(0);
  await log.filter.fill('');
  const capture = await temporary('pump.pcapng');
  await willSaveTo(app, capture);
  await bar.saveCapture.click();
  await expect(page.getByText('Done')).toBeVisible();
  const said = await run(
    'tshark',
    ...['-X', `lua_script:${lua}`, '-r', capture, '-Y', 'pump', '-T', 'fields'],
    ...['-e', 'pump.kind', '-e', 'pump.mode', '-e', 'pump.reading', '-e', 'pump._wrong', '-e', 'pump._cut'],
  );
  expect(said.trimEnd().split('\n')).toEqual([
    '2\t3\t-2,300\t\t',
    expect.stringMatching(/^2\t3\t-1,301\t\S+/),
    expect.stringMatching(/^2\t3\t-2\t\t\S+/),
  ]);

  // It is in the workspace; switched off it is not used.
  const later = await window.reopen();
  const kept = await openDialog(later);
  await expect(kept.getByRole('textbox', { name: 'How often field 4 is there' })).toHaveValue('count');
  await kept.getByRole('switch', { name: 'Use Pump' }).press('Space');
  await later.page.keyboard.press('Escape');
  await expect(kept).toHaveCount(0);
  const more = await startServer(later.servers, { protocol: 'UDP', port });
  await peer.sendTo(more, READINGS);
  await expect.poll(() => later.log.story(), LOADED).toContainEqual(expect.stringMatching(/^In 7 (?!Pump)/));
});

test('over TCP a message goes on in the next row: the preview says so, and it is read where it ends', async ({
  open,
  python,
}) => {
  const window = await open({ dissectors: 'log' });
  const { app, page, bar, servers, log, inspector } = window;
  const port = await startServer(servers);
  const peer = await python.connect(port);
  const message = withCrc(hex('02 83 02 5037 02 fffe 012c'));
  // Three rows: the beginning; the end with a second message and the beginning of a third; the end of that.
  await peer.send(message.subarray(0, 4));
  await log.counts(3);
  await peer.send(Uint8Array.of(...message.subarray(4), ...message, 1));
  await log.counts(4);
  await peer.send(withCrc(hex('01 00 00')).subarray(1));
  await log.counts(5);
  await log.rowLocator.nth(2).click();

  const dialog = await openDialog(window);
  await dialog.getByRole('button', { name: 'Begin with an example' }).click();
  await dialog.getByRole('textbox', { name: 'TCP ports' }).fill(String(port));
  // The name is not whole, and the checksum is still to come.
  await expect(
    dialog.getByText('The message goes on in the next rows: at least 3 B to come, from “Name” on.'),
  ).toBeVisible();
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await expect(
    dialog
      .getByRole('table', { name: 'The selected message' })
      .getByRole('row', { name: /Length of the name/ }),
  ).toContainText('2');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await expect
    .poll(async () => (await log.story()).slice(3), LOADED)
    .toEqual(['In 21 Pump Reading, Reading', 'In 4 Pump Hello']);
  await inspector.tab('Decode').click();
  await log.rowLocator.nth(3).click();
  // The first one of this row, from the bytes that were put together.
  await expect(inspector.field('Name: P7').first()).toBeVisible(LOADED);
  await expect(inspector.region.getByRole('radio', { name: /^Reassembled TCP/ })).toBeVisible();
  await log.filter.fill('pump.reading == 300');
  await expect.poll(() => log.story(), LOADED).toEqual(['In 21 Pump Reading, Reading']);
  await log.filter.fill('');

  const again = await openDialog(window);
  const lua = await temporary('pump.lua');
  await willSaveTo(app, lua);
  await again.getByRole('button', { name: 'Export Lua…' }).click();
  await expect(again.getByRole('status').filter({ hasText: 'pump.lua is written.' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(again).toHaveCount(0);
  const capture = await temporary('pump.pcapng');
  await willSaveTo(app, capture);
  await bar.saveCapture.click();
  await expect(page.getByText('Done')).toBeVisible();
  const said = await run(
    'tshark',
    ...['-X', `lua_script:${lua}`, '-r', capture, '-Y', 'pump', '-T', 'fields'],
    ...['-e', 'pump.kind', '-e', 'pump.name', '-e', 'pump.reading', '-e', '_ws.col.Info'],
  );
  expect(said.trimEnd().split('\n')).toEqual(['2,2\tP7,P7\t-2,300,-2,300\tReading, Reading', '1\t\t\tHello']);
});

test('a text up to its zero: described, shown with and without its zero, decoded, and filled in', async ({
  open,
  python,
}) => {
  const window = await open({ dissectors: 'log' });
  const { page, servers, log, inspector } = window;
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  await peer.sendTo(port, hex('5037 00 09'));
  await peer.sendTo(port, hex('5037'));
  await log.counts(3);
  await log.rowLocator.nth(1).click();
  const dialog = await openDialog(window);
  await dialog.getByRole('button', { name: 'Add protocol' }).click();
  await dialog.getByRole('textbox', { name: 'UDP ports' }).fill(String(port));
  const name = dialog.getByRole('textbox', { name: 'Name of field 1' });
  await name.fill('label');
  await name.press('Enter');
  await dialog.getByRole('textbox', { name: 'Name of field 2' }).fill('value');
  await dialog.getByRole('combobox', { name: 'Type of field 1' }).click();
  await page.getByRole('option', { name: 'Text to 0', exact: true }).click();
  const most = dialog.getByRole('textbox', { name: 'Most bytes of field 1, its zero with them' });
  await expect(most).toHaveValue('');
  await expect(most).toHaveAttribute('placeholder', 'to its zero');
  const lines = dialog.getByRole('table', { name: 'The selected message' }).getByRole('row');
  await expect(lines).toHaveText([/Field/, /^label\s*P71–3$/, /^value\s*94$/]);
  await most.fill('2');
  await expect(dialog.getByRole('alert')).toHaveText('“label” has no zero within 2 B.');
  await most.fill('length');
  await expect(
    dialog.getByText('“length” does not say how long a text up to its zero may be.'),
  ).toBeVisible();
  await most.fill('8');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await expect
    .poll(async () => (await log.story()).slice(1), LOADED)
    .toEqual([expect.stringMatching(/^In 4 protocol_1/), 'In 2 protocol_1 ends within label']);
  await log.rowLocator.nth(2).click();
  const again = await openDialog(window);
  await expect(again.getByRole('alert')).toHaveText(
    '“label” has no zero at its end: the message ends before it.',
  );
  await page.keyboard.press('Escape');
  await inspector.tab('Decode').click();
  await expect(inspector.field('The message ends within label: it has no zero at its end')).toBeVisible(
    LOADED,
  );
  await log.filter.fill('protocol_1.label == "P7" && len == 4');
  await expect.poll(async () => (await log.story()).length, LOADED).toBe(1);

  await servers.message.focus();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Find a command' })).toBeVisible();
  await page.keyboard.type('Fill in a message');
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Fill in a message' });
  await form.getByRole('textbox', { name: 'label', exact: true }).fill('P\\x008');
  await expect(form.getByText('The text has a zero byte, at which it would end.')).toBeVisible();
  await form.getByRole('textbox', { name: 'label', exact: true }).fill('P8');
  await expect(form.getByRole('status', { name: 'The message in hex' })).toHaveText('50 38 00 00');
});

test('a name of Wireshark’s own is refused in words; deleted is undone; the example is whole', async ({
  open,
}) => {
  const window = await open({ dissectors: 'log' });
  const { page } = window;
  const dialog = await openDialog(window);
  await dialog.getByRole('button', { name: 'Begin with an example' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Name in filters' })).toHaveValue('pump');
  await expect(dialog.getByRole('img', { name: 'Has faults' })).toHaveCount(0);
  await dialog.getByRole('textbox', { name: 'Name in filters' }).fill('dns');
  await expect(dialog.getByRole('alert')).toContainText(
    'The dissectors do not take this description',
    LOADED,
  );
  await page.keyboard.press('Escape');
  const again = await openDialog(window);
  await again.getByRole('button', { name: 'Delete protocol' }).click();
  await expect(again.getByText('No described protocols yet')).toBeVisible();
  await again.getByRole('button', { name: 'Undo' }).click();
  await expect(again.getByRole('textbox', { name: 'Name in filters' })).toHaveValue('dns');
});

test('a form makes a message with its length, count and checksum; what is wrong is said beside its field', async ({
  open,
  python,
}) => {
  const window = await open();
  const { page, servers } = window;
  const { keyboard } = page;
  const port = await startServer(servers);
  const peer = await python.connect(port);
  await expect(servers.peers).toHaveCount(1);
  await servers.message.focus();
  const fillIn = async () => {
    await keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Find a command' })).toBeVisible();
    await keyboard.type('Fill in a message');
    await keyboard.press('Enter');
    const form = page.getByRole('dialog', { name: 'Fill in a message' });
    await expect(form).toBeVisible();
    return form;
  };
  const empty = await fillIn();
  await empty.getByRole('button', { name: 'Describe protocols…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Protocols' });
  await dialog.getByRole('button', { name: 'Begin with an example' }).press('Enter');
  await expect(dialog.getByRole('textbox', { name: 'Name in filters' })).toHaveValue('pump');
  await keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  const form = await fillIn();
  const field = (name: string) => form.getByRole('textbox', { name, exact: true });
  const message = form.getByRole('status', { name: 'The message in hex' });
  await expect(field('Reading')).toHaveAttribute('readonly');
  await field('Kind').fill('Reading');
  await field('Alarm').fill('On');
  await field('Mode').fill('4');
  await expect(form.getByText('The number does not fit into the field.')).toBeVisible();
  await expect(form.getByRole('button', { name: 'Put into the message' })).toBeDisabled();
  await field('Mode').fill('3');
  await field('Name').fill('Pump 7');
  await field('Reading').fill('-2, 300, 0x7fff');
  await expect(field('Length of the name')).toHaveValue('6');
  await expect(field('Number of readings')).toHaveValue('3');
  await expect(field('Length of the name')).toHaveAttribute('readonly');
  await expect(message).toHaveText(
    /^02 83 06 50 75 6D 70 20 37 03 FF FE 01 2C 7F FF [0-9A-F]{2} [0-9A-F]{2}$/,
  );
  await expect(form.getByText('18 B', { exact: true })).toBeVisible();
  await expect.poll(() => serious(window), LOADED).toEqual([]);
  await form.getByRole('button', { name: 'Put into the message' }).press('Enter');
  await expect(form).toHaveCount(0);
  await servers.send.click();
  const sent = await peer.receive(18);
  expect([...sent]).toEqual([...withCrc(sent.subarray(0, 16))]);

  // What was typed stays for the next message.
  const again = await fillIn();
  await expect(again.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Pump 7');
  await again.getByRole('textbox', { name: 'Name', exact: true }).fill('x'.repeat(256));
  await expect(again.getByText('It would have to say 256 in length, which takes 0 to 255.')).toBeVisible();
});

test('no serious finding in either theme', async ({ open, python }) => {
  const window = await open();
  const { page, servers, log } = window;
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  await peer.sendTo(port, hex('02 83 01'));
  await log.counts(2);
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate(
      (one) => globalThis.window.porthole.request['settings.update']({ theme: one }),
      theme,
    );
    await page.reload();
    await log.counts(2);
    await log.rowLocator.last().click();
    const dialog = await openDialog(window);
    if (theme === 'light') await dialog.getByRole('button', { name: 'Begin with an example' }).click();
    await expect(
      dialog.getByText('“Name” reads past the end of the message: it wants 1 B, and 0 B is left.'),
    ).toBeVisible();
    await dialog.getByRole('button', { name: 'More about field 2' }).click();
    await expect(dialog.getByRole('textbox', { name: 'Name of bits 1' })).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Name of field 7' }).fill('Crc');
    await expect(dialog.getByText('“Crc” is no name for filters.')).toBeVisible();
    await expect.poll(() => serious(window), LOADED).toEqual([]);
    await page.keyboard.press('Escape');
  }
});
