import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../core/payload/encodings';
import { LONGEST_ROW, TextFlow, type TextRow } from './text-flow';

const flow = (columns: number, ...texts: readonly (string | Uint8Array)[]): readonly TextRow[] => {
  const made = new TextFlow(columns);
  for (const text of texts)
    made.push(decodeText(typeof text === 'string' ? new TextEncoder().encode(text) : text, 'utf-8'));
  return made.rows;
};
const plain = (rows: readonly TextRow[]): readonly string[] =>
  rows.map(({ line, tokens }) => `${line ?? '.'}|${tokens.map(({ text }) => text).join('')}`);

describe('text in rows', () => {
  it.each([
    ['nothing', '', []],
    ['one line', 'Hello', ['1|Hello']],
    ['lines, with their ends shown', 'a\nb\r\nc', ['1|a\\n', '2|b\\r\\n', '3|c']],
    ['no row after the last line end', 'a\n', ['1|a\\n']],
    ['empty lines', '\n\n', ['1|\\n', '2|\\n']],
    ['a carriage return alone', 'a\rb\r', ['1|a\\rb\\r']],
    ['wrapping', 'abcdefghijklmnop12', ['1|abcdefgh', '.|ijklmnop', '.|12']],
    ['wide characters', '你好世界你好', ['1|你好世界', '.|你好']],
    ['a wide character that does not fit any more', 'a你好世界', ['1|a你好世', '.|界']],
    ['combining marks', 'e\u0301'.repeat(9), [`1|${'e\u0301'.repeat(8)}`, '.|e\u0301']],
    ['tabs to the next stop', 'a\tb', ['1|a→  b']],
    ['control characters', '\u001b[31m\u0000', ['1|\\x1B[31m', '.|\\0']],
    ['bidirectional overrides', '\u202eabc', ['1|\\u{202E}', '.|abc']],
    ['markup, which is only text', '<b>&amp;', ['1|<b>&amp;']],
  ])('%s', (_, text, rows) => {
    expect(plain(flow(8, text))).toEqual(rows);
  });

  it('marks every invalid byte', () => {
    expect(flow(80, new Uint8Array([0x61, 0xff, 0xfe, 0x62]))[0]?.tokens).toEqual([
      { kind: 'text', text: 'a' },
      { kind: 'invalid', text: 'FF' },
      { kind: 'invalid', text: 'FE' },
      { kind: 'text', text: 'b' },
    ]);
  });

  it("leaves line ends unmarked where they are not the payload's own", () => {
    const made = new TextFlow(80, false);
    made.push([{ text: '{\n}\n' }]);
    expect(plain(made.rows)).toEqual(['1|{', '2|}']);
  });

  it('cuts rows that browsers cannot lay out, however long the line', () => {
    const rows = flow(Number.MAX_SAFE_INTEGER, 'x'.repeat(LONGEST_ROW * 3 + 1));
    expect(rows).toHaveLength(4);
    expect(rows[3]?.tokens).toEqual([{ kind: 'text', text: 'x' }]);
  });

  it('is the same however it arrives', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', '\r', '\n', '\t', '你', '\0') })),
        (texts) => {
          expect(flow(9, ...texts)).toEqual(flow(9, texts.join('')));
        },
      ),
    );
  });
});
