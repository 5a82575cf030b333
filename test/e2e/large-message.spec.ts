// A message of 16 MB in each tab of the inspector: all of it can be reached, and the page goes on drawing. Issue 5.
import { slowestFrame, watchFrames } from './frames';
import { expect, test } from './porthole';
import { startServer } from './window/endpoint-pane';

/** A port that the dissectors take for HTTP (hkp), so that nobody has to tell them. */
const HTTP_PORT = 11371;
const BODY = 16 * 1024 * 1024;
const HEAD = `HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: ${BODY}\r\n\r\n`;
const TOTAL = (HEAD.length + BODY).toLocaleString('en-US');

const LOADED = { timeout: 60_000 };
/** A page that stands still for so long, in ms, hangs, however busy the machine is. */
const HANGS_MS = 4000;

test('a message of 16 MB is read in every tab by keyboard', async ({ open, python }) => {
  test.slow();
  const { page, servers, log, inspector } = await open({ dissectors: 'log' });
  const { region } = inspector;
  await startServer(servers, { port: HTTP_PORT });
  const peer = await python.connect(HTTP_PORT);
  await peer.send('GET /large HTTP/1.1\r\nHost: plc.example\r\n\r\n');
  await log.counts(3);
  await page.evaluate(
    async ([head, size]) => {
      const { request } = window.porthole;
      const snapshot = await request['app.snapshot']();
      const id = snapshot.ok ? (snapshot.value.endpoints[0]?.id ?? '') : '';
      const text = `${head}${'a line of text in a large message\n'.repeat(size / 34 + 1).slice(0, size - 4)}end!`;
      const draft = { format: 'text', text, encoding: 'utf-8', lineEnding: 'none', raw: true } as const;
      await request['message.send']({ id, target: { to: 'all' }, draft });
    },
    [HEAD, BODY] as const,
  );
  expect((await peer.receive(HEAD.length + BODY)).length).toBe(HEAD.length + BODY);
  await page.evaluate(watchFrames);

  // The log says what it is; the tabs are gone through from the row.
  const row = log.row(/200 OK/).last();
  await expect(row).toContainText(TOTAL, LOADED);
  await row.click();
  const show = async (tab: Parameters<typeof inspector.tab>[0]): Promise<void> => {
    await inspector.tab(tab).focus();
    await page.keyboard.press('Enter');
    await expect(inspector.tab(tab)).toHaveAttribute('aria-selected', 'true');
  };

  await test.step('Bytes', async () => {
    await show('Bytes');
    await inspector.bytes.focus();
    await page.keyboard.press('Control+End');
    await expect.poll(async () => (await inspector.dump()).at(-1)).toContain('end!');
    await page.keyboard.press('Control+a');
    await expect(inspector.selection).toContainText(`${TOTAL} bytes at 0`);
  });
  await test.step('Text', async () => {
    await show('Text');
    const text = region.getByRole('group', { name: 'Text', exact: true });
    await expect(text).toContainText('HTTP/1.1 200 OK');
    // A part is shown at first, and more when a person says so.
    const more = region.getByRole('button', { name: 'Show more' });
    const part = region.getByText(/^The first .* of 16\.8 MB$/);
    await expect(more).toBeVisible(LOADED);
    for (let presses = 0; presses < 6 && (await more.count()) > 0; presses += 1) {
      const before = (await part.textContent()) ?? '';
      await more.press('Enter');
      await expect(region.getByText(before, { exact: true })).toHaveCount(0, LOADED);
    }
    await expect(more).toHaveCount(0, LOADED);
    await expect(async () => {
      await text.focus();
      await page.keyboard.press('End');
      await expect(text).toContainText('end!', { timeout: 1000 });
    }).toPass(LOADED);
  });
  await test.step('Stream', async () => {
    await show('Stream');
    const stream = region.getByRole('group', { name: 'Stream', exact: true });
    // Only a part of a long stream is held.
    await region.getByRole('button', { name: 'To the end', exact: true }).press('Enter');
    await expect(stream).toContainText('end!', LOADED);
    await region.getByRole('button', { name: 'To the beginning', exact: true }).press('Enter');
    await expect(stream).toContainText('GET /large', LOADED);
  });
  await test.step('Decode', async () => {
    await show('Decode');
    const http = inspector.field('Hypertext Transfer Protocol');
    await expect(http).toBeVisible(LOADED);
    await expect(inspector.field(`Content-Length: ${BODY}`)).toBeVisible();
    await inspector.fields.focus();
    await page.keyboard.press('End');
    await expect(inspector.fields.locator('[aria-selected=true]')).toContainText('Frame:');
  });
  await test.step('Timing', async () => {
    await show('Timing');
    await expect(region.getByText('1 answer', { exact: true })).toBeVisible(LOADED);
  });
  expect(await page.evaluate(slowestFrame), 'ms between two frames').toBeLessThan(HANGS_MS);
});
