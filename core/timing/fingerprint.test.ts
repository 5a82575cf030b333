import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fingerprint } from './fingerprint';

const printOf = (...pieces: readonly Uint8Array[]): number => {
  const print = new Fingerprint();
  for (const piece of pieces) print.add(piece);
  return print.value(pieces.reduce((sum, { length }) => sum + length, 0));
};

test('is equal exactly where bytes are, however they come in pieces', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 40 }),
      fc.uint8Array({ maxLength: 40 }),
      fc.nat(40),
      (a, b, cut) => {
        expect(printOf(a) === printOf(b)).toBe(Buffer.compare(a, b) === 0);
        expect(printOf(a.subarray(0, cut), a.subarray(cut))).toBe(printOf(a));
      },
    ),
  );
});

test('of a hundred thousand messages that differ by a bit or by their length, none are equal', () => {
  const prints = new Set<number>();
  const bytes = new Uint8Array(64);
  for (let bit = 0; bit < 512; bit += 1) {
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    for (let length = 0; length < 200; length += 1) prints.add(new Fingerprint().add(bytes).value(length));
  }
  expect(prints.size).toBe(512 * 200);
});
