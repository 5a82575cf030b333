// What a killed Porthole left behind, found at the next start.
import { readFile } from 'node:fs/promises';
import { expect, type OpenWindow, test } from './porthole';
import { peerFile } from './programs';
import { temporary } from './temporary';
import { willSaveTo } from './window/dialogs';
import { startServer } from './window/endpoint-pane';

/** Ends the whole program at once, as the system's out-of-memory killer does. */
const kill = async ({ porthole, app }: OpenWindow): Promise<void> => {
  app.process().kill('SIGKILL');
  await porthole.ended();
};

test('traffic that was flowing when it was killed is offered, opened, saved and discarded', async ({
  open,
  spawnPeer,
}) => {
  const first = await open();
  const port = await startServer(first.servers, { protocol: 'UDP' });
  spawnPeer('python3', peerFile('datagrams.py'), port, 40_000, 2000);
  await expect.poll(() => first.status.counter('Received')).toBeGreaterThan(1000);
  const seen = await first.status.counter('Received');
  // What is older than 100 ms is on the disk, and these take 500.
  await expect.poll(() => first.status.counter('Received')).toBeGreaterThan(seen + 1000);
  await kill(first);

  const again = await first.reopen();
  again.expectProblem(/./);
  const { page, log, bar } = again;
  const banner = page.getByRole('note', { name: 'Recovered captures' });
  await expect(banner).toContainText('A capture was left behind');
  // Not in the way: this run records its own.
  await log.counts(0);
  await banner.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(bar.bar).toContainText('recovered, read only');
  await expect.poll(log.count).toBeGreaterThanOrEqual(seen);
  await expect(banner).toHaveCount(0);

  await bar.button('Recovered captures…').click();
  const dialog = page.getByRole('dialog', { name: 'Recovered captures' });
  await expect(dialog.getByRole('row')).toHaveCount(2);
  await expect(dialog).toContainText('shown');
  const saved = await temporary('saved.pcapng');
  await willSaveTo(again.app, saved);
  await dialog.getByRole('button', { name: /^Save the capture of/ }).click();
  // Saved, it is left behind no more.
  await expect(dialog).toHaveCount(0);
  await expect(bar.button('Recovered captures…')).toHaveCount(0);
  expect((await readFile(saved)).toString('latin1')).toContain(
    `datagram ${String(seen - 1).padStart(6, '0')}`,
  );
  await bar.button('Back to live').click();
  await log.counts(0);

  const last = await again.reopen();
  await last.log.counts(0);
  await expect(last.page.getByRole('note', { name: 'Recovered captures' })).toHaveCount(0);
});

test('several are listed, and discarded after one question', async ({ open, spawnPeer }) => {
  let window = await open();
  for (let run = 0; run < 2; run += 1) {
    const port = await startServer(window.servers, { protocol: 'UDP' });
    const peer = spawnPeer('python3', peerFile('datagrams.py'), port, 20, 1000);
    await expect.poll(() => window.status.counter('Stored')).toBeGreaterThanOrEqual(20);
    await peer.stop();
    await kill(window);
    window = await window.reopen();
    window.expectProblem(/./);
  }
  const { page } = window;
  const banner = page.getByRole('note', { name: 'Recovered captures' });
  await expect(banner).toContainText('2 captures were left behind');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('Recovered');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Recovered captures' });
  await expect(dialog.getByRole('row')).toHaveCount(3);
  await dialog.getByRole('button', { name: 'Discard all…' }).click();
  const question = page.getByRole('dialog', { name: 'Discard 2 captures?' });
  await question.getByRole('button', { name: 'Discard', exact: true }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(banner).toHaveCount(0);
});
