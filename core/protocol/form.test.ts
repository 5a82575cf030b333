import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeMessage, isRight } from './decode';
import { exampleProtocol, newField } from './described';
import { fillForm } from './form';
import { readProtocol } from './read';

const protocolOf = (fields: readonly ReturnType<typeof newField>[]) => {
  const { protocol, faults } = readProtocol({ ...exampleProtocol('p'), fields: [...fields] });
  if (protocol === null) throw new Error(JSON.stringify(faults));
  return protocol;
};
const example = protocolOf(exampleProtocol('p').fields);
const hex = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString('hex');

test('words, bits and lists become a message with its length, count and checksum', () => {
  const form = fillForm(example, {
    kind: 'reading',
    alarm: 'On',
    mode: '3',
    name: 'P\\x37',
    reading: '-2, 0x12c',
  });
  expect(hex(form.bytes)).toMatch(/^028302503702fffe012c[0-9a-f]{4}$/);
  expect(
    form.lines
      .map(({ field, bits, computed }) => [bits?.name ?? field.name, computed])
      .filter(([, c]) => c !== null),
  ).toEqual([
    ['length', '2'],
    ['count', '2'],
    ['crc', expect.stringMatching(/^0x[0-9A-F]{4}$/)],
  ]);
  const bytes = form.bytes ?? new Uint8Array();
  expect(decodeMessage(example, bytes).items.every((item) => isRight(item, bytes))).toBe(true);
});

test('what the condition leaves out is not there, and wrong in no way', () => {
  const form = fillForm(example, { kind: 'Hello', reading: 'nonsense' });
  expect(hex(form.bytes)).toMatch(/^010000[0-9a-f]{4}$/);
  expect(form.lines.filter(({ there }) => !there).map(({ field }) => field.name)).toEqual([
    'count',
    'reading',
  ]);
});

test('what is wrong is said at its field, and there is no message', () => {
  const protocol = protocolOf([
    newField('a'),
    newField('b', 'int', { bits: [] }),
    newField('flags', 'uint', {
      bits: [{ name: 'low', title: '', first: '0', width: '4', texts: '' }],
    }),
    newField('f', 'float'),
    newField('fixed', 'text', { size: '3' }),
    newField('raw', 'bytes', { size: '2' }),
    newField('list', 'uint', { repeat: '2' }),
    newField('text', 'text', { size: 'a' }),
    newField('zero', 'textz'),
    newField('label', 'textz', { size: '4' }),
    newField('tail', 'text'),
  ]);
  const { lines, bytes } = fillForm(protocol, {
    b: '128',
    low: '16',
    f: 'x',
    fixed: 'four',
    raw: '0',
    list: '1, 2, 3',
    text: 'x'.repeat(256),
    zero: 'a\\0b',
    label: 'four',
    tail: '\\q',
  });
  expect(bytes).toBeNull();
  expect(
    Object.fromEntries(
      lines.map(({ field, bits, fault }) => [bits?.name ?? field.name, fault?.code ?? null]),
    ),
  ).toEqual({
    a: null,
    b: 'EFORM_RANGE',
    flags: null,
    low: 'EFORM_RANGE',
    f: 'EFORM_NUMBER',
    fixed: 'EFORM_LONG',
    raw: 'EFORM_HEX',
    list: 'EFORM_MANY',
    text: 'EFORM_FITS',
    zero: 'EFORM_ZERO',
    label: 'EFORM_LONG',
    tail: 'EFORM_ESCAPE',
  });
});

test('a text gets its zero; several are told apart by semicolons', () => {
  const protocol = protocolOf([
    newField('label', 'textz', { size: '4' }),
    newField('count'),
    newField('tags', 'textz', { repeat: 'count' }),
  ]);
  expect(hex(fillForm(protocol, { label: 'abc', tags: 'x; yz' }).bytes)).toBe('61626300027800797a00');
  expect(hex(fillForm(protocol, {}).bytes)).toBe('0000');
});

test('whatever is typed, a message that comes of it is whole, with every checksum right', () => {
  const words = fc.oneof(fc.string({ maxLength: 8 }), fc.integer({ min: -3, max: 300 }).map(String));
  fc.assert(
    fc.property(
      fc.record({ kind: words, flags: words, alarm: words, name: words, reading: words }),
      (typed) => {
        const { bytes } = fillForm(example, typed);
        if (bytes === null) return;
        const decoded = decodeMessage(example, bytes);
        expect(decoded).toMatchObject({ cut: null, end: bytes.length });
        expect(decoded.items.every((item) => isRight(item, bytes))).toBe(true);
      },
    ),
  );
});
