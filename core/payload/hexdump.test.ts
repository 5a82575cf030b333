import { expect, test } from 'vitest';
import { cellColumn, GLYPHS, offsetDigits } from './hexdump';

test.each([
  [0, 4],
  [1, 4],
  [0x1_0000, 4],
  [0x1_0001, 6],
  [0x100_0000, 6],
  [0x100_0001, 8],
])('offsets of %i bytes have %i digits', (total, digits) => {
  expect(offsetDigits(total)).toBe(digits);
});

test('a wider gap after every eighth byte', () => {
  expect([0, 1, 7, 8, 15, 16].map(cellColumn)).toEqual([0, 3, 21, 25, 46, 50]);
});

test('every byte has a glyph of one character: itself when it is printable ASCII', () => {
  expect(GLYPHS).toHaveLength(256);
  expect(GLYPHS.every((glyph) => glyph.length === 1)).toBe(true);
  expect([0x1f, 0x20, 0x41, 0x7e, 0x7f, 0xc3].map((byte) => GLYPHS[byte])).toEqual([
    '·',
    ' ',
    'A',
    '~',
    '·',
    '·',
  ]);
});
