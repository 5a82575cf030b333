// A person's own dissectors in Lua: added, used, reloaded, their errors with lines, and stopped when they never end.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, type OpenWindow, test } from './porthole';
import { temporary } from './temporary';
import { willOpen } from './window/dialogs';
import { startServer } from './window/endpoint-pane';

/** The port that the sample dissector takes for itself. */
const SENSOR_PORT = 45_683;
/** Two readings: channel 1: 21.5, channel 2: -1.2; the sum of all bytes at the end. */
const READINGS = Uint8Array.of(0x50, 0x48, 2, 2, 1, 0x00, 0xd7, 2, 0xff, 0xf4, 0x69);

const LOADED = { timeout: 60_000 };

const openDialog = async ({ page }: OpenWindow) => {
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Find a command' })).toBeVisible();
  await page.keyboard.type('Lua dissectors');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Lua dissectors' });
  await expect(dialog).toBeVisible();
  return dialog;
};

/** Drops a file onto the window, as a file manager does. */
const drop = async ({ page }: OpenWindow, name: string, text: string): Promise<void> => {
  const dataTransfer = await page.evaluateHandle(
    ([file, words]) => {
      const carried = new DataTransfer();
      carried.items.add(new File([words], file));
      return carried;
    },
    [name, text] as const,
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer });
};

test('the sample is added with the keyboard, decodes, filters, and is switched off and on', async ({
  open,
  python,
}) => {
  test.slow();
  const window = await open({ dissectors: 'log' });
  const { page, servers, log, inspector } = window;
  await startServer(servers, { protocol: 'UDP', port: SENSOR_PORT });
  const peer = await python.udp();
  await peer.sendTo(SENSOR_PORT, READINGS);
  await log.counts(2);

  const dialog = await openDialog(window);
  await expect(dialog.getByText('No Lua dissectors yet')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add the sample' }).press('Enter');
  await expect(dialog.getByRole('list', { name: 'Added protocols' })).toHaveText(
    'Sensor readings sensor',
    LOADED,
  );
  await page.keyboard.press('Escape');
  await expect.poll(() => log.story(), LOADED).toContain('In 11 Sensor Readings, 2 readings');

  await inspector.tab('Decode').click();
  await log.rowLocator.last().click();
  await expect(inspector.field('Sensor readings')).toBeVisible(LOADED);
  await expect(inspector.field('Checksum: 0x69')).toBeVisible();

  // The filter's field knows its names, and the engine its values.
  await log.filter.fill('sensor.va');
  await expect(page.getByRole('option', { name: /^sensor\.value/ })).toBeVisible(LOADED);
  await log.filter.fill('sensor.value == -12');
  await expect.poll(() => log.story(), LOADED).toHaveLength(1);

  // Without the file nobody knows the field: that is said at the filter, and passes when the file is back.
  const use = (shown: Locator) => shown.getByRole('switch', { name: 'Use sensor.lua' });
  const switching = await openDialog(window);
  await use(switching).press('Space');
  await page.keyboard.press('Escape');
  await expect(log.region.getByRole('alert')).toContainText('sensor.value', LOADED);
  await use(await openDialog(window)).press('Space');
  await page.keyboard.press('Escape');
  await expect(log.region.getByRole('alert')).toHaveCount(0, LOADED);
  await expect.poll(() => log.story(), LOADED).toHaveLength(1);
  await log.filter.fill('');
  await expect.poll(() => log.story(), LOADED).toHaveLength(2);

  // Other ports are given to it by hand.
  await page.keyboard.press('Escape');
  await inspector.region.getByRole('button', { name: 'Decode as…' }).click();
  await page.getByRole('combobox', { name: 'Protocol' }).fill('sensor readings');
  await expect(page.getByRole('dialog').getByRole('option')).toHaveText([/Sensor readings\s*sensor/], LOADED);
  await page.keyboard.press('Escape');

  const again = await openDialog(window);
  await again.getByRole('switch', { name: 'Use sensor.lua' }).press('Space');
  await expect(again.getByText('Off', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(inspector.field('Sensor readings')).toHaveCount(0, LOADED);

  // Off is off after a restart, too; then it is removed.
  const later = await window.reopen();
  const last = await openDialog(later);
  await expect(last.getByRole('switch', { name: 'Use sensor.lua' })).not.toBeChecked();
  await last.getByRole('button', { name: 'Remove sensor.lua' }).click();
  await last.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(last.getByText('No Lua dissectors yet')).toBeVisible();
});

test('errors are said with their line, as plain text, and go when the file is mended in its folder', async ({
  open,
}) => {
  const window = await open();
  const { page } = window;
  await drop(
    window,
    'pump.lua',
    "local pump = Proto('pump', 'Pump')\n\nerror('<img src=x onerror=alert(1)>')\n",
  );
  const dialog = page.getByRole('dialog', { name: 'Lua dissectors' });
  await expect(dialog.getByRole('alert')).toContainText(
    'The dissectors met an error in line 3 of pump.lua: <img src=x onerror=alert(1)>',
    LOADED,
  );
  await expect(dialog.locator('img')).toHaveCount(0);

  const kept = join(window.porthole.userData, 'protocols', 'pump.lua');
  expect(await readFile(kept, 'utf8')).toContain('onerror');
  await writeFile(
    kept,
    "local pump = Proto('pump', '<b>Pump</b>')\nfunction pump.dissector() return 0 end\n",
  );
  await expect(dialog.getByRole('alert')).toHaveCount(0, LOADED);
  await expect(dialog.getByRole('list', { name: 'Added protocols' })).toHaveText('<b>Pump</b> pump', LOADED);

  // A chosen file is copied; what is no Lua file is refused with words.
  const chosen = await temporary('more.lua');
  await writeFile(chosen, 'local x = = 1');
  await willOpen(window.app, chosen);
  await dialog.getByRole('button', { name: 'Add files…' }).click();
  await expect(dialog.getByRole('alert')).toContainText('line 1 of more.lua', LOADED);
  await page.keyboard.press('Escape');
  await drop(window, 'photo.png', 'x');
  await expect(page.getByText('Nothing is done with photo.png when it is dropped here.')).toBeVisible();
});

test('a file that never ends is stopped, named and switched off; the others and the rows are not harmed', async ({
  open,
  python,
}) => {
  const window = await open();
  const { page, servers, log, inspector } = window;
  await startServer(servers, { protocol: 'UDP', port: SENSOR_PORT });
  const peer = await python.udp();
  await peer.sendTo(SENSOR_PORT, READINGS);
  await log.counts(2);
  const dialog = await openDialog(window);
  await dialog.getByRole('button', { name: 'Add the sample' }).click();
  await expect(dialog.getByRole('list', { name: 'Added protocols' })).toBeVisible(LOADED);
  await drop(window, 'endless.lua', 'while true do pcall(function() while true do end end) end');
  await expect(dialog.getByRole('alert')).toContainText('endless.lua ran without an end.', LOADED);
  await expect(dialog.getByRole('switch', { name: 'Use endless.lua' })).not.toBeChecked();
  await expect(dialog.getByRole('switch', { name: 'Use sensor.lua' })).toBeChecked();
  await page.keyboard.press('Escape');
  await inspector.tab('Decode').click();
  await log.rowLocator.last().click();
  await expect(inspector.field('Sensor readings')).toBeVisible(LOADED);
});
