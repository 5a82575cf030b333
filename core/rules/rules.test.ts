import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rule, RuleCondition } from '../contract/rules';
import { createScope } from '../template/scope';
import { compileRules } from './compile';
import { readCondition } from './condition';
import { newMemory, type Outcome, RuleMachine } from './machine';
import { hexDraft, newCondition, newRule, textDraft } from './new-rule';

const reply = (text: string) => ({ kind: 'reply', draft: textDraft(text), delay: '', jitter: '' }) as const;
const when = (change: Partial<RuleCondition>) => newCondition(change);

let ids = 0;
const rule = (change: Partial<RuleCondition>, ...actions: Rule['actions']): Rule => {
  ids += 1;
  return newRule(`r${ids}`, { when: when(change), actions });
};

const machineOf = (...rules: readonly Rule[]) => {
  const { set, faulty } = compileRules(rules);
  expect(faulty).toEqual([]);
  const scope = createScope({ now: () => 0n, variable: (name) => (name === 'host' ? 'H' : undefined) });
  return new RuleMachine(set, { scope, variables: new Map(), random: () => 0.5 });
};
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const said = ({ effects }: Outcome) =>
  effects.map((effect) =>
    effect.kind === 'reply' || effect.kind === 'forward'
      ? Buffer.from(effect.bytes).toString('latin1')
      : effect.kind === 'failed'
        ? effect.failure.code
        : effect.kind,
  );
const matches = (condition: Partial<RuleCondition>, message: string) =>
  machineOf(rule(condition, reply('x'))).message(newMemory('p'), bytes(message)).matched.length === 1;

test('rules that are left out by the bytes of a message are those that do not match it', () => {
  const conditions = fc.oneof(
    fc
      .tuple(
        fc.constantFrom('equals', 'starts', 'ends', 'contains'),
        fc.constantFrom('a', 'A', 'b\\n', 'ab', '[', ''),
      )
      .map(([how, text]) => when({ trigger: 'text', how, text, ignoreCase: text.length === 1 })),
    fc
      .tuple(
        fc.constantFrom('equals', 'starts', 'ends'),
        fc.constantFrom('61', '?1', '41&DF 0A', '?? 61', '80&80'),
      )
      .map(([how, hex]) => when({ trigger: 'hex', how, hex })),
    fc
      .constantFrom('^a', '^$', '^\\n$', 'a$', '^(a|b)?A', '\\ba', '^\\B', '(?i)^A', '^.?b')
      .map((regex) => when({ trigger: 'regex', regex })),
  );
  const message = fc.array(fc.constantFrom(0x61, 0x41, 0x62, 0x0a, 0x5b, 0xe1), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(conditions, message, (condition, list) => {
      const read = readCondition(condition);
      if ('code' in read) return;
      const taken = Uint8Array.from(list);
      if (read.match(taken) === null) return;
      expect(read.mayBegin(list[0] ?? 0)).toBe(true);
      if (read.needs !== null) expect(list).toContain(read.needs);
    }),
    { numRuns: 2000 },
  );
});

