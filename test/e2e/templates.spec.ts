// Messages that are made anew each time: counters, lengths, checksums, in the composer, in replies and in repeats.
import { expect, test } from './porthole';
import { connectClient, type EndpointPane, startServer } from './window/endpoint-pane';

test('a template is completed, previewed and counted while it is typed, and made anew with each send', async ({
  open,
  python,
}) => {
  const { page, clients } = await open();
  const listener = await python.listen();
  await connectClient(clients, { port: listener.port });
  const peer = await listener.accept();
  const list = page.getByRole('listbox', { name: 'Completions' });

  await clients.message.click();
  await page.keyboard.type('No {');
  await page.keyboard.type('{');
  // The second brace brings the closing ones.
  await expect(clients.message).toHaveValue('No {{}}');
  await page.keyboard.type('cou');
  await expect(list.getByRole('option')).toHaveText(['countercounts up with each message']);
  await page.keyboard.press('Enter');
  await expect(clients.message).toHaveValue('No {{counter}}');
  await expect(list).toHaveCount(0);
  // Typing the closing braces goes over those that stand there.
  await page.keyboard.type('}}\\n');
  await expect(clients.message).toHaveValue('No {{counter}}\\n');
  await expect(clients.preview).toHaveText('No 1\\n');
  await expect(clients.region.getByText('5 B', { exact: true })).toBeVisible();

  await page.keyboard.press('Control+Enter');
  expect((await peer.receive(5)).toString()).toBe('No 1\n');
  await expect(clients.preview).toHaveText('No 2\\n');
  await page.keyboard.press('Control+Enter');
  expect((await peer.receive(5)).toString()).toBe('No 2\n');

  // The history keeps what was written, not what it became.
  await clients.message.fill('');
  await page.keyboard.press('ArrowUp');
  await expect(clients.message).toHaveValue('No {{counter}}\\n');
  await page.keyboard.press('Control+Enter');
  expect((await peer.receive(5)).toString()).toBe('No 3\n');

  // Counters begin again with a new connection.
  await clients.button('Disconnect').click();
  await clients.button('Connect').click();
  const again = await listener.accept();
  await expect(clients.preview).toHaveText('No 1\\n');
  await clients.send.click();
  expect((await again.receive(5)).toString()).toBe('No 1\n');
});

