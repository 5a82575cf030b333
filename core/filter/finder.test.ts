import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareBytes, equalsPattern, findBytes } from './finder';
import { findText } from './text-search';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('findBytes', () => {
  test.each<[readonly (number | null)[], string, boolean]>([
    [[0x62], 'abc', true],
    [[0x64], 'abc', false],
    [[0x62, 0x63], 'abc', true],
    [[0x62, 0x62], 'abab', false],
    [[0x61, null, 0x63], 'xabc', true],
    [[0x61, null, 0x63], 'xac', false],
    [[null, 0x61], 'a', false],
    [[null, 0x61], 'xa', true],
    [[0x61, null], 'xa', false],
    [[0x61, null], 'ax', true],
    [[null, null], 'a', false],
    [[null, null], 'ab', true],
    [[], '', true],
    [[0x61], '', false],
  ])('%j in %j: %s', (pattern, text, expected) => {
    expect(findBytes(pattern)(bytesOf(text))).toBe(expected);
  });

  const letter = fc.constantFrom(0x41, 0x61, 0x42, 0x62, 0x00, 0xff, 0xc1, 0xe1);
  test('finds what a plain comparison at every place finds', () => {
    const pattern = fc.array(fc.option(letter, { nil: null, freq: 4 }), { maxLength: 5 });
    const haystack = fc.array(letter, { maxLength: 25 });
    fc.assert(
      fc.property(pattern, haystack, fc.boolean(), (wanted, list, ignoreCase) => {
        const fold = (byte: number): number =>
          ignoreCase && byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
        const plain = Array.from({ length: Math.max(list.length - wanted.length + 1, 0) }).some((_, at) =>
          wanted.every((byte, i) => byte === null || fold(byte) === fold(list[at + i] ?? -1)),
        );
        expect(findBytes(wanted, ignoreCase)(Uint8Array.from(list))).toBe(plain);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('findText', () => {
  test.each([
    ['hello', 'Say HELLO!', true],
    ['HeLLo', 'hello', true],
    ['hello', 'help', false],
    // The signs beside the letters are no letters of another case.
    ['@[`{', '`{@[', false],
    ['中文', 'x中文x', true],
    ['École', 'ÉCOLE', true],
    ['école', 'École', true],
    // Mixed in one word, letters beyond ASCII are found as written only.
    ['éÉ', 'Éé', false],
    ['straße', 'STRASSE', true],
  ])('%j in %j: %s', (text, payload, expected) => {
    expect(findText(text)(bytesOf(payload))).toBe(expected);
  });

  test('text beyond ASCII is found as GBK and as UTF-16 too', () => {
    expect(findText('中文')(Uint8Array.of(0x21, 0xd6, 0xd0, 0xce, 0xc4))).toBe(true);
    expect(findText('中文')(Uint8Array.of(0x2d, 0x4e, 0x87, 0x65))).toBe(true);
    expect(findText('中文')(Uint8Array.of(0xd6, 0xd0, 0xce))).toBe(false);
    // In these encodings a byte of a character is no letter: 慎 is 4E 61, and 6E 61 is another.
    expect(findText('a慎')(Uint8Array.of(0x61, 0x00, 0x4e, 0x61))).toBe(true);
    expect(findText('a慎')(Uint8Array.of(0x61, 0x00, 0x6e, 0x61))).toBe(false);
  });
});

test('bytes are ordered one by one, then by length', () => {
  expect(compareBytes(Uint8Array.of(1, 2), [1, 2])).toBe(0);
  expect(compareBytes(Uint8Array.of(1, 3), [1, 2, 9])).toBeGreaterThan(0);
  expect(compareBytes(Uint8Array.of(1), [1, 2])).toBeLessThan(0);
  expect(equalsPattern(Uint8Array.of(1, 2), [1, null])).toBe(true);
  expect(equalsPattern(Uint8Array.of(1, 2, 3), [1, null])).toBe(false);
});
