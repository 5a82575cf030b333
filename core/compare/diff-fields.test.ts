import { expect, test } from 'vitest';
import type { DecodedField } from '../contract/dissect';
import { diffFields } from './diff-fields';

/** Lines indented by two spaces a level: `name=label`. */
const fieldsOf = (text: string): readonly DecodedField[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const inner = line.trim();
      const [name = '', label = ''] = inner.split('=');
      return {
        depth: (line.length - line.trimStart().length) / 2,
        name,
        label,
        filter: '',
        isProtocol: false,
        source: 0,
        start: 0,
        length: 0,
        row: null,
        severity: null,
      };
    });

const said = (left: string, right: string, layers = 1): readonly string[] =>
  diffFields({ fields: fieldsOf(left), layers }, { fields: fieldsOf(right), layers }).map(
    ({ depth, left: one, right: other, differs }) =>
      `${'  '.repeat(depth)}${one?.label ?? '-'} ${differs ? '/' : '='} ${other?.label ?? '-'}`,
  );

const REQUEST = `
modbus=Modbus
  modbus.func=Function: 3
  modbus.ref=Reference: 0
  =Flags: 0x01
    modbus.flag=Bit: 1
ip=IP
  ip.id=Id: 7`;

test('fields that differ stand under the headings that they stand under; what is equal is left out', () => {
  const other = REQUEST.replace('Reference: 0', 'Reference: 9').replace('Bit: 1', 'Bit: 0');
  expect(said(REQUEST, other)).toEqual([
    'Modbus = Modbus',
    '  Reference: 0 / Reference: 9',
    '  Flags: 0x01 = Flags: 0x01',
    '    Bit: 1 / Bit: 0',
  ]);
  expect(said(REQUEST, REQUEST, 2)).toEqual([]);
});

test('what only one side has stands where it was there; what carried the message only when it is asked for', () => {
  const other = `
modbus=Modbus
  modbus.func=Function: 3
  modbus.count=Count: 2
    modbus.reg=Register: 1
  =Flags: 0x01
    modbus.flag=Bit: 1
ip=IP
  ip.id=Id: 8`;
  expect(said(REQUEST, other)).toEqual(['Modbus = Modbus', '  - / Count: 2', '  Reference: 0 / -']);
  expect(said(REQUEST, other, 2).slice(3)).toEqual(['IP = IP', '  Id: 7 / Id: 8']);
});

test('of fields of one name, the first is held against the first', () => {
  expect(said('a=A\n  r=R: 1\n  r=R: 2', 'a=A\n  r=R: 1\n  r=R: 3\n  r=R: 4')).toEqual([
    'A = A',
    '  R: 2 / R: 3',
    '  - / R: 4',
  ]);
});

test('headings without a name are told by their order', () => {
  const request = 'http=HTTP\n  =GET /a\n    http.method=Method: GET\n    http.uri=URI: /a\n  =Host: x';
  expect(said(request, request.replaceAll('GET', 'POST'))).toEqual([
    'HTTP = HTTP',
    '  GET /a / POST /a',
    '    Method: GET / Method: POST',
  ]);
});
