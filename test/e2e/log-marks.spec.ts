// Marking rows, jumping between marks, and the filter that knows them.

import { expect, test } from './porthole';
import { startServer } from './window/endpoint-pane';

test('rows are marked, gone through, filtered for, and stay marked when the page is loaded again', async ({
  open,
  python,
}) => {
  const { page, servers, log } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  for (let n = 1; n <= 200; n += 1) await peer.sendTo(port, `n ${n}.`);
  await log.counts(201);
  const { selected } = log;
  const goTo = async (row: number): Promise<void> => {
    await page.keyboard.press('Control+g');
    await log.goTo.fill(String(row));
    await page.keyboard.press('Enter');
    await expect(selected).toContainText(`n ${row - 1}.`);
    await expect(log.grid).toBeFocused();
  };
  const sign = selected.getByRole('img', { name: 'Marked' });

  await goTo(11);
  await page.keyboard.press('m');
  await expect(sign).toBeVisible();
  await page.keyboard.press('M');
  await expect(sign).toBeHidden();
  await page.keyboard.press('Control+m');
  await expect(sign).toBeVisible();
  await goTo(151);
  await selected.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Mark row' }).click();
  await expect(sign).toBeVisible();
  await goTo(101);
  await log.grid.press('m');
  await expect(log.button('3 marked rows')).toHaveText('3');

  await page.keyboard.press('F4');
  await expect(selected).toContainText('n 150.');
  await page.keyboard.press('F4');
  await expect(selected).toContainText('n 10.');
  await page.keyboard.press('Shift+F4');
  await expect(selected).toContainText('n 150.');
  await page.keyboard.press('Shift+F4');
  await expect(selected).toContainText('n 100.');

  await log.button('3 marked rows').click();
  await page.getByRole('menuitem', { name: 'Show only marked rows' }).click();
  await expect(log.filter).toHaveValue('frame.marked == true');
  await log.tells(['In 5 n 10.', 'In 6 n 100.', 'In 6 n 150.']);
  await log.select('n 100.');
  await log.grid.press('m');
  await log.tells(['In 5 n 10.', 'In 6 n 150.']);
  await log.filter.fill('"n 1."');
  await log.counts(1);
  await log.grid.focus();
  await page.keyboard.press('F4');
  await expect(page.getByText('The filter hides every marked row.')).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await log.filter.fill('');
  await log.counts(201);

  await page.reload();
  await expect(log.button('2 marked rows')).toBeVisible();
  await log.counts(201);
  await log.grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('F4');
  await expect(selected).toContainText('n 10.');
  await expect(sign).toBeVisible();
  await log.button('2 marked rows').click();
  await page.getByRole('menuitem', { name: 'Clear all marks' }).click();
  await expect(sign).toBeHidden();
  await expect(log.button('2 marked rows')).toBeHidden();
});
