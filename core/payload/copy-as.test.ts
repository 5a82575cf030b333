import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COPY_FORMS, copyAs } from './copy-as';

const bytes = Uint8Array.of(0x48, 0x69, 0x0d, 0x0a, 0x00, 0xff);

test.each([
  ['hex', '48 69 0D 0A 00 FF'],
  ['text', 'Hi\r\n\0\ufffd'],
  ['base64', 'SGkNCgD/'],
  ['pythonBytes', "b'Hi\\r\\n\\x00\\xff'"],
  [
    'cArray',
    'unsigned char data[] = {\n  0x48, 0x69, 0x0d, 0x0a, 0x00, 0xff,\n};\nunsigned int data_len = 6;\n',
  ],
  ['jsUint8Array', 'new Uint8Array([\n  0x48, 0x69, 0x0d, 0x0a, 0x00, 0xff,\n])'],
  ['hexDump', '00000000  48 69 0d 0a 00 ff                                 |Hi....|\n00000006\n'],
] as const)('%s', (form, expected) => {
  expect(copyAs(bytes, form)).toBe(expected);
});

test.each([
  ['hex', ''],
  ['text', ''],
  ['base64', ''],
  ['pythonBytes', "b''"],
  ['cArray', 'unsigned char data[] = {\n};\nunsigned int data_len = 0;\n'],
  ['jsUint8Array', 'new Uint8Array([])'],
  ['hexDump', ''],
] as const)('%s of nothing', (form, expected) => {
  expect(copyAs(new Uint8Array(), form)).toBe(expected);
});

test('a line of hexdump -C, to the letter', () => {
  const text = new TextEncoder().encode('GET / HTTP/1.1\r\nHost');
  expect(copyAs(text, 'hexDump')).toBe(
    '00000000  47 45 54 20 2f 20 48 54  54 50 2f 31 2e 31 0d 0a  |GET / HTTP/1.1..|\n' +
      '00000010  48 6f 73 74                                       |Host|\n' +
      '00000014\n',
  );
});

// As Python 3.11 prints them.
test.each([
  ["it's", 'b"it\'s"'],
  ['say "hi"', 'b\'say "hi"\''],
  ['it\'s "hi"', "b'it\\'s \"hi\"'"],
  ['a\\b\t\x7f', "b'a\\\\b\\t\\x7f'"],
])('Python bytes of %j', (text, expected) => {
  expect(copyAs(new TextEncoder().encode(text), 'pythonBytes')).toBe(expected);
});

test('text in its encoding', () => {
  expect(copyAs(Uint8Array.of(0xd6, 0xd0), 'text', 'gbk')).toBe('中');
});

describe('any bytes', () => {
  test('base64 as Node has it', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (any) => {
        expect(copyAs(any, 'base64')).toBe(Buffer.from(any).toString('base64'));
      }),
    );
  });

  test('the JavaScript array is what it says', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (any) => {
        const list = copyAs(any, 'jsUint8Array')
          .slice('new Uint8Array('.length, -1)
          .replace(/,\s*\]/, ']');
        const numbers: unknown = JSON.parse(list.replace(/0x[0-9a-f]{2}/g, (hex) => String(Number(hex))));
        expect(numbers).toEqual([...any]);
      }),
    );
  });
});

test.each(COPY_FORMS)('10 MB as %s do not overflow anything', (form) => {
  const large = new Uint8Array(10_000_000).fill(0x41);
  expect(copyAs(large, form).length).toBeGreaterThanOrEqual(10_000_000);
});
