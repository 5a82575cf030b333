import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeSpans, locateInSource, type Piece, unescapeText } from './escapes';

const anyCharacter = fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point));

const pieces = (text: string): readonly (string | number[])[] => {
  const read = unescapeText(text);
  if (!read.ok) throw new Error(read.error.code);
  return read.pieces.map((piece: Piece) => (piece.kind === 'text' ? piece.text : [...piece.bytes]));
};

describe('unescapeText', () => {
  test.each([
    ['', []],
    ['plain 文本', ['plain 文本']],
    ['\\r\\n\\t\\0\\\\', ['\r\n\t\0\\']],
    ['\\a\\b\\e\\f\\v\\"\\\'', ['\x07\b\x1b\f\v"\'']],
    // There are no octal escapes: a digit after \0 is itself.
    ['\\012', ['\x0012']],
    ['\\x00\\xfF', [[0, 255]]],
    ['a\\xffb\\xfe', ['a', [255], 'b', [254]]],
    ['\\u4e2D\\u{1F600}\\u{0000000041}', ['中😀A']],
    ['\\uD83D\\uDE00', ['😀']],
    ['two\nlines', ['two\nlines']],
  ])('%j', (text, expected) => {
    expect(pieces(text)).toEqual(expected);
  });

  test.each([
    ['ab\\q', 'EDRAFT_ESCAPE', 2, 2, '\\q'],
    ['\\😀', 'EDRAFT_ESCAPE', 0, 3, '\\😀'],
    ['\\X41', 'EDRAFT_ESCAPE', 0, 2, '\\X'],
    // A name of Object.prototype is no escape.
    ['\\constructor', 'EDRAFT_ESCAPE', 0, 2, '\\c'],
    ['end\\', 'EDRAFT_ESCAPE_END', 3, 1, '\\'],
    ['\\x', 'EDRAFT_ESCAPE_HEX', 0, 2, '\\x'],
    ['\\x4g', 'EDRAFT_ESCAPE_HEX', 0, 3, '\\x4'],
    ['\\u12', 'EDRAFT_ESCAPE_UNICODE', 0, 4, '\\u12'],
    ['\\u{}', 'EDRAFT_ESCAPE_UNICODE', 0, 3, '\\u{'],
    ['\\u{12', 'EDRAFT_ESCAPE_UNICODE', 0, 5, '\\u{12'],
    ['\\u{110000}', 'EDRAFT_ESCAPE_RANGE', 0, 10, '\\u{110000}'],
  ])('%j is refused', (text, code, at, length, found) => {
    const read = unescapeText(text);
    expect(read).toMatchObject({ ok: false, error: { code, at, length, params: { found } } });
  });

  test('the first fault is told, counted in characters for the sentence and in code units for the selection', () => {
    expect(unescapeText('😀\\q\\x')).toMatchObject({ error: { at: 2, params: { character: 2 } } });
  });

  test('text without a backslash is itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        const plain = text.replaceAll('\\', '');
        expect(pieces(plain)).toEqual(plain === '' ? [] : [plain]);
      }),
    );
  });
});

describe('escapeSpans', () => {
  test('right and wrong escapes, with the same ends as reading has', () => {
    expect(escapeSpans('a\\nb\\q\\x41\\')).toEqual([
      { start: 1, end: 3, kind: 'escape' },
      { start: 4, end: 6, kind: 'error' },
      { start: 6, end: 10, kind: 'escape' },
      { start: 10, end: 11, kind: 'error' },
    ]);
  });

  test('never overlap, stay within, and show an error exactly when reading fails', () => {
    const text = fc.string({
      unit: fc.constantFrom('\\', 'x', 'u', '{', '}', '4', 'a', 'n', '0', 'q', '😀'),
    });
    fc.assert(
      fc.property(text, (typed) => {
        const spans = escapeSpans(typed);
        let end = 0;
        for (const span of spans) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(typed.length);
        const read = unescapeText(typed);
        const firstError = spans.find((span) => span.kind === 'error');
        expect(read.ok).toBe(firstError === undefined);
        if (!read.ok) expect(read.error.at).toBe(firstError?.start);
      }),
    );
  });
});

test('locateInSource finds the escape or character that a place in a piece was written as', () => {
  const source = 'a\\u{4e2d}\\n文';
  const place = (index: number): string => {
    const { at, length } = locateInSource(source, 0, index);
    return source.slice(at, at + length);
  };
  expect([0, 1, 2, 3].map(place)).toEqual(['a', '\\u{4e2d}', '\\n', '文']);
});