describe('what a rule waits for', () => {
  test.each([
    [{ trigger: 'any' }, '', true],
    [{ text: 'PING' }, 'PING 1', true],
    [{ text: 'ping' }, 'PING 1', false],
    [{ text: 'p[]ng', ignoreCase: true }, 'P[]NG', true],
    [{ text: 'p[ng', ignoreCase: true }, 'P{NG', false],
    [{ text: '\\r\\n', how: 'ends' }, 'a\r\n', true],
    [{ text: 'b', how: 'contains' }, 'abc', true],
    [{ text: 'bc', how: 'contains' }, 'ab', false],
    [{ text: 'abc', how: 'equals' }, 'abc', true],
    [{ text: 'abc', how: 'equals' }, 'abcd', false],
    [{ text: '', how: 'equals' }, '', true],
    [{ trigger: 'hex', hex: '41 ?? 43' }, 'AxC', true],
    [{ trigger: 'hex', hex: '4?43', how: 'equals' }, 'OC', true],
    [{ trigger: 'hex', hex: '?1 80&C0' }, 'A\xbf', true],
    [{ trigger: 'hex', hex: '?1 80&C0' }, 'A\x40', false],
    [{ trigger: 'hex', hex: '0x0d,0x0A', how: 'ends' }, 'a\r\n', true],
    [{ trigger: 'regex', regex: '^[A-Z]+\\?$' }, 'VOLT?', true],
    [{ trigger: 'regex', regex: '^[A-Z]+\\?$' }, 'volt?', false],
    [{ trigger: 'regex', regex: '^[A-Z]+\\?$', ignoreCase: true }, 'volt?', true],
    [{ trigger: 'any', length: '3-' }, 'ab', false],
    [{ trigger: 'any', length: '2' }, 'ab', true],
    [{ trigger: 'any', length: '-2' }, 'abc', false],
    [{ trigger: 'any', state: 'in' }, 'a', false],
  ] as const)('%j on %j: %s', (condition, message, expected) => {
    expect(matches(condition, message)).toBe(expected);
  });

  test('only the Nth, counted per connection', () => {
    const machine = machineOf(
      rule({ trigger: 'any', nth: '2-3' }, reply('now')),
      rule({ trigger: 'any' }, reply('-')),
    );
    const [one, other] = [newMemory('a'), newMemory('b')];
    const all = [one, one, other, one, one].map((memory) => said(machine.message(memory, bytes('x')))[0]);
    expect(all).toEqual(['-', 'now', '-', 'now', '-']);
  });
});

test('the first that matches answers; one that goes on lets others answer too', () => {
  const noting: Rule = {
    ...rule({ trigger: 'any' }, { kind: 'variable', name: 'last', value: textDraft('{{$message}}') }),
    goOn: true,
  };
  const machine = machineOf(
    noting,
    { ...rule({ text: 'A' }, reply('off')), on: false },
    rule({ text: 'A' }, reply('a {{$last}}')),
    rule({ trigger: 'any' }, reply('other')),
  );
  const memory = newMemory('p');
  expect(said(machine.message(memory, bytes('A1')))).toEqual(['a A1']);
  expect(said(machine.message(memory, bytes('B')))).toEqual(['other']);
});

test('captures, state, variables and those of the workspace are known in answers', () => {
  const machine = machineOf(
    rule(
      { trigger: 'regex', regex: '^set (?<name>\\w+)=(.*)$' },
      { kind: 'variable', name: 'v', value: textDraft('{{$2}}') },
      { kind: 'state', state: 'set' },
      reply('{{$name}}={{$v}} {{$state}} {{$host}} {{$peer}} {{$0}}'),
    ),
    rule({ trigger: 'any', state: 'set' }, reply('{{$v}}!'), { kind: 'close' }),
  );
  const memory = newMemory('1.2.3.4:5');
  expect(said(machine.message(memory, bytes('get')))).toEqual([]);
  expect(said(machine.message(memory, bytes('set a=1')))).toEqual(['a=1 set H 1.2.3.4:5 set a=1']);
  expect(said(machine.message(memory, bytes('get')))).toEqual(['1!', 'close']);
  // Variables belong to the endpoint, the state to the connection.
  expect(said(machine.message(newMemory('q'), bytes('get')))).toEqual([]);
});

test('delay and jitter; several answers in order', () => {
  const machine = machineOf(
    rule({ trigger: 'any' }, { ...reply('a'), delay: '10', jitter: '4' }, reply('b'), {
      kind: 'forward',
      to: 'e',
      draft: textDraft('f'),
    }),
  );
  const { effects } = machine.message(newMemory('p'), bytes('x'));
  expect(effects).toMatchObject([
    { kind: 'reply', delayMs: 12 },
    { kind: 'reply', delayMs: 0 },
    { kind: 'forward', to: 'e' },
  ]);
});

test('an answer that cannot be made ends its rule and is told', () => {
  const machine = machineOf(rule({ trigger: 'any' }, reply('{{$nothing}}'), reply('after')));
  expect(said(machine.message(newMemory('p'), bytes('x')))).toEqual(['ETEMPLATE_VARIABLE']);
});

