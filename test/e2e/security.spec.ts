// The page is locked in: no Node, one bridge that refuses what is malformed, no navigation, no foreign code.
import { REQUEST_NAMES, WINDOW_EVENT_NAMES } from '../../core/contract/names';
import { expect, test } from './porthole';
import { startServer } from './window/endpoint-pane';

test('the bridge is frozen and has one function per name of the contract, and nothing else', async ({
  open,
}) => {
  const { page } = await open();
  const found = await page.evaluate(() => {
    const bridge = window.porthole;
    const attempt = (change: () => void): boolean => {
      try {
        change();
        return true;
      } catch {
        return false;
      }
    };
    const own = bridge as unknown as Record<string, unknown>;
    attempt(() => {
      own.request = {};
      own.send = () => undefined;
      delete own.on;
    });
    attempt(() => Object.assign(globalThis, { porthole: {} }));
    attempt(() => Object.assign(own.request as object, { 'app.snapshot': 1, extra: 1 }));
    return {
      keys: Object.keys(window.porthole).sort(),
      requests: Object.keys(window.porthole.request),
      events: Object.keys(window.porthole.on),
      functions: Object.values(window.porthole.request).every((one) => typeof one === 'function'),
      frozen: [bridge, bridge.request, bridge.on].map(Object.isFrozen),
    };
  });
  expect(found).toEqual({
    keys: ['on', 'request'],
    requests: [...REQUEST_NAMES],
    events: [...WINDOW_EVENT_NAMES],
    functions: true,
    frozen: [true, true, true],
  });
});

test('every request refuses malformed arguments', async ({ open }) => {
  const { page, log } = await open();
  const answers = await page.evaluate(async () => {
    const malformed: readonly unknown[] = [
      null,
      0,
      -1,
      'text',
      [],
      {},
      { id: 7 },
      { id: '' },
      { id: 'x'.repeat(65) },
      { id: 'a', extra: true },
      { theme: 'pink' },
      { __proto__: null, id: 1 },
      { job: -1 },
      { job: 1.5 },
      { row: 0, offset: -1, length: 1 },
      { row: 0, offset: 0, length: 2 ** 40 },
      { view: 0, start: 0, count: 1e9 },
      { text: 5 },
      { query: 'x'.repeat(10_001), in: true, out: true, events: true, span: null },
    ];
    const accepted: string[] = [];
    // An empty change of the settings is a change of nothing.
    const harmless = new Set(['settings.update {}']);
    for (const [name, request] of Object.entries(window.porthole.request)) {
      const ask = request as (argument: unknown) => Promise<{ ok: boolean; failure?: { code: string } }>;
      for (const argument of malformed) {
        const about = `${name} ${JSON.stringify(argument)}`.slice(0, 80);
        if (harmless.has(about)) continue;
        const answer = await ask(argument);
        if (answer.ok || answer.failure?.code !== 'EBADREQUEST')
          accepted.push(`${about}: ${JSON.stringify(answer)}`);
      }
    }
    return accepted;
  });
  expect(answers).toEqual([]);
  expect(await log.count()).toBe(0);
});

test('what has no structure that could be cloned never arrives', async ({ open }) => {
  const { page } = await open();
  const refused = await page.evaluate(async () => {
    const ask = window.porthole.request['clipboard.write'] as unknown as (
      argument: unknown,
    ) => Promise<unknown>;
    return ask({ text: () => 'code' }).then(
      (answer) => JSON.stringify(answer),
      (error: unknown) => `threw ${String(error)}`,
    );
  });
  expect(refused).toMatch(/EBADREQUEST|threw/);
});

test('navigation, new windows and evaluated code are denied', async ({ open }) => {
  const { app, page, expectProblem } = await open();
  expectProblem(/Content Security Policy|Refused to/);
  const url = page.url();
  const denied = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
    // In a turn of its own: what a debugger evaluates directly is exempt from the policy.
    const evaluated = await new Promise<string>((resolve) =>
      setTimeout(() => {
        try {
          resolve(String(new Function('return "yes"')()));
        } catch (error) {
          resolve((error as Error).name);
        }
      }),
    );
    const opened = window.open('https://example.invalid/');
    const fetched = await fetch('porthole://app/index.html').then(
      () => 'answered',
      () => 'refused',
    );
    const script = document.createElement('script');
    script.textContent = 'globalThis.injected = true';
    document.body.append(script);
    return { evaluated, opened: opened === null, fetched, injected: 'injected' in globalThis, violations };
  });
  expect(denied).toMatchObject({ evaluated: 'EvalError', opened: true, fetched: 'refused', injected: false });
  expect(app.windows()).toHaveLength(1);

  // Playwright waits for a navigation that was begun, so this one is begun and looked at from the main process.
  const after = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const prevented = new Promise<boolean>((resolve) =>
      contents?.on('will-navigate', (event) => setImmediate(() => resolve(event.defaultPrevented))),
    );
    await contents?.executeJavaScript(`void (location.href = 'https://example.invalid/')`);
    return {
      prevented: await prevented,
      url: contents?.getURL(),
      rows: await contents?.executeJavaScript(`document.querySelectorAll('[role=grid]').length`),
    };
  });
  expect(after).toEqual({ prevented: true, url, rows: 1 });
});

test('a tour through the whole window violates no policy', async ({ open, python }) => {
  const { page, servers, clients, log, inspector, bar } = await open();
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { violations: seen });
    document.addEventListener('securitypolicyviolation', (event) =>
      seen.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  const port = await startServer(servers);
  await servers.answer('Fixed', 'x');
  const peer = await python.connect(port);
  await peer.send('{"a": [1, 2]}');
  await peer.receive(1);
  await log.select('{"a"');
  for (const tab of ['Text', 'Bytes'] as const) await inspector.tab(tab).click();
  const over = page.locator('[role=dialog], [role=menu], [role=listbox]').filter({ visible: true });
  /** Each is there before Escape is pressed, and gone before the next is opened. */
  const closed = async (): Promise<void> => {
    await expect(over.first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(over).toHaveCount(0);
  };
  await inspector.region.getByRole('button', { name: 'Copy all' }).click();
  await closed();
  await servers.button('Options').click();
  await closed();
  await servers.button('History').click({ force: true });
  await clients.button('Repeat').click();
  await closed();
  await clients.region.getByRole('combobox', { name: 'Encoding' }).click();
  await closed();
  await bar.button('Settings').click();
  await closed();
  await page.keyboard.press('Control+k');
  await closed();
  await servers.tabs.first().click({ button: 'right' });
  await closed();
  await bar.button('中文').click();
  await bar.button('English').click();
  expect(await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations)).toEqual(
    [],
  );
});
