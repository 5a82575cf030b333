import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describedProtocolSchema } from '../contract/protocol';
import { FIELD_KINDS } from '../contract/protocol-choices';
import { decodeMessage, isRight } from './decode';
import { describedLua, exampleProtocol, newField } from './described';
import { encodeMessage } from './encode';
import { readCondition, readMost, readPorts, readRepeat, readSize, readTexts, readWhole } from './notation';
import { readProtocol, takenNames } from './read';

const with_ = (fields: readonly ReturnType<typeof newField>[]) => ({
  ...exampleProtocol('p'),
  fields: [...fields],
});
const blamed = (fields: readonly ReturnType<typeof newField>[]) =>
  readProtocol(with_(fields)).faults.map(
    ({ field, bits, part, code }) => `${field} ${bits === null ? '' : `${bits} `}${part} ${code}`,
  );

test('the example is a description without a fault, and makes what it reads', () => {
  const described = exampleProtocol('p');
  expect(describedProtocolSchema.safeParse(described).success).toBe(true);
  const { protocol, faults } = readProtocol(described);
  expect(faults).toEqual([]);
  if (protocol === null) throw new Error('no protocol');
  const { bytes } = encodeMessage(protocol, { kind: [2], flags: [0x81], name: ['P7'], reading: [-2, 300] });
  expect(Buffer.from(bytes).toString('hex')).toMatch(/^028102503702fffe012c[0-9a-f]{4}$/);
  expect(decodeMessage(protocol, bytes).items.every((item) => isRight(item, bytes))).toBe(true);
});

test('numbers, sizes, repeats, conditions, words and ports as they are typed', () => {
  expect(['12', ' 0x1F ', '-3', '0b101', '-0', '1.5', '', 'x', '4294967296'].map(readWhole)).toEqual([
    12,
    31,
    -3,
    5,
    0,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(['2', 'length', 'length - 4', 'length+2', 'rest', '0', '', 'Length', 'a - b'].map(readSize)).toEqual(
    [
      { of: 'bytes', bytes: 2 },
      { of: 'field', field: 'length', plus: 0 },
      { of: 'field', field: 'length', plus: -4 },
      { of: 'field', field: 'length', plus: 2 },
      { of: 'rest' },
      undefined,
      undefined,
      undefined,
      undefined,
    ],
  );
  expect(['', ' 32 ', '65535', '0', '65536', 'length', 'rest'].map(readMost)).toEqual([
    { of: 'zero', most: 65_535 },
    { of: 'zero', most: 32 },
    { of: 'zero', most: 65_535 },
    ...[undefined, undefined, undefined, undefined],
  ]);
  expect(['', '1', '3', 'count', 'rest', '-1', 'two words'].map(readRepeat)).toEqual([
    { of: 'once' },
    { of: 'once' },
    { of: 'count', count: 3 },
    { of: 'field', field: 'count' },
    { of: 'rest' },
    undefined,
    undefined,
  ]);
  expect(readCondition('')).toBeNull();
  expect(readCondition('kind==2')).toEqual({ field: 'kind', is: '==', value: 2 });
  expect(readCondition(' kind = -1 ')).toEqual({ field: 'kind', is: '==', value: -1 });
  expect(readCondition('flags & 0x80')).toEqual({ field: 'flags', is: 'has', value: 0x80 });
  expect(readCondition('flags has 1')).toEqual({ field: 'flags', is: 'has', value: 1 });
  expect(['kind', 'kind == x', '2 == kind', 'flagshas 1'].map(readCondition)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(readTexts('1 = Hello; 0x02: Two = 2\n\n')).toEqual({
    texts: [
      { value: 1, text: 'Hello' },
      { value: 2, text: 'Two = 2' },
    ],
  });
  expect(readTexts('1 = Hello\nx = y')).toEqual({ wrong: 'x = y' });
  expect(['5000, 6000-6010', '', '1 2', '0', '9-8', '65536', 'http'].map(readPorts)).toEqual([
    '5000,6000-6010',
    '',
    '1,2',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('what is wrong is said once, at its field and cell', () => {
  const bits = { name: 'b', title: '', first: 'x', width: '', texts: '1 =' };
  expect(
    blamed([
      newField('ok'),
      newField('Ok', 'uint', { size: '', repeat: '?', condition: 'maybe', texts: 'x', bits: [bits] }),
      newField('sum', 'checksum', { algorithm: 'SUM-9' }),
      newField('rest', 'bytes', { repeat: '2' }),
      newField('label', 'textz', { size: 'rest', repeat: '2' }),
    ]),
  ).toEqual([
    '1 name EPROTOCOL_NAME',
    '1 size EPROTOCOL_SIZE_FORM',
    '1 repeat EPROTOCOL_REPEAT',
    '1 condition EPROTOCOL_CONDITION',
    '1 texts EPROTOCOL_TEXTS',
    '1 0 bits EPROTOCOL_BITS_FORM',
    '1 0 texts EPROTOCOL_TEXTS',
    '2 algorithm EPROTOCOL_ALGORITHM',
    '3 name EPROTOCOL_WORD',
    '3 repeat EPROTOCOL_ONCE',
    '4 size EPROTOCOL_MOST',
  ]);
  const { protocol, begun } = readProtocol(with_([newField('a'), newField('a')]));
  expect(protocol).toBeNull();
  expect(begun.fields.map(({ name }) => name)).toEqual(['a']);
});

test('a checksum has the size of its algorithm and begins with the first field', () => {
  const { protocol } = readProtocol(
    with_([newField('a'), newField('sum', 'checksum', { size: '9', algorithm: 'crc16 modbus' })]),
  );
  expect(protocol?.fields[1]).toMatchObject({
    size: { of: 'bytes', bytes: 2 },
    checksum: { name: 'CRC-16/MODBUS', from: 'a' },
  });
});

test('only what is on and without a fault becomes a dissector; of two with one name the first', () => {
  const example = exampleProtocol('one');
  const all = [
    { ...example, on: false, name: 'off' },
    example,
    { ...example, id: 'two' },
    { ...example, id: 'three', name: 'other', udpPorts: '40000', fields: [] },
  ];
  expect(describedLua(all).map(({ id, name }) => [id, name])).toEqual([['one', 'described:pump.lua']]);
  expect(readProtocol(example, takenNames(all, 'two')).faults).toMatchObject([{ code: 'EPROTOCOL_TAKEN' }]);
});

test('whatever is typed, it is read without a throw', () => {
  const typed = fc.string({ maxLength: 12 });
  const field = fc
    .record({ name: typed, size: typed, repeat: typed, condition: typed, texts: typed, algorithm: typed })
    .chain((more) => fc.constantFrom(...FIELD_KINDS).map((kind) => newField('x', kind, more)));
  fc.assert(
    fc.property(fc.array(field, { maxLength: 5 }), fc.uint8Array({ maxLength: 30 }), (fields, bytes) => {
      const { begun } = readProtocol(with_(fields));
      expect(decodeMessage(begun, bytes).end).toBeLessThanOrEqual(bytes.length);
    }),
  );
});
