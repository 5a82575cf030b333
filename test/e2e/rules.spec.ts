// Reply rules: devices that are simulated with rules alone, and driven by programs that others wrote.
import { expect, test } from './porthole';
import { peerFile, run } from './programs';
import { temporary } from './temporary';
import { willSaveTo } from './window/dialogs';
import { connectClient, startServer } from './window/endpoint-pane';
import { rulesDialog } from './window/rules-dialog';

test('a Modbus/TCP slave, asked by a master from npm; Wireshark understands what it says', async ({
  open,
  spawnPeer,
}) => {
  const { app, page, servers, bar } = await open();
  const editor = rulesDialog(page);
  await editor.open(servers);
  await editor.preset('Modbus/TCP slave');
  await expect(editor.rules).toHaveCount(7);
  await editor.close();
  const port = await startServer(servers);

  const master = spawnPeer('node', peerFile('modbus_client.mjs'), port);
  expect(await master.line()).toBe('read 42 43 0');
  expect(await master.line()).toBe('read 42 4711 0 0 0 0 0 0 0 0 1 2');
  expect(await master.line()).toBe('input 4711');
  expect(await master.line()).toBe('coils 1');
  expect(await master.line()).toBe('far 2');
  expect((await master.ended()).code).toBe(0);

  // Each rule tells how often it has matched.
  await servers.autoReply.getByRole('button', { name: '7 rules…' }).click();
  await expect(editor.rule(2)).toContainText('2 matches');
  await expect(editor.rule(4)).toContainText('1 match');
  await expect(editor.rule(7)).toContainText('1 match');
  await editor.close();

  const saved = await temporary('modbus.pcapng');
  await willSaveTo(app, saved);
  await bar.button('Save capture').click();
  await expect
    .poll(async () => {
      const fields = ['-T', 'fields', '-e', 'modbus.func_code', '-e', 'modbus.exception_code'];
      const out = await run(
        'tshark',
        '-r',
        saved,
        '-d',
        `tcp.port==${port},mbtcp`,
        '-Y',
        'modbus',
        ...fields,
      ).catch(() => '');
      return out.trim().split('\n').length;
    })
    .toBe(14);
});

test('an SCPI instrument, in nc and Python', async ({ open, spawnPeer, python }) => {
  const { page, servers } = await open();
  const editor = rulesDialog(page);
  await editor.open(servers);
  await editor.preset('SCPI instrument');
  await editor.close();
  const port = await startServer(servers);

  const nc = spawnPeer('nc', '127.0.0.1', port);
  nc.say('*IDN?\nVOLT 4.2\nMEAS:VOLT?\n');
  expect(await nc.line()).toBe('Porthole,Simulated supply,0,1.0');
  expect(await nc.line()).toBe('4.2');
  // What one program has set, another one reads, in pieces and with CR LF.
  const peer = await python.connect(port);
  for (const part of ['source:vol', 't?\r', '\nsyst:err?\n']) await peer.send(part);
  expect((await peer.receive(17)).toString()).toBe('4.2\n0,"No error"\n');
  await peer.send('nonsense\nSYST:ERR?\n');
  expect((await peer.receive(24)).toString()).toBe('-113,"Undefined header"\n');
});

test('a line protocol with a prompt, in nc; it says good-bye and closes', async ({ open, spawnPeer }) => {
  const { page, servers } = await open();
  const editor = rulesDialog(page);
  await editor.open(servers);
  await editor.preset('Line protocol with prompt');
  await editor.close();
  const port = await startServer(servers);
  const nc = spawnPeer('nc', '127.0.0.1', port);
  expect(await nc.line()).toBe('Porthole\r');
  nc.say('set one two\nget\nwhat?\nquit\n');
  nc.endInput();
  expect((await nc.ended()).stdout).toBe('Porthole\r\n> ok\r\n> one two\r\n> ? set, get, quit\r\n> bye\r\n');
});

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
    .poll(() =>
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
  await editor.dialog.getByRole('combobox', { name: 'Waits for' }).focus();
  await keyboard.press('Enter');
  await expect(page.getByRole('option', { name: 'Any message' })).toBeVisible();
  for (let steps = 0; steps < 4; steps += 1) await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  const pattern = editor.field('Expression to look for');
  await pattern.focus();
  await keyboard.type('^add (\\d+');
  const fault = editor.button(/The regular expression is wrong at/);
  await expect(fault).toBeVisible();
  await expect(editor.rule(1).getByRole('img', { name: 'Has a mistake' })).toBeVisible();
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
