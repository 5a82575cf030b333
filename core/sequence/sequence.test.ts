import { describe, expect, test } from 'vitest';
import type { SequenceStep } from '../contract/sequence';
import type { StepKind } from '../contract/sequence-choices';
import { newCondition, textDraft } from '../rules/new-rule';
import { createScope } from '../template/scope';
import { compileSequence, depthsOf } from './compile';
import { SequenceMachine, type Task } from './machine';
import { newStep, recordedSteps } from './new-step';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (of: Uint8Array): string => new TextDecoder().decode(of);
let ids = 0;
const step = <K extends StepKind>(kind: K, change: object = {}): SequenceStep => {
  ids += 1;
  return { ...newStep(kind, `s${ids}`), ...change } as SequenceStep;
};
const send = (written: string): SequenceStep => step('send', { draft: textDraft(written) });
const has = (written: string) => newCondition({ trigger: 'text', how: 'contains', text: written });

const machineOf = (steps: readonly SequenceStep[], joins = false): SequenceMachine<null> => {
  const compiled = compileSequence({ steps: [...steps] }, () => undefined);
  expect(compiled.faults).toEqual([]);
  const variable = (name: string): string | undefined => (name === 'host' ? 'lab' : undefined);
  return new SequenceMachine(compiled.steps, createScope({ now: () => 0n, variable }), joins);
};

/** Runs to the end; what is sent is answered by `answer`. Answers with what was sent. */
const play = (machine: SequenceMachine<null>, answer: (sent: string) => string): string[] => {
  const sent: string[] = [];
  for (let turns = 0; turns < 1000; turns += 1) {
    const task: Task = machine.next();
    if (task.kind === 'over') return sent;
    if (task.kind === 'send') {
      sent.push(text(task.bytes));
      machine.received(bytes(answer(text(task.bytes))), null);
    } else if (task.kind === 'expect') {
      if (machine.met(task.step) === null) sent.push('missed');
    } else if (task.kind === 'failed') sent.push(task.failure.code);
  }
  throw new Error('it never ends');
};

test('repeats, nested, and counters of the run', () => {
  const machine = machineOf([
    step('repeat', { times: '2' }),
    send('a{{counter}}'),
    step('repeat', { times: '2' }),
    send('b{{counter(n)}}'),
    step('end'),
    step('end'),
    send('{{$host}}'),
  ]);
  expect(play(machine, () => '')).toEqual(['a1', 'b1', 'b2', 'a2', 'b3', 'b4', 'lab']);
});

test('an expression captures, a variable keeps it, a branch looks at what came', () => {
  const machine = machineOf([
    send('login'),
    step('expect', { match: newCondition({ trigger: 'regex', regex: 'token=(?<token>\\w+)' }) }),
    step('set', { name: 'kept', value: textDraft('{{$token}}!') }),
    step('if', { match: has('admin') }),
    send('as admin'),
    step('end'),
    step('if', { match: has('admin'), not: true }),
    send('as user'),
    step('end'),
    send('{{$kept}}'),
  ]);
  expect(play(machine, (sent) => (sent === 'login' ? 'user token=x7' : ''))).toEqual([
    'login',
    'as user',
    'x7!',
  ]);
});

test('an Else has the steps for when its If does not hold, within others too', () => {
  const steps = [
    step('repeat', { times: '2' }),
    send('ask{{counter}}'),
    step('expect', { match: newCondition({ trigger: 'any' }) }),
    step('if', { match: has('1') }),
    send('one'),
    step('else'),
    step('if', { match: has('2'), not: true }),
    send('neither'),
    step('else'),
    send('two'),
    step('end'),
    step('end'),
    step('end'),
    send('over'),
  ];
  expect(play(machineOf(steps), (sent) => sent)).toEqual(['ask1', 'one', 'ask2', 'two', 'over']);
  expect(depthsOf(steps)).toEqual([0, 1, 1, 1, 2, 1, 2, 3, 2, 3, 2, 1, 0, 0]);
});

