import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENCODINGS, type Encoding } from '../contract/draft';
import { decodeLossy, decodeText, encodeText, sequenceReader } from './encodings';

const encode = (text: string, encoding: Encoding): string => {
  const encoded = encodeText(text, encoding);
  return encoded.ok ? Buffer.from(encoded.bytes).toString('hex') : encoded.error.code;
};
/** Text, or invalid bytes in hex between angle brackets. */
const decode = (hex: string, encoding: Encoding): string =>
  decodeText(new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex')), encoding)
    .map((piece) => ('text' in piece ? piece.text : `<${Buffer.from(piece.invalid).toString('hex')}>`))
    .join('');

// Right sides by Python's codecs (utf_8, latin_1, gb18030, big5hkscs, cp932, cp949) and the WHATWG Encoding Standard.
describe('encodeText', () => {
  test.each<[Encoding, string, string]>([
    ['utf-8', 'aé中😀', '61c3a9e4b8adf09f9880'],
    ['latin-1', 'aé\u0080ÿ', '61e980ff'],
    ['gbk', 'a中国', '61d6d0b9fa'],
    ['gbk', '€', '80'],
    ['gb18030', '中€é😀', 'd6d0a2e3a8a69439fc36'],
    ['big5', '中文', 'a4a4a4e5'],
    ['big5', 'Ê\u0304', '8862'],
    ['shift-jis', '日本ｱ', '93fa967bb1'],
    ['shift-jis', '¥', '5c'],
    ['euc-kr', '한글똠', 'c7d1b1db8c63'],
    ['utf-16le', 'a中😀', '61002d4e3dd800de'],
    ['utf-16be', 'a中😀', '00614e2dd83dde00'],
    ['gbk', 'what?', '776861743f'],
  ])('%s %s', (encoding, text, hex) => {
    expect(encode(text, encoding)).toBe(hex);
  });

  test('no byte order mark is added or taken away', () => {
    expect(encode('\ufeffa', 'utf-8')).toBe('efbbbf61');
    expect(encode('\ufeffa', 'utf-16be')).toBe('feff0061');
    expect(encode('a', 'utf-16le')).toBe('6100');
  });

  test.each<[Encoding, string, number, number, string]>([
    ['latin-1', 'aé中', 2, 1, '中'],
    ['latin-1', 'x😀', 1, 2, '😀'],
    ['gbk', 'ok? 한', 4, 1, '한'],
    ['big5', '中\u4e2d?한', 3, 1, '한'],
    // The mark belongs to the letter before it; the letter that follows does not fit.
    ['big5', 'Ê\u0304한', 2, 1, '한'],
    ['shift-jis', '日€', 1, 1, '€'],
    ['euc-kr', '한?é', 2, 1, 'é'],
    ['gbk', 'a\u202e', 1, 1, 'U+202E'],
  ])('%s cannot hold all of %s', (encoding, text, at, length, found) => {
    expect(encodeText(text, encoding)).toMatchObject({
      ok: false,
      error: { code: 'EDRAFT_UNENCODABLE', at, length, params: { found } },
    });
  });

  test.each(ENCODINGS)('%s names a lone surrogate', (encoding) => {
    expect(encodeText('ab\ud800c', encoding)).toMatchObject({
      ok: false,
      error: { code: 'EDRAFT_SURROGATE', at: 2, length: 1, params: { found: 'U+D800', character: 3 } },
    });
    expect(encodeText('\udc00', encoding)).toMatchObject({ error: { code: 'EDRAFT_SURROGATE', at: 0 } });
  });

  test('of two that do not fit the first is told', () => {
    expect(encodeText('中\ud800', 'latin-1')).toMatchObject({ error: { code: 'EDRAFT_UNENCODABLE', at: 0 } });
    expect(encodeText('\ud800中', 'latin-1')).toMatchObject({ error: { code: 'EDRAFT_SURROGATE', at: 0 } });
  });
});

describe('decodeText marks exactly what is invalid', () => {
  test.each<[Encoding, string, string]>([
    ['utf-8', '61 e4b8ad f09f9880', 'a中😀'],
    ['utf-8', '61 ff 62', 'a<ff>b'],
    // Maximal subparts: E1 80 is cut off, E2 follows; C0 and F5 never begin a character.
    ['utf-8', 'e180e2 41 c041 f5', '<e180e2>A<c0>A<f5>'],
    ['utf-8', 'eda080 41', '<eda080>A'],
    ['utf-8', 'f4908080', '<f4908080>'],
    ['utf-8', 'f0808080', '<f0808080>'],
    ['utf-8', '41 e4b8', 'A<e4b8>'],
    ['utf-8', 'efbbbf 41', '\ufeffA'],
    ['latin-1', '00 7f 80 ff', '\0\x7f\x80ÿ'],
    ['utf-16le', '6100 2d4e 3dd800de', 'a中😀'],
    ['utf-16le', '00d8 6100', '<00d8>a'],
    ['utf-16le', '00dc', '<00dc>'],
    ['utf-16le', '6100 00dc 6200', 'a<00dc>b'],
    ['utf-16le', '6100 62', 'a<62>'],
    ['utf-16be', '0061 d800 0062', 'a<d800>b'],
    ['utf-16be', 'd83d de00 d83d', '😀<d83d>'],
    ['utf-16be', 'fffe 0061', '\ufffea'],
    ['gbk', 'd6d0 80 ff 61', '中€<ff>a'],
    // An ASCII byte after a lead byte is never swallowed.
    ['gbk', 'd6 0a', '<d6>\n'],
    ['gbk', '61 d6', 'a<d6>'],
    // Four bytes are no character of GBK.
    ['gbk', '9439fc36', '<94>9<fc>6'],
    ['gb18030', '9439fc36', '😀'],
    ['gb18030', '8431a437', '\ufffd'],
    ['gb18030', '8431a437ff', '\ufffd<ff>'],
    ['gb18030', '9439fc', '<9439fc>'],
    ['gb18030', 'fe39fe39 61', '<fe39fe39>a'],
    ['gb18030', '8130 61', '<81>0a'],
    ['big5', 'a4a4 ff a4e5', '中<ff>文'],
    ['big5', '8862', 'Ê\u0304'],
    ['shift-jis', '93fa b1 fd 41', '日ｱ<fd>A'],
    ['shift-jis', '8140 81', '\u3000<81>'],
    ['euc-kr', 'c7d1 8c63 ff', '한똠<ff>'],
    ['euc-kr', 'c9a1 41', '<c9a1>A'],
  ])('%s %s', (encoding, hex, expected) => {
    expect(decode(hex, encoding)).toBe(expected);
  });

  test.each(ENCODINGS)(
    '%s: the pieces hold every byte, in order, and never two of a kind in a row',
    (encoding) => {
      const sequence = sequenceReader(encoding);
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
          let kind = '';
          let at = 0;
          for (const piece of decodeText(bytes, encoding)) {
            const now = 'text' in piece ? 'text' : 'invalid';
            expect(now).not.toBe(kind);
            kind = now;
            if ('invalid' in piece) {
              expect(piece.invalid).toEqual(bytes.subarray(at, at + piece.invalid.length));
              at += piece.invalid.length;
            } else {
              expect(piece.text).not.toBe('');
              while (at < bytes.length && sequence(bytes, at) > 0) at += sequence(bytes, at);
            }
          }
          expect(at).toBe(bytes.length);
        }),
      );
    },
  );

  test.each(ENCODINGS)('%s: text that fits comes back', (encoding) => {
    const letters = 'aZ09 ~?\n中文日本한글é€ｱê😀\u3000';
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...letters) }), (text) => {
        const encoded = encodeText(text, encoding);
        if (encoded.ok) expect(decodeLossy(encoded.bytes, encoding)).toBe(text);
      }),
    );
  });

  test('UTF-8 agrees with the platform about where U+FFFD goes', () => {
    const lead = fc.constantFrom(
      0x41,
      0x80,
      0xbf,
      0xc2,
      0xe0,
      0xe4,
      0xed,
      0xf0,
      0xf4,
      0xa0,
      0x9f,
      0x90,
      0xff,
    );
    fc.assert(
      fc.property(fc.array(lead, { maxLength: 8 }), (list) => {
        const bytes = Uint8Array.from(list);
        const sequence = sequenceReader('utf-8');
        let own = '';
        for (let at = 0; at < bytes.length; ) {
          const length = sequence(bytes, at);
          own +=
            length > 0
              ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(at, at + length))
              : '\ufffd';
          at += Math.abs(length);
        }
        expect(own).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
      }),
      { numRuns: 1000 },
    );
  });

  test('every four-byte form of GB 18030 that maps to a character is taken, and only those', () => {
    const sequence = sequenceReader('gb18030');
    const four = (pointer: number): Uint8Array =>
      Uint8Array.of(
        0x81 + Math.floor(pointer / 12_600),
        0x30 + (Math.floor(pointer / 1260) % 10),
        0x81 + (Math.floor(pointer / 10) % 126),
        0x30 + (pointer % 10),
      );
    const pointers = [...Array.from({ length: 39_420 }, (_, i) => i), 189_000, 500_000, 1_237_575];
    const all = new Uint8Array(pointers.length * 4);
    for (const [i, pointer] of pointers.entries()) all.set(four(pointer), i * 4);
    expect(decodeText(all, 'gb18030')).toHaveLength(1);
    for (const pointer of [39_420, 188_999, 1_237_576]) {
      expect(sequence(four(pointer), 0)).toBe(-4);
      expect(decodeText(four(pointer), 'gb18030')).toEqual([{ invalid: four(pointer) }]);
    }
  });
});

test('decodeLossy puts one U+FFFD for each run of invalid bytes', () => {
  expect(decodeLossy(Uint8Array.of(0x61, 0xff, 0xfe, 0x62), 'utf-8')).toBe('a\ufffdb');
});
