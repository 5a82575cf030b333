import { describe, expect, test } from 'vitest';
import { readAddress, samePrefix } from './ip-address';

const hex = (text: string): string | null => {
  const bytes = readAddress(text);
  return bytes === null ? null : Buffer.from(bytes).toString('hex');
};

describe('readAddress', () => {
  test.each([
    ['127.0.0.1', '7f000001'],
    ['255.255.255.255', 'ffffffff'],
    ['::', '00000000000000000000000000000000'],
    ['::1', '00000000000000000000000000000001'],
    ['[::1]', '00000000000000000000000000000001'],
    ['fe80::1%eth0', 'fe800000000000000000000000000001'],
    ['2001:db8:0:1:2:3:4:5', '20010db8000000010002000300040005'],
    ['2001:DB8::', '20010db8000000000000000000000000'],
    ['64:ff9b::1.2.3.4', '0064ff9b000000000000000001020304'],
    ['::ffff:127.0.0.1', '7f000001'],
    ['::ffff:7f00:1', '7f000001'],
  ])('%s', (text, expected) => {
    expect(hex(text)).toBe(expected);
  });

  test.each([
    '',
    'localhost',
    '127.0.0',
    '127.0.0.256',
    '1.2.3.4.5',
    '0x7f.0.0.1',
    '127.0.0.01',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8',
    '12345::',
    'g::',
    '1.2.3.4::',
    '::1.2.3',
  ])('%j is no address', (text) => {
    expect(hex(text)).toBeNull();
  });
});

test.each([
  ['10.1.2.3', '10.0.0.0', 8, true],
  ['11.1.2.3', '10.0.0.0', 8, false],
  ['10.1.2.3', '10.1.2.2', 32, false],
  ['10.1.2.3', '10.1.2.2', 31, true],
  ['1.2.3.4', '200.2.3.4', 0, true],
  ['::1', '0.0.0.1', 0, false],
  ['fe80::1', 'fe80::2', 126, true],
  ['fe80::1', 'fe80::2', 127, false],
])('%s and %s agree in %i bits: %s', (a, b, prefix, expected) => {
  expect(samePrefix(readAddress(a) ?? [], readAddress(b) ?? [], prefix)).toBe(expected);
});
