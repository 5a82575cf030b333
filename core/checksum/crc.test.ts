import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checksumOf } from './checksum';
import { startCrc } from './crc';
import { CRC_CATALOGUE, crcChecksum } from './crc-catalogue';
import { type CrcModel, reflect } from './crc-model';

const DIGITS = new TextEncoder().encode('123456789');
const asNumber = (bytes: Uint8Array): bigint =>
  bytes.reduce((value, byte) => value * 256n + BigInt(byte), 0n);

/** Bit by bit and in big integers, as the catalogue defines it: slow, and nothing to get wrong. */
const byTheBook = (model: CrcModel, bytes: Uint8Array): bigint => {
  const { width, poly, init, refin, refout, xorout } = model;
  let register = init;
  for (const byte of bytes) {
    for (let bit = 0; bit < 8; bit++) {
      const incoming = BigInt((byte >> (refin ? bit : 7 - bit)) & 1);
      const out = (register >> BigInt(width - 1)) ^ incoming;
      register = BigInt.asUintN(width, register << 1n) ^ (out === 1n ? poly : 0n);
    }
  }
  return (refout ? reflect(register, width) : register) ^ xorout;
};

test('the catalogue is whole', () => {
  expect(CRC_CATALOGUE.length).toBe(113);
  const names = CRC_CATALOGUE.flatMap(({ name, aliases }) => [name, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
});

describe('the check value over 123456789', () => {
  test.each(CRC_CATALOGUE.map((model) => [model.name, model] as const))('%s', (_, model) => {
    expect(asNumber(checksumOf(crcChecksum(model), DIGITS))).toBe(model.check);
    expect(byTheBook(model, DIGITS)).toBe(model.check);
  });
});

const anyModel = fc.integer({ min: 3, max: 82 }).chain((width) =>
  fc.record({
    width: fc.constant(width),
    poly: fc.bigInt({ min: 0n, max: (1n << BigInt(width)) - 1n }),
    init: fc.bigInt({ min: 0n, max: (1n << BigInt(width)) - 1n }),
    refin: fc.boolean(),
    refout: fc.boolean(),
    xorout: fc.bigInt({ min: 0n, max: (1n << BigInt(width)) - 1n }),
  }),
);

test('any model over any bytes is what the book says, in one piece or in several', () => {
  fc.assert(
    fc.property(anyModel, fc.uint8Array({ maxLength: 60 }), fc.nat(60), (model, bytes, cut) => {
      const middle = Math.min(cut, bytes.length);
      const running = startCrc(model);
      const out = new Uint8Array(Math.ceil(model.width / 8));
      running.update(bytes, 0, middle);
      running.write(out, 0);
      expect(asNumber(out)).toBe(byTheBook(model, bytes.subarray(0, middle)));
      running.update(bytes, middle, bytes.length);
      running.write(out, 0);
      expect(asNumber(out)).toBe(byTheBook(model, bytes));
      running.reset();
      running.update(bytes, middle, bytes.length);
      running.write(out, 0);
      expect(asNumber(out)).toBe(byTheBook(model, bytes.subarray(middle)));
    }),
  );
});

test('a long input takes steps of eight bytes and is the same', () => {
  fc.assert(
    fc.property(anyModel, fc.uint8Array({ minLength: 1024, maxLength: 1100 }), (model, bytes) => {
      const out = new Uint8Array(Math.ceil(model.width / 8));
      const running = startCrc(model);
      running.update(bytes, 0, bytes.length);
      running.write(out, 0);
      expect(asNumber(out)).toBe(byTheBook(model, bytes));
    }),
    { numRuns: 30 },
  );
});

test('a reflected CRC appended in its own byte order leaves a residue that no message changes', () => {
  for (const model of CRC_CATALOGUE.filter(({ width }) => width % 8 === 0)) {
    const checksum = crcChecksum(model);
    if (model.refin !== model.refout) continue;
    const residues = ['a', 'quite another message'].map((text) => {
      const message = new TextEncoder().encode(text);
      const value = checksumOf(checksum, message);
      if (checksum.order === 'le') value.reverse();
      return asNumber(checksumOf(checksum, new Uint8Array([...message, ...value])));
    });
    expect([model.name, residues[0]]).toEqual([model.name, residues[1]]);
  }
});
