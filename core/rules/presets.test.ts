import { expect, test } from 'vitest';
import { defaultFraming } from '../contract/framing';
import { readFraming } from '../framing/setting';
import { createScope } from '../template/scope';
import { compileRules } from './compile';
import { DryRun } from './dry-run';
import { PRESETS, type PresetName, presetOf } from './presets';

const run = (name: PresetName, datagram: boolean, ...messages: readonly (string | Uint8Array)[]) => {
  const preset = presetOf(name);
  const framing = readFraming({ ...defaultFraming(), ...preset.framing });
  const { set, faulty } = compileRules(preset.rules.map((rule, i) => ({ ...rule, id: `r${i}` })));
  if (!framing.ok || faulty.length > 0) throw new Error(JSON.stringify(faulty));
  const scope = createScope({ now: () => 1_700_000_000_000_000_000n, variable: () => undefined });
  const dry = new DryRun(set, framing.framing.kind === 'raw' ? null : framing.framer, {
    scope,
    variables: new Map(),
    random: () => 0,
  });
  return messages.flatMap((message) =>
    dry
      .take({ row: 0, flow: 1, datagram, peer: 'p', bytes: Buffer.from(message as string), atMs: 0 })
      .flatMap(({ effects }) => effects)
      .map((effect) => (effect.kind === 'reply' ? Buffer.from(effect.bytes) : effect.kind)),
  );
};
const texts = (answers: ReturnType<typeof run>) => answers.map(String);
const hexes = (answers: ReturnType<typeof run>) =>
  answers.map((answer) => (typeof answer === 'string' ? answer : answer.toString('hex')));
const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');

test.each(PRESETS)('%s is well-formed', (name) => {
  expect(run(name, false)).toEqual([]);
});

test('Modbus/TCP: reads, writes, and what it does not have', () => {
  const requests = [
    '0001 0000 0006 01 03 0000 0002',
    '0002 0000 0006 01 06 0001 BEEF',
    '0003 0000 0009 01 10 0005 0001 02 CAFE',
    '0004 0000 0006 01 03 0001 0005',
    '0005 0000 0006 01 03 0200 0001',
    '0006 0000 0006 11 01 0000 0001',
  ].map(bytes);
  expect(hexes(run('modbus', false, Buffer.concat(requests)))).toEqual([
    '000100000007010304002a002b',
    '0002000000060106' + '0001beef',
    '00030000000601100005' + '0001',
    '00040000000d01030a' + 'beef000000000000cafe',
    '0005000000030183' + '02',
    '0006000000031181' + '01',
  ]);
});

test('SCPI', () => {
  const answers = run(
    'scpi',
    false,
    '*IDN?\nVOLT 4.2\r\nmeas:volt?\nSYST:ERR?\nnonsense\nSYST:ERR?\nSYST:ERR?\n*RST\nSOUR:VOLT?\n',
  );
  expect(texts(answers)).toEqual([
    'Porthole,Simulated supply,0,1.0\n',
    '4.2\n',
    '0,"No error"\n',
    '-113,"Undefined header"\n',
    '0,"No error"\n',
    '0.000\n',
  ]);
});

test('HTTP', () => {
  const [answer, close] = texts(run('http', false, 'GET /x HTTP/1.1\r\nHost: a\r\n\r\n'));
  expect(answer).toContain('HTTP/1.1 200 OK\r\n');
  expect(answer).toContain('Content-Length: 17\r\n');
  expect(answer?.endsWith('\r\n\r\nPorthole has /x\r\n')).toBe(true);
  expect(close).toBe('close');
  expect(texts(run('http', false, 'PUT / HTTP/1.1\r\n\r\n'))[0]).toContain('405');
});

test('lines', () => {
  const answers = run('line', false, 'set a b \r\nget\r\n\nwhat\nquit\n');
  expect(texts(answers)).toEqual([
    'ok\r\n> ',
    'a b\r\n> ',
    '> ',
    '? set, get, quit\r\n> ',
    'bye\r\n',
    'close',
  ]);
});

test('NTP', () => {
  const request = Buffer.alloc(48);
  request[0] = 0xe3;
  request.write('12345678', 40, 'latin1');
  const [answer] = run('ntp', true, request);
  if (!(answer instanceof Buffer)) throw new Error('no answer');
  expect(answer).toHaveLength(48);
  expect(answer[0]).toBe(0x24);
  expect(answer.subarray(24, 32).toString('latin1')).toBe('12345678');
  expect(answer.readUInt32BE(40) - 2_208_988_800).toBe(1_700_000_000);
});