test('what came before a message was sent does not answer it', () => {
  const machine = machineOf([send('a'), step('expect', { match: has('ok') })]);
  machine.received(bytes('ok'), null);
  expect(play(machine, () => 'no')).toEqual(['a', 'missed']);
});

test('of messages the first that matches is taken; a stream without framing is looked at as a whole', () => {
  const steps = [step('expect', { match: has('ab') }), step('expect', { match: has('cd') })];
  const framed = machineOf(steps);
  for (const one of ['x', 'ab', 'cd']) framed.received(bytes(one), null);
  expect(play(framed, () => '')).toEqual([]);
  const stream = machineOf(steps, true);
  stream.received(bytes('xa'), null);
  expect(stream.next().kind).toBe('expect');
  expect(stream.met(0)).toBeNull();
  stream.received(bytes('b'), null);
  expect(stream.met(0)).toEqual({ mark: null });
  expect(stream.unread).toBe(3);
});

describe('what is wrong is told by its step', () => {
  test.each<[string, SequenceStep, string]>([
    ['a template', send('{{nobody}}'), 'ETEMPLATE_NAME'],
    ['a saved message that is gone', step('send', { message: 'gone' }), 'ESEQUENCE_MESSAGE'],
    ['a wait', step('wait', { ms: 'soon' }), 'EINVAL_NUMBER'],
    ['an empty pattern', step('expect', { match: newCondition() }), 'ERULE_PATTERN'],
    [
      'an expression',
      step('if', { match: newCondition({ trigger: 'regex', regex: '(' }) }),
      'ESEQUENCE_NESTING',
    ],
    ['a name', step('set', { name: 'a b' }), 'ESEQUENCE_VARIABLE'],
    ['an End of nothing', step('end'), 'ESEQUENCE_NESTING'],
    ['a Repeat without End', step('repeat'), 'ESEQUENCE_NESTING'],
    ['an Else of nothing', step('else'), 'ESEQUENCE_NESTING'],
  ])('%s', (_what, one, code) => {
    const { faults } = compileSequence({ steps: [step('note'), one] }, () => undefined);
    expect(faults).toMatchObject([{ step: 1, failure: { code } }]);
  });
});

test('a Repeat has no Else, and an If no second one', () => {
  const faultsOf = (...kinds: readonly StepKind[]) =>
    compileSequence(
      { steps: kinds.map((kind) => step(kind, kind === 'if' ? { match: has('x') } : {})) },
      () => undefined,
    ).faults.map((fault) => fault.step);
  expect(faultsOf('repeat', 'else', 'end')).toEqual([1]);
  expect(faultsOf('if', 'else', 'else', 'end')).toEqual([2]);
  expect(faultsOf('if', 'else', 'end')).toEqual([]);
});

test('steps within repeats stand deeper', () => {
  const kinds: readonly StepKind[] = ['send', 'repeat', 'send', 'if', 'send', 'end', 'end', 'end', 'send'];
  expect(depthsOf(kinds.map((kind) => step(kind)))).toEqual([0, 0, 1, 1, 2, 1, 0, 0, 0]);
});

test('a recorded conversation waits as it did, and expects what came', () => {
  const draft = (hex: string) => ({ format: 'hex', hex }) as const;
  const steps = recordedSteps(
    [
      { sent: true, draft: draft('01'), afterMs: 0 },
      { sent: false, draft: draft('02'), afterMs: 700 },
      { sent: true, draft: draft('03'), afterMs: 250.4 },
      { sent: true, draft: draft('04'), afterMs: 3 },
    ],
    () => 'x',
  );
  expect(steps.map((one) => one.kind)).toEqual(['send', 'expect', 'wait', 'send', 'send']);
  expect(steps[1]).toMatchObject({ match: { trigger: 'hex', how: 'equals', hex: '02' }, within: '3000' });
  expect(steps[2]).toMatchObject({ ms: '250' });
});
