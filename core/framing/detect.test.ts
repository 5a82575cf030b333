import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FramingSetting } from '../contract/framing';
import {
  detectFraming,
  type FramingProposal,
  type FramingSample,
  MOST_DETECTED_BYTES,
  MOST_JUDGED,
} from './detect';
import { readFraming } from './setting';

const hex = (digits: string): Uint8Array => Uint8Array.from(Buffer.from(digits.replaceAll(' ', ''), 'hex'));
const latin = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

/** In turns received and sent, 10 ms apart. */
const talk = (...said: readonly (string | Uint8Array)[]): readonly FramingSample[] =>
  said.map((one, i) => ({
    direction: i % 2 === 0 ? 'in' : 'out',
    bytes: typeof one === 'string' ? latin(one) : one,
    atMs: i * 10,
  }));
const heard = (...said: readonly (string | Uint8Array)[]): readonly FramingSample[] =>
  talk(...said).map((one) => ({ ...one, direction: 'in' }));
/** One stream as a busy receiver reads it. */
const inBlocks = (size: number, stream: Uint8Array): readonly FramingSample[] =>
  Array.from({ length: Math.ceil(stream.length / size) }, (_, i) => ({
    direction: 'in' as const,
    bytes: stream.subarray(i * size, (i + 1) * size),
    atMs: i,
  }));

const proposals = (samples: readonly FramingSample[]): readonly FramingProposal[] => {
  const search = detectFraming(samples);
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
  }
};
const best = (samples: readonly FramingSample[]): FramingProposal => {
  const [first] = proposals(samples);
  if (first === undefined) throw new Error('nothing is proposed');
  return first;
};

/** Requests and answers of a Modbus/TCP slave (Modbus Messaging Implementation Guide 1.0b). */
const MODBUS = talk(
  hex('0001 0000 0006 01 03 0000 0002'),
  hex('0001 0000 0007 01 03 04 002a 002b'),
  hex('0002 0000 0006 01 06 0001 beef'),
  hex('0002 0000 0006 01 06 0001 beef'),
  hex('0003 0000 0009 01 10 0005 0001 02 cafe'),
  hex('0003 0000 0006 01 10 0005 0001'),
  hex('0004 0000 0006 01 03 0001 0005'),
  hex('0004 0000 000d 01 03 0a beef 0000 0000 0000 cafe'),
  hex('0005 0000 0006 01 03 0200 0001'),
  hex('0005 0000 0003 01 83 02'),
);

/** Queries over TCP (RFC 1035, 4.2.2): two bytes of length. */
const DNS = talk(
  hex('001d 1a2b 0100 0001 0000 0000 0000 07 6578616d706c65 03 636f6d 00 0001 0001'),
  hex(
    '002d 1a2b 8180 0001 0001 0000 0000 07 6578616d706c65 03 636f6d 00 0001 0001 c00c 0001 0001 00000e10 0004 5db8d822',
  ),
  hex('0019 1a2c 0100 0001 0000 0000 0000 03 777777 03 6f7267 00 001c 0001'),
  hex('0019 1a2c 8183 0001 0000 0000 0000 03 777777 03 6f7267 00 001c 0001'),
);

/** What a PostgreSQL server says: a letter, and a length that counts itself. */
const POSTGRES = heard(
  hex('52 00000008 00000000'),
  hex('53 00000019 6170706c69636174696f6e5f6e616d6500 7073716c00').subarray(0, 26),
  hex('5a 00000005 49'),
  hex('43 0000000d 53454c4543542031 00'),
  hex('5a 00000005 49'),
);

