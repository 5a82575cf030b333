import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENCODINGS, type Encoding, type LineEnding } from '../contract/draft';
import { DRAFT_CODES } from './codes';
import { encodeDraft } from './draft';
import { draftFromBytes } from './redraft';

const hexOf = (
  text: string,
  encoding: Encoding = 'utf-8',
  lineEnding: LineEnding = 'none',
  raw = false,
): string => {
  const encoded = encodeDraft({ format: 'text', text, encoding, lineEnding, raw });
  return encoded.ok ? Buffer.from(encoded.bytes).toString('hex') : encoded.error.code;
};

describe('text drafts', () => {
  test.each<[string, string]>([
    [hexOf('Hello\\r\\n'), '48656c6c6f0d0a'],
    [hexOf('Hello\\r\\n', 'utf-8', 'none', true), '48656c6c6f5c725c6e'],
    [hexOf('', 'utf-8', 'crlf'), '0d0a'],
    [hexOf('a', 'utf-8', 'lf'), '610a'],
    [hexOf('a', 'utf-8', 'cr'), '610d'],
    [hexOf('a', 'utf-8', 'nul'), '6100'],
    [hexOf('a', 'utf-8', 'nul', true), '6100'],
    // Line endings are characters: two bytes in UTF-16. A raw byte stays one.
    [hexOf('a', 'utf-16le', 'crlf'), '61000d000a00'],
    [hexOf('a', 'utf-16be', 'nul'), '00610000'],
    [hexOf('a\\xffb', 'utf-16be'), '0061ff0062'],
    [hexOf('\\0', 'utf-16le'), '0000'],
    [hexOf('中\\xff', 'gbk'), 'd6d0ff'],
    [hexOf('\\u{4e2d}', 'big5'), 'a4a4'],
    [hexOf(''), ''],
  ])('%#', (encoded, expected) => {
    expect(encoded).toBe(expected);
  });

  test('a character that does not fit is told where it was written, escape and all', () => {
    const text = 'a\\n\\xff\\t中\\u{4e2d}';
    expect(
      encodeDraft({
        format: 'text',
        text: text.replace('中', ''),
        encoding: 'latin-1',
        lineEnding: 'none',
        raw: false,
      }),
    ).toMatchObject({ ok: false, error: { code: 'EDRAFT_UNENCODABLE', at: 9, length: 8 } });
    expect(
      encodeDraft({ format: 'text', text, encoding: 'latin-1', lineEnding: 'none', raw: false }),
    ).toMatchObject({
      error: { at: 9, length: 1, params: { character: 10, found: '中', encoding: 'Latin-1' } },
    });
    expect(
      encodeDraft({ format: 'text', text, encoding: 'latin-1', lineEnding: 'none', raw: true }),
    ).toMatchObject({ error: { at: 9, length: 1 } });
  });

  test('half a surrogate pair by escape', () => {
    expect(hexOf('\\u{D800}')).toBe('EDRAFT_SURROGATE');
    expect(hexOf('\\uD83D\\uDE00')).toBe('f09f9880');
    expect(hexOf('\\uD83D\\xff\\uDE00')).toBe('EDRAFT_SURROGATE');
  });
});

test('hex drafts have neither escapes nor line endings', () => {
  expect(encodeDraft({ format: 'hex', hex: '01 ff' })).toEqual({ ok: true, bytes: Uint8Array.of(1, 255) });
  expect(encodeDraft({ format: 'hex', hex: '' })).toEqual({ ok: true, bytes: new Uint8Array() });
  expect(encodeDraft({ format: 'hex', hex: '01 fg' })).toMatchObject({
    ok: false,
    error: { code: 'EDRAFT_HEX_DIGIT', at: 4, length: 1, params: { character: 5, found: 'g' } },
  });
});

test('whatever is typed, encoding answers and names a known code', () => {
  const text = fc.string({
    unit: fc.constantFrom('\\', 'x', 'u', '{', '}', '0', 'f', 'q', '中', '\ud800', '😀', ' ', '*', '\n'),
  });
  fc.assert(
    fc.property(text, fc.constantFrom(...ENCODINGS), fc.boolean(), (typed, encoding, raw) => {
      for (const encoded of [
        encodeDraft({ format: 'text', text: typed, encoding, lineEnding: 'crlf', raw }),
        encodeDraft({ format: 'hex', hex: typed }),
      ]) {
        if (encoded.ok) continue;
        expect(DRAFT_CODES).toContain(encoded.error.code);
        expect(encoded.error.at + encoded.error.length).toBeLessThanOrEqual(typed.length);
      }
    }),
    { numRuns: 500 },
  );
});

describe('draftFromBytes', () => {
  test.each<[string, Encoding, string]>([
    ['48690d0a', 'utf-8', 'Hi\\r\\n'],
    ['e4b8adff00', 'utf-8', '中\\xFF\\0'],
    ['5c1b5b', 'utf-8', '\\\\\\x1B['],
    ['e280ae', 'utf-8', '\\u{202E}'],
    ['0d000a00', 'utf-16le', '\\r\\n'],
    ['1b00', 'utf-16le', '\\u{1B}'],
    // Two braces would begin an expression.
    ['7b7b787d7d', 'utf-8', '\\{{x}}'],
    ['7b7b7b', 'utf-8', '\\{\\{{'],
    // Two codes for one character: only one comes back by encoding it, the other is kept as bytes.
    ['81ca eef9'.replace(' ', ''), 'shift-jis', '￢\\xEE\\xF9'],
  ])('%s as %s', (hex, encoding, text) => {
    expect(draftFromBytes(new Uint8Array(Buffer.from(hex, 'hex')), encoding).text).toBe(text);
  });

  test.each(ENCODINGS)('%s: what is made of any bytes encodes to the same bytes', (encoding) => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.string({ unit: 'grapheme' }).map((text) => {
        const encoded = encodeDraft({ format: 'text', text, encoding, lineEnding: 'none', raw: true });
        return encoded.ok ? encoded.bytes : new Uint8Array();
      }),
    );
    fc.assert(
      fc.property(bytes, (original) => {
        const encoded = encodeDraft(draftFromBytes(original, encoding));
        expect(encoded.ok && [...encoded.bytes]).toEqual([...original]);
      }),
      { numRuns: 300 },
    );
  });
});
