// Reply rules: written, tried and at work. Devices that are simulated so: devices.spec.ts.
import { expect, test } from './porthole';
import { run } from './programs';
import { temporary } from './temporary';
import { willSaveTo } from './window/dialogs';
import { connectClient, startServer } from './window/endpoint-pane';
import { filled, keyboardIn, WORDS } from './window/keyboard';
import { rulesDialog } from './window/rules-dialog';

test('HTTP 200 for curl, and NTP over UDP for tshark', async ({ open, python }) => {
  const { app, page, servers, bar } = await open();
  const editor = rulesDialog(page);
  await editor.open(servers);
  await editor.preset('HTTP 200');
  await editor.close();
  const port = await startServer(servers);
  expect(await run('curl', '-sS', `http://127.0.0.1:${port}/status`)).toBe('Porthole has /status\r\n');
  await servers.button('Stop').click();

  await editor.open(servers);
  await editor.preset('NTP server (UDP)');
  await editor.close();
  const time = await startServer(servers, { protocol: 'UDP' });
  const peer = await python.udp();
  const question = Buffer.alloc(48);
  question[0] = 0x23;
  await peer.sendTo(time, question);
  expect((await peer.receive()).data).toHaveLength(48);
  const saved = await temporary('ntp.pcapng');
  await willSaveTo(app, saved);
  await bar.button('Save capture').click();
  await expect
    .poll(
      () =>
        run(
          'tshark',
          '-r',
          saved,
          '-d',
          `udp.port==${time},ntp`,
          '-Y',
          'ntp.flags.mode == 4',
          '-T',
          'fields',
          '-e',
          'ntp.stratum',
        ).catch(() => ''),
      { timeout: 60_000 },
    )
    .toBe('1\n');
});

test('a rule is written with the keyboard alone, is wrong at its character, and answers', async ({
  open,
  python,
}) => {
  const { page, servers } = await open();
  const { keyboard } = page;
  const editor = rulesDialog(page);
  const port = await startServer(servers);
  await servers.message.focus();
  await keyboard.press('Control+k');
  await keyboard.type('Auto reply: rules');
  await expect(page.getByRole('option').first()).toContainText('Auto reply: rules');
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await keyboard.press('Control+Shift+R');
  await expect(editor.button('Add rule')).toBeFocused();
  await keyboard.press('Enter');
  await expect(editor.rule(1)).toBeVisible();
  await keyboardIn(page).pick(WORDS['en-US'].rules.trigger, WORDS['en-US'].rules.regex);
  const pattern = editor.field('Expression to look for');
  await pattern.focus();
  await keyboard.type('^add (\\d+');
  const fault = editor.button(/The regular expression is wrong at/);
  await expect(fault).toBeVisible();
  await expect(editor.rule(1).getByRole('img', { name: 'Has a mistake' })).toBeVisible();
  // Seen from outside too: as long as it is so, what is written does not count.
  await keyboard.press('Escape');
  await expect(servers.autoReply).toContainText('Rule 1 is not complete, or has a mistake.');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await keyboard.press('Control+Shift+R');
  await pattern.press('End');
  await keyboard.type(')$');
  await expect(fault).toHaveCount(0);
  await editor.field('Reply of action 1').fill('sum {{uint($1) - 47}}');

  // What it would answer is shown while it is written.
  await editor.field('Try a message').fill('add 1');
  await expect(editor.outcome).toContainText('→ sum 2');

  // A second rule, moved before the first with Alt and the arrow.
  await editor.rule(1).focus();
  await editor.button('Add rule').press('Enter');
  await editor.field('Reply of action 1').fill('other');
  await editor.rule(2).focus();
  await keyboard.press('Alt+ArrowUp');
  await expect(editor.rule(1)).toContainText('other');
  await expect(editor.rule(1)).toBeFocused();
  await keyboard.press('Alt+ArrowDown');
  await expect(editor.rule(2)).toContainText('other');
  await keyboard.press('Escape');

  const peer = await python.connect(port);
  // What was typed last is what counts, once the sockets have heard of it.
  const texts = () =>
    page.evaluate(async () => {
      const snapshot = await window.porthole.request['app.snapshot']();
      const rules = snapshot.ok ? snapshot.value.endpoints.flatMap(({ autoReply }) => autoReply.rules) : [];
      return rules.map(({ when }) => when.trigger);
    });
  await expect.poll(texts).toEqual(['regex', 'any']);
  await peer.send('add 2');
  expect((await peer.receive(5)).toString()).toBe('sum 3');
  await peer.send('sub');
  expect((await peer.receive(5)).toString()).toBe('other');
});

