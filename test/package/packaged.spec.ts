import { basename } from 'node:path';
import { expect, test } from '../e2e/launch';

// `npm test -- package` makes the program and names it here.
const program = process.env.PORTHOLE_PACKAGED;

test('the packaged program opens its window', async ({ launch }) => {
  if (program === undefined) throw new Error('PORTHOLE_PACKAGED is not set: run `npm test -- package`.');
  const { app, page, problems } = await launch({ program });

  await expect(page).toHaveTitle('Porthole');
  const { packaged, appPath } = await app.evaluate(({ app: running }) => ({
    packaged: running.isPackaged,
    appPath: running.getAppPath(),
  }));
  expect(packaged).toBe(true);
  expect(basename(appPath)).toBe('app.asar');
  expect(problems).toEqual([]);
});
