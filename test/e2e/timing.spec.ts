// When the messages of a conversation were said, and how soon they were answered. Issue 5.
import { expect, test } from './porthole';
import { startServer } from './window/endpoint-pane';

test('answers, throughput, gaps and repeats of a conversation lead to their rows, by keyboard', async ({
  open,
  python,
}) => {
  const { page, servers, log, inspector } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  await servers.answer('Fixed', 'yes');
  const peer = await python.udp();
  for (const question of ['first question', 'second question']) {
    await peer.sendTo(port, question);
    await peer.receive();
  }
  await servers.answer('Off');
  for (const text of ['lost', 'lost']) await peer.sendTo(port, text);
  await log.counts(7);
  await log.select('second question');
  await inspector.tab('Timing').click();

  const { region } = inspector;
  const view = (name: string) => region.getByRole('radio', { name, exact: true });
  const table = (name: string) => region.getByRole('table', { name, exact: true });
  const lines = (name: string) => table(name).locator('tbody').getByRole('row');
  await test.step('answers', async () => {
    await expect(region.getByText('2 answers')).toBeVisible();
    await expect(view('Sent')).toBeChecked();
    await expect(lines('The slowest answers')).toHaveCount(2);
    await expect(region.getByText('After what it answers')).toBeVisible();
    const histogram = region.getByRole('slider', { name: 'Answers by how long they took', exact: true });
    await histogram.focus();
    await page.keyboard.press('End');
    await expect(histogram).toHaveAttribute('aria-valuetext', /: \d answers?, .*row \d/);
    await page.keyboard.press('Enter');
    await expect(log.selected).toContainText('yes');
    // Looking at another row of the same conversation, the keyboard is where it was.
    await expect(histogram).toBeFocused();
    const first = lines('The slowest answers').first().getByRole('button');
    await first.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(log.selected).toContainText('yes');
    await view('Received').check({ force: true });
    // Those of the other way are there a moment later.
    await expect(async () => {
      await lines('The slowest answers').first().getByRole('button').press('Enter');
      await expect(log.selected).toContainText(/question|lost/, { timeout: 2000 });
    }).toPass({ timeout: 20_000 });
  });
  await test.step('throughput', async () => {
    await view('Answers').focus();
    await page.keyboard.press('ArrowRight');
    await expect(view('Throughput')).toBeChecked();
    const chart = region.getByRole('slider', { name: 'Bytes over time', exact: true });
    await chart.focus();
    await page.keyboard.press('Home');
    await expect(chart).toHaveAttribute('aria-valuetext', /: in \d+ messages?, .* out /);
    await page.keyboard.press('Enter');
    await expect(log.selected).toContainText('first question');
    await lines('The busiest times').first().getByRole('button').press('Enter');
    await expect(log.selected).toHaveCount(1);
  });
  await test.step('gaps', async () => {
    await view('Gaps').check({ force: true });
    await expect(lines('The longest silences')).toHaveCount(5);
    await lines('The longest silences').first().getByRole('button').press('Enter');
    await expect(log.selected).toHaveCount(1);
  });
  await test.step('repeats, and those that come while one looks', async () => {
    await view('Repeats').check({ force: true });
    await expect(region.getByText('1 message was sent again before there was an answer.')).toBeVisible();
    await peer.sendTo(port, 'lost');
    await expect(region.getByText('2 messages were sent again before there was an answer.')).toBeVisible();
    await lines('Messages that were sent again').first().getByRole('button').press('Enter');
    await expect(log.selected).toContainText('lost');
    await expect(log.selected).toHaveAttribute('aria-rowindex', '9');
  });
});