/** What is written into the form of a rule, by the words that stand there. */
interface Written {
  readonly trigger?: 'text' | 'hex' | 'regex' | 'connect' | 'timer' | 'start';
  readonly how?: 'equals' | 'ends' | 'contains';
  readonly pattern?: string;
  readonly fields?: Partial<Record<'length' | 'state' | 'nth' | 'every', string>>;
  readonly actions: readonly (
    | { readonly reply: string; readonly delay?: string; readonly jitter?: string }
    | { readonly forward: string }
    | { readonly variable: string; readonly value: string }
    | { readonly state: string }
    | 'close'
    | 'finish'
    | 'reset'
    | 'ignore'
  )[];
}

const ACTIONS = {
  reply: 'actionReply',
  forward: 'actionForward',
  variable: 'actionVariable',
  state: 'actionState',
  close: 'actionClose',
  finish: 'actionFinish',
  reset: 'actionReset',
  ignore: 'actionIgnore',
} as const;

test('every condition and every action, written with the keyboard alone, in Chinese', async ({
  open,
  python,
}) => {
  test.slow();
  const { page } = await open({ lang: 'zh-CN' });
  const { rules: words, framing, endpoints, reply } = WORDS['zh-CN'];
  const keys = keyboardIn(page);
  const other = await python.listen();
  await keys.press('Control+2');
  await keys.fill(endpoints.port, String(other.port));
  await keys.press('F5');
  const forwarded = await other.accept();
  const clients = page.getByRole('region', { name: endpoints.clients, exact: true });
  const client = (await clients.getByRole('tab').getAttribute('aria-label')) ?? '';
  await keys.press('Control+1');
  await keys.fill(endpoints.port, '0');
  await keys.press('F5');
  const status = page
    .getByRole('region', { name: endpoints.servers, exact: true })
    .getByRole('status')
    .first();
  await expect(status).toContainText(/127\.0\.0\.1:\d{2,}/);
  const port = Number(/127\.0\.0\.1:(\d+)/.exec((await status.textContent()) ?? '')?.[1]);

  // Written while the endpoint answers nothing: that is said, and changed there.
  await keys.press('Control+Shift+R');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: words.add })).toBeFocused();
  await keys.backTo(reply.useRules);
  await keys.press('Enter');
  await expect(dialog.getByRole('button', { name: reply.useRules })).toHaveCount(0);
  await expect(dialog.getByRole('button', { name: words.add })).toBeFocused();
  await keys.pick(framing.framing, framing.delimiter);
  await keys.fill(framing.delimiterField, '\\n');

  const add = async ({ trigger, how, pattern, fields = {}, actions }: Written): Promise<void> => {
    await keys.tabTo(words.add);
    await keys.press('Enter');
    if (trigger !== undefined) await keys.pick(words.trigger, words[trigger]);
    if (how !== undefined) await keys.choose(words.starts, words[how]);
    if (trigger === 'text' || trigger === 'hex' || trigger === 'regex')
      await keys.fill(words[`${trigger}Pattern`], pattern ?? '');
    for (const field of ['every', 'length', 'state', 'nth'] as const) {
      const typed = fields[field];
      if (typed !== undefined) await keys.fill(words[field], typed);
    }
    for (const [at, action] of actions.entries()) {
      const number = at + 1;
      const one = typeof action === 'string' ? { [action]: '' } : action;
      const [kind = 'reply'] = Object.keys(one) as (keyof typeof ACTIONS)[];
      const named = filled(words.actionKind, { number });
      if (at > 0) {
        await keys.menu(words.addAction, words[ACTIONS[kind]]);
        await keys.backTo(named);
      } else if (kind !== 'reply') await keys.pick(named, words[ACTIONS[kind]]);
      if ('reply' in one) {
        if (one.delay !== undefined) await keys.fill(words.delay, one.delay);
        if (one.jitter !== undefined) await keys.fill(words.jitter, one.jitter);
        await keys.fill(filled(words.replyText, { number }), one.reply);
      } else if ('forward' in one) await keys.pick(words.forwardTo, one.forward);
      else if ('variable' in one) {
        await keys.fill(words.variableName, one.variable);
        await keys.fill(words.variableValue, one.value);
      } else if ('state' in one) await keys.fill(words.newState, one.state);
    }
  };
  await add({ trigger: 'start', actions: [{ variable: 'n', value: '7' }] });
  await add({ trigger: 'connect', actions: [{ reply: 'hello\\n' }, { state: 'new' }] });
  await add({ trigger: 'hex', pattern: '80&C0 ??', actions: [{ reply: 'mask\\n', jitter: '5' }] });
  await add({
    trigger: 'text',
    how: 'equals',
    pattern: 'open',
    fields: { state: 'new' },
    actions: [{ state: 'open' }, { reply: 'opened\\n' }],
  });
  await add({ trigger: 'text', pattern: 'count', fields: { nth: '2' }, actions: [{ reply: 'second\\n' }] });
  await add({
    trigger: 'regex',
    pattern: '^set (\\w+)=(?<value>.*)$',
    actions: [{ variable: 'x', value: '{{$value}}' }, { reply: '{{$1}}={{$x}}/{{$state}}\\n' }],
  });
  await add({ trigger: 'text', how: 'ends', pattern: 'on', actions: [{ forward: client }] });
  await add({
    trigger: 'text',
    how: 'contains',
    pattern: 'wic',
    actions: [{ reply: 'one\\n', delay: '20' }, { reply: 'two\\n' }],
  });
  await add({ trigger: 'text', how: 'equals', pattern: 'tick', actions: [{ state: 'tick' }] });
  await add({
    trigger: 'timer',
    fields: { every: '10', state: 'tick', nth: '1-3' },
    actions: [{ reply: 'tick\\n' }],
  });
  for (const kind of ['ignore', 'finish', 'reset', 'close'] as const)
    await add({ trigger: 'text', how: 'equals', pattern: kind, actions: [kind] });
  await add({ fields: { length: '3' }, actions: [{ reply: 'three {{$n}}\\n' }] });
  await expect(dialog.getByRole('img', { name: words.wrong })).toHaveCount(0);
  await keys.close();
  const known = () =>
    page.evaluate(async () => {
      const snapshot = await window.porthole.request['app.snapshot']();
      const server = snapshot.ok ? snapshot.value.endpoints.find(({ role }) => role === 'server') : undefined;
      return server?.autoReply.rules.at(-1)?.when.length;
    });
  await expect.poll(known).toBe('3');

  const peer = await python.connect(port);
  const says = async (bytes: string, answer: string): Promise<void> => {
    await peer.send(Buffer.from(bytes, 'latin1'));
    expect((await peer.receive(answer.length)).toString()).toBe(answer);
  };
  expect((await peer.receive(6)).toString()).toBe('hello\n');
  await says('\xbf!\n', 'mask\n');
  await says('open\n', 'opened\n');
  // No longer in that state, and not the second one yet: nothing, until something else is asked.
  await says('open\ncount\ncount\ncount\n', 'second\n');
  await says('set speed=12\n', 'speed=12/open\n');
  await says('ignore\ntwice\n', 'one\ntwo\n');
  await says('abc\n', 'three 7\n');
  await peer.send('pass it on\n');
  expect((await forwarded.receive(10)).toString()).toBe('pass it on');
  await says('tick\n', 'tick\ntick\ntick\n');
  await says('set a=b\n', 'a=b/tick\n');
  for (const [kind, end] of [
    ['finish', 'finished'],
    ['close', 'finished'],
    ['reset', 'reset'],
  ] as const) {
    const one = await python.connect(port);
    expect((await one.receive(6)).toString()).toBe('hello\n');
    await one.send(`${kind}\n`);
    expect(await one.countToEnd()).toEqual({ bytes: 0, end });
    await one.close();
  }
});