test('a Modbus request gets its length and its checksum from the menus, by keyboard alone', async ({
  open,
  python,
}) => {
  const { page, clients } = await open();
  const listener = await python.listen();
  await connectClient(clients, { port: listener.port });
  const peer = await listener.accept();

  await clients.write('01 03 00 00 00 0A ', 'Hex');
  await clients.message.press('Control+K');
  await page.keyboard.type('append checksum');
  await page.keyboard.press('Enter');
  const picker = page.getByRole('dialog', { name: 'Append checksum…' });
  await expect(picker.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('modbus');
  const option = picker.getByRole('option');
  await expect(option).toHaveCount(1);
  // Its value over the message as it stands, in the order in which it is appended.
  await expect(option).toContainText('C5 CD');
  await page.keyboard.press('Enter');
  await expect(clients.message).toHaveValue('01 03 00 00 00 0A {{CRC-16/MODBUS(le)}}');
  await expect(clients.message).toBeFocused();
  await expect(clients.preview).toHaveText('01 03 00 00 00 0AC5 CD');
  await page.keyboard.press('Control+Enter');
  expect((await peer.receive(8)).toString('hex')).toBe('01030000000ac5cd');

  // Undo takes it back, as if it had been typed.
  await page.keyboard.press('Control+z');
  await expect(clients.message).toHaveValue('01 03 00 00 00 0A ');

  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+i');
  await expect(page.getByRole('menuitem', { name: 'Counter' })).toBeFocused();
  await page.getByRole('menuitem', { name: 'Length and parts' }).press('ArrowRight');
  await page.getByRole('menuitem', { name: /^Length of what follows, 16 bits/ }).press('Enter');
  await expect(clients.message).toHaveValue('{{u16(len(after))}}01 03 00 00 00 0A ');
  await page.keyboard.press('Control+Enter');
  expect((await peer.receive(8)).toString('hex')).toBe('000601030000000a');
});

test('what is wrong is said at its character, and two braces can be meant as such', async ({
  open,
  python,
}) => {
  const { clients } = await open();
  const listener = await python.listen();
  await connectClient(clients, { port: listener.port });
  const peer = await listener.accept();

  await clients.write('ab {{countr}}');
  await expect(clients.message).toHaveAttribute('aria-invalid', 'true');
  await expect(clients.message).toHaveAccessibleDescription(
    /“countr” \(character 6\).*Did you mean counter\?/,
  );
  await expect(clients.send).toBeDisabled();
  await clients.region.getByRole('button', { name: /countr/ }).click();
  const selection = () =>
    clients.message.evaluate((box: HTMLTextAreaElement) => [box.selectionStart, box.selectionEnd]);
  await expect.poll(selection).toEqual([5, 11]);

  await clients.write('x{{CRC-8(all)}}');
  await expect(clients.message).toHaveAccessibleDescription(/would be over itself/);
  await clients.write('{{$nobody}}');
  await expect(clients.message).toHaveAccessibleDescription(/no variable “nobody”/);
  await expect(clients.send).toBeDisabled();

  await clients.say('\\{{name}}');
  expect((await peer.receive(8)).toString()).toBe('{{name}}');
  await clients.button('Raw text').click();
  await clients.say('{{raw}}\\n');
  expect((await peer.receive(9)).toString()).toBe('{{raw}}\\n');
});

test('a reply is made from what was asked, and says when it cannot be', async ({ open, python }) => {
  const { servers, log } = await open();
  await servers.answer('Fixed', '{{$message[0:2]}}-{{counter(n, start=5)}};');
  const port = await startServer(servers);
  const peer = await python.connect(port);
  await peer.send('AB12');
  expect((await peer.receive(5)).toString()).toBe('AB-5;');
  await peer.send('CD');
  expect((await peer.receive(5)).toString()).toBe('CD-6;');
  await peer.send('E');
  await expect
    .poll(async () => (await log.story()).at(-1))
    .toMatch(/^Warning Not answered\. ETEMPLATE_SLICE/);
  await peer.send('FG');
  expect((await peer.receive(5)).toString()).toBe('FG-7;');
});

const startRepeat = async (
  { page, pane }: { page: import('@playwright/test').Page; pane: EndpointPane },
  times: string,
): Promise<void> => {
  await pane.button('Repeat').click();
  await page.getByRole('textbox', { name: 'Every' }).fill('5');
  await page.getByRole('textbox', { name: 'Times' }).fill(times);
  await page.getByRole('button', { name: 'Begin' }).click();
};

test('a repeat makes every message anew and counts from the start', async ({ open, python }) => {
  const { page, clients } = await open();
  const listener = await python.listen();
  await connectClient(clients, { port: listener.port });
  const peer = await listener.accept();
  await clients.say('{{counter(width=2)}},');
  expect((await peer.receive(3)).toString()).toBe('01,');
  await startRepeat({ page, pane: clients }, '12');
  expect((await peer.receive(36)).toString()).toBe('01,02,03,04,05,06,07,08,09,10,11,12,');
  await expect(clients.repeats).toHaveCount(0);
  await clients.send.click();
  expect((await peer.receive(3)).toString()).toBe('02,');
});

test('in Chinese, the menu and what is wrong', async ({ open }) => {
  const { page } = await open({ lang: 'zh-CN' });
  const pane = page.locator('[data-pane="clients"]');
  const message = pane.getByRole('textbox', { name: '消息' });
  await message.fill('{{u8(300)}}');
  await expect(message).toHaveAccessibleDescription(/u8 放不下 300（第 6 个字符）/);
  await message.fill('');
  await pane.getByRole('button', { name: '插入' }).click();
  await page.getByRole('menuitem', { name: '时间' }).hover();
  await page.getByRole('menuitem', { name: /^Unix 时间，秒/ }).click();
  await expect(message).toHaveValue('{{time(s)}}');
  await expect(pane.getByRole('group', { name: '预览' })).toHaveText(/^\d{10}$/);
});
