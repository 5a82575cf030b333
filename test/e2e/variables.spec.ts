// Variables of templates and their sets: written by keyboard, switched, kept, in both languages.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './porthole';
import { connectClient } from './window/endpoint-pane';

test('variables are added and changed by keyboard, sets go before them, and all of it is kept', async ({
  open,
  python,
}) => {
  test.slow();
  const window = await open();
  const { page, clients } = window;
  const listener = await python.listen();
  await connectClient(clients, { port: listener.port });
  const peer = await listener.accept();
  await clients.write('{{$user}}@{{$host}};');
  await expect(clients.send).toBeDisabled();

  await clients.message.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Variables' });
  await expect(dialog.getByRole('button', { name: 'Add variable' })).toBeFocused();
  // A key moves the focus; what is typed waits for it.
  const typeInto = async (field: string, text: string): Promise<void> => {
    await expect(dialog.getByRole('textbox', { name: field, exact: true })).toBeFocused();
    await page.keyboard.type(text);
  };
  await page.keyboard.press('Enter');
  await typeInto('Name 1', 'user');
  await page.keyboard.press('Enter');
  await typeInto('Value of user', 'ann');
  await page.keyboard.press('Enter');
  await typeInto('Name 2', 'host name');
  await expect(dialog.getByRole('textbox', { name: 'Name 2' })).toHaveAccessibleDescription(/letters A to Z/);
  await dialog.getByRole('textbox', { name: 'Name 2' }).fill('host');
  await page.keyboard.press('Enter');
  await typeInto('Value of host', 'lab');

  // A set, from the list beside them.
  await dialog.getByRole('button', { name: 'New set' }).click();
  await typeInto('Name of the set', 'Field');
  await dialog.getByRole('button', { name: 'Add variable' }).click();
  await typeInto('Name 1', 'host');
  await page.keyboard.press('Enter');
  await typeInto('Value of host', 'pump');
  const tabs = dialog.getByRole('tab');
  await expect(tabs).toHaveText(['Always', 'Field']);
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .include('[role=dialog]')
    .analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await clients.say('{{$user}}@{{$host}};');
  expect((await peer.receive(8)).toString()).toBe('ann@lab;');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('variables of field');
  await page.keyboard.press('Enter');
  await expect(clients.preview).toHaveText('ann@pump;');
  await clients.send.click();
  expect((await peer.receive(9)).toString()).toBe('ann@pump;');

  const again = await window.reopen();
  const pick = again.bar.bar.getByRole('combobox', { name: 'Set in use' });
  await expect(pick).toHaveText('Field');
  await expect(again.clients.preview).toHaveText('ann@pump;');
});

test('what was deleted comes back with Undo; in Chinese too', async ({ open }) => {
  const { page } = await open({ lang: 'zh-CN' });
  await page.evaluate(() =>
    window.porthole.request['variables.set']({
      shared: [{ name: 'a', value: '1' }],
      environments: [{ name: '现场', variables: [] }],
      active: 0,
    }),
  );
  await page.reload();
  await expect(page.getByRole('grid').first()).toBeVisible();
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: '变量' });
  await dialog.getByRole('textbox', { name: '名称 1' }).press('Control+Delete');
  await expect(dialog.getByRole('status')).toContainText('已删除“a”');
  await dialog.getByRole('button', { name: '撤销' }).click();
  await expect(dialog.getByRole('textbox', { name: 'a 的值' })).toHaveValue('1');
  await dialog.getByRole('tab', { name: /始终有效/ }).press('ArrowDown');
  await dialog.getByRole('button', { name: '删除变量集' }).click();
  await expect(dialog.getByRole('tab')).toHaveCount(1);
  await dialog.getByRole('button', { name: '撤销' }).click();
  await expect(dialog.getByRole('tab', { name: /现场/ })).toContainText('现场');
  await expect(dialog.getByRole('img', { name: '使用中' })).toBeVisible();
});
