import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENCODINGS, type Encoding } from '../contract/draft';
import { decodeStep } from './decode-step';
import { decodeText, encodeText } from './encodings';

const joined = (steps: readonly ReturnType<typeof decodeStep>[]): string =>
  steps
    .flatMap(({ pieces }) => pieces)
    .map((piece) => ('text' in piece ? piece.text : `[${[...piece.invalid].join(' ')}]`))
    .join('')
    // Two steps may part one run of invalid bytes.
    .replaceAll('][', ' ');

const inSteps = (bytes: Uint8Array, encoding: Encoding, size: number): string => {
  const steps: ReturnType<typeof decodeStep>[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(bytes.length, at + size);
    const step = decodeStep(bytes.subarray(at, end), encoding, end < bytes.length);
    steps.push(step);
    at += step.used;
  }
  return joined(steps);
};

describe('text in steps', () => {
  it.each(ENCODINGS)('%s is never cut within a character', (encoding) => {
    const text = '中文テ가é😀a'.repeat(20);
    const held = [...text].filter((character) => encodeText(character, encoding).ok).join('');
    const encoded = encodeText(held, encoding);
    if (!encoded.ok) throw new Error(encoded.error.code);
    for (const size of [8, 9, 10, 11, 12, 13]) expect(inSteps(encoded.bytes, encoding, size)).toBe(held);
  });

  it('is the same as all at once, for any bytes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ENCODINGS),
        fc.uint8Array({ maxLength: 200 }),
        fc.integer({ min: 8, max: 64 }),
        (encoding, bytes, size) => {
          expect(inSteps(bytes, encoding, size)).toBe(
            joined([{ pieces: decodeText(bytes, encoding), used: 0 }]),
          );
        },
      ),
    );
  });
});
