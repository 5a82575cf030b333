import { afterEach, describe, expect, test } from 'vitest';
import type { ScriptEvent } from '../../../core/contract/script';
import { createScriptHost, type ScriptDeed } from './host';
import { createSandbox, type Sandbox } from './sandbox';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

const running: { readonly stop: () => void }[] = [];
afterEach(() => {
  for (const { stop } of running.splice(0)) stop();
});

/** A script as it runs in its thread, without the thread. */
const world = async (source: string, limits?: { readonly ms: number; readonly memory: number }) => {
  const deeds: ScriptDeed[] = [];
  const due: number[] = [];
  const host = createScriptHost({
    endpoint: { name: 'TCP :8888', role: 'server', protocol: 'tcp', address: '127.0.0.1', port: '8888' },
    variables: new Map([['unit', '17']]),
    now: () => 1_700_000_000_000_000_000n,
    deed: (deed) => deeds.push(deed),
    due: (timer) => due.push(timer),
  });
  running.push(host);
  const made = await createSandbox(source, host, limits);
  if ('fault' in made) return { fault: made.fault, deeds, due, sandbox: null };
  running.push({ stop: () => made.sandbox.dispose() });
  return { fault: null, deeds, due, sandbox: made.sandbox };
};

const sandboxOf = async (source: string, limits?: { readonly ms: number; readonly memory: number }) => {
  const made = await world(source, limits);
  if (made.sandbox === null) throw new Error(`It did not start: ${made.fault.message}`);
  const { sandbox, deeds, due } = made;
  return { take: (event: ScriptEvent) => sandbox.take(event), sandbox: sandbox as Sandbox, deeds, due };
};

const open: ScriptEvent = { event: 'open', connection: 1, peer: '127.0.0.1:5000', local: '127.0.0.1:8888' };
const data = (bytes: string): ScriptEvent => ({
  event: 'data',
  connection: 1,
  bytes: Buffer.from(bytes, 'latin1'),
});
const sentBy = (deeds: readonly ScriptDeed[]): readonly string[] =>
  deeds.flatMap((deed) => (deed.does === 'send' ? [text(deed.bytes)] : []));
const saidBy = (deeds: readonly ScriptDeed[]): readonly string[] =>
  deeds.flatMap((deed) => (deed.does === 'log' ? [`${deed.level} ${deed.text}`] : []));

test('handlers, a state for each connection, sending and ending; TypeScript as well as JavaScript', async () => {
  const { take, deeds, sandbox } = await sandboxOf(`
    interface Session { count: number }
    on('open', (c) => { c.state.count = 0; c.send('hello ', c.peer, [13, 10]); });
    on('data', (c, bytes: Uint8Array) => {
      const session = c.state as Session;
      session.count += 1;
      c.send(String(session.count), ' ', bytes);
      if (text(bytes) === 'bye') c.finish();
    });
    on('close', (c) => console.log('gone', c.id, c.isOpen, connections().length));
  `);
  expect(sandbox.handled()).toEqual(['open', 'data', 'close']);
  for (const event of [open, data('a'), data('bye')]) expect(take(event)).toBeNull();
  expect(take({ event: 'close', connection: 1 })).toBeNull();
  // What comes for a connection that is gone has nobody to go to.
  expect(take(data('late'))).toBeNull();
  expect(sentBy(deeds)).toEqual(['hello 127.0.0.1:5000\r\n', '1 a', '2 bye']);
  expect(deeds).toContainEqual({ does: 'end', connection: 1, how: 'finish' });
  expect(saidBy(deeds)).toEqual(['log gone 1 false 0']);
});

test('templates, checksums, hex, encodings and variables are those of the composer', async () => {
  const { take, deeds } = await sandboxOf(`
    on('open', (c) => {
      c.send(hex('01 03 00 00 00 01'), checksum('CRC-16/MODBUS', hex('01 03 00 00 00 01')));
      c.send(template('{{counter(n)}}:{{$unit}}:{{$who}}', { who: 'me' }));
      c.send(template('{{counter(n)}}'));
      c.send(bytes('中', 'gbk'), text(bytes('é', 'latin-1'), 'latin-1'));
      variables.set('unit', 18);
      c.send(variables.get('unit'), ' ', String(variables.get('none')), ' ', toHex([1, 255]));
      console.warn(new Uint8Array([1, 2]), { a: 1n }, null, endpoint.name);
    });
  `);
  expect(take(open)).toBeNull();
  const [modbus, ...rest] = sentBy(deeds);
  expect(modbus).toBe('\x01\x03\x00\x00\x00\x01\x84\x0a');
  expect(rest).toEqual(['1:17:me', '2', '\xd6\xd0\xc3\xa9', '18 undefined 01 FF']);
  expect(saidBy(deeds)).toEqual(['warn 01 02 {"a":"1"} null TCP :8888']);
});

