// Going to a row or a time, with and without a filter, and what is said when it cannot be.

import { expect, test } from './porthole';
import { startServer } from './window/endpoint-pane';

test('Go to a row by its number and by its time; a filter shows the next one', async ({ open, python }) => {
  const { page, servers, log } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  for (let n = 1; n <= 300; n += 1) await peer.sendTo(port, `n ${n} ${n % 10 === 0 ? 'ten' : 'other'}`);
  await log.counts(301);

  const { selected } = log;
  const goTo = async (typed: string): Promise<void> => {
    await page.keyboard.press('Control+g');
    await expect(log.goTo).toBeFocused();
    await log.goTo.fill(typed);
    await page.keyboard.press('Enter');
  };
  await goTo('151');
  await expect(selected).toContainText('n 150 ten');
  await expect(log.goTo).toBeHidden();
  await expect(log.grid).toBeFocused();
  await expect(log.follow).toHaveAttribute('aria-pressed', 'false');
  // It came to the middle, with what is around it.
  await expect(log.row(/n 147 /)).toBeInViewport();
  await expect(log.row(/n 153 /)).toBeInViewport();

  const time = (await log.rows()).find(({ number }) => number === '153')?.time ?? '';
  await page.keyboard.press('Home');
  await expect(selected).toContainText('Open on');
  // To the microsecond, as the log shows it: the first row at or after it.
  await goTo(time);
  await expect(selected).toContainText('n 152 other');
  await expect(log.goTo).toBeHidden();
  await goTo('+0');
  await expect(selected).toContainText('Open on');
  await expect(log.goTo).toBeHidden();
  await goTo('00:00');
  await expect(log.goTo).toBeHidden();
  await expect(selected).toContainText('Open on');

  await goTo('half past nine');
  await expect(log.barSays).toContainText('“half past nine” is neither a row nor a time.');
  await expect(log.goTo).toHaveAttribute('aria-invalid', 'true');
  await goTo('1,000');
  await expect(log.barSays).toContainText('301 rows');
  await expect(selected).toContainText('n 300 ten');
  await goTo('2099-01-01');
  await expect(log.barSays).toContainText('The capture ends at');
  await page.keyboard.press('Escape');
  await expect(log.grid).toBeFocused();

  await log.filter.fill('ten');
  await log.counts(30);
  await goTo('155');
  await expect(selected).toContainText('n 160 ten');
  await expect(log.barSays).toContainText('hides row 155');
  await goTo('161');
  await expect(selected).toContainText('n 160 ten');
  await expect(log.goTo).toBeHidden();
  await log.filter.fill('n 150');
  await log.counts(1);
  await goTo('200');
  await expect(log.barSays).toContainText('all after it');
  await log.filter.fill('nothing has this');
  await log.counts(0);
  await goTo('12');
  await expect(log.barSays).toContainText('shows no row');
});
