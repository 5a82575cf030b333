// A recording that keeps no more than it was told to.
import { expect, test } from './porthole';
import { peerFile } from './programs';
import { startServer } from './window/endpoint-pane';

test('with a limit the oldest rows go, a row says so, and what is read stays in its place', async ({
  open,
  spawnPeer,
}) => {
  test.slow();
  const { page, servers, log, status } = await open();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('Capture limit');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Capture limit' });
  const size = dialog.getByRole('textbox', { name: 'Size on disk' });
  await dialog.getByRole('radio', { name: 'MB' }).check({ force: true });
  await size.fill('3');
  await expect(dialog.getByRole('status')).toContainText('at least 16 MB');
  await expect(dialog.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await size.fill('16');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(dialog).toHaveCount(0);

  const port = await startServer(servers, { protocol: 'UDP' });
  // Some 20 MB in the capture's files: more than the limit.
  const peer = spawnPeer('python3', peerFile('datagrams.py'), port, 100_000, 20_000);
  await peer.ended();
  await status.took(100_000);
  const removedNow = async (): Promise<number> =>
    Number(/Removed\s*([\d,]+)/.exec((await status.bar.textContent()) ?? '')?.[1]?.replaceAll(',', '') ?? 0);
  await expect.poll(removedNow).toBeGreaterThan(1000);

  // From the first row that is there, with the number that it always had.
  await log.grid.focus();
  await page.keyboard.press('Home');
  await expect
    .poll(async () => Number((await log.rows())[0]?.number.replaceAll(',', '')) - (await removedNow()))
    .toBe(1);
  for (const [typed, said] of [
    ['2', /has removed row 2:/],
    ['+0', /has removed what came before \d/],
  ] as const) {
    await page.keyboard.press('Control+g');
    await log.goTo.fill(typed);
    await page.keyboard.press('Enter');
    await expect(page.getByText(said)).toBeVisible();
    await expect
      .poll(
        async () =>
          Number((await log.selected.getByRole('gridcell').first().textContent())?.replaceAll(',', '')) -
          (await removedNow()),
      )
      .toBe(1);
    await page.keyboard.press('Escape');
  }
  await log.filter.fill('removed');
  await expect
    .poll(async () => new Set((await log.story()).map((line) => line.replaceAll(/[\d,]+/g, 'N'))))
    .toEqual(
      new Set([
        'Event The oldest N rows (N bytes) were removed: the capture has reached its limit of N bytes',
      ]),
    );
  await log.filter.fill('');

  // Reading a row in the middle while more goes in front of it.
  await page.keyboard.press('Escape');
  await log.grid.focus();
  await expect.poll(() => log.count()).toBeGreaterThan(30_000);
  await page.keyboard.press('End');
  await expect(log.row(/datagram 099999/)).toBeVisible();
  for (let step = 0; step < 30; step += 1) await page.keyboard.press('PageUp');
  const shown = async (): Promise<readonly string[]> =>
    (await log.rows()).map(({ number, info }) => `${number} ${info}`);
  // What was scrolled to last is drawn a moment later.
  let before: readonly string[] = [];
  await expect
    .poll(async () => {
      await log.drawn();
      const last = before;
      before = await shown();
      return before.length > 0 && before.join() === last.join();
    })
    .toBe(true);
  const more = spawnPeer('python3', peerFile('datagrams.py'), port, 30_000, 20_000);
  await more.ended();
  await status.took(130_000);
  await log.drawn();
  await expect.poll(shown).toEqual(before);

  // A smaller limit would remove what is there, and says so before it does.
  await page.keyboard.press('Control+K');
  await page.keyboard.type('Capture limit');
  await page.keyboard.press('Enter');
  await dialog.getByRole('radio', { name: 'MB' }).check({ force: true });
  await size.fill('16.1');
  await expect(dialog.getByRole('status')).toBeEmpty();
});

test('a limit below what is recorded already says what it would remove', async ({ open, spawnPeer }) => {
  test.slow();
  const { page, servers, status } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = spawnPeer('python3', peerFile('datagrams.py'), port, 150_000, 20_000);
  await peer.ended();
  await status.took(150_000);
  await page.keyboard.press('Control+K');
  await page.keyboard.type('Capture limit');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Capture limit' });
  await dialog.getByRole('radio', { name: 'MB' }).check({ force: true });
  await dialog.getByRole('textbox', { name: 'Size on disk' }).fill('16');
  await expect(dialog.getByRole('status')).toContainText(/already has \d.* MB.*Save it first/);
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(status.bar).toContainText(/Removed\s*[\d,]+/);
});
