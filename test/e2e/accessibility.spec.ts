// Each pane, in both themes and both languages, has no serious finding of axe; and the core flow needs no mouse.
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expect, type OpenWindow, test } from './porthole';
import { startServer } from './window/endpoint-pane';

/** The dissectors take seconds to load on a machine that does other things, too. */
const LOADED = { timeout: 60_000 };

/** What axe calls serious or critical in what is on screen, or in a part of it, one line each. */
const serious = async ({ page }: OpenWindow, part = 'html'): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).include(part).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
};

/** Rows of each kind, a selected one, and both endpoint panes with everything that they can show. Answers the port. */
const fill = async (window: OpenWindow): Promise<number> => {
  const { servers, clients, log, inspector } = window;
  const port = await startServer(servers);
  await servers.answer('Fixed', 'Hello,\\r\\n');
  await clients.set({ port });
  await clients.button('Connect').click();
  await clients.say('{"hello": "world"}');
  await log.counts(8);
  await servers.write('ab\\q');
  await log.select('world');
  await inspector.bytes.focus();
  await window.page.keyboard.press('Control+Home');
  for (let n = 0; n < 3; n += 1) await window.page.keyboard.press('Shift+ArrowRight');
  return port;
};

const setScheme = async ({ app, page }: OpenWindow, scheme: 'dark' | 'light'): Promise<void> => {
  await page.evaluate((theme) => window.porthole.request['settings.update']({ theme }), scheme);
  await page.reload();
  await expect(page.getByRole('grid').first()).toBeVisible();
  await expect
    .poll(() => app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors))
    .toBe(scheme === 'dark');
};

for (const scheme of ['dark', 'light'] as const) {
  test(`no serious finding in the ${scheme} theme, in English and in Chinese`, async ({ open }) => {
    test.slow();
    const window = await open();
    const { page, servers, clients, log, inspector, bar } = window;
    await test.step('as it first opens', async () => {
      await setScheme(window, scheme);
      await expect.poll(() => serious(window), LOADED).toEqual([]);
    });
    const port = await fill(window);
    await test.step('with a talk in the log and bytes in the inspector', async () => {
      await expect.poll(() => serious(window), LOADED).toEqual([]);
    });
    await test.step('text, a failure, a fault in the filter', async () => {
      await inspector.tab('Text').click();
      await clients.button('Disconnect').click();
      await clients.set({ port: 'none' });
      await clients.button('Connect').click();
      await expect(clients.failure).toBeVisible();
      await log.filter.fill('len > > 3');
      await page.keyboard.press('Enter');
      await expect(log.region.getByRole('alert')).toBeVisible();
      await expect.poll(() => serious(window), LOADED).toEqual([]);
      await log.filter.fill('');
    });
    const look = async (opener: Locator, role: 'dialog' | 'menu' | 'listbox'): Promise<void> => {
      const opened = page.getByRole(role);
      await opener.click();
      await expect(opened.first()).toBeVisible();
      await expect.poll(() => serious(window, `[role=${role}]`), LOADED).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(opened).toHaveCount(0);
    };
    await test.step('options, menus, lists, the command palette', async () => {
      await look(servers.button('Options'), 'dialog');
      await look(bar.button('Settings'), 'menu');
      await look(servers.button(`Actions for TCP :${port}`), 'menu');
      await look(clients.region.getByRole('combobox', { name: 'Encoding' }), 'listbox');
      await look(clients.button('Repeat'), 'dialog');
      await look(bar.bar.getByRole('button', { name: /^Commands/ }), 'dialog');
    });
    await test.step('in Chinese', async () => {
      await bar.button('中文').click();
      await expect(page.getByRole('region', { name: '服务器', exact: true })).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
      await expect.poll(() => serious(window), LOADED).toEqual([]);
    });
  });

  test(`no serious finding where conversations are timed and compared, in the ${scheme} theme`, async ({
    open,
  }) => {
    test.slow();
    const window = await open();
    const { page, log, inspector } = window;
    await setScheme(window, scheme);
    await fill(window);
    await test.step('the times of a conversation', async () => {
      await inspector.tab('Timing').click();
      for (const name of ['Answers', 'Throughput', 'Gaps', 'Repeats']) {
        await inspector.region.getByRole('radio', { name, exact: true }).check({ force: true });
        await expect.poll(() => serious(window, '[data-pane=inspector]'), LOADED).toEqual([]);
      }
    });
    await test.step('two rows side by side', async () => {
      await log.grid.focus();
      await page.keyboard.press('c');
      await log.select('Hello,');
      await page.keyboard.press('c');
      const dialog = page.getByRole('dialog', { name: 'Compare', exact: true });
      const choose = (name: string) =>
        dialog.getByRole('radio', { name, exact: true }).check({ force: true });
      await expect(dialog.getByRole('grid', { name: 'Bytes side by side', exact: true })).toBeVisible();
      await expect.poll(() => serious(window, '[role=dialog]'), LOADED).toEqual([]);
      await choose('Fields');
      await expect(dialog.getByRole('table', { name: 'Fields that differ', exact: true })).toBeVisible(
        LOADED,
      );
      await expect.poll(() => serious(window, '[role=dialog]'), LOADED).toEqual([]);
      await choose('Streams');
      await expect(dialog.getByRole('radio', { name: 'Both sides', exact: true })).toBeChecked();
      await expect.poll(() => serious(window, '[role=dialog]'), LOADED).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    });
  });
}

