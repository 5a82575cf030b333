import { describe, expect, it } from 'vitest';
import type { DecodedField } from '../../../core/contract/dissect';
import { fieldCondition, fieldValue } from '../../state/field-value';
import { ancestors, foldName, ownerOf, treeLines, typedAhead } from './field-tree';

const field = (depth: number, label: string, more: Partial<DecodedField> = {}): DecodedField => ({
  depth,
  label,
  name: '',
  filter: '',
  isProtocol: depth === 0,
  source: 0,
  start: 0,
  length: 0,
  row: null,
  severity: null,
  ...more,
});

const FIELDS = [
  field(0, 'Modbus', { name: 'modbus', start: 7, length: 6 }),
  field(1, '.000 0011 = Function Code: Read (3)', { name: 'modbus.func_code', start: 7, length: 1 }),
  field(1, 'Register 0 (UINT16): 258', { name: 'modbus.register', start: 9, length: 2 }),
  field(2, 'Register Number: 0'),
  field(2, 'Register Value: 258', { start: 9, length: 2 }),
  field(1, 'Register 1 (UINT16): 772', { name: 'modbus.register', start: 11, length: 2 }),
  field(0, 'Transmission Control Protocol', { name: 'tcp' }),
  field(1, 'Source Port: 502', { name: 'tcp.srcport' }),
];

const shown = (folds: Record<string, boolean> = {}): string[] =>
  treeLines(FIELDS, 1, folds).map(
    ({ at, branch }) => `${at}${branch === 'open' ? '-' : branch === 'folded' ? '+' : ''}`,
  );

describe('the tree', () => {
  it('shows the message open, and what carried it and what is deeper folded', () => {
    expect(shown()).toEqual(['0-', '1', '2+', '5', '6+']);
  });

  it('follows what a person folded, for every field of that name', () => {
    expect(shown({ modbus: false })).toEqual(['0+', '6+']);
    expect(shown({ 'modbus.register': true, tcp: true })).toEqual([
      '0-',
      '1',
      '2-',
      '3',
      '4',
      '5',
      '6-',
      '7',
    ]);
  });

  it('says where a line stands among its siblings', () => {
    const lines = treeLines(FIELDS, 1, { 'modbus.register': true });
    expect(lines.map(({ position, siblings }) => `${position}/${siblings}`)).toEqual([
      '1/2',
      '1/3',
      '2/3',
      '1/2',
      '2/2',
      '3/3',
      '2/2',
    ]);
  });

  it('knows what a field stands under', () => {
    expect(ancestors(FIELDS, 4)).toEqual([0, 2]);
    expect(ancestors(FIELDS, 5)).toEqual([0]);
    expect(ancestors(FIELDS, 0)).toEqual([]);
  });

  it('is remembered by names, and headings by their words', () => {
    expect(FIELDS.map(foldName)).toEqual([
      'modbus',
      'modbus.func_code',
      'modbus.register',
      'Register Number',
      'Register Value',
      'modbus.register',
      'tcp',
      'tcp.srcport',
    ]);
    expect(foldName(field(1, '[2 Reassembled TCP Segments (90 bytes): #1(10)]'))).toBe(
      '[0 Reassembled TCP Segments',
    );
  });
});

describe('the owner of bytes', () => {
  it.each([
    [{ start: 9, end: 10 }, 4],
    [{ start: 9, end: 11 }, 4],
    [{ start: 9, end: 12 }, 0],
    [{ start: 7, end: 8 }, 1],
    [{ start: 0, end: 1 }, null],
  ])('%j is field %s', (range, owner) => {
    expect(ownerOf(FIELDS, 0, range)).toBe(owner);
    expect(ownerOf(FIELDS, 1, range)).toBe(null);
  });
  it('of the same bytes the message is the owner, and not what carries it', () => {
    const carried = [...FIELDS, field(1, 'TCP payload (6 bytes)', { start: 7, length: 6 })];
    expect(ownerOf(carried, 0, { start: 7, end: 13 })).toBe(0);
    expect(ownerOf(carried, 0, { start: 8, end: 9 })).toBe(0);
  });
});

describe('a field’s value', () => {
  it.each([
    ['Word Count: 10', 'modbus.word_cnt == 10', '10'],
    ['Host: a.example\\r\\n', 'http.host == "a.example"', 'a.example'],
    ['Text', 'x.text == "say \\"hi\\"\\x0a\\n"', 'say "hi"\n\n'],
    ['Data: 00ff', 'data.data == 00:ff', '00:ff'],
    ['GET / HTTP/1.1\\r\\n', '', 'GET / HTTP/1.1\\r\\n'],
    ['Request in: #12', '', '#12'],
    ['Modbus', 'modbus', 'Modbus'],
  ])('%s', (label, filter, value) => {
    expect(fieldValue(field(1, label, { filter }))).toBe(value);
  });
});

it('typing finds the next line that begins so, past the bits, and comes round', () => {
  const lines = treeLines(FIELDS, 1, {});
  expect(typedAhead(lines, 0, 'fu')).toBe(1);
  expect(typedAhead(lines, 3, 'register')).toBe(3);
  expect(typedAhead(lines, 4, 'mod')).toBe(0);
  expect(typedAhead(lines, 0, 'zzz')).toBe(-1);
});

it('a field’s condition is one that the filter line takes for one', () => {
  expect(fieldCondition(field(1, 'Code: 3', { filter: 'modbus.func_code == 3' }))).toBe(
    'modbus.func_code == 3',
  );
  expect(fieldCondition(field(0, 'Modbus', { filter: 'modbus' }))).toBe('frame.protocols contains "modbus"');
  expect(fieldCondition(field(1, 'Analysis', { filter: 'tcp.analysis' }))).toBe('');
});
