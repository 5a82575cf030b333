import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALGORITHMS } from './algorithms';
import { checkFields } from './check';
import { compileLua } from './compile-lua';
import { decodeChunk, decodeMessage, isRight } from './decode';
import { computedNames, encodeMessage, type Given } from './encode';
import { listed } from './listing';
import { luaString } from './lua-text';
import { fieldWith, METER } from './testing';

const given = (values: Given): Given => values;
const valuesOf = (bytes: Uint8Array, name: string) =>
  decodeMessage(METER, bytes)
    .items.filter(({ field }) => METER.fields[field]?.name === name)
    .map(({ value }) => value);

test('the description of the tests is one', () => {
  expect(checkFields(METER)).toEqual([]);
});

test('lengths, counts and checksums are computed; conditions are followed', () => {
  const { bytes } = encodeMessage(
    METER,
    given({
      magic: [Uint8Array.of(0x4d, 0x31)],
      kind: [2],
      flags: [0x8003],
      name: ['Pümp'],
      values: [1, -2],
      scale: [0.5],
      serial: [0x0102_0304_0506_0708n],
      rest: [Uint8Array.of(9, 9)],
    }),
  );
  expect(Buffer.from(bytes).toString('hex')).toBe(
    `4d31020380020007${Buffer.from('Pümp').toString('hex')}010000feffff3f00000001020304050607080909${Buffer.from(bytes.slice(-2)).toString('hex')}`,
  );
  const decoded = decodeMessage(METER, bytes);
  expect(decoded).toMatchObject({ end: bytes.length, cut: null });
  const fits = (message: Uint8Array): boolean => {
    const last = decodeMessage(METER, message).items.at(-1);
    return last !== undefined && isRight(last, message);
  };
  expect(fits(bytes)).toBe(true);
  expect([...computedNames(METER)]).toEqual(['name_length', 'count']);
  const flipped = bytes.slice();
  flipped[3] = 0x81;
  expect(fits(flipped)).toBe(false);
});

const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const whole = (bits: number, signed: boolean) =>
  fc.bigInt(
    signed
      ? { min: -(1n << BigInt(bits - 1)), max: (1n << BigInt(bits - 1)) - 1n }
      : { min: 0n, max: (1n << BigInt(bits)) - 1n },
  );

test('what is encoded is decoded again', () => {
  fc.assert(
    fc.property(
      fc.record({
        magic: fc.uint8Array({ minLength: 2, maxLength: 2 }),
        kind: whole(8, false),
        flags: whole(16, false),
        name: text,
        values: fc.array(whole(24, true), { maxLength: 255 }),
        scale: fc.float({ noNaN: true }),
        serial: whole(64, false),
        rest: fc.uint8Array({ maxLength: 50 }),
      }),
      (values) => {
        const { bytes } = encodeMessage(METER, {
          ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]])),
          values: values.values,
        });
        expect(decodeMessage(METER, bytes)).toMatchObject({ end: bytes.length, cut: null });
        expect(valuesOf(bytes, 'values')).toEqual(values.values);
        expect(valuesOf(bytes, 'count')).toEqual([BigInt(values.values.length)]);
        expect(valuesOf(bytes, 'name').join('')).toBe(values.name);
        expect(valuesOf(bytes, 'scale')).toEqual(values.kind === 2n ? [values.scale] : []);
        expect(valuesOf(bytes, 'serial')).toEqual((values.flags & 0x8000n) === 0n ? [] : [values.serial]);
        expect(valuesOf(bytes, 'rest')).toEqual(values.rest.length === 0 ? [] : [values.rest]);
        expect(decodeMessage(METER, bytes).items.every((item) => isRight(item, bytes))).toBe(true);
      },
    ),
  );
});

test('whatever comes, nothing is read past the end, twice, or out of order', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const { items, end, cut } = decodeMessage(METER, bytes);
      let at = 0;
      for (const item of items) {
        expect(item.at).toBe(at);
        at += item.length;
      }
      expect(end).toBe(at);
      expect(end).toBeLessThanOrEqual(bytes.length);
      if (cut === null) expect(items.at(-1)?.right).not.toBeNull();
      else expect(cut.wanted).toBeGreaterThanOrEqual(cut.left);
    }),
  );
});

