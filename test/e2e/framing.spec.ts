// A conversation as messages: cut by a framing while it is looked at, and the framing found from what was captured.
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, type OpenWindow, test } from './porthole';
import { pickIn, startServer } from './window/endpoint-pane';
import { keyboardIn, WORDS } from './window/keyboard';

const noSeriousViolations = async (page: Page, selector: string): Promise<void> => {
  // What comes into view is faint for some frames.
  await expect(async () => {
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).include(selector).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  }).toPass({ timeout: 60_000 });
};

test('a conversation is shown as the messages of a framing, which lead to their rows', async ({
  open,
  python,
}) => {
  const { page, servers, log, inspector } = await open();
  const port = await startServer(servers);
  const peer = await python.connect(port);
  await peer.send('first li');
  await log.counts(3);
  await peer.send('ne\nsecond\nfar too long for it\nthi');
  await log.select('second');
  await inspector.tab('Stream').click();
  const { region } = inspector;
  await pickIn(region, 'Cut into messages', 'By another framing');
  const list = region.getByRole('listbox', { name: 'Messages', exact: true });
  await expect(list.getByRole('option')).toHaveText([/first line$/, /second$/, /far too long for it$/]);
  await expect(region.getByText('3 B received of one that is not whole')).toBeVisible();

  // The message of the selected row is selected; it began in an earlier one.
  const detail = region.getByRole('region', { name: 'Selected message' });
  await expect(list.getByRole('option', { selected: true })).toHaveText(/first line$/);
  await expect(detail).toContainText('10 B in 11 B of the stream');
  await list.focus();
  await page.keyboard.press('Enter');
  await expect(log.selected).toContainText('first li');

  // What breaks the framing is said where it stands, and more comes while one looks.
  await region.getByRole('textbox', { name: 'Longest (B)' }).fill('12');
  await expect(list.getByRole('option').nth(2)).toContainText('A message has more than 12 bytes');
  await expect(region.getByText('1 piece is no message')).toBeVisible();
  await list.focus();
  await page.keyboard.press('End');
  await expect(detail.getByRole('alert')).toContainText('Raise the largest length');
  await peer.send('rd\n');
  await expect(list.getByRole('option').nth(3)).toHaveText(/third$/);
  await noSeriousViolations(page, '[data-pane=inspector]');

  // Nothing of what was stored has changed.
  await pickIn(region, 'Cut into messages', 'As it came');
  await expect(region.getByText('3 messages')).toBeVisible();
});

test('silence ends the last message too, while one looks', async ({ open, python }) => {
  const { servers, log, inspector } = await open();
  const port = await startServer(servers);
  const peer = await python.connect(port);
  await peer.send('first');
  await log.select('first');
  await inspector.tab('Stream').click();
  const { region } = inspector;
  await pickIn(region, 'Cut into messages', 'By another framing');
  await pickIn(region, 'Framing', 'Silence');
  const pause = region.getByRole('textbox', { name: 'Milliseconds', exact: true });
  // Longer than a test takes: the message is still waited for.
  await pause.fill('80000000');
  await expect(region.getByText('5 B received of one that is not whole')).toBeVisible();
  const messages = region.getByRole('listbox', { name: 'Messages', exact: true }).getByRole('option');
  await expect(messages).toHaveCount(0);
  await pause.fill('1500');
  await expect(messages).toHaveText([/first$/]);
  // Nothing else comes: time alone ends this one.
  await peer.send('second');
  await expect(messages).toHaveText([/first$/, /second$/]);
  await expect(region.getByText('that is not whole')).toHaveCount(0);
});

test('the framing that conversations are looked at with is still chosen after a restart', async ({
  open,
  python,
}) => {
  const first = await open();
  const talk = async ({ servers, log, inspector }: OpenWindow) => {
    const port = await startServer(servers);
    const peer = await python.connect(port);
    await peer.send('one;two;');
    await log.select('one;two;');
    await inspector.tab('Stream').click();
    return inspector.region;
  };
  const region = await talk(first);
  await pickIn(region, 'Cut into messages', 'By another framing');
  await region.getByRole('textbox', { name: 'Ends with', exact: true }).fill(';');
  const messages = (shown: Locator) =>
    shown.getByRole('listbox', { name: 'Messages', exact: true }).getByRole('option');
  await expect(messages(region)).toHaveText([/one$/, /two$/]);

  const again = await talk(await first.reopen());
  await expect(messages(again)).toHaveText([/one$/, /two$/]);
  await expect(again.getByRole('textbox', { name: 'Ends with', exact: true })).toHaveValue(';');
});

