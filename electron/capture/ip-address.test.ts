import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatIp, parseAddress, toIPv6 } from './ip-address';

describe('addresses', () => {
  test.each([
    ['127.0.0.1', '127.0.0.1'],
    ['255.255.255.255', '255.255.255.255'],
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::ffff:0a00:0001', '10.0.0.1'],
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ])('%s is written %s (RFC 5952)', (text, canonical) => {
    const bytes = parseAddress(text);
    expect(bytes === null ? null : formatIp(bytes)).toBe(canonical);
  });

  test.each(['', 'localhost', '1.2.3', '1.2.3.4.5', ':::', '1::2::3', '12345::'])('%j is none', (text) => {
    expect(parseAddress(text)).toBeNull();
  });

  test('any 16 bytes come back from their text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const text = formatIp(bytes);
        expect(isIPv6(text)).toBe(true);
        const back = parseAddress(text) ?? new Uint8Array(0);
        expect([...toIPv6(back)]).toEqual([...bytes]);
      }),
    );
  });
});
