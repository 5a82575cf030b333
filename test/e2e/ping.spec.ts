// Ping by connect: a series of connects in the real window, by keyboard, with its causes of failure and its rows.
import { AxeBuilder } from '@axe-core/playwright';
import { makePki } from '../../electron/sockets/tls-testing';
import { expect, type OpenWindow, test } from './porthole';
import { startServer } from './window/endpoint-pane';

const pki = makePki();
test.beforeAll(() => pki.selfSigned('alone'));
test.afterAll(() => pki.remove());

const dialogOf = ({ page }: OpenWindow) => {
  const dialog = page.getByRole('dialog', { name: 'Ping by connect' });
  const results = dialog.getByRole('region', { name: 'Results' });
  return {
    dialog,
    results,
    field: (name: string) => dialog.getByRole('textbox', { name, exact: true }),
    button: (name: string) => dialog.getByRole('button', { name, exact: true }),
    times: dialog.getByRole('table', { name: 'Times' }),
    failures: dialog.getByRole('table', { name: 'Failures by cause' }),
  };
};

test('by keyboard: ten connects to where the client goes, their times, and two rows in the log', async ({
  open,
}) => {
  const window = await open();
  const { page, servers, clients, log } = window;
  const port = await startServer(servers);
  await clients.set({ port });
  const { keyboard } = page;
  const { dialog, results, field, times } = dialogOf(window);
  await keyboard.press('Control+Shift+P');
  await expect(field('Address')).toBeFocused();
  await expect(field('Address')).toHaveValue('127.0.0.1');
  await expect(field('Port')).toHaveValue(String(port));
  await field('Interval').focus();
  await keyboard.press('Control+a');
  await keyboard.type('10');
  await keyboard.press('Tab');
  await expect(field('Connects')).toBeFocused();
  await keyboard.type('10');
  await keyboard.press('Enter');
  await expect(results).toContainText('10 of 10 answered');
  await expect(results).toContainText('ended');
  await expect(results.getByRole('img', { name: /^A bar for each of the latest 10 connects/ })).toBeVisible();
  await expect(times.getByRole('row')).toHaveText([/Part/, /^TCP connect[\d.]+ ms/]);
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .include('[role=dialog]')
    .analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  await keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await log.filter.fill('event == pingStarted || event == pingAnswered || event == pingStopped');
  await keyboard.press('Enter');
  await expect
    .poll(async () => (await log.rows()).map(({ info }) => info))
    .toEqual([
      'Ping: connecting every 10 ms, 10 times',
      expect.stringMatching(/^Ping ended: 0 of 10 connects failed; p50 [\d.]+ ms, p99 [\d.]+ ms$/),
    ]);
});

test('until it is stopped: it goes on behind the closed dialog; refused connects are named and are rows when asked for', async ({
  open,
}) => {
  const window = await open();
  const { page, clients, log, bar } = window;
  await clients.set({ port: 1 });
  const { dialog, results, field, button, failures } = dialogOf(window);
  await clients.tabs.first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Ping by connect/ }).click();
  await field('Interval').fill('9');
  await expect(button('Start')).toBeDisabled();
  await field('Interval').fill('20');
  await dialog.getByRole('switch', { name: 'Each connect in the log' }).check();
  await button('Start').click();
  await expect(failures).toContainText('ECONNREFUSED');
  await expect(failures).toContainText('nothing listens on that port');
  await expect(field('Port')).not.toBeEditable();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await bar.bar.getByRole('button', { name: /^Ping: \d/ }).click();
  await expect(results).toContainText('going on');
  await button('Stop').click();
  await expect(results).toContainText('ended');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await log.filter.fill('event == pingFailed || event == pingStopped');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(log.row(/Ping ended: \d+ of \d+ connects failed$/)).toHaveCount(1);
  await log.filter.fill('event == pingFailed');
  await page.keyboard.press('Enter');
  await expect(log.row(/Ping ended/)).toHaveCount(0);
  await expect(log.row(/Ping \d+ failed/).first()).toBeVisible();
  await log.grid.focus();
  await page.keyboard.press('Home');
  await expect(log.row(/Ping 1 failed\. ECONNREFUSED 111/).first()).toBeVisible();
});

test('TLS: a handshake each time, judged as the client judges it', async ({ open, spawnPeer }) => {
  const window = await open();
  const { clients } = window;
  const peer = spawnPeer(
    ...(['openssl', 's_server', '-accept', '127.0.0.1:0', '-cert', pki.path('alone.pem')] as const),
    ...['-key', pki.path('alone.key')],
  );
  await expect.poll(() => /ACCEPT 127\.0\.0\.1:(\d+)\s/.exec(peer.stdout())?.[1] ?? '').not.toBe('');
  const port = Number(/ACCEPT 127\.0\.0\.1:(\d+)\s/.exec(peer.stdout())?.[1]);
  await clients.set({ protocol: 'TLS', port });
  const { dialog, results, field, button, times, failures } = dialogOf(window);
  await window.page.keyboard.press('Control+Shift+P');
  await expect(dialog.getByRole('radio', { name: 'TLS' })).toBeChecked();
  await field('Interval').fill('10');
  await field('Connects').fill('3');
  await button('Start').click();
  await expect(failures).toContainText('is self-signed');
  await expect(results).toContainText('0 of 3 answered');
  await window.page.keyboard.press('Escape');
  await clients.button('Connect').click();
  await clients.button('Accept this certificate').click();
  await expect(clients.status).toHaveText(/^Connected/);
  await clients.button('Disconnect').click();
  await window.page.keyboard.press('Control+Shift+P');
  await button('Start').click();
  await expect(results).toContainText('3 of 3 answered');
  await expect(results).toContainText('TLS 1.3');
  await expect(times.getByRole('row')).toHaveText([
    /Part/,
    /^TCP connect/,
    /^TLS handshake/,
    /^Both together/,
  ]);
});
