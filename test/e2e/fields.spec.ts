// Fields of the dissectors beside the tree: as columns of the log, and over time. Issue 5.
import type { Locator } from '@playwright/test';
import { expect, type OpenWindow, test } from './porthole';
import type { Python } from './python-sockets';
import { startServer } from './window/endpoint-pane';

/** A port that the dissectors take for HTTP (hkp), so that nobody has to tell them. */
const HTTP_PORT = 11371;

/** Loading takes seconds on a machine that does other things, too. */
const LOADED = { timeout: 60_000 };

/** Three answered requests, with bodies of 1, 2 and 3 bytes. */
const exchange = async ({ servers, log, inspector }: OpenWindow, python: Python) => {
  await startServer(servers, { port: HTTP_PORT });
  await servers.answer('Fixed', 'HTTP/1.1 204 No Content\\r\\n\\r\\n');
  const peer = await python.connect(HTTP_PORT);
  for (const [i, path] of ['/one', '/two', '/three'].entries()) {
    const body = 'x'.repeat(i + 1);
    await peer.send(
      `POST ${path} HTTP/1.1\r\nHost: plc.example\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await peer.receive(20);
  }
  await log.counts(8);
  await inspector.tab('Decode').click();
  await log.select('POST /two');
};

const cell = ({ log }: OpenWindow, row: string, column: string): Locator =>
  log.row(row).locator(`[data-column="field:${column}"]`);

test('a field becomes a column of the log, which is kept, sized, moved and removed as any other', async ({
  open,
  python,
}) => {
  const window = await open();
  await exchange(window, python);
  const { page, log, inspector } = window;
  await inspector.field('Host: plc.example').click({ button: 'right', ...LOADED });
  await page.getByRole('menuitem', { name: 'Add as a column' }).click();
  await expect.poll(() => log.columns()).toContain('field:http.host');
  await expect(cell(window, 'POST /one', 'http.host')).toHaveText('plc.example', LOADED);
  await expect(cell(window, 'POST /three', 'http.host')).toHaveText('plc.example');
  await expect(cell(window, 'Accepted', 'http.host')).toHaveText('');

  // By keyboard: from the tree, and from the palette.
  await inspector.fields.focus();
  // Letters that come too slowly are no word: then it is typed again.
  await expect(async () => {
    await page.keyboard.type('content-length');
    await expect(inspector.fields.locator('[aria-selected=true]')).toContainText('Content-Length', {
      timeout: 1500,
    });
  }).toPass({ timeout: 20_000 });
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Add as a column' }).press('Enter');
  await expect(cell(window, 'POST /three', 'http.content_length_header')).toHaveText('3', LOADED);
  await expect(inspector.fields).toBeFocused();
  await inspector.field('File Data').click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('selected field as a column');
  await page.keyboard.press('Enter');
  await expect.poll(() => log.columns()).toContain('field:http.file_data');
  // There is one already.
  await inspector.field('Host: plc.example').click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Add as a column' })).toBeDisabled();
  await page.keyboard.press('Escape');

  const header = log.header('http.content_length_header');
  await header.focus();
  const before = await log.columns();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => log.columns()).not.toEqual(before);
  const chosen = await log.columns();

  const again = await window.reopen();
  await expect.poll(() => again.log.columns()).toEqual(chosen);
  await again.log.header('http.file_data').click({ button: 'right' });
  // It is longer than the room below, and ends above the window's edge all the same.
  const menu = again.page.getByRole('menu');
  const edge = await again.page.evaluate(() => globalThis.innerHeight);
  await expect
    .poll(async () => {
      const box = await menu.boundingBox();
      return box !== null && box.y + box.height;
    })
    .toBeLessThanOrEqual(edge);
  await again.page.getByRole('menuitem', { name: 'Remove the column' }).click();
  await expect
    .poll(() => again.log.columns())
    .toEqual(chosen.filter((column) => column !== 'field:http.file_data'));
});

test('a numeric field is drawn over time: its points lead to their rows, it is kept and removed', async ({
  open,
  python,
}) => {
  test.slow();
  const window = await open();
  await exchange(window, python);
  const { page, log, inspector } = window;
  // A word is nothing to draw.
  await inspector.field('Host: plc.example').click({ button: 'right', ...LOADED });
  await expect(page.getByRole('menuitem', { name: 'Add to the chart over time' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await inspector.field('Content-Length: 2').click();
  await page.keyboard.press('ArrowRight');
  await inspector.field('Content length: 2').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Add to the chart over time' }).click();

  const chart = log.region.getByRole('group', { name: 'Values over time' });
  const lane = chart.getByRole('slider', { name: 'http.content_length over time' });
  // Values of the same pixel are one point, so points are not counted.
  await expect(chart.getByRole('listitem').first()).toContainText('3 values', LOADED);
  await expect(chart.getByRole('listitem').first()).toContainText('1 – 3');
  await lane.focus();
  await page.keyboard.press('Home');
  await expect(lane).toHaveAttribute('aria-valuetext', /: 1; row 3$/);
  await page.keyboard.press('Enter');
  await expect(log.selected).toContainText('POST /one');
  await lane.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(log.selected).toContainText('POST /three');
  const box = await lane.boundingBox();
  if (box === null) throw new Error('it is not on the screen');
  await lane.click({ position: { x: 2, y: box.height / 2 } });
  await expect(log.selected).toContainText('POST /one');

  // A second one, from the palette; what the log hides is not drawn.
  await inspector.field('Transmission Control Protocol').click();
  await page.keyboard.press('ArrowRight');
  await inspector.field('Destination Port: 11371').click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('selected field to the chart');
  await page.keyboard.press('Enter');
  const second = chart.getByRole('slider', { name: 'tcp.dstport over time' });
  await expect(second).toBeVisible(LOADED);
  await expect(chart.getByRole('listitem').last()).toContainText('6 values', LOADED);
  await log.filter.fill('dir == in');
  await expect(chart.getByRole('listitem').last()).toContainText('3 values', LOADED);

  const again = await window.reopen();
  const kept = again.log.region.getByRole('group', { name: 'Values over time' });
  await startServer(again.servers, { port: HTTP_PORT });
  await expect(kept.getByRole('listitem')).toHaveCount(2, LOADED);
  await expect(kept.getByRole('listitem').first()).toContainText('No row that is shown has this field');
  await kept.getByRole('button', { name: 'Remove tcp.dstport from the chart' }).click();
  await expect(kept.getByRole('listitem')).toHaveCount(1);
  await again.page.keyboard.press('Control+k');
  await again.page.keyboard.type('remove the chart');
  await again.page.keyboard.press('Enter');
  await expect(kept).toHaveCount(0);
});
