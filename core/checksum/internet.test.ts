import fc from 'fast-check';
import { expect, test } from 'vitest';
import { internetChecksum } from './internet';

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

test.each([
  // RFC 1071, 3: the sum of these is ddf2.
  ['0001 f203 f4f5 f6f7', 0x220d],
  // An IPv4 header with its checksum left out.
  ['4500 0073 0000 4000 4011 0000 c0a8 0001 c0a8 00c7', 0xb861],
  ['', 0xffff],
  ['01', 0xfeff],
  ['ffff', 0],
])('%s', (hex, expected) => {
  expect(internetChecksum(bytes(hex))).toBe(expected);
});

test('with its checksum in place a header sums up to 0', () => {
  const even = fc
    .uint8Array({ minLength: 20, maxLength: 60 })
    .map((header) => header.slice(0, header.length & ~1));
  fc.assert(
    fc.property(even, (header) => {
      header.set([0, 0], 10);
      const sum = internetChecksum(header);
      header.set([sum >> 8, sum & 0xff], 10);
      expect(internetChecksum(header)).toBe(0);
    }),
  );
});

test('a pseudo-header may be summed before, and large payloads do not overflow', () => {
  expect(internetChecksum(bytes('f4f5 f6f7'), 0x0001 + 0xf203)).toBe(0x220d);
  expect(internetChecksum(new Uint8Array(1_000_000).fill(0xff))).toBe(0);
});