describe('what real protocols send is told by the framing that they have', () => {
  test.each<[string, readonly FramingSample[], Partial<FramingSetting>, number]>([
    ['Modbus/TCP', MODBUS, { kind: 'length', offset: '4', size: '2', order: 'be', adjustment: '0' }, 10],
    ['DNS over TCP', DNS, { kind: 'length', offset: '0', size: '2', order: 'be', adjustment: '0' }, 4],
    ['PostgreSQL', POSTGRES, { kind: 'length', offset: '1', size: '4', order: 'be', adjustment: '-4' }, 5],
    [
      'a length of four bytes, low byte first, that counts itself',
      heard(hex('07000000 aabbcc'), hex('05000000 01'), hex('0a000000 010203040506')),
      { kind: 'length', offset: '0', size: '4', order: 'le', includesHeader: true, adjustment: '0' },
      3,
    ],
    [
      'SMTP',
      talk(
        '220 mail.example ESMTP\r\n',
        'EHLO me\r\n',
        '250-mail.example\r\n250-PIPELINING\r\n250 8BITMIME\r\n',
        'MAIL FROM:<a@b>\r\n',
        '250 2.1.0 Ok\r\n',
        'QUIT\r\n',
      ),
      { kind: 'delimiter', delimiter: '\\r\\n' },
      8,
    ],
    [
      'SCPI',
      talk('*IDN?\n', 'Porthole,Supply,0,1.0\n', 'VOLT 4.2\n', '0,"No error"\n'),
      { kind: 'delimiter', delimiter: '\\n' },
      4,
    ],
    [
      'NMEA 0183',
      heard(
        '$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n',
        '$GPGSA,A,3,04,05,,09,12,,,24,,,,,2.5,1.3,2.1*39\r\n$GPRMC,123519,A,4807.0',
        '38,N,01131.000,E,022.4,084.4,230394,003.1,W*6A\r\n',
      ),
      { kind: 'markers', start: '$', end: '\\r\\n' },
      3,
    ],
    [
      'SLIP (RFC 1055)',
      heard(hex('c0 4500 0014 dbdc 01 c0'), hex('c0 4500 0015 dbdd 02 03 c0'), hex('c0 45 c0')),
      { kind: 'slip' },
      3,
    ],
    [
      'COBS',
      heard(hex('03 1122 02 33 00'), hex('05 11223344 00 01 01 01 00'), hex('04 aabbcc 00')),
      { kind: 'cobs' },
      4,
    ],
    [
      'JSON, one value behind the other',
      heard('{"id":1,"a":[1,{"b":"}"}]}{"id":2}', '{"id":', '3}{"id":4}'),
      { kind: 'json' },
      4,
    ],
    [
      'STX and ETX',
      heard('\x02ab\x03', '\x02cde\x03\x02f\x03', '\x02gh\x03'),
      { kind: 'markers', start: '\\x02', end: '\\x03' },
      4,
    ],
    [
      'records of a fixed length',
      heard(
        ...Array.from({ length: 8 }, (_, i) =>
          hex(`aa55 00${(17 * i + 16).toString(16).slice(-2)} 0${i}f${i} 9${i}0${i}`),
        ),
      ),
      { kind: 'fixed', length: '8' },
      8,
    ],
  ])('%s', (_, samples, setting, messages) => {
    const found = best(samples);
    expect(found.setting).toMatchObject(setting);
    expect(found).toMatchObject({ messages, faults: 0, explained: 1 });
    expect(found.certainty).toBeGreaterThan(0.8);
  });
});

describe('when pieces end anywhere', () => {
  test('lines, a length field and SLIP are found by what they say', () => {
    const lines = latin(
      Array.from({ length: 300 }, (_, i) => `reading ${i * 7919} of the sensor\n`).join(''),
    );
    expect(best(inBlocks(1000, lines)).setting).toMatchObject({ kind: 'delimiter', delimiter: '\\n' });
    const records = Buffer.concat(
      Array.from({ length: 200 }, (_, i) =>
        Buffer.from([0xfe, 3 + (i % 9), ...new Uint8Array(3 + (i % 9)).fill(i * 31)]),
      ),
    );
    expect(best(inBlocks(700, records)).setting).toMatchObject({
      kind: 'length',
      offset: '1',
      size: '1',
      adjustment: '0',
    });
    const slip = Buffer.concat(
      Array.from({ length: 100 }, (_, i) =>
        hex(`c0 45${(i + 16).toString(16)} dbdc 0011 dbdd 0${i % 10} c0`),
      ),
    );
    expect(best(inBlocks(333, slip)).setting).toMatchObject({ kind: 'slip' });
  });

  test('silence is proposed where it stands out', () => {
    const samples = [0, 1, 2, 100, 101, 102, 220, 221, 340].map((atMs, i) => ({
      direction: 'in' as const,
      bytes: Uint8Array.from([i * 37 + 129, i * 91, (i * 57) ^ 0x5a]).subarray(0, 1 + ((i * 5) % 3)),
      atMs,
    }));
    const idle = proposals(samples).find(({ setting }) => setting.kind === 'idle');
    expect(idle).toMatchObject({ messages: 4, explained: 1 });
    expect(Number(idle?.setting.idle)).toBeGreaterThan(2);
    expect(Number(idle?.setting.idle)).toBeLessThan(100);
  });
});

test('the same message again and again proves little', () => {
  for (const { certainty } of proposals(heard(...Array.from({ length: 20 }, () => 'Hello, client!'))))
    expect(certainty).toBeLessThan(0.65);
});

test('nothing is proposed for nothing, one message, and noise', () => {
  expect(proposals([])).toEqual([]);
  expect(proposals(heard('hello'))).toEqual([]);
  let seed = 1;
  const noise = Uint8Array.from({ length: 20_000 }, () => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fff_ffff;
    return seed >>> 16;
  });
  const cuts = [0, 13, 170, 412, 999, 2047, 5011, 9973, 12_007, 20_000];
  const pieces = cuts.slice(1).map((end, i) => noise.subarray(cuts[i], end));
  for (const { certainty } of proposals(heard(...pieces))) expect(certainty).toBeLessThan(0.6);
});

test('whatever comes, every proposal is a whole setting, and a large one takes bounded time', () => {
  const sample = fc.record({
    direction: fc.constantFrom('in' as const, 'out' as const),
    bytes: fc.uint8Array({ maxLength: 40 }),
    atMs: fc.nat(1000),
  });
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 12 }), (samples) => {
      for (const { setting, explained, certainty } of proposals(samples)) {
        expect(readFraming(setting).ok).toBe(true);
        expect(explained).toBeGreaterThan(0);
        expect(certainty).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 100 },
  );
  const zeros = proposals(inBlocks(1460, new Uint8Array(4 * MOST_DETECTED_BYTES)));
  for (const { messages } of zeros) expect(messages).toBeLessThanOrEqual(MOST_JUDGED + 4096);
});
