// A conversation is copied as a program, which has it again.
import { writeFile } from 'node:fs/promises';
import { expect, test } from './porthole';
import { temporary } from './temporary';
import { startServer } from './window/endpoint-pane';

test('a conversation with a server is copied as Python, and the server hears it again', async ({
  open,
  python,
  spawnPeer,
}) => {
  const { app, page, servers, log } = await open();
  await servers.answer('Fixed', 'Hello {{counter}}!\\n');
  const port = await startServer(servers);
  const peer = await python.connect(port);
  await peer.send('Hi "there"\n');
  expect((await peer.receive(9)).toString()).toBe('Hello 1!\n');

  const row = log.grid.getByRole('row').filter({ hasText: 'Hi "there"' });
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy conversation as' }).hover();
  await page.getByRole('menuitem', { name: 'Python', exact: true }).click();
  const clipboard = () => app.evaluate(({ clipboard: board }) => board.readText());
  await expect.poll(clipboard).toContain(`socket.create_connection(("127.0.0.1", ${port})`);
  const file = await temporary('again.py');
  await writeFile(file, await clipboard());
  const program = spawnPeer('python3', file);
  expect(await program.line()).toBe("b'Hello 2!\\n'");

  // The same from the palette, in another form; what is no HTTP is told.
  await row.first().click();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('copy the conversation as an nc');
  await page.keyboard.press('Enter');
  await expect.poll(clipboard).toBe(`printf 'Hi "there"\\012' | nc -w 2 127.0.0.1 ${port}\n`);
  await page.keyboard.press('Control+K');
  await page.keyboard.type('copy the conversation as a curl');
  await page.keyboard.press('Enter');
  await expect(page.getByText('does not begin with an HTTP request')).toBeVisible();
});
