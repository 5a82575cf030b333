import { unescapeText } from '../payload/escapes';
import { characterNumber, type TextFault } from '../payload/fault';
import type { BytePattern } from './ast';
import type { FilterCode } from './codes';

export type FilterFault = TextFault<FilterCode>;

/** Leaves the recursive descent; caught where parsing begins, so that nothing is thrown at a caller. */
export class FilterError extends Error {
  readonly fault: FilterFault;

  constructor(fault: FilterFault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** Characters of the text that a sentence quotes. */
const MAX_FOUND = 40;

const HEX_GROUP = /(?:0x)?(?:[0-9a-f]{2}|\?\?)+(?:[:.-](?:[0-9a-f]{2}|\?\?)+)*(?=[\s(){},]|&&|\|\||$)/iy;

/** Where a filter's text is being read, and the readers of what the grammar is made of. */
export class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  fail(code: FilterCode, at: number, upTo: number, params: Readonly<Record<string, string>> = {}): never {
    const end = Math.min(upTo, this.text.length);
    const length = Math.max(end - at, 0);
    const found = length > MAX_FOUND ? `${this.text.slice(at, at + MAX_FOUND)}…` : this.text.slice(at, end);
    const character = characterNumber(this.text, at);
    throw new FilterError({ code, at, length, params: { character, found, ...params } });
  }

  skipSpace(): void {
    while (/\s/.test(this.text.charAt(this.at))) this.at++;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  startsWith(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  /** Takes what a sticky pattern matches here; null (and nothing taken) when it does not. */
  take(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.at;
    const match = sticky.exec(this.text);
    if (match !== null) this.at = sticky.lastIndex;
    return match;
  }

  /** The same, without taking it. */
  peek(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.at;
    return sticky.exec(this.text);
  }

  /** From the quote at this place to the closing one, still escaped. */
  #quoted(raw: boolean): string {
    const start = this.at;
    for (let i = start + 1; i < this.text.length; i++) {
      const character = this.text.charAt(i);
      if (character === '\\') i++;
      else if (character === '"') {
        this.at = i + 1;
        return this.text.slice(start + 1, i);
      }
    }
    return this.fail('EFILTER_QUOTE', start - (raw ? 1 : 0), this.text.length);
  }

  /** `"…"` with the composer's escapes; a byte from `\x80` up makes it bytes. */
  string(): string | Uint8Array {
    const start = this.at + 1;
    const read = unescapeText(this.#quoted(false));
    if (!read.ok) {
      const at = start + read.error.at;
      return this.fail('EFILTER_ESCAPE', at, at + read.error.length);
    }
    const isText = read.pieces.every((piece) => piece.kind === 'text' || piece.bytes.every((b) => b < 0x80));
    if (isText) {
      return read.pieces
        .map((piece) => (piece.kind === 'text' ? piece.text : String.fromCharCode(...piece.bytes)))
        .join('');
    }
    const encoder = new TextEncoder();
    return Uint8Array.from(
      read.pieces.flatMap((piece) => [...(piece.kind === 'text' ? encoder.encode(piece.text) : piece.bytes)]),
    );
  }

  /**
   * A quoted regular expression. Wireshark reads escapes before it reads the expression (`"\\d"`) unless the string
   * is raw (`r"\d"`); here both ways of writing it mean the same, as does a plain `"\d"`.
   */
  pattern(): string {
    const raw = this.startsWith('r');
    if (raw) this.at++;
    const quoted = this.#quoted(raw);
    return raw ? quoted.replaceAll('\\"', '"') : quoted.replace(/\\(["\\])/g, '$1');
  }

  /** `/…/`, closed by the first slash that a space, a parenthesis or the end follows. Null: only a word, a path. */
  slashed(): string | null {
    for (let i = this.at + 1; i < this.text.length; i++) {
      const character = this.text.charAt(i);
      if (character === '\\') i++;
      else if (character === '/' && i > this.at + 1 && /^[\s)]?$/.test(this.text.charAt(i + 1))) {
        const source = this.text.slice(this.at + 1, i);
        this.at = i + 1;
        return source;
      }
    }
    return null;
  }

  /** `01:03`, `0103`, `0x0103`, with `??` for any byte. Null when no byte stands here. */
  byteGroup(): BytePattern | null {
    const group = this.take(HEX_GROUP)?.[0];
    if (group === undefined) return null;
    const pairs = group.replace(/^0x/i, '').match(/[0-9a-f]{2}|\?\?/gi) ?? [];
    return pairs.map((pair) => (pair === '??' ? null : Number.parseInt(pair, 16)));
  }

  /** The same, and further groups after spaces: `01 03`. */
  bytes(): BytePattern | null {
    const pattern: (number | null)[] = [];
    for (;;) {
      const before = this.at;
      this.skipSpace();
      const group = this.byteGroup();
      if (group === null) {
        this.at = before;
        return pattern.length === 0 ? null : pattern;
      }
      pattern.push(...group);
    }
  }
}