test('the core flow by keyboard alone', async ({ open, python }) => {
  const { page, servers, clients, log, inspector } = await open();
  const { keyboard } = page;

  /** Presses a key until the focus is there; a person sees where it is. */
  const go = async (key: string, to: Locator): Promise<void> => {
    for (let presses = 0; presses < 80; presses += 1) {
      if (await to.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press(key);
    }
    throw new Error(`${key} did not lead to ${String(to)}`);
  };
  // Start a server on a free port: Tab to its port, Enter starts.
  await go('Tab', servers.port);
  await keyboard.press('Control+a');
  await keyboard.type('0');
  await keyboard.press('Enter');
  await expect(servers.status).toHaveText(/^Listening on /);
  const port = Number(/:(\d+)/.exec((await servers.status.textContent()) ?? '')?.[1]);

  // Answer: arrows choose.
  await go('Tab', servers.autoReply.getByRole('radio', { name: 'Off' }));
  await keyboard.press('ArrowRight');
  await expect(servers.autoReply.getByRole('radio', { name: 'Echo' })).toBeChecked();
  await keyboard.press('ArrowRight');
  await expect(servers.autoReply.getByRole('radio', { name: 'Fixed' })).toBeChecked();
  await go('Tab', servers.reply);
  await keyboard.type('pong');

  // Connect a client from its field and send with Ctrl+Enter.
  await go('Tab', clients.port);
  await keyboard.press('Control+a');
  await keyboard.type(String(port));
  await keyboard.press('Enter');
  await expect(clients.status).toHaveText(/^Connected/);
  await go('Tab', clients.message);
  await keyboard.type('ping');
  await keyboard.press('Control+Enter');
  await expect.poll(() => log.story()).toContain('In 4 pong');

  // Read the answer in the log and its bytes.
  await go('Tab', log.grid);
  await keyboard.press('End');
  await keyboard.press('Enter');
  await expect(inspector.bytes).toBeFocused();
  await keyboard.press('Control+a');
  await expect(inspector.selection).toContainText('4 bytes at 0');

  // Everything else by name: the palette.
  await keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await keyboard.type('clear');
  await keyboard.press('Enter');
  await log.counts(0);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await keyboard.press('Control+k');
  await keyboard.type('theme: dark');
  await keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);

  // The server still answers others.
  const peer = await python.connect(port);
  await peer.send('ping');
  expect((await peer.receive(4)).toString()).toBe('pong');
});

test('the direction of a row is told by a word and by a sign, not by colour alone', async ({
  open,
  python,
}) => {
  const { servers, log } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  await servers.answer('Echo');
  const peer = await python.udp();
  await peer.sendTo(port, 'x');
  await log.counts(3);
  expect((await log.rows()).map(({ direction }) => direction)).toEqual(['Event', 'In', 'Out']);
  const signs = await log.rowLocator.evaluateAll((rows) =>
    rows.map((row) => row.querySelector('[role=gridcell] svg')?.innerHTML),
  );
  expect(new Set(signs).size).toBe(3);
});

test('what a button does is said to the pointer and to the keyboard, and Escape takes it away', async ({
  open,
}) => {
  const { page } = await open();
  const settings = page.getByRole('banner').getByRole('button', { name: 'Settings', exact: true });
  const tip = page.getByRole('tooltip');
  await settings.hover();
  await expect(tip).toHaveText('Settings');
  await page.mouse.move(0, 0);
  await expect(tip).toHaveCount(0);
  // One that cannot be pressed says what it is, too.
  await page
    .getByRole('banner')
    .getByRole('button', { name: /Wireshark/ })
    .hover();
  await expect(tip).toBeVisible();
  await page.mouse.move(0, 0);
  await expect(tip).toHaveCount(0);
  await settings.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(settings).toBeFocused();
  await expect(tip).toHaveText('Settings');
  await page.keyboard.press('Escape');
  await expect(tip).toHaveCount(0);
  await expect(settings).toBeFocused();
});
