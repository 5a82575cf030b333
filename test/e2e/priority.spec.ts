// The window stands behind the sockets where cores are short.
import { constants, getPriority } from 'node:os';
import { expect, test } from './porthole';

test('what draws yields to the sockets, also after the page was loaded again', async ({ open }) => {
  const { app, page } = await open();
  const drawing = () =>
    app.evaluate(({ app: electron }) =>
      electron
        .getAppMetrics()
        .filter(({ type }) => type === 'Tab' || type === 'GPU')
        .map(({ pid }) => pid),
    );
  // The thread that runs the page, and the one that puts frames on the screen: as root, Chromium sets others back.
  const priorities = async (): Promise<readonly number[]> => (await drawing()).map(getPriority);
  const below = constants.priority.PRIORITY_BELOW_NORMAL;
  await expect.poll(async () => new Set(await priorities())).toEqual(new Set([below]));
  await page.reload();
  await expect(page.getByRole('grid', { name: 'Log' })).toBeVisible();
  await expect.poll(async () => new Set(await priorities())).toEqual(new Set([below]));

  // The process that holds the sockets keeps its own.
  expect(getPriority(app.process().pid)).toBeLessThan(below);
});
