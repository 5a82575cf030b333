// Columns: chosen, moved and sized by pointer and by keyboard, kept, and put back; and what they show.

import type { Locator } from '@playwright/test';
import { expect, test } from './porthole';
import { startServer } from './window/endpoint-pane';

const FIRST = ['number', 'time', 'delta', 'endpoint', 'peer', 'direction', 'length', 'info'];

const boxOf = async (locator: Locator) => {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('it is not on the screen');
  return box;
};

test('columns are chosen in the menu of the header, and kept', async ({ open, python }) => {
  const window = await open();
  const { page, servers, log } = window;
  const port = await startServer(servers);
  const peer = await python.connect(port);
  await peer.send('Hello');
  await log.counts(3);
  await expect.poll(() => log.columns()).toEqual(FIRST);

  await log.header('Peer').click({ button: 'right' });
  const menu = page.getByRole('menu');
  for (const name of [
    'Connection number',
    'Protocol',
    'Severity',
    'Local address',
    'Time since the first row',
  ]) {
    await menu.getByRole('menuitemcheckbox', { name }).click();
  }
  await menu.getByRole('menuitemcheckbox', { name: 'Endpoint' }).click();
  await menu.getByRole('menuitemcheckbox', { name: 'Time since the row before' }).click();
  await expect(menu.getByRole('menuitemcheckbox', { name: 'Info' })).toBeDisabled();
  await page.keyboard.press('Escape');
  const chosen = [
    'number',
    'time',
    'elapsed',
    'local',
    'peer',
    'connection',
    'direction',
    'protocol',
    'severity',
  ];
  await expect.poll(() => log.columns()).toEqual([...chosen, 'length', 'info']);

  const data = log.row('Hello').getByRole('gridcell');
  const cell = (column: string): Locator => data.and(page.locator(`[data-column=${column}]`));
  await expect(cell('connection')).toHaveText(/^\d+$/);
  await expect(cell('protocol')).toHaveText('TCP');
  await expect(cell('local')).toHaveText(`127.0.0.1:${port}`);
  await expect(cell('elapsed')).toHaveText(/^\+\d+\.\d{6}$/);
  await expect(cell('severity')).toHaveText('');
  await expect(log.row('Listening on').locator('[data-column=severity]')).toHaveText('Info');

  // What one reads in the column can be typed where one wants to go.
  const elapsed = (await cell('elapsed').textContent()) ?? '';
  await page.keyboard.press('Control+g');
  await log.goTo.fill(elapsed);
  await page.keyboard.press('Enter');
  await expect(log.selected).toContainText('Hello');

  const again = await window.reopen();
  await startServer(again.servers);
  await expect.poll(() => again.log.columns()).toEqual([...chosen, 'length', 'info']);
  await again.log.header('Length').click({ button: 'right' });
  await again.page.getByRole('menuitem', { name: 'Columns as they were at first' }).click();
  await expect.poll(() => again.log.columns()).toEqual(FIRST);
});

test('columns are sized and moved by the pointer', async ({ open, python }) => {
  const { page, servers, log } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  await peer.sendTo(port, 'Hello');
  await log.counts(2);
  const width = async (name: string): Promise<number> => (await boxOf(log.header(name))).width;
  const drag = async (from: Locator, by: number): Promise<void> => {
    const { x, y, width: across, height } = await boxOf(from);
    await page.mouse.move(x + across / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + across / 2 + by / 2, y + height / 2, { steps: 4 });
    await page.mouse.move(x + across / 2 + by, y + height / 2, { steps: 4 });
    await page.mouse.up();
  };

  const before = await width('Endpoint');
  await drag(log.edge('Endpoint'), 60);
  await expect.poll(() => width('Endpoint')).toBe(before + 60);
  const cell = log.row('Hello').locator('[data-column=endpoint]');
  await expect.poll(async () => (await boxOf(cell)).width).toBe(before + 60);
  await log.edge('Endpoint').dblclick();
  // As wide as the name, and no wider.
  await expect.poll(() => width('Endpoint')).toBeLessThan(before);
  await expect.poll(() => cell.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);

  const length = await boxOf(log.header('Length'));
  const number = await boxOf(log.header('Number'));
  await drag(log.header('Length'), number.x + 2 - (length.x + length.width / 2));
  await expect.poll(() => log.columns()).toEqual(['length', ...FIRST.filter((name) => name !== 'length')]);
  await drag(log.header('Length'), 700);
  await expect.poll(async () => (await log.columns()).indexOf('length')).toBeGreaterThan(4);
  // The order of the rows is the capture's, whatever is clicked.
  await log.header('Length').click();
  expect((await log.rows()).map(({ number }) => number)).toEqual(['1', '2']);
});

test('columns are sized, moved and chosen by keyboard', async ({ open, python }) => {
  const { page, servers, log } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  await peer.sendTo(port, 'Hello');
  await log.counts(2);
  await log.grid.focus();
  await page.keyboard.press('Tab');
  await expect(log.header('Number')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(log.header('Time')).toBeFocused();
  const before = (await boxOf(log.header('Time'))).width;
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => (await boxOf(log.header('Time'))).width).toBe(before + 8);
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(() => log.columns()).toEqual(['number', 'delta', 'time', ...FIRST.slice(3)]);
  await expect(log.header('Time')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemcheckbox', { name: 'Peer' }).click();
  await page.keyboard.press('Escape');
  await expect.poll(() => log.columns()).not.toContain('peer');
  await expect(log.header('Time')).toBeFocused();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('columns of the log as they');
  await page.keyboard.press('Enter');
  await expect.poll(() => log.columns()).toEqual(FIRST);
});

test('a narrow window keeps what rows are told apart by, and gives Info its room', async ({ open }) => {
  const { porthole, page, servers, log } = await open();
  await startServer(servers);
  const native = await porthole.app.browserWindow(page);
  await native.evaluate((self) => self.setSize(1024, 700));
  await expect.poll(() => log.columns()).toEqual(FIRST.filter((name) => name !== 'delta'));
  await expect.poll(async () => (await boxOf(log.header('Info'))).width).toBeGreaterThanOrEqual(200);
  await log.header('Info').click({ button: 'right' });
  await expect(page.getByRole('menuitemcheckbox', { name: 'Time since the row before' })).toContainText(
    'no room',
  );
  await page.keyboard.press('Escape');
  await native.evaluate((self) => self.setSize(1440, 900));
  await expect.poll(() => log.columns()).toEqual(FIRST);
});
