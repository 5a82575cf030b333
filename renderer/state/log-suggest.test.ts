import { describe, expect, it } from 'vitest';
import { fromEngine, suggest } from './log-suggest';

const known = { endpoint: ['TCP :8888'], peer: ['127.0.0.1:52114', '[::1]:40222'] };
const labels = (typed: string, history: readonly string[] = [], caret = typed.length): readonly string[] =>
  suggest(typed, caret, history, known).map(({ label }) => label);

describe('what the filter offers', () => {
  it('begins with what was used before', () => {
    expect(labels('', ['dir == in', 'hello'])).toEqual(
      expect.arrayContaining(['dir == in', 'hello', 'peer']),
    );
    expect(labels('', ['dir == in', 'hello'])[0]).toBe('dir == in');
    expect(labels('hel', ['dir == in', 'hello'])).toEqual(['hello']);
    expect(labels('hello', ['hello'])).toEqual([]);
  });

  it('goes on where the caret stands, and keeps what comes after it', () => {
    const [first] = suggest('pee == x', 3, [], known);
    expect(first).toMatchObject({ label: 'peer', query: 'peer == x', caret: 4 });
  });

  it('leaves a space where something must follow', () => {
    expect(suggest('pee', 3, [], known)[0]).toMatchObject({ query: 'peer ', caret: 5 });
    expect(suggest('peer ', 5, [], known)[0]).toMatchObject({ label: '==', query: 'peer == ' });
  });

  it('knows the values of the capture', () => {
    expect(labels('peer == ')).toEqual(['127.0.0.1:52114', '[::1]:40222']);
    expect(labels('endpoint == ')).toEqual(['"TCP :8888"']);
    expect(labels('dir == ')).toEqual(['in', 'out']);
  });

  it('does not push joining words on a whole word', () => {
    expect(labels('a')).not.toContain('and');
  });
});

it('offers the dissectors’ fields for a name with a dot, in its place', () => {
  const fields = [
    { name: 'modbus.func_code', title: 'Function Code' },
    { name: 'modbus.data', title: 'Data' },
  ];
  expect(fromEngine('dir == in && modbus.f && x', 21, fields)).toMatchObject([
    {
      label: 'modbus.func_code',
      title: 'Function Code',
      query: 'dir == in && modbus.func_code && x',
      caret: 30,
    },
  ]);
  expect(fromEngine('modbus', 6, fields)).toEqual([]);
});