test('timers fire, repeat and are cancelled', async () => {
  const { take, deeds, due } = await sandboxOf(`
    const twice = every(1, () => { console.log('tick'); if (++n === 2) cancel(twice); });
    let n = 0;
    after(1, () => console.log('once'));
    cancel(after(1, () => console.log('never')));
  `);
  await expect.poll(() => new Set(due).size).toBe(2);
  const [repeating, single] = [1, 2];
  for (const timer of [repeating, single, single, repeating, repeating, 3]) {
    expect(take({ event: 'timer', timer })).toBeNull();
  }
  expect(saidBy(deeds)).toEqual(['log tick', 'log once', 'log tick']);
});

describe('what goes wrong has a line', () => {
  test.each([
    ['a word too many', 'let x = ;', { kind: 'syntax', line: 1, column: 10 }],
    ['only the interpreter sees it', 'const a = 1;\nconst a = 2;', { kind: 'syntax', line: 2 }],
    ['an unknown name', 'const y: number = 3;\nfoo();', { kind: 'thrown', line: 2, column: 1 }],
    ['no such event', "on('open', () => {});\non('opened', () => {});", { kind: 'thrown', line: 2 }],
    ['there is nothing to import', "import fs from 'node:fs';", {}],
    ['it never gets to its end', 'for (;;);', { kind: 'time', line: 1 }],
  ])('at the start: %s', async (_name, source, fault) => {
    const ms = 'kind' in fault && fault.kind === 'time' ? 200 : 60_000;
    const made = await world(source, { ms, memory: 16e6 });
    expect(made.fault).toMatchObject({ ...fault, fatal: true });
  });

  test.each([
    ['thrown', 'on("open", () => {\n  null.x;\n});', { kind: 'thrown', line: 2, fatal: false }],
    [
      'thrown later',
      'on("open", async () => {\n await null;\n throw new Error("late");\n});',
      { line: 3, fatal: false },
    ],
    ['without end', 'on("open", () => {\n  for (;;);\n});', { kind: 'time', fatal: true }],
    [
      'without end, a bit at a time',
      'on("open", () => { (async () => { for (;;) await null; })(); });',
      { kind: 'time', fatal: true },
    ],
    [
      'a regular expression without end',
      'on("open", () => /(a+)+$/.test("a".repeat(40) + "b"));',
      { kind: 'time', fatal: true },
    ],
    [
      'calls without end',
      'on("open", () => {\n  const f = () => f();\n  f();\n});',
      { kind: 'thrown', fatal: false },
    ],
    [
      'all the memory',
      'on("open", () => {\n  const a = [];\n  for (;;) a.push({});\n});',
      { kind: 'memory', fatal: true },
    ],
    [
      'too much at once',
      'on("open", (c) => {\n  for (;;) c.send(new Uint8Array(1e6));\n});',
      { kind: 'thrown', line: 2, fatal: false },
    ],
    ['not bytes', 'on("open", (c) => c.send({}));', { kind: 'thrown', line: 1, fatal: false }],
    ['an encoding that is none', 'on("open", () => bytes("a", "latin-9"));', { kind: 'thrown', line: 1 }],
    ['a checksum that is none', 'on("open", () => checksum("crc-17", [1]));', { kind: 'thrown', line: 1 }],
    ['a template that is none', 'on("open", () => template("{{"));', { kind: 'thrown', line: 1 }],
  ])('in a handler: %s', async (_name, source, fault) => {
    // What is not about time has all the time of a slow machine.
    const ms = 'kind' in fault && fault.kind === 'time' ? 300 : 60_000;
    const { take } = await sandboxOf(source, { ms, memory: 16e6 });
    expect(take(open)).toMatchObject(fault);
  });
});

test('there is no way out: no Node, no network, no host, no code from text that reaches them', async () => {
  const { take, deeds } = await sandboxOf(`
    const names = ['process', 'require', 'fetch', 'XMLHttpRequest', 'WebSocket', 'setTimeout', 'Worker', 'host', 'std', 'os', 'print'];
    console.log(names.filter((name) => typeof globalThis[name] !== 'undefined').join());
    console.log(typeof Function('return this')().process);
    on('open', (c) => console.log(typeof c.send.constructor('return typeof process')()));
  `);
  expect(take(open)).toBeNull();
  expect(saidBy(deeds)).toEqual(['log ', 'log undefined', 'log string']);
});

test('one script does not see another', async () => {
  const one = await sandboxOf('globalThis.mine = 1; Array.prototype.mine = 2;');
  const other = await sandboxOf('console.log(typeof mine, typeof [].mine);');
  expect(one.deeds).toEqual([]);
  expect(saidBy(other.deeds)).toEqual(['log undefined undefined']);
});
