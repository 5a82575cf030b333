import { hexByte } from '../../../core/payload/bytes';
import type { DecodedPiece } from '../../../core/payload/encodings';
import { escapeCharacter, HIDDEN } from '../../../core/payload/visible';

/**
 * A piece of a text row. `control` is a character that shows nothing of its own, written as an escape; `invalid`
 * is a byte that is no text in the chosen encoding, written as hex; `break` is a line's end, written as an escape.
 */
export interface TextToken {
  readonly kind: 'text' | 'control' | 'tab' | 'invalid' | 'break';
  readonly text: string;
}

/** One row on the screen: a line, or a part of one that was wrapped. */
export interface TextRow {
  /** The line's number from 1, on its first row; null on rows that continue it. */
  readonly line: number | null;
  readonly tokens: readonly TextToken[];
}

/** Without wrapping a row ends here all the same: browsers lay out no line of millions of characters in time. */
export const LONGEST_ROW = 2000;

const TAB = 4;

/** East Asian Wide and Fullwidth, and emoji (Unicode UAX 11), which take two columns of a monospaced font. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1faff],
  [0x20000, 0x3fffd],
];

const MARK = /^\p{Mark}$/u;
const columnsOf = (codePoint: number, character: string): number => {
  if (codePoint < 0x300) return 1;
  if (MARK.test(character)) return 0;
  return WIDE.some(([from, to]) => codePoint >= from && codePoint <= to) ? 2 : 1;
};

/**
 * Text laid out in rows of `columns` monospaced columns, as it arrives: pushing a piece touches only the last row.
 * What was pushed may end anywhere between two characters.
 */
export class TextFlow {
  readonly rows: TextRow[] = [];
  /** Bytes so far that are no text. */
  invalid = 0;
  /** Columns of the longest row so far. */
  longest = 0;
  readonly #columns: number;
  readonly #marksEnds: boolean;
  #line = 1;
  #numbered = false;
  #tokens: TextToken[] = [];
  #used = 0;
  /** The run of plain characters at the end of the row. */
  #run = '';
  #cr = false;
  /** Whether the open row is already among `rows`. */
  #open = false;

  /** @param marksEnds line ends are shown; not so where they are not the payload's own */
  constructor(columns: number, marksEnds = true) {
    this.#marksEnds = marksEnds;
    this.#columns = Math.min(LONGEST_ROW, Math.max(8, columns));
  }

  /** Lines so far. */
  get lines(): number {
    return this.#line;
  }

  push(pieces: readonly DecodedPiece[]): void {
    if (this.#open) {
      this.rows.pop();
      this.#open = false;
    }
    for (const piece of pieces) {
      if ('text' in piece) this.#text(piece.text);
      else {
        this.invalid += piece.invalid.length;
        for (const byte of piece.invalid) this.#add({ kind: 'invalid', text: hexByte(byte) }, 3);
      }
    }
    this.#keepOpen();
  }

  #text(text: string): void {
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? 0;
      if (codePoint === 10) {
        this.#endLine(this.#cr ? '\\r\\n' : '\\n');
        continue;
      }
      this.#settleCr();
      if (codePoint === 13) this.#cr = true;
      else if (codePoint === 9) this.#add({ kind: 'tab', text: '→' }, TAB - (this.#used % TAB));
      // A backslash is itself here: colour and place tell an escape apart.
      else if (codePoint >= 0x20 && codePoint < 0x7f) this.#character(character, 1);
      else if (HIDDEN.test(character)) {
        const written = escapeCharacter(character);
        this.#add({ kind: 'control', text: written }, written.length);
      } else this.#character(character, columnsOf(codePoint, character));
    }
  }

  #character(character: string, columns: number): void {
    if (this.#used + columns > this.#columns) this.#endRow();
    this.#run += character;
    this.#used += columns;
  }

  #add(token: TextToken, columns: number): void {
    if (token.kind !== 'break') this.#settleCr();
    if (this.#used + columns > this.#columns && this.#used > 0) this.#endRow();
    this.#endRun();
    this.#tokens.push(token.kind === 'tab' ? { ...token, text: token.text.padEnd(columns) } : token);
    this.#used += columns;
  }

  /** A carriage return with no line feed after it is only a control character. */
  #settleCr(): void {
    if (!this.#cr) return;
    this.#cr = false;
    this.#add({ kind: 'control', text: '\\r' }, 2);
  }

  #endRun(): void {
    if (this.#run === '') return;
    this.#tokens.push({ kind: 'text', text: this.#run });
    this.#run = '';
  }

  #endLine(mark: string): void {
    this.#cr = false;
    // The mark may stand beyond the last column: it is an annotation and wraps nothing.
    this.#endRun();
    if (this.#marksEnds) this.#tokens.push({ kind: 'break', text: mark });
    this.#endRow();
    this.#line += 1;
    this.#numbered = false;
  }

  #row(): TextRow {
    const tokens: TextToken[] = [...this.#tokens];
    if (this.#run !== '') tokens.push({ kind: 'text', text: this.#run });
    if (this.#cr) tokens.push({ kind: 'control', text: '\\r' });
    return { line: this.#numbered ? null : this.#line, tokens };
  }

  #endRow(): void {
    this.#endRun();
    this.longest = Math.max(this.longest, this.#used);
    this.rows.push({ line: this.#numbered ? null : this.#line, tokens: this.#tokens });
    this.#numbered = true;
    this.#tokens = [];
    this.#used = 0;
  }

  /** Shows what the last row has so far; the next push takes it up again. */
  #keepOpen(): void {
    if (this.#tokens.length === 0 && this.#run === '' && !this.#cr) return;
    this.rows.push(this.#row());
    this.longest = Math.max(this.longest, this.#used);
    this.#open = true;
  }
}
