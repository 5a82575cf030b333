// Multicast groups in the options of a UDP socket, on the loopback interface. Between two computers, and IPv6, they are
// tried with the sockets alone (electron/traffic/namespaces.test.ts).
import type { Locator } from '@playwright/test';
import { expect, type OpenWindow, test } from './porthole';
import { run } from './programs';
import { startServer } from './window/endpoint-pane';

const SEND = `
import socket, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton('127.0.0.1'))
s.bind((sys.argv[4], 0))
s.sendto(sys.argv[3].encode(), (sys.argv[1], int(sys.argv[2])))
`;

const sendToGroup = (group: string, port: number, text: string, from = '127.0.0.1'): Promise<string> =>
  run('python3', '-c', SEND, group, port, text, from);

const openOptions = async ({ page, servers }: OpenWindow): Promise<Locator> => {
  await servers.button('Options').click();
  return page.getByRole('dialog', { name: 'Options' });
};

test('groups are joined and left while the socket is open; each is a row', async ({ open }) => {
  const window = await open();
  const { page, servers, log } = window;
  const port = await startServer(servers, { protocol: 'UDP', address: '0.0.0.0' });
  const panel = await openOptions(window);
  const field = (name: string): Locator => panel.getByRole('textbox', { name, exact: true });
  const list = panel.getByRole('list', { name: 'Multicast groups' });

  await field('Interface').fill('lo');
  await field('Group').fill('239.255.66.1');
  await field('Group').press('Enter');
  await expect(list.getByRole('listitem')).toHaveText(/239\.255\.66\.1 on lo\s*joined/);
  await expect(field('Group')).toHaveValue('');

  await field('Group').fill('232.66.0.1');
  await field('Source').fill('127.0.0.1');
  await panel.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(list.getByRole('listitem').nth(1)).toHaveText(
    /232\.66\.0\.1 from 127\.0\.0\.1 on lo\s*joined/,
  );
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);

  await sendToGroup('239.255.66.1', port, 'to everyone');
  await sendToGroup('232.66.0.1', port, 'from a stranger', '127.0.0.2');
  await sendToGroup('232.66.0.1', port, 'from the source');
  await expect
    .poll(() => log.story())
    .toEqual([
      `Event Open on 0.0.0.0:${port}`,
      'Event Joined 239.255.66.1 on lo',
      'Event Joined 232.66.0.1 for datagrams from 127.0.0.1 only',
      'In 11 to everyone',
      'In 15 from the source',
    ]);

  await openOptions(window);
  await panel.getByRole('button', { name: 'Leave 239.255.66.1' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect.poll(async () => (await log.story()).at(-1)).toBe('Event Left 239.255.66.1 on lo');
});

test('what cannot be joined is said where it was typed', async ({ open }) => {
  const window = await open();
  const { page, servers, log } = window;
  await startServer(servers, { protocol: 'UDP', address: '0.0.0.0' });
  // From the palette the first field has the focus.
  await servers.message.focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('join a multicast');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Options' });
  await expect(panel.getByRole('textbox', { name: 'Group', exact: true })).toBeFocused();
  const alert = panel.getByRole('alert');

  await page.keyboard.type('10.0.0.1');
  await page.keyboard.press('Enter');
  await expect(alert).toContainText('“10.0.0.1” is not a multicast group.');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('232.66.0.1');
  await expect(alert).toHaveCount(0);
  await page.keyboard.press('Tab');
  await page.keyboard.type('the sender');
  await page.keyboard.press('Enter');
  await expect(alert).toContainText('“the sender” is not the address of a sender.');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Tab');
  await page.keyboard.type('nothere0');
  await page.keyboard.press('Enter');

  const line = panel.getByRole('list', { name: 'Multicast groups' }).getByRole('listitem');
  await expect(line).toContainText('“nothere0” is neither the name nor an address of an interface');
  await expect
    .poll(async () => (await log.story()).at(-1))
    .toMatch(/^Error 232\.66\.0\.1 not joined\. ENOINTERFACE/);

  // A socket that is set up with it does not open.
  await page.keyboard.press('Escape');
  await servers.button('Stop').click();
  await expect(servers.status).toHaveText('Stopped');
  await servers.button('Start').click();
  await expect(servers.failure).toContainText('ENOINTERFACE');
});

test('an option that the runtime lacks is grey, and says why', async ({ open }) => {
  const window = await open();
  await window.servers.set({ protocol: 'UDP' });
  const unavailable = await window.page.evaluate(async () => {
    const snapshot = await globalThis.window.porthole.request['app.snapshot']();
    return snapshot.ok ? snapshot.value.unavailable : null;
  });
  const panel = await openOptions(window);
  const reusePort = panel.getByRole('switch', { name: 'Reuse port' });
  if (unavailable?.reusePort === undefined) await expect(reusePort).toBeEnabled();
  else {
    await expect(reusePort).toBeDisabled();
    await expect(reusePort).toHaveAccessibleDescription(/Node can set it from 22\.12 on/);
  }
});
