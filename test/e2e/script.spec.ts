// Scripts: written, kept, and what goes wrong with them. Devices that are simulated so: devices.spec.ts.
import type { Page } from '@playwright/test';
import { expect, test } from './porthole';
import { chooseIn, type EndpointPane, startServer } from './window/endpoint-pane';

const scriptDialog = (page: Page) => {
  const dialog = page.getByRole('dialog', { name: /^Script of / });
  const editor = dialog.getByRole('textbox', { name: 'Script', exact: true });
  return {
    dialog,
    editor,
    state: dialog.getByRole('status'),
    run: dialog.getByRole('button', { name: 'Run as written' }),
    async open(pane: EndpointPane): Promise<void> {
      await chooseIn(pane.autoReply, 'Script');
      await pane.autoReply.getByRole('button', { name: 'Edit script…' }).click();
      await expect(editor).toBeFocused();
    },
    async write(source: string): Promise<void> {
      await editor.fill(source);
    },
    async close(): Promise<void> {
      await dialog.getByRole('button', { name: 'Close', exact: true }).click();
      await expect(dialog).toHaveCount(0);
    },
  };
};

test('written by keyboard with completion; what throws and what never ends is said with its line', async ({
  open,
  python,
}) => {
  const { page, servers, log } = await open();
  const script = scriptDialog(page);
  const port = await startServer(servers);
  const peer = await python.connect(port);
  await script.open(servers);
  await page.keyboard.type('on');
  const list = page.getByRole('listbox', { name: 'Completions' });
  await expect(list.getByRole('option').first()).toContainText('on(');
  await page.keyboard.press('Escape');
  await expect(script.editor).toBeFocused();

  await script.write(
    "on('data', (c, bytes) => {\n  console.log('got', bytes);\n  c.send('ok');\n  null.x;\n});",
  );
  await page.keyboard.press('Control+Enter');
  await expect(script.state).toHaveText('Running as written');
  await peer.send('A');
  expect((await peer.receive(2)).toString()).toBe('ok');
  await expect(script.state).toContainText("TypeError: cannot read property 'x' of null");
  await script.state.getByRole('button', { name: 'Line 4' }).click();
  await expect(script.editor).toBeFocused();

  // It is edited while the old one goes on, and takes its place on request.
  await script.write("on('data', () => {\n  for (;;);\n});");
  await expect(script.state).toContainText('Changed: what runs is older');
  await script.run.click();
  await expect(script.state).toHaveText('Running as written');
  await peer.send('B');
  await expect(script.state).toContainText('Stopped');
  await expect(script.state).toContainText('A handler ran for more than a second.');
  await script.write("on('data', () => {\n  new Uint8Array(2 ** 30);\n});");
  await script.run.click();
  await expect(script.state).toHaveText('Running as written');
  await peer.send('C');
  await expect(script.state).toContainText('It wanted more than 64 MiB of memory.');
  await script.close();
  await expect
    .poll(() => log.story())
    .toEqual(
      expect.arrayContaining([
        'Event Script: got 41',
        "Error The script threw in line 4: TypeError: cannot read property 'x' of null",
        'Error The script was stopped: a handler ran for more than 1 s',
      ]),
    );
});

test('a script is kept with its endpoint', async ({ open }) => {
  const first = await open();
  const script = scriptDialog(first.page);
  await script.open(first.servers);
  await script.write("console.log('kept');");
  await script.close();
  const again = await first.reopen();
  await startServer(again.servers);
  await expect.poll(() => again.log.story()).toContain('Event Script: kept');
});