test('alternatives share a length, and bits can be one', () => {
  const one = { field: 'kind', is: '==', value: 1 } as const;
  const two = { ...one, value: 2 } as const;
  const bytes = { kind: 'bytes', size: { of: 'field', field: 'low', plus: 0 } } as const;
  const protocol = {
    ...METER,
    fields: [
      fieldWith('kind'),
      fieldWith('head', { bits: [{ name: 'low', title: 'Low', first: 0, width: 4, texts: [] }] }),
      fieldWith('a', { ...bytes, condition: one }),
      fieldWith('b', { ...bytes, condition: two }),
    ],
  };
  expect(checkFields(protocol)).toEqual([]);
  const made = encodeMessage(protocol, {
    kind: [1],
    head: [0xa0],
    a: [Uint8Array.of(7, 8, 9)],
    b: [Uint8Array.of(1)],
  });
  expect([...made.bytes]).toEqual([1, 0xa3, 7, 8, 9]);
  expect(decodeMessage(protocol, made.bytes)).toMatchObject({ end: 5, cut: null });
  expect(decodeMessage(protocol, made.bytes.slice(0, 4)).cut).toEqual({
    field: 2,
    why: 'short',
    wanted: 3,
    left: 2,
    missing: 1,
  });
});

describe('a description that cannot be is refused, at its field and part', () => {
  const first = fieldWith('first');
  test.each([
    ['EPROTOCOL_EMPTY', 'fields', []],
    ['EPROTOCOL_TWICE', 'name', [first, first]],
    ['EPROTOCOL_SIZE', 'size', [fieldWith('x', { size: { of: 'bytes', bytes: 5 } })]],
    ['EPROTOCOL_SIZE', 'size', [fieldWith('x', { size: { of: 'rest' } })]],
    ['EPROTOCOL_SIZE', 'size', [fieldWith('x', { kind: 'textz', size: { of: 'rest' } })]],
    ['EPROTOCOL_SIZE', 'size', [fieldWith('x', { kind: 'text', size: { of: 'zero', most: 9 } })]],
    [
      'EPROTOCOL_ONCE',
      'repeat',
      [fieldWith('x', { kind: 'text', size: { of: 'rest' }, repeat: { of: 'rest' } })],
    ],
    [
      'EPROTOCOL_REST',
      'size',
      [fieldWith('x', { kind: 'text', size: { of: 'rest' } }), fieldWith('y', { repeat: { of: 'rest' } })],
    ],
    [
      'EPROTOCOL_REFERENCE',
      'size',
      [fieldWith('x', { kind: 'text', size: { of: 'field', field: 'later', plus: 0 } }), fieldWith('later')],
    ],
    ['EPROTOCOL_REFERENCE', 'condition', [fieldWith('x', { condition: { field: 'x', is: '==', value: 1 } })]],
    [
      'EPROTOCOL_BITS',
      'bits',
      [fieldWith('x', { bits: [{ name: 'b', title: 'b', first: 7, width: 2, texts: [] }] })],
    ],
    [
      'EPROTOCOL_ALGORITHM',
      'algorithm',
      [first, fieldWith('x', { kind: 'checksum', checksum: { name: 'CRC-99', from: 'first' } })],
    ],
    [
      'EPROTOCOL_FROM',
      'from',
      [first, fieldWith('x', { kind: 'checksum', checksum: { name: 'SUM-8', from: 'x' } })],
    ],
  ] as const)('%s', (code, part, fields) => {
    expect(checkFields({ fields })[0]).toMatchObject({ code, part });
  });
});

const LABEL = {
  ...METER,
  fields: [
    fieldWith('label', { kind: 'textz', size: { of: 'zero', most: 6 } }),
    fieldWith('tags', { kind: 'textz', size: { of: 'zero', most: 100 }, repeat: { of: 'count', count: 2 } }),
    fieldWith('end'),
  ],
} as const;

