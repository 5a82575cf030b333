// Devices that are simulated with rules and with a script: set up by keyboard alone, in both languages, and driven by
// programs that others wrote. Issue 4.
import { expect, type OpenWindow, test } from './porthole';
import { peerFile, run } from './programs';
import { temporary } from './temporary';
import { willSaveTo } from './window/dialogs';
import { filled, keyboardIn, LANGUAGES, WORDS } from './window/keyboard';

/** Runs in the page: how the server answers, as the sockets know it. */
const answering = async (): Promise<string> => {
  const snapshot = await window.porthole.request['app.snapshot']();
  const server = snapshot.ok ? snapshot.value.endpoints.find(({ role }) => role === 'server') : undefined;
  if (server === undefined) return '';
  const { mode, rules, script } = server.autoReply;
  const first = rules[0]?.when.text ?? '';
  return mode === 'script'
    ? `script ${script.source.split('\n')[0]}`
    : `${mode} ${rules.length} ${server.framing.kind} ${first}`.trim();
};

/** The server of a window, by its keys. */
const serverBy = (window: OpenWindow, language: (typeof LANGUAGES)[number]) => {
  const { page } = window;
  const words = WORDS[language];
  const keys = keyboardIn(page);
  const region = page.getByRole('region', { name: words.endpoints.servers, exact: true });
  const dialog = page.getByRole('dialog');
  const heard = (what: string | RegExp) =>
    expect.poll(() => page.evaluate(answering)).toMatch(typeof what === 'string' ? new RegExp(what) : what);
  return {
    keys,
    words,
    dialog,
    async start(): Promise<number> {
      await keys.press('Control+1');
      await keys.fill(words.endpoints.port, '0');
      await keys.press('F5');
      const status = region.getByRole('status').first();
      await expect(status).toContainText(/127\.0\.0\.1:\d{2,}/);
      return Number(/127\.0\.0\.1:(\d+)/.exec((await status.textContent()) ?? '')?.[1]);
    },
    async openRules(): Promise<void> {
      await keys.press('Control+Shift+R');
      await expect(dialog).toBeVisible();
      await expect(dialog.getByRole('button', { name: words.rules.add })).toBeFocused();
    },
    async rules(preset: string, known: RegExp): Promise<void> {
      await keys.command(words.commands.replyRules);
      await this.openRules();
      await keys.menu(words.rules.presets, preset);
      await keys.close();
      await heard(known);
    },
    async script(example: string, known: RegExp): Promise<void> {
      await keys.command(words.commands.replyScript);
      await keys.press('Control+j');
      await expect(dialog.getByRole('textbox', { name: words.script.editor, exact: true })).toBeFocused();
      await keys.menu(words.script.examples, example);
      await heard(known);
      await keys.backTo(words.script.restart);
      await keys.press('Enter');
      await expect(dialog.getByRole('status')).toHaveText(words.script.stateRunning);
      await keys.close();
    },
  };
};

for (const language of LANGUAGES) {
  test(`a Modbus/TCP slave, an SCPI instrument and a line protocol by rules and by script (${language})`, async ({
    open,
    python,
    spawnPeer,
  }) => {
    test.slow();
    const window = await open({ lang: language });
    const { app, page } = window;
    const { keys, words, dialog, ...server } = serverBy(window, language);
    const port = await server.start();

    const master = async (registers: string): Promise<void> => {
      const program = spawnPeer('node', peerFile('modbus_client.mjs'), port);
      const [first = '', second = ''] = registers.split(' ');
      expect(await program.line()).toBe(`read ${first} ${second} 0`);
      expect(await program.line()).toBe(`read ${first} 4711 0 0 0 0 0 0 0 0 1 2`);
      expect(await program.line()).toBe('input 4711');
      expect(await program.line()).toBe('coils 1');
      expect(await program.line()).toBe('far 2');
      expect((await program.ended()).code).toBe(0);
    };
    await server.rules(words.rules.presetModbus, /^rules 7 length/);
    await master('42 43');
    // Each rule tells how often it has matched.
    await server.openRules();
    const rules = dialog.getByRole('list', { name: words.rules.list }).getByRole('listitem');
    await expect(rules.nth(1)).toContainText(filled(words.rules.matches_other, { shown: 2 }));
    await keys.close();
    // Wireshark understands what it says.
    const saved = await temporary('modbus.pcapng');
    await willSaveTo(app, saved);
    await keys.press('Control+s');
    const asMaster = [
      '-d',
      `tcp.port==${port},mbtcp`,
      '-Y',
      'modbus',
      '-T',
      'fields',
      '-e',
      'modbus.func_code',
    ];
    await expect
      .poll(
        async () => (await run('tshark', '-r', saved, ...asMaster).catch(() => '')).trim().split('\n').length,
        { timeout: 60_000 },
      )
      .toBe(14);
    await server.script(words.script.exampleModbus, /^script .*Modbus/);
    await master('1234 5678');

    await server.rules(words.rules.presetScpi, /^rules \d+ delimiter/);
    const nc = spawnPeer('nc', '127.0.0.1', port);
    nc.say('*IDN?\nVOLT 4.2\nMEAS:VOLT?\n');
    expect(await nc.line()).toBe('Porthole,Simulated supply,0,1.0');
    expect(await nc.line()).toBe('4.2');
    // What one program has set, another one reads, in pieces and with CR LF.
    const reader = await python.connect(port);
    for (const part of ['source:vol', 't?\r', '\nsyst:err?\n']) await reader.send(part);
    expect((await reader.receive(17)).toString()).toBe('4.2\n0,"No error"\n');
    await reader.send('nonsense\nSYST:ERR?\n');
    expect((await reader.receive(24)).toString()).toBe('-113,"Undefined header"\n');
    await server.script(words.script.exampleScpi, /^script .*SCPI/);
    const peer = await python.connect(port);
    await peer.send('*IDN?\nVOLT 4.2\nVOLT?\n');
    expect((await peer.receive(31)).toString()).toBe('PORTHOLE,SIMULATOR,0,1.0\n4.200\n');

    await server.rules(words.rules.presetLine, /^rules \d+ delimiter/);
    const line = spawnPeer('nc', '127.0.0.1', port);
    expect(await line.line()).toBe('Porthole\r');
    line.say('set one two\nget\nwhat?\nquit\n');
    line.endInput();
    expect((await line.ended()).stdout).toBe(
      'Porthole\r\n> ok\r\n> one two\r\n> ? set, get, quit\r\n> bye\r\n',
    );
    await server.script(words.script.exampleLines, /^script .*line protocol/);
    const again = spawnPeer('nc', '127.0.0.1', port);
    expect(await again.line()).toBe('Welcome. Commands: time, count, quit\r');
    again.say('count\nwhat\nquit\n');
    await expect.poll(again.stdout).toContain('Bye.');
    again.endInput();
    expect((await again.ended()).stdout).toBe(
      'Welcome. Commands: time, count, quit\r\n> 1\r\n> Unknown command: what\r\n> Bye.\r\n',
    );
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
}
