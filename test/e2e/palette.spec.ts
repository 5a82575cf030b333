// The command palette: every command, by keyboard alone, leaves the focus somewhere.
import { expect, test } from './porthole';
import { temporary } from './temporary';
import { willAnswer, willOpen, willSaveTo } from './window/dialogs';
import { startServer } from './window/endpoint-pane';

/** What has the focus, in words; empty when it is lost. */
const focused = (): string => {
  const element = document.activeElement;
  if (element === null || element === document.body || element.getClientRects().length === 0) return '';
  return `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40) ?? ''}`;
};

test('after each command of the palette the focus is somewhere', async ({ open }) => {
  // More than a hundred commands, one after the other.
  test.slow();
  const { app, page, servers, log } = await open();
  await startServer(servers);
  await log.counts(1);
  await willSaveTo(app, await temporary('saved.pcapng'));
  await willOpen(app, null);
  await willAnswer(app, 'Cancel');
  // One of the commands changes the language: it comes last, since names are typed as they were at first.
  const changesLanguage = '切换到中文';
  const palette = page.getByRole('dialog', { name: /^(Find a command|查找命令)$/ });
  const options = palette.getByRole('option');
  const showPalette = async (timeout = 20_000): Promise<void> => {
    await page.keyboard.press('Control+k');
    await expect(palette).toBeVisible({ timeout });
  };

  await servers.message.focus();
  await showPalette();
  await page.keyboard.press('Escape');
  await expect(palette).toHaveCount(0);
  await expect(servers.message).toBeFocused();

  await showPalette();
  const ids = await options.evaluateAll((list) =>
    list.map((option) => option.firstElementChild?.textContent ?? ''),
  );
  await page.keyboard.press('Escape');
  expect(ids.length).toBeGreaterThan(40);
  expect(ids).toContain(changesLanguage);
  // Only of a server that listens, which others of the list change: it is tried below.
  const elsewhere = 'Pause accepting';
  expect(ids).toContain(elsewhere);
  const others = ids.filter((id) => id !== changesLanguage && id !== elsewhere);
  for (const name of [...others, changesLanguage]) {
    await test.step(name, async () => {
      // What the command before has opened may be drawn behind the Escape that was to close it.
      await expect(async () => {
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 2000 });
        await showPalette(2000);
      }).toPass({ timeout: 30_000 });
      // At once: there are more than a hundred commands, and to look through them after each letter takes minutes.
      await page.keyboard.insertText(name);
      await expect(options.first()).toBeVisible();
      await page.keyboard.press('Enter');
      await expect(palette).toHaveCount(0);
      await expect.poll(() => page.evaluate(focused), `after “${name}”`).not.toBe('');
      // What a command opens is closed again by Escape, and gives the focus back.
      await expect(async () => {
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 2000 });
      }).toPass({ timeout: 30_000 });
      await expect.poll(() => page.evaluate(focused), `after “${name}” and Escape`).not.toBe('');
    });
  }
});

test('what can be done with a connection is in the palette, by the address of its peer', async ({
  open,
  python,
}) => {
  const { page, servers, log } = await open();
  const port = await startServer(servers);
  const [one, other] = [await python.connect(port), await python.connect(port)];
  await expect(servers.peers).toHaveCount(2);
  const palette = page.getByRole('dialog', { name: 'Find a command' });
  const choose = async (typed: string, name: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(typed);
    await expect(palette.getByRole('option', { name, exact: false })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(palette).toHaveCount(0);
  };
  await choose(`${one.port} pause`, `127.0.0.1:${one.port}: Pause reading`);
  await expect.poll(() => log.story()).toContain('Event Reading paused by hand');
  await choose(`${other.port} reset`, `127.0.0.1:${other.port}: Reset`);
  await expect(servers.peers).toHaveCount(1);
  await expect(servers.peer(`127.0.0.1:${one.port}`)).toHaveCount(1);

  await choose('pause accepting', 'Pause accepting');
  await expect(servers.status).toContainText('not accepting');
  await expect(python.connect(port)).rejects.toThrow();
  await choose('accept again', 'Accept again');
  await expect(servers.status).not.toContainText('not accepting');

  // Details of a connection that is far down in its table.
  const many = [];
  for (let number = 0; number < 40; number += 1) many.push(await python.connect(port));
  await expect(servers.status).toContainText('41 connected');
  const last = many.at(-1)?.port;
  await choose(`${last} details`, `127.0.0.1:${last}: Details`);
  const details = page.getByRole('dialog', { name: 'Details', exact: true });
  await expect(details).toContainText(`127.0.0.1:${last}`);
  await page.keyboard.press('Tab');
  await expect(details.locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(details).toHaveCount(0);
});
