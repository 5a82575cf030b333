import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHECKSUMS, checksumByName } from './catalogue';
import { checksumOf } from './checksum';
import { type ChecksumFinding, detectChecksums } from './detect';

const detect = (...messages: readonly Uint8Array[]): readonly ChecksumFinding[] => {
  const search = detectChecksums(messages);
  for (let last = 0; ; ) {
    const step = search.next();
    if (step.done === true) return step.value;
    if (step.value < last || step.value > 1) throw new Error(`went from ${last} to ${step.value}`);
    last = step.value;
  }
};

const hex = (digits: string): Uint8Array => Uint8Array.from(Buffer.from(digits.replaceAll(' ', ''), 'hex'));
const text = (written: string): Uint8Array => Uint8Array.from(Buffer.from(written, 'latin1'));

describe('messages of known protocols', () => {
  test('Modbus RTU', () => {
    expect(detect(hex('01 03 00 00 00 0a c5 cd'))[0]).toMatchObject({
      checksum: { name: 'CRC-16/MODBUS' },
      order: 'le',
      form: 'raw',
      at: -2,
      start: 0,
      end: 'checksum',
      fits: 1,
    });
  });

  test('NMEA: hex digits and a line end; the star between is in no span', () => {
    const body = 'GPGLL,5300.97914,N,00259.98174,E,125926,A';
    const sum = [...body].reduce((value, one) => value ^ one.charCodeAt(0), 0);
    const line = (payload: string, value: number) =>
      text(`$${payload}*${value.toString(16).toUpperCase()}\r\n`);
    const other = body.replace('E', 'W');
    const findings = detect(
      line(body, sum),
      line(
        other,
        [...other].reduce((value, one) => value ^ one.charCodeAt(0), 0),
      ),
    );
    expect(findings[0]).toMatchObject({
      checksum: { name: 'XOR-8' },
      form: 'hex',
      at: -4,
      start: 1,
      gap: 1,
      fits: 2,
    });
  });

  test('a checksum in the header, over what follows it', () => {
    const payload = text('a payload of some length');
    const crc = checksumByName('CRC-32');
    if (crc === undefined) throw new Error('no CRC-32');
    const message = Uint8Array.from([0xaa, 0x55, ...checksumOf(crc, payload), ...payload]);
    expect(detect(message)[0]).toMatchObject({
      checksum: { name: 'CRC-32/ISO-HDLC' },
      order: 'be',
      at: 2,
      start: 6,
      end: 'message',
    });
  });

  test('a checksum of the header, with more behind it', () => {
    const crc = checksumByName('CRC-16/MODBUS');
    if (crc === undefined) throw new Error('no CRC-16');
    const make = (header: string, payload: string) => {
      const bytes = hex(header);
      return Uint8Array.from([...bytes, ...checksumOf(crc, bytes).reverse(), ...text(payload)]);
    };
    const messages = [
      make('aa 01 00 10 20', 'a payload'),
      make('aa 02 07 00 00', 'another payload'),
      make('aa 03 01 02 03', 'and a third'),
    ];
    expect(detect(...messages)[0]).toMatchObject({
      checksum: { name: 'CRC-16/MODBUS' },
      order: 'le',
      at: 5,
      start: 0,
      end: 'checksum',
      fits: 3,
    });
  });

  test('a sum of eight bits needs several messages to be believed', () => {
    const sum = checksumByName('SUM-8');
    if (sum === undefined) throw new Error('no SUM-8');
    const make = (body: string) =>
      Uint8Array.from([0x68, ...text(body), ...checksumOf(sum, text(body)), 0x16]);
    const findings = detect(make('first one'), make('another'), make('the third'));
    expect(findings[0]).toMatchObject({ checksum: { name: 'SUM-8' }, at: -2, start: 1, fits: 3 });
    expect(findings[0]?.strength).toBeGreaterThan(detect(make('first one'))[0]?.strength ?? 0);
  });
});

test('every checksum is found where it was put', () => {
  const body = hex('7e 01 02 03 10 20 30 40 55 aa 00 ff');
  const other = text('quite another body');
  for (const checksum of CHECKSUMS.filter(({ bits }) => bits >= 8)) {
    const make = (bytes: Uint8Array): Uint8Array => {
      const value = checksumOf(checksum, bytes);
      if (checksum.order === 'le') value.reverse();
      return Uint8Array.from([...bytes, ...value]);
    };
    const findings = detect(make(body), make(other), make(text('xyz')));
    const names = findings
      .filter(({ start, at, fits }) => start === 0 && at === -checksum.size && fits === 3)
      .map(({ checksum: { name } }) => name);
    expect([checksum.name, names.includes(checksum.name)]).toEqual([checksum.name, true]);
  }
});

test('in bytes that chance made, nothing is claimed with certainty', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 40 }), (bytes) => {
      for (const { strength } of detect(bytes)) expect(strength).toBeLessThan(24);
    }),
    { numRuns: 15 },
  );
});

test('nothing to look at is nothing found', () => {
  expect(detect()).toEqual([]);
  expect(detect(new Uint8Array(1))).toEqual([]);
  expect(detect(new Uint8Array(5000))).toEqual([]);
});
