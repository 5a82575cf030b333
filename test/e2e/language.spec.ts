// Both languages are whole, and switch while everything runs.
import { expect, type OpenWindow, test } from './porthole';
import { startServer } from './window/endpoint-pane';

/** Words that are the same in Chinese: names, protocols, formats, units, codes. */
const SAME = new Set(
  [
    'Porthole TCP UDP TLS UTF Latin GBK GB Big Shift JIS EUC KR LE BE English Ctrl Shift Alt Enter Tab Esc Escape',
    'LF CR CRLF NUL EOL NTP FILETIME DOS Unix JSON XML Base Python JavaScript Uint C hex Hex HEX ms s B kB MB GB ns',
    'TCP_NODELAY SO_KEEPALIVE TCP_KEEPIDLE SO_RCVBUF SO_SNDBUF SO_BROADCAST SO_REUSEADDR RST FIN Nagle ICMP',
    'listen backlog connect bind IPv IPV localhost ACK shutdown SHUT_WR HTTP Windows Lua F K N S O L D PgUp PgDn Delete',
    'TCP_KEEPINTVL TCP_KEEPCNT TCP_CORK SO_LINGER AF_INET linger macOS Linux',
    'accept recv bufsize socket close fileno setblocking settimeout getnameinfo writev MSG_WAITALL SHUT_RD makefile',
    'recvfrom MSG_TRUNC send getsockopt _digest',
    'STARTTLS ALPN RFC OpenSSL SSLKEYLOGFILE SNI CA PEM PFX PKCS SHA http Node nc socat curl',
    'SO_REUSEPORT _V ONLY IP_TTL TTL _UNICAST_HOPS IP_MULTICAST_TTL _MULTICAST_HOPS IP_MULTICAST_LOOP IP_MULTICAST_IF',
    'Syslog mDNS OK chmod tmp porthole sock',
    'Ping peer contains regex len dir kind payload x u r n t rest Wireshark pcapng lo eth',
  ].flatMap((line) => line.split(' ')),
);

/** Runs in the page: every visible text and every name, hint and placeholder, but not what people or peers wrote. */
const wordsInPage = (): string[] => {
  const written =
    'style, script, textarea, [data-mark=in] [data-column=info], [data-mark=out] [data-column=info]';
  const foreign = '[lang=en]:not(html), [translate=no]';
  const texts: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    const shown = parent !== null && parent.getClientRects().length > 0;
    if (shown && parent.closest(`${written}, ${foreign}`) === null) texts.push(node.textContent ?? '');
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest(foreign) !== null) continue;
    for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'aria-valuetext']) {
      texts.push(element.getAttribute(name) ?? '');
    }
  }
  return texts.map((text) => text.trim()).filter((text) => text !== '');
};

/** English words among them. */
const english = async ({ page }: OpenWindow): Promise<string[]> => {
  const texts = await page.evaluate(wordsInPage);
  // Whoever cannot read Chinese finds the way back in English.
  const ours = texts.filter((text) => text !== 'Switch to English');
  const left = ours.filter((text) =>
    (text.match(/[A-Za-z_]{2,}/g) ?? []).some(
      (word) => !SAME.has(word) && !/^(E[A-Z_]+|SSL_\w+)$/.test(word),
    ),
  );
  return [...new Set(left)];
};

test('the whole window turns Chinese while it runs, and back', async ({ open, python }) => {
  const window = await open();
  const { page, servers, clients, log, inspector, bar } = window;
  const port = await startServer(servers);
  await servers.answer('Fixed', '01');
  const peer = await python.connect(port);
  await peer.send('02');
  await peer.receive(2);
  await log.counts(4);
  await clients.set({ port: 1 });
  await clients.button('Connect').click();
  await expect(clients.failure).toBeVisible();
  await log.select(/02$/);

  await bar.button('中文').click();
  await expect(page.getByRole('region', { name: '服务器', exact: true })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('region', { name: '日志', exact: true })).toContainText('正在监听');
  await test.step('the panes', () => expect.poll(() => english(window)).toEqual([]));

  const chinese = page.getByRole('region', { name: '服务器', exact: true });
  for (const [name, opener] of [
    ['options', chinese.getByRole('button', { name: '选项', exact: true })],
    ['settings', page.getByRole('banner').getByRole('button', { name: '设置', exact: true })],
  ] as const) {
    await test.step(name, async () => {
      await opener.click();
      await expect(page.getByRole(name === 'options' ? 'dialog' : 'menu')).toBeVisible();
      const folded = page.locator('details:not([open]) > summary');
      while ((await folded.count()) > 0) await folded.first().click();
      await expect.poll(() => english(window)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole(name === 'options' ? 'dialog' : 'menu')).toHaveCount(0);
    });
  }
  await test.step('the command palette', async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect.poll(() => english(window)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
  await test.step('an event in the inspector', async () => {
    const grid = page.getByRole('grid', { name: '日志', exact: true });
    await grid.focus();
    await page.keyboard.press('End');
    await expect(page.getByRole('region', { name: '检查器', exact: true })).toContainText('ECONNREFUSED');
    await expect.poll(() => english(window)).toEqual([]);
  });

  // Nothing that runs has noticed.
  await peer.send('03');
  expect((await peer.receive(2)).toString()).toBe('01');

  await bar.button('English').click();
  await expect(servers.status).toHaveText(/^Listening on /);
  await expect(inspector.region).toBeVisible();
  await log.counts(8);
});

test('the dialogs of described protocols are in Chinese', async ({ open }) => {
  const window = await open({ lang: 'zh-CN' });
  const { page } = window;
  const command = async (name: string, dialog: string) => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: '查找命令' })).toBeVisible();
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    const opened = page.getByRole('dialog', { name: dialog, exact: true });
    await expect(opened).toBeVisible();
    return opened;
  };
  const dialog = await command('描述协议', '协议');
  await expect.poll(() => english(window)).toEqual([]);
  await dialog.getByRole('button', { name: '从示例开始' }).click();
  await dialog.getByRole('textbox', { name: '标题', exact: true }).fill('泵');
  for (const number of [2, 7]) {
    await dialog.getByRole('button', { name: `字段 ${number} 的更多设置` }).click();
    await expect(dialog.getByRole('textbox', { name: `字段 ${number} 的标题` })).toBeVisible();
    await expect.poll(() => english(window)).toEqual([]);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await command('按描述填写消息', '填写消息');
  await expect.poll(() => english(window)).toEqual([]);
});

test('a system in Chinese is met in Chinese', async ({ open }) => {
  const { page } = await open({ lang: 'zh-CN' });
  await expect(page.getByRole('region', { name: '服务器', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'English' })).toBeVisible();
});

test('numbers are written as the language writes them', async ({ open, python }) => {
  const { servers, log, bar, page } = await open();
  const port = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  await peer.sendTo(port, 'x'.repeat(12_345));
  await expect.poll(async () => (await log.rows()).at(-1)?.length).toBe('12,345');
  await bar.button('中文').click();
  await expect(page.getByText('12,345').first()).toBeVisible();
});
