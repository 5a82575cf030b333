import { expect, test } from 'vitest';
import { formatHex } from './hex';
import { parsePythonBytes } from './python-bytes';

const read = (text: string): string | null => {
  const parsed = parsePythonBytes(text);
  if (parsed === null) return null;
  return parsed.ok
    ? formatHex(parsed.bytes, '')
    : `${parsed.error.code} ${parsed.error.at}+${parsed.error.length}`;
};

// As Python 3.11 reads them.
test.each([
  ["b''", ''],
  ["b'\\x01abc'", '01616263'],
  ['b"it\'s"', '69742773'],
  ["B'a' b\"b\" \\\n  b'''c\n'd'''", '6162630A2764'],
  ["b'\\\\\\'\\\"\\a\\b\\f\\n\\r\\t\\v'", '5C272207080C0A0D090B'],
  ["b'\\0\\18\\377\\400\\1234'", '000138FF005334'],
  ["b'a\\\nb'", '6162'],
  // Escapes that it does not know stay.
  ["b'\\q\\u0041\\N'", '5C715C75303034315C4E'],
  ["rb'\\x01\\''", '5C7830315C27'],
  ["Br'\\n'", '5C6E'],
  ["data = b'01 02'", '3031203032'],
  ["frame: bytes = (\n  b'a'  # the first\n  b'b'\n)", '6162'],
  ["# what came\nb'a';", '61'],
  ["b'a' + b'b' + bytes([1])", '616201'],
  ['bytes([1, 2, 10, 255])', '01020AFF'],
  ['bytes([0x01, 0X_ff, 0o17, 0b101, 1_0, 00,])', '01FF0F050A00'],
  ['bytes((1, 2))', '0102'],
  ['bytes([])', ''],
  ['bytes()', ''],
  ["bytes(b'a')", '61'],
  ["bytearray(b'\\x00a')", '0061'],
  ["bytes((b'a'))", '61'],
  ['bytearray([104, 105])', '6869'],
  ["bytes.fromhex('01 02ff')", '0102FF'],
  ['x = bytearray . fromhex("")', ''],
])('%j', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test.each([
  ['01 02', null],
  ['be', null],
  ["'abc'", null],
  ['bytes', null],
  ['bytes = [0x01]', null],
  ["b'abc", 'EDRAFT_HEX_PYTHON 0+1'],
  ["b'ab\nc'", 'EDRAFT_HEX_PYTHON 0+1'],
  ["b'ab' 'c'", 'EDRAFT_HEX_PYTHON 6+1'],
  ["b'\\x1'", 'EDRAFT_HEX_PYTHON 2+2'],
  ["b'é'", 'EDRAFT_HEX_PYTHON 2+1'],
  ["b'😀'", 'EDRAFT_HEX_PYTHON 2+2'],
  ["b'a' * 3", 'EDRAFT_HEX_PYTHON 5+1'],
  ["b'a' + name", 'EDRAFT_HEX_PYTHON 7+1'],
  ['bytes([1, 256])', 'EDRAFT_HEX_PYTHON 10+3'],
  ['bytes([1, -1])', 'EDRAFT_HEX_PYTHON 10+1'],
  ['bytes([01])', 'EDRAFT_HEX_PYTHON 8+1'],
  ['bytes([1, 2', 'EDRAFT_HEX_PYTHON 6+1'],
  ['bytes([1, 2]', 'EDRAFT_HEX_PYTHON 5+1'],
  ['bytes(5)', 'EDRAFT_HEX_PYTHON 6+1'],
  ["bytes('a', 'utf-8')", 'EDRAFT_HEX_PYTHON 6+1'],
  ["bytes.fromhex('0')", 'EDRAFT_HEX_PYTHON 14+3'],
  ["bytes.fromhex('zz')", 'EDRAFT_HEX_PYTHON 14+1'],
  ["b'a'\\", 'EDRAFT_HEX_PYTHON 4+1'],
])('%j is no bytes of Python: %s', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test('many comments, and many brackets, take no time', () => {
  expect(read(`${'# a\n'.repeat(300_000)}b'a'`)).toBeNull();
  expect(read(`b'a'${' #\n'.repeat(300_000)}`)).toBe('61');
  expect(read(`b'a'${' '.repeat(5_000_000)}`)).toBe('61');
  expect(read('bytes('.repeat(300_000))).toBe('EDRAFT_HEX_PYTHON 126+1');
});