test('a dry run says which rule would have answered what, and sends nothing', async ({ open, python }) => {
  const { page, servers, log } = await open();
  const port = await startServer(servers);
  const peer = await python.connect(port);
  for (const line of ['*IDN?\n', 'VOLT 1.5\n', 'VOLT?\n']) {
    await peer.send(line);
    await expect.poll(async () => (await log.rows()).at(-1)?.info ?? '').toContain(line.trim());
  }
  const editor = rulesDialog(page);
  await editor.open(servers);
  await editor.preset('SCPI instrument');
  await editor.button('Start dry run').click();
  await expect(editor.results).toHaveCount(3);
  await expect(editor.results.nth(0)).toContainText('2 Identify');
  await expect(editor.results.nth(1)).toContainText('no answer');
  await expect(editor.results.nth(2)).toContainText('1.5');
  await expect(editor.dialog).toContainText('3 of 3 messages match');
  // From a result to its row.
  await editor.results
    .nth(2)
    .getByRole('button', { name: /^Go to row/ })
    .click();
  await expect(editor.dialog).toHaveCount(0);
  expect((await log.rows()).filter(({ direction }) => direction === 'Out')).toEqual([]);
});

test('two endpoints that answer each other without end are stopped, and the log says so', async ({
  open,
}) => {
  const { page, servers, clients, log } = await open();
  const editor = rulesDialog(page);
  for (const pane of [servers, clients]) {
    await editor.open(pane);
    await editor.preset('Echo');
    await editor.close();
  }
  const port = await startServer(servers);
  await connectClient(clients, { port });
  await clients.say('again');
  await expect(log.region).toContainText('Stopped answering');
  await expect(servers.status).toHaveText(/^Listening on /);
});