test('what is no message: a start, a connection, a timer', () => {
  const timer = rule({ trigger: 'timer', every: '50', nth: '-2' }, reply('tick'));
  const machine = machineOf(
    rule({ trigger: 'start' }, { kind: 'variable', name: 'v', value: hexDraft('{{fill(2, 0x41)}}') }),
    rule({ trigger: 'connect', nth: '1' }, reply('{{$v}}')),
    timer,
  );
  machine.started();
  const counts = new Map<string, number>();
  const memory = newMemory('p');
  expect(said(machine.connected(memory, counts))).toEqual(['AA']);
  expect(said(machine.connected(newMemory('q'), counts))).toEqual([]);
  const [one] = machine.set.timers;
  if (one === undefined) throw new Error('no timer');
  expect([1, 2, 3].map(() => said(machine.tick(memory, one)).length)).toEqual([1, 1, 0]);
  expect(said(machine.message(memory, bytes('x')))).toEqual([]);
});

test('what was typed for another trigger is not looked at, however wrong', () => {
  const left = { length: 'x', nth: 'x', state: 'other' };
  const machine = machineOf(
    rule({ trigger: 'start', ...left }, { kind: 'variable', name: 'v', value: textDraft('1') }),
    rule({ trigger: 'connect', length: '3' }, reply('{{$v}}')),
    rule({ trigger: 'timer', every: '5', length: 'x' }, reply('t')),
  );
  machine.started();
  expect(said(machine.connected(newMemory('p'), new Map()))).toEqual(['1']);
  const [timer] = machine.set.timers;
  if (timer === undefined) throw new Error('no timer');
  expect(said(machine.tick(newMemory('p'), timer))).toEqual(['t']);
});

test.each([
  [rule({ text: '' }, reply('x')), { field: 'text', code: 'ERULE_PATTERN' }],
  [rule({ text: 'a\\q' }, reply('x')), { field: 'text', code: 'EDRAFT_ESCAPE', at: 1 }],
  [rule({ trigger: 'hex', hex: '01 0' }, reply('x')), { field: 'hex', code: 'ERULE_HEX_ODD', at: 3 }],
  [rule({ trigger: 'hex', hex: '01 0g' }, reply('x')), { field: 'hex', code: 'ERULE_HEX', at: 4 }],
  [rule({ trigger: 'hex', hex: '80&' }, reply('x')), { field: 'hex', code: 'ERULE_HEX' }],
  [rule({ trigger: 'regex', regex: 'ab(c' }, reply('x')), { field: 'regex', code: 'EREGEX' }],
  [
    rule({ trigger: 'regex', regex: 'a(?=b)' }, reply('x')),
    { field: 'regex', code: 'EREGEX_UNSUPPORTED', at: 1, length: 2, params: { character: 2 } },
  ],
  [rule({ trigger: 'any', length: '5-2' }, reply('x')), { field: 'length', code: 'ERULE_RANGE' }],
  [rule({ trigger: 'any', nth: 'x' }, reply('x')), { field: 'nth', code: 'ERULE_RANGE' }],
  [rule({ trigger: 'any', nth: '0' }, reply('x')), { field: 'nth', code: 'ERULE_NTH' }],
  [rule({ trigger: 'timer', every: '0' }, reply('x')), { field: 'every', code: 'ERULE_EVERY' }],
  [rule({ trigger: 'any' }, reply('a'), reply('{{crc}}')), { field: 'draft', action: 1 }],
  [rule({ trigger: 'any' }, { ...reply('a'), delay: 'x' }), { field: 'delay', code: 'EINVAL_NUMBER' }],
  [
    rule({ trigger: 'any' }, { kind: 'variable', name: '$a', value: textDraft('') }),
    { field: 'name', code: 'ERULE_VARIABLE' },
  ],
  [
    rule({ trigger: 'any' }, { kind: 'forward', to: '', draft: textDraft('') }),
    { field: 'to', code: 'ERULE_FORWARD' },
  ],
  [rule({ trigger: 'start' }, reply('x')), { code: 'ERULE_NO_CONNECTION' }],
])('%# is wrong', (wrong, fault) => {
  const { set, faulty } = compileRules([wrong, rule({ trigger: 'any' }, reply('x'))]);
  expect(faulty).toMatchObject([{ index: 0, fault }]);
  expect(set.messages).toHaveLength(1);
});
