import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellColumn, GLYPHS, hexLine, layOutHex, offsetDigits } from './hexdump';

describe('layOutHex', () => {
  test.each([
    // 4 offset + 2 + 16 bytes (47 and one wider gap) + 2 + 16 = 72 cells.
    [72, 1000, 16],
    [71, 1000, 8],
    [39, 1000, 8],
    [38, 1000, 4],
    [5, 1000, 4],
    [105, 1000, 24],
    [10_000, 1000, 64],
  ])('%i cells hold %i bytes as %i a line', (available, total, bytesPerLine) => {
    const layout = layOutHex(available, total);
    expect(layout.bytesPerLine).toBe(bytesPerLine);
    if (bytesPerLine > 4) expect(layout.columns).toBeLessThanOrEqual(available);
  });

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

  test('lines: none for nothing, and one for the rest', () => {
    expect(layOutHex(72, 0).lines).toBe(0);
    expect(layOutHex(72, 16).lines).toBe(1);
    expect(layOutHex(72, 17).lines).toBe(2);
  });
});

test('a wider gap after every eighth byte', () => {
  expect([0, 1, 7, 8, 15, 16].map(cellColumn)).toEqual([0, 3, 21, 25, 46, 50]);
});

describe('hexLine', () => {
  const bytes = new TextEncoder().encode('GET / HTTP/1.1\r\nä');

  test('whole and last lines', () => {
    const layout = layOutHex(72, bytes.length);
    expect(hexLine(bytes, 0, layout)).toEqual({
      start: 0,
      offset: '0000',
      cells: '47 45 54 20 2F 20 48 54 54 50 2F 31 2E 31 0D 0A'.split(' '),
      glyphs: [...'GET / HTTP/1.1··'],
    });
    expect(hexLine(bytes, 1, layout)).toEqual({
      start: 16,
      offset: '0010',
      cells: ['C3', 'A4'],
      glyphs: ['·', '·'],
    });
    expect(hexLine(bytes, 2, layout).cells).toEqual([]);
  });

  test('of a part of the payload', () => {
    const layout = layOutHex(72, 48);
    const part = Uint8Array.from({ length: 16 }, (_, i) => 0x20 + i);
    expect(hexLine(part, 1, layout, 16)).toMatchObject({ start: 16, offset: '0010', cells: { length: 16 } });
    expect(hexLine(part, 0, layout, 16).cells).toEqual([]);
  });

  test('the lines of any payload hold its bytes in order', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.integer({ min: 0, max: 200 }),
        (payload, available) => {
          const layout = layOutHex(available, payload.length);
          const lines = Array.from({ length: layout.lines }, (_, line) => hexLine(payload, line, layout));
          const cells = lines.flatMap((line) => line.cells);
          expect(cells.map((cell) => Number.parseInt(cell, 16))).toEqual([...payload]);
          expect(
            lines.every((line) => line.cells.length > 0 && line.glyphs.length === line.cells.length),
          ).toBe(true);
        },
      ),
    );
  });

  test('every byte has a glyph of one character', () => {
    expect(GLYPHS).toHaveLength(256);
    expect(GLYPHS.every((glyph) => glyph.length === 1)).toBe(true);
  });
});
