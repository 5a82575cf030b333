// The timeline above the log: bursts are seen, brushed, limit the log, and are left again; by mouse and by keyboard.
import { type FileDatagram, writeDatagrams } from './datagram-file';
import { expect, type OpenWindow, test } from './porthole';
import { temporary } from './temporary';
import { willOpen } from './window/dialogs';
import { startServer } from './window/endpoint-pane';
import { timelineOf } from './window/timeline';

/** Noon of a day, local time, in seconds. */
const NOON = new Date(2026, 9, 5, 12).getTime() / 1000;

/** 30 messages in within 3 s, and a minute later 20 in and 20 out within 4 s. */
const twoBursts: readonly FileDatagram[] = [
  ...Array.from(
    { length: 30 },
    (_, i): FileDatagram => ({ at: NOON + i / 10, way: 'in', text: `first ${i}` }),
  ),
  ...Array.from(
    { length: 40 },
    (_, i): FileDatagram => ({
      at: NOON + 60 + i / 10,
      way: i % 2 === 0 ? 'in' : 'out',
      text: `second ${i}`,
    }),
  ),
];

const openBursts = async ({ app, bar, page, log }: OpenWindow): Promise<void> => {
  const path = await temporary('bursts.pcapng');
  await writeDatagrams(path, twoBursts);
  await willOpen(app, path);
  await bar.openCapture.click();
  await expect(page.getByText('Viewing bursts.pcapng')).toBeVisible();
  await log.counts(70);
};

test('a burst is brushed and the log shows just that, beside a filter too', async ({ open, python }) => {
  const window = await open();
  const { page, servers, log } = window;
  const timeline = timelineOf(page);
  // What came last is drawn a moment later than the log has it, and only then the places mean what is meant.
  const brushed = (from: number, to: number, rows: number): Promise<void> =>
    expect(async () => {
      await timeline.brush(from, to);
      await expect.poll(log.count, { timeout: 2000 }).toBe(rows);
      await log.drawn();
    }).toPass();
  const began = Date.now();
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  for (let n = 1; n <= 15; n += 1) await peer.sendTo(port, `first ${n}`);
  await log.counts(16);
  const between = Math.max(1500, 3 * (Date.now() - began));
  const start = Date.now();
  await expect.poll(() => Date.now() - start, { timeout: between + 30_000 }).toBeGreaterThan(between);
  for (let n = 1; n <= 25; n += 1) await peer.sendTo(port, `second ${n}`);
  await log.counts(41);

  await brushed(0.6, 1, 25);
  expect((await log.rows()).every(({ info }) => info.startsWith('second'))).toBe(true);
  await expect(log.region.getByText('25 of 41')).toBeVisible();
  await log.filter.fill('"second 7" || first');
  await log.tells(['In 8 second 7']);
  await timeline.showAll.click();
  await log.counts(16);
  await log.filter.fill('');
  // The list of filters used before lies over the timeline while it is open.
  await page.keyboard.press('Enter');
  await log.counts(41);

  // A click beside the span gives it up as well.
  await brushed(0.6, 1, 25);
  await timeline.chart.click({ position: { x: 20, y: 20 } });
  await log.counts(41);

  // What comes later is not within the span; Clear ends it.
  await brushed(0, 0.5, 16);
  await peer.sendTo(port, 'third');
  await expect(log.region.getByText('16 of 42')).toBeVisible();
  await log.counts(16);
  await log.clear.click();
  await expect(timeline.showAll).toBeHidden();
  await peer.sendTo(port, 'fourth');
  await log.tells(['In 6 fourth']);
});

test('the same by keyboard, with figures that a screen reader hears', async ({ open }) => {
  const window = await open();
  const { page, log } = window;
  const { keyboard } = page;
  const timeline = timelineOf(page);
  await openBursts(window);
  await keyboard.press('Control+Shift+T');
  await expect(timeline.chart).toBeFocused();
  await keyboard.press('Home');
  await expect
    .poll(timeline.says)
    .toBe('2026-10-05 12:00:00.0 to 12:00:00.5: in 5 messages, 35 B; out 0 messages, 0 B');
  for (let n = 0; n < 20; n += 1) await keyboard.press('Shift+ArrowRight');
  await expect
    .poll(timeline.says)
    .toBe(
      'Selecting 2026-10-05 12:00:00.0 to 12:00:10.5: in 30 messages, 230 B; out 0 messages, 0 B. Enter limits the log to it, Escape gives it up.',
    );
  await keyboard.press('Enter');
  await log.counts(30);
  await expect(page.getByText('2026-10-05 12:00:00.0 – 12:00:10.5')).toBeVisible();

  // Escape gives up what is selected, then what limits.
  await keyboard.press('Shift+ArrowLeft');
  await keyboard.press('Escape');
  await log.counts(30);
  await keyboard.press('Escape');
  await log.counts(70);
  await keyboard.press('End');
  await expect.poll(timeline.says).toMatch(/^2026-10-05 12:01:0/);
  await keyboard.press('Shift+PageUp');
  await keyboard.press('Enter');
  await log.counts(40);

  // Zooming in shows the span alone, as wide as there is room; and back.
  const bars = await timeline.chart.getAttribute('aria-valuemax');
  await keyboard.press('+');
  await expect(timeline.chart).not.toHaveAttribute('aria-valuemax', String(bars));
  await keyboard.press('Home');
  await expect.poll(timeline.says).toMatch(/^2026-10-05 12:00:5/);
  await keyboard.press('-');
  await timeline.hasBars(Number(bars));

  // Hidden, it comes back for whoever goes to it.
  await log.button('Timeline').press('Enter');
  await expect(timeline.chart).toHaveCount(0);
  await keyboard.press('Control+Shift+T');
  await expect(timeline.chart).toBeFocused();
});

test('in Chinese; bytes instead of messages; hidden and shown again', async ({ open }) => {
  const window = await open();
  const { page, bar } = window;
  await openBursts(window);
  await bar.button('中文').click();
  const strip = page.getByRole('group', { name: '时间线', exact: true });
  const chart = strip.getByRole('slider', { name: '时间', exact: true });
  await chart.focus();
  await page.keyboard.press('Home');
  await expect(chart).toHaveAttribute(
    'aria-valuetext',
    '2026-10-05 12:00:00.0 至 12:00:00.5：接收 5 条消息，35 B；发送 0 条消息，0 B',
  );
  await expect(strip.getByText('5 / 500 ms')).toBeVisible();
  await expect(strip.getByText('3 / 500 ms')).toBeVisible();
  await strip.getByRole('radio', { name: '字节' }).check({ force: true });
  await expect(strip.getByText('40 B / 500 ms')).toBeVisible();
  const toggle = page.getByRole('button', { name: '时间线', exact: true });
  await toggle.click();
  await expect(strip).toHaveCount(0);
  const again = await window.reopen();
  await openBurstsInChinese(again);
  await expect(again.page.getByRole('button', { name: '时间线', exact: true })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  await expect(again.page.getByRole('group', { name: '时间线', exact: true })).toHaveCount(0);
  await again.page.getByRole('button', { name: '时间线', exact: true }).click();
  await expect(again.page.getByRole('radio', { name: '字节' })).toBeChecked();
});

const openBurstsInChinese = async ({ app, page }: OpenWindow): Promise<void> => {
  const path = await temporary('bursts.pcapng');
  await writeDatagrams(path, twoBursts);
  await willOpen(app, path);
  await page.getByRole('button', { name: '打开抓包', exact: true }).click();
  await expect(page.getByRole('grid').first()).toHaveAttribute('aria-rowcount', '71');
};
