import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HAPPENINGS, type Happening } from '../../core/contract/happening';
import { decodeEntry, decodeFields, encodeHappening } from './journal-entry';
import { bytesOf, flowOf, happeningOf, START } from './test-support';

const encode = (happening: Happening, message = 'said'): Uint8Array =>
  encodeHappening(happening, 3, null, message, START + 123n);

describe('journal entries', () => {
  test('one line a field, values with control characters in the binary form', () => {
    const entry = encodeHappening(
      happeningOf('refused', {
        severity: 'error',
        peer: '10.0.0.1:1',
        flow: 9,
        params: { code: 'X', errno: 111 },
      }),
      0,
      flowOf(9),
      'a\nb',
      1_700_000_000_123_456_789n,
    );
    expect(Buffer.from(entry).toString('latin1')).toBe(
      [
        '__REALTIME_TIMESTAMP=1700000000123456',
        'PRIORITY=3',
        'SYSLOG_IDENTIFIER=porthole',
        'MESSAGE\n\x03\0\0\0\0\0\0\0a\nb',
        'PORTHOLE_EVENT=refused',
        'PORTHOLE_TIME_NS=1700000000123456789',
        'PORTHOLE_PARAMS={"code":"X","errno":111}',
        'ERRNO=111',
        'PORTHOLE_INTERFACE=0',
        'PORTHOLE_ENDPOINT=one',
        'PORTHOLE_ENDPOINT_ID=one',
        'PORTHOLE_FLOW=9',
        'PORTHOLE_PEER=10.0.0.1:1',
        'PORTHOLE_TRANSPORT=tcp',
        'PORTHOLE_LOCAL=127.0.0.1:8888',
        '',
      ].join('\n'),
    );
  });

  test('whatever is said comes back, through padding', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(
        fc.constantFrom(...HAPPENINGS),
        fc.constantFrom('info', 'warning', 'error'),
        fc.dictionary(fc.stringMatching(/^[a-z]\w{0,9}$/), fc.oneof(text, fc.integer()), { maxKeys: 5 }),
        text,
        text,
        fc.nat(),
        fc.nat({ max: 3 }),
        (kind, severity, params, peer, message, flow, padding) => {
          const entry = encode(happeningOf(kind, { severity, params, peer, flow }), message);
          const padded = Buffer.concat([entry, Buffer.alloc(padding)]);
          expect(decodeEntry(padded)).toEqual({
            time: START + 123n,
            severity,
            happening: kind,
            params: JSON.parse(JSON.stringify(params)),
            message,
            interfaceId: 3,
            endpoint: 'one',
            flow,
            peer,
            local: '',
            transport: null,
          });
        },
      ),
    );
  });

  test('an entry of systemd itself', () => {
    const entry = decodeEntry(
      bytesOf('__CURSOR=x\n__REALTIME_TIMESTAMP=1700000000123456\nPRIORITY=4\nMESSAGE=hello=there\n_PID=1\n'),
    );
    expect(entry).toMatchObject({
      time: 1_700_000_000_123_456_000n,
      severity: 'warning',
      happening: null,
      params: {},
      message: 'hello=there',
      interfaceId: null,
      flow: 0,
    });
  });

  test.each([
    ['{', {}],
    ['[1]', { 0: 1 }],
    ['null', {}],
    ['{"a":{"b":1},"c":null,"d":1e999,"e":"x","f":2}', { e: 'x', f: 2 }],
    ['{"__proto__":"x"}', {}],
  ])('params that are %s are read as far as they are strings and numbers', (json, params) => {
    expect(decodeEntry(bytesOf(`PORTHOLE_PARAMS=${json}\n`)).params).toEqual(params);
  });

  test('damage never throws', () => {
    const whole = encode(happeningOf('note', { params: { text: 'x\ny' } }), 'line\nline');
    fc.assert(
      fc.property(
        fc.nat({ max: whole.length - 1 }),
        fc.nat({ max: 255 }),
        fc.nat({ max: whole.length }),
        (at, byte, end) => {
          const broken = Uint8Array.from(whole);
          broken[at] = byte;
          expect(() => decodeEntry(broken.subarray(0, end))).not.toThrow();
        },
      ),
    );
    expect(decodeFields(bytesOf('MESSAGE\n\xff')).size).toBe(0);
  });

  test('a hostile entry of very many fields is read in a time that grows with its length only', () => {
    const field = Buffer.concat([Buffer.from('A\n'), Buffer.alloc(8), Buffer.from('\n')]);
    const many = Buffer.concat(new Array<Buffer>(1_000_000).fill(field));
    const named = Buffer.from(Array.from({ length: 100_000 }, (_, i) => `F${i}=x\n`).join(''));
    // With work that grew as the square of these, the test would run into its timeout.
    expect(decodeFields(many).size).toBe(1);
    expect(decodeFields(named).size).toBe(1000);
  });

  test('what goes to the window with a row is short', () => {
    const long = 'x'.repeat(100_000);
    const { endpoint, peer, params } = decodeEntry(
      bytesOf(`PORTHOLE_ENDPOINT=${long}\nPORTHOLE_PEER=${long}\nPORTHOLE_PARAMS={"a":"${long}"}\n`),
    );
    expect([endpoint, peer, String(params.a)].map((text) => text.length)).toEqual([1024, 1024, 1024]);
  });
});
