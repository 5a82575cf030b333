import { createHash, getHashes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHECKSUMS, checksumByName, plainName } from './catalogue';
import { type Checksum, checksumOf } from './checksum';
import { internetChecksum } from './internet';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const known = (name: string): Checksum => {
  const checksum = checksumByName(name);
  if (checksum === undefined) throw new Error(`no ${name}`);
  return checksum;
};

const printed = (name: string, text: string): string => hexOf(checksumOf(known(name), bytesOf(text)));

test('names are unique, whatever their punctuation', () => {
  const names = CHECKSUMS.flatMap(({ name, aliases }) => [name, ...aliases]).map(plainName);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

test.each([
  ['crc32', 'CRC-32/ISO-HDLC'],
  ['CRC-16', 'CRC-16/ARC'],
  ['Modbus', 'CRC-16/MODBUS'],
  ['crc16_ccitt_false', 'CRC-16/IBM-3740'],
  ['X.25', 'CRC-16/IBM-SDLC'],
  ['CRC-32C', 'CRC-32/ISCSI'],
  ['bcc', 'XOR-8'],
  ['sha256', 'SHA-256'],
  ['sha512/256', 'SHA-512/256'],
])('%s is %s', (name, full) => {
  expect(known(name).name).toBe(full);
});

test('no name is like none', () => {
  expect(checksumByName('crc-17')).toBeUndefined();
  expect(checksumByName('')).toBeUndefined();
});

describe('values that others have published', () => {
  test.each([
    // Maxino and Koopman; Wikipedia's test vectors of Fletcher's checksum.
    ['FLETCHER-16', 'abcde', 'c8f0'],
    ['FLETCHER-16', 'abcdef', '2057'],
    ['FLETCHER-16', 'abcdefgh', '0627'],
    ['FLETCHER-32', 'abcde', 'f04fc729'],
    ['FLETCHER-32', 'abcdef', '56502d2a'],
    ['FLETCHER-32', 'abcdefgh', 'ebe19591'],
    ['ADLER-32', 'Wikipedia', '11e60398'],
    ['SUM-8', '123456789', 'dd'],
    ['SUM-16', '123456789', '01dd'],
    ['SUM-32', '123456789', '000001dd'],
    ['XOR-8', '123456789', '31'],
    ['LRC', '123456789', '23'],
    ['NEG-16', '123456789', 'fe23'],
    ['NEG-32', '123456789', 'fffffe23'],
    ['INV-8', '123456789', '22'],
    ['INV-16', '123456789', 'fe22'],
    // By hand: nibbles 3, 1; a = 3, 4; b = 3, 7.
    ['FLETCHER-8', '1', '74'],
  ])('%s of %s is %s', (name, text, value) => {
    expect(printed(name, text)).toBe(value);
  });

  test('LRC of a Modbus ASCII request', () => {
    expect(hexOf(checksumOf(known('LRC'), Uint8Array.of(0xf7, 0x03, 0x13, 0x89, 0x00, 0x0a)))).toBe('60');
  });

  test('UBX of a poll of MON-VER', () => {
    const poll = Uint8Array.of(0x0a, 0x04, 0x00, 0x00);
    expect(hexOf(checksumOf(known('UBX'), poll).reverse())).toBe('0e34');
  });
});

test('hashes are those of OpenSSL', () => {
  const names = { 'SHA-1': 'sha1', 'SHA-512/256': 'sha512-256', 'RIPEMD-160': 'ripemd160' } as const;
  const openssl = (name: string): string =>
    name in names ? names[name as keyof typeof names] : name.replace(/^SHA-/, 'sha').toLowerCase();
  const hashes = CHECKSUMS.filter(({ family }) => family === 'hash');
  expect(hashes).toHaveLength(12);
  for (const { name } of hashes) {
    if (!getHashes().includes(openssl(name)) && !getHashes().includes(openssl(name).toUpperCase())) {
      expect(name).toBe('RIPEMD-160');
      continue;
    }
    for (const text of ['', 'abc', 'x'.repeat(300)]) {
      expect([name, printed(name, text)]).toEqual([
        name,
        createHash(openssl(name)).update(text).digest('hex'),
      ]);
    }
  }
});

test('the Internet checksum is that of the capture, at once or byte by byte', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
      const value = checksumOf(known('internet'), bytes);
      expect((value[0] ?? 0) * 256 + (value[1] ?? 0)).toBe(internetChecksum(bytes));
    }),
  );
});

test('every checksum takes a message in pieces, is read without harm, and begins anew', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(40), (bytes, cut) => {
      const middle = Math.min(cut, bytes.length);
      for (const checksum of CHECKSUMS.filter(({ family }) => family !== 'crc')) {
        const running = checksum.start();
        const out = new Uint8Array(checksum.size + 2);
        running.update(bytes, 0, middle);
        running.write(out, 1);
        expect(out.subarray(1, -1)).toEqual(checksumOf(checksum, bytes.subarray(0, middle)));
        running.update(bytes, middle, bytes.length);
        running.write(out, 1);
        expect(out.subarray(1, -1)).toEqual(checksumOf(checksum, bytes));
        expect([out[0], out.at(-1)]).toEqual([0, 0]);
        running.reset();
        running.update(bytes, middle, bytes.length);
        running.write(out, 1);
        expect(out.subarray(1, -1)).toEqual(checksumOf(checksum, bytes.subarray(middle)));
      }
    }),
    { numRuns: 50 },
  );
});
