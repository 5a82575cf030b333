import { expect, test } from './launch';

test('the window opens, named Porthole, and its page cannot reach Node', async ({ launch }) => {
  const { app, page, problems } = await launch();

  await expect(page).toHaveTitle('Porthole');
  expect(page.url()).toMatch(/^porthole:\/\/app\//);

  const reached = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron'].filter(
      (name) => name in globalThis,
    ),
  );
  expect(reached).toEqual([]);

  const preferences = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => {
      // Not in Electron's types, yet the only place that says what was really applied.
      const told = webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const { sandbox, contextIsolation, nodeIntegration, webSecurity } = told.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webSecurity };
    }),
  );
  expect(preferences).toEqual([
    { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true },
  ]);
  expect(problems).toEqual([]);
});