test('every kind of framing is a lens, chosen by keyboard, in Chinese', async ({ open, python }) => {
  const { page } = await open({ lang: 'zh-CN' });
  const { framing: words, inspector: lens, endpoints, log: logWords } = WORDS['zh-CN'];
  const keys = keyboardIn(page);
  await keys.press('Control+1');
  await keys.fill(endpoints.port, '0');
  await keys.press('F5');
  const status = page.getByRole('region', { name: endpoints.servers }).getByRole('status').first();
  await expect(status).toContainText(/127\.0\.0\.1:\d{2,}/);
  const port = Number(/127\.0\.0\.1:(\d+)/.exec((await status.textContent()) ?? '')?.[1]);
  const grid = page.getByRole('grid', { name: logWords.title });
  const list = page.getByRole('listbox', { name: lens.messages, exact: true });
  let rows = 1;
  for (const [kind, fields, chunks, messages] of [
    ['delimiter', { delimiterField: ';' }, ['one;tw', 'o;'], ['one', 'two']],
    ['fixed', { length: '3' }, ['onetw', 'o'], ['one', 'two']],
    ['lengthField', { offset: '0' }, ['\0\x03one\0\x02hi'], ['\\0\\x03one', '\\0\\x02hi']],
    ['slip', {}, ['one\xc0t\xdb', '\xdco\xc0'], ['one', 't\\xC0o']],
    ['cobs', {}, ['\x04one\0\x02t\x02o\0'], ['one', 't\\0o']],
    ['markers', { start: '<', end: '>' }, ['<one><t', 'wo>'], ['one', 'two']],
    ['idle', { idleMs: '1' }, ['one', 'two'], ['one', 'two']],
    ['json', {}, ['{"a":', '1}[2]'], ['{"a":1}', '[2]']],
    ['regex', { regexField: 'e|[0-9]+!' }, ['one12', '!x'], ['one', '12!']],
  ] as const) {
    const peer = await python.connect(port);
    rows += 1;
    for (const chunk of chunks) {
      await expect(grid).toHaveAttribute('aria-rowcount', String(rows + 1));
      await peer.send(Buffer.from(chunk, 'latin1'));
      rows += 1;
    }
    await expect(grid).toHaveAttribute('aria-rowcount', String(rows + 1));
    await keys.press('Control+3');
    await keys.press('End');
    await expect(grid.locator('[role=row][aria-selected=true]')).toContainText(`127.0.0.1:${peer.port}`);
    await keys.command(WORDS['zh-CN'].commands.showAsMessages);
    await keys.backTo(words.framing);
    await keys.pick(words.framing, words[kind]);
    for (const [field, typed] of Object.entries(fields))
      await keys.fill(words[field as keyof typeof words], typed);
    await expect(list.getByRole('option')).toHaveText(
      messages.map((text) => new RegExp(`${text.replaceAll(/[\\[\]{}]/g, '\\$&')}$`)),
    );
  }
});

test('the framing of a conversation is found, looked with, and given to the endpoint, by keyboard', async ({
  open,
  python,
}) => {
  const { page, servers, log, inspector } = await open();
  const port = await startServer(servers);
  const peer = await python.connect(port);
  const requests = [
    '000100000006010300000002',
    '000200000006010600 01beef',
    '0003000000090110000500 0102cafe',
    '000400000006010300010005',
  ].map((digits) => Buffer.from(digits.replaceAll(' ', ''), 'hex'));
  let rows = 2;
  for (const request of requests) {
    await peer.send(request);
    rows += 1;
    await log.counts(rows);
  }
  await log.grid.press('End');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Find the framing of the conversation');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'How is it cut into messages?' });
  const first = dialog.getByRole('row').nth(1);
  await expect(first).toContainText('Length field2 B at 4, Big-endian');
  await expect(first).toContainText('100%');
  await expect(first).toContainText('certain');
  await noSeriousViolations(page, '[role=dialog]');
  await first.getByRole('button', { name: 'Show the messages' }).press('Enter');
  await expect(dialog).toHaveCount(0);
  const list = inspector.region.getByRole('listbox', { name: 'Messages', exact: true });
  await expect(list.getByRole('option')).toHaveCount(4);

  await inspector.region.getByRole('button', { name: 'Find the framing', exact: true }).press('Enter');
  await first.getByRole('button', { name: 'Use for the endpoint' }).press('Enter');
  await expect(dialog).toHaveCount(0);
  await pickIn(inspector.region, 'Cut into messages', 'As the endpoint: Length field');
  await expect(list.getByRole('option')).toHaveCount(4);
  await expect(inspector.region.getByRole('combobox', { name: 'Cut into messages', exact: true })).toHaveText(
    'As the endpoint: Length field',
  );
});