test('a text that ends with a zero: the zero is its last byte, and belongs to it', () => {
  expect(checkFields(LABEL)).toEqual([]);
  const { bytes } = encodeMessage(LABEL, { label: ['Pümp 7'], tags: ['a\0b'], end: [9] });
  // Five bytes and the zero; what stands behind a zero of its own is left out.
  expect(Buffer.from(bytes).toString('hex')).toBe('50c3bc6d7000' + '6100' + '00' + '09');
  const whole = encodeMessage(LABEL, { label: ['Pümp'], tags: ['a', ''], end: [9] }).bytes;
  const { items, end, cut } = decodeMessage(LABEL, whole);
  expect(items.map(({ at, length, value }) => [at, length, value])).toEqual([
    [0, 6, 'Pümp'],
    [6, 2, 'a'],
    [8, 1, ''],
    [9, 1, 9n],
  ]);
  expect([end, cut]).toEqual([10, null]);
  const cutOf = (message: string) => decodeMessage(LABEL, Buffer.from(message, 'latin1')).cut;
  // At least three zeros and a byte are still to come; of the second of the tags none is there yet.
  expect(cutOf('Pump')).toEqual({ field: 0, why: 'zero', wanted: 6, left: 4, missing: 4 });
  expect(cutOf('\0a\0')).toEqual({ field: 1, why: 'zero', wanted: 100, left: 0, missing: 2 });
  expect(cutOf('Pumps7\0')).toEqual({ field: 0, why: 'long', wanted: 6, left: 7, missing: null });
});

test('texts that end with a zero are decoded again, up to a zero of their own', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 2 }), (tags) => {
      const { bytes } = encodeMessage(LABEL, { tags });
      const { items, end, cut } = decodeMessage(LABEL, bytes);
      expect([end, cut]).toEqual([bytes.length, null]);
      expect(items.slice(1, 3).map(({ value }) => value)).toEqual(tags.map((tag) => tag.split('\0')[0]));
    }),
  );
});

test('words of a person cannot leave their string', () => {
  expect(luaString("it's a \\ and\na ]] \u2028")).toBe("'it\\'s a \\\\ and\\010a ]] \\226\\128\\168'");
  const hostile = { ...METER, title: "x') os.execute('y" };
  expect(compileLua(hostile)).toContain("Proto('meter', 'x\\') os.execute(\\'y')");
});

test('the usual checksums can be checked', () => {
  expect(ALGORITHMS.size).toBe(80);
  for (const name of ['CRC-16/MODBUS', 'CRC-32/ISO-HDLC', 'SUM-8', 'XOR-8', 'LRC'])
    expect(ALGORITHMS.has(name)).toBe(true);
});

test('in a stream one message may follow the other; a datagram is one', () => {
  const protocol = {
    ...METER,
    fields: [
      fieldWith('size'),
      fieldWith('body', { kind: 'bytes', size: { of: 'field', field: 'size', plus: 0 } }),
    ],
  };
  const bytes = Uint8Array.of(1, 9, 2, 8, 7, 3, 6);
  const ends = (stream: boolean) =>
    decodeChunk(protocol, bytes, stream).map(({ at, decoded }) => [at, at + decoded.end, decoded.cut]);
  expect(ends(false)).toEqual([[0, 2, null]]);
  expect(ends(true)).toEqual([
    [0, 2, null],
    [2, 5, null],
    [5, 6, { field: 1, why: 'short', wanted: 3, left: 1, missing: 2 }],
  ]);
  const placed = decodeChunk(protocol, bytes, true);
  expect(listed(protocol, placed, bytes, 100).map(({ message, at, value }) => [message, at, value])).toEqual([
    [0, 0, '1'],
    [0, 1, '09'],
    [1, 2, '2'],
    [1, 3, '08 07'],
    [2, 5, '3'],
  ]);
  expect(listed(protocol, placed, bytes, 3)).toHaveLength(3);
  // Nothing that takes no bytes goes on for ever.
  const empty = {
    ...protocol,
    fields: [fieldWith('never', { condition: { field: 'x', is: '==', value: 1 } })],
  };
  expect(decodeChunk(empty, bytes, true)).toHaveLength(1);
});
