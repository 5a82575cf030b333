// Finding rows without hiding any: in both directions, around the ends, among what the filter shows.

import { expect, test } from './porthole';
import { startServer } from './window/endpoint-pane';

test('Find goes from match to match, wraps with a word, and marks what is on the screen', async ({
  open,
  python,
}) => {
  const { page, servers, log } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  for (let n = 1; n <= 300; n += 1) await peer.sendTo(port, `n ${n}${n % 100 === 0 ? ' Needle' : ''}`);
  await log.counts(301);
  const { selected } = log;

  await page.keyboard.press('Control+f');
  await expect(log.find).toBeFocused();
  await log.find.fill('needle');
  // The screen is at the tail: its match is marked before anyone goes anywhere.
  await expect(log.row('n 300 Needle')).toHaveAttribute('data-found', 'true');
  await expect(log.row(/n 299$/)).not.toHaveAttribute('data-found', 'true');
  const marked = () =>
    page.evaluate(() =>
      [...(CSS.highlights.get('log-find') ?? [])].map((range) => range instanceof Range && range.toString()),
    );
  await expect.poll(marked).toEqual(['Needle']);

  await page.keyboard.press('Shift+Enter');
  await expect(selected).toContainText('n 300 Needle');
  await page.keyboard.press('Shift+Enter');
  await expect(selected).toContainText('n 200 Needle');
  await expect(selected).toBeInViewport();
  await expect(log.follow).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Shift+Enter');
  await expect(selected).toContainText('n 100 Needle');
  await page.keyboard.press('Shift+Enter');
  await expect(selected).toContainText('n 300 Needle');
  await expect(log.barSays).toContainText('went on from the last row');
  await page.keyboard.press('Enter');
  await expect(selected).toContainText('n 100 Needle');
  await expect(log.barSays).toContainText('went on from the first row');

  // From the rows too, and with the language of the filter.
  await log.grid.focus();
  await page.keyboard.press('F3');
  await expect(selected).toContainText('n 200 Needle');
  await page.keyboard.press('Shift+F3');
  await expect(selected).toContainText('n 100 Needle');
  await log.find.fill('len == 3 and payload matches "7$"');
  await log.find.press('Enter');
  await expect(selected).toContainText('n 7');
  expect(await log.count()).toBe(301);

  await log.find.fill('nobody says this');
  await page.keyboard.press('Enter');
  await expect(log.barSays).toHaveText('No match');
  await expect(selected).toContainText('n 7');
  await log.find.fill('len > > 3');
  await page.keyboard.press('Enter');
  await expect(log.barSays).toContainText('character 7');
  await expect(log.find).toHaveAttribute('aria-invalid', 'true');

  // Only what the filter shows.
  await log.filter.fill('row > 150');
  await log.counts(151);
  await log.find.fill('Needle');
  await log.find.press('Enter');
  await expect(selected).toContainText('n 200 Needle');
  // Two presses are two steps, however quickly they come.
  await page.keyboard.press('Enter');
  await expect(selected).toContainText('n 300 Needle');
  await page.keyboard.press('Enter');
  await expect(selected).toContainText('n 200 Needle');
  await expect(log.barSays).toContainText('went on from the first row');
  await log.find.fill('"n 250"');
  await page.keyboard.press('Enter');
  await expect(selected).toContainText('n 250');
  await page.keyboard.press('Enter');
  await expect(log.barSays).toContainText('only match');

  await page.keyboard.press('Escape');
  await expect(log.find).toBeHidden();
  await expect(log.grid).toBeFocused();
  await expect(selected).not.toHaveAttribute('data-found', 'true');
});

test('Escape calls a long search off, and the next one begins at once', async ({ open, python }) => {
  const { page, servers, log } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  // Nearly every byte leads the expression below into a new state: more than a second for each of these rows.
  let random = 1;
  const letters = Buffer.alloc(60_000).map(() => {
    random = (random * 48_271) % 0x7fff_ffff;
    return 0x61 + (random % 5);
  });
  // One by one: a socket's buffer may have room for three of them.
  for (let n = 0; n < 30; n += 1) {
    await peer.sendTo(port, Buffer.from(letters));
    await log.counts(n + 2);
  }
  await peer.sendTo(port, 'the last one');
  await log.counts(32);

  await log.grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+f');
  await log.find.fill('/(a?b?c?d?e?){200}[xyz]$/');
  await page.keyboard.press('Enter');
  await expect(log.barSays).toContainText('Looking');
  await page.keyboard.press('Escape');
  await expect(log.barSays).toHaveText('Stopped');
  await expect(log.find).toBeFocused();
  await log.find.fill('the last one');
  await page.keyboard.press('Enter');
  await expect(log.selected).toContainText('the last one');
});
