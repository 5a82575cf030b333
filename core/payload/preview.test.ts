import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeDraft } from './draft';
import { previewBytes } from './preview';
import { visibleText } from './visible';

const anyCharacter = fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point));
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Escapes between guillemets. */
const show = (bytes: Uint8Array, length?: number): string =>
  previewBytes(bytes, length)
    .map(({ text, escape: escaped }) => (escaped ? `«${text}»` : text))
    .join('');

describe('previewBytes', () => {
  test.each([
    ['', ''],
    ['Hello, 世界 😀!', 'Hello, 世界 😀!'],
    ['a\r\n\tb\0', 'a«\\r\\n\\t»b«\\0»'],
    ['\x1b[31mred', '«\\x1B»[31mred'],
    ['\x07\x7f', '«\\x07\\x7F»'],
    ['C:\\temp', 'C:«\\\\»temp'],
    // A C1 control, the right-to-left override, zero width, byte order mark, soft hyphen.
    ['\u0085x\u202ey\u200bz\ufeff\u00ad', '«\\u{85}»x«\\u{202E}»y«\\u{200B}»z«\\u{FEFF}\\u{AD}»'],
    ['\u2028\u2029', '«\\u{2028}\\u{2029}»'],
    // Private use, unassigned, noncharacter.
    ['\ue000\u0378\uffff', '«\\u{E000}\\u{378}\\u{FFFF}»'],
    ['\u{e0041}\ufe0f\u3164', '«\\u{E0041}\\u{FE0F}\\u{3164}»'],
    ['a\u00a0b\u3000c', 'a«\\u{A0}»b\u3000c'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ])('%j', (text, expected) => {
    expect(show(bytesOf(text))).toBe(expected);
  });

  test('bytes that are not UTF-8 show as bytes', () => {
    expect(show(Uint8Array.of(0x41, 0xff, 0xfe, 0x42, 0xc0))).toBe('A«\\xFF\\xFE»B«\\xC0»');
    // A lone surrogate in UTF-8 clothes.
    expect(show(Uint8Array.of(0xed, 0xa0, 0x80))).toBe('«\\xED\\xA0\\x80»');
    expect(show(Uint8Array.of(0xff, 0x0a))).toBe('«\\xFF\\n»');
  });

  test('a character that the preview cuts is left out, one that the payload cuts is shown', () => {
    const cut = bytesOf('ab😀').subarray(0, 5);
    expect(show(cut, 6)).toBe('ab');
    expect(show(cut)).toBe('ab«\\xF0\\x9F\\x98»');
    expect(show(bytesOf('ab中'), 100)).toBe('ab中');
    expect(show(Uint8Array.of(0x61, 0xe4), 3)).toBe('a');
    // Not the beginning of anything, whatever follows.
    expect(show(Uint8Array.of(0x61, 0xff), 3)).toBe('a«\\xFF»');
    expect(show(Uint8Array.of(0x61, 0xe0, 0x80), 9)).toBe('a«\\xE0\\x80»');
    expect(show(Uint8Array.of(0x80, 0x80, 0x80), 9)).toBe('«\\x80\\x80\\x80»');
  });

  test('typed as a draft, a preview is the bytes that it shows', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const tokens = previewBytes(bytes);
        const text = tokens.map((token) => token.text).join('');
        const encoded = encodeDraft({
          format: 'text',
          text,
          encoding: 'utf-8',
          lineEnding: 'none',
          raw: false,
        });
        expect(encoded.ok && [...encoded.bytes]).toEqual([...bytes]);
        // Runs of a kind are one token.
        const kinds = tokens.map((token) => token.escape);
        expect(kinds.every((kind, i) => kind !== kinds[i - 1])).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('nothing that moves, hides or controls is left in plain tokens', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        for (const token of visibleText(text)) {
          expect(token.text).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
          if (token.escape) expect(token.text).toMatch(/^[\x20-\x7e]+$/);
        }
      }),
    );
  });
});
