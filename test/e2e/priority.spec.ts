// The window stands behind the sockets where cores are short.
import { readdirSync } from 'node:fs';
import { constants, getPriority } from 'node:os';
import { expect, test } from './porthole';

test('every thread that draws yields to the sockets, also after the page was loaded again', async ({
  open,
}) => {
  const { app, page } = await open();
  const drawing = () =>
    app.evaluate(({ app: electron }) =>
      electron
        .getAppMetrics()
        .filter(({ type }) => type === 'Tab' || type === 'GPU')
        .map(({ pid }) => pid),
    );
  const priorities = async (): Promise<readonly number[]> => {
    const threads = (await drawing()).flatMap((pid) => readdirSync(`/proc/${pid}/task`).map(Number));
    expect(threads.length).toBeGreaterThan(2);
    return threads.map(getPriority);
  };
  const below = constants.priority.PRIORITY_BELOW_NORMAL;
  await expect.poll(async () => Math.min(...(await priorities()))).toBe(below);
  await page.reload();
  await expect(page.getByRole('grid', { name: 'Log' })).toBeVisible();
  await expect.poll(async () => Math.min(...(await priorities()))).toBe(below);

  // The process that holds the sockets keeps its own.
  expect(getPriority(app.process().pid)).toBeLessThan(below);
});
