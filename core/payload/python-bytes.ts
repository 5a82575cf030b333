import { ByteBuilder } from './bytes';
import { hexFault, type ParsedHex } from './hex-groups';

/*
 * Bytes as Python writes them (https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals):
 * literals, also several in a row, and `bytes` and `bytearray` of literals, of numbers and `fromhex`. Read, never run.
 */

/** A comment, the name that they are given to, a bracket: then it must be bytes. */
const START =
  /^\s*(?:#[^\n]*\n\s*)*(?:[A-Za-z_]\w*\s*(?::\s*[\w.]+\s*)?=\s*)?(?=\(?\s*(?:(?:[bB][rR]?|[rR][bB])["']|(?:bytes|bytearray)\s*(?:\(|\.\s*fromhex\b)))/;
const MAX_DEPTH = 20;
/** So far the beginning is looked for. */
const MOST_BEFORE = 4096;

const SPACE = /\s+|\\\n|#[^\n]*/y;
const OPENING_QUOTE = /([bB][rR]?|[rR][bB]|[rRuU]?)('''|"""|'|")/y;
const MAKER = /(bytes|bytearray)\s*(\.\s*fromhex\s*)?\(/y;
const NUMBER = /0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|0(?:_?0)*|[1-9](?:_?[0-9])*/y;

const SIMPLE: Readonly<Record<string, number>> = {
  '\\': 0x5c,
  "'": 0x27,
  '"': 0x22,
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
};

/** Where it is no Python. */
class Wrong extends Error {
  constructor(
    readonly at: number,
    readonly length = 1,
  ) {
    super();
  }
}

class PythonReader {
  readonly #text: string;
  readonly #out: ByteBuilder;
  #at: number;
  #depth = 0;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
    this.#out = new ByteBuilder(text.length >> 1);
  }

  read(): Uint8Array {
    this.#sum();
    this.#take(/;/y);
    this.#space();
    if (this.#at < this.#text.length) this.#wrong();
    return this.#out.finish();
  }

  #wrong(at = this.#at): never {
    const wide = (this.#text.codePointAt(at) ?? 0) > 0xffff;
    throw new Wrong(Math.min(at, Math.max(0, this.#text.length - 1)), wide ? 2 : 1);
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match !== null) this.#at = pattern.lastIndex;
    return match;
  }

  #space(): void {
    while (this.#take(SPACE) !== null);
  }

  /** Bytes in a row, or with `+` between them. */
  #sum(): void {
    do this.#part();
    while (this.#follows());
  }

  #follows(): boolean {
    this.#space();
    const isLiteral = /(?:[bB][rR]?|[rR][bB])["']/y;
    isLiteral.lastIndex = this.#at;
    return this.#take(/\+/y) !== null || isLiteral.test(this.#text);
  }

  #part(): void {
    this.#space();
    const start = this.#at;
    if (this.#depth > MAX_DEPTH) this.#wrong();
    this.#depth += 1;
    this.#nested(start);
    this.#depth -= 1;
  }

  #nested(start: number): void {
    if (this.#take(/\(/y) !== null) {
      this.#sum();
      this.#close(')', start);
      return;
    }
    const maker = this.#take(MAKER);
    if (maker === null) {
      this.#literal();
      return;
    }
    const opened = this.#at - 1;
    if (maker[2] !== undefined) this.#fromHex();
    else this.#argument();
    this.#take(/\s*,/y);
    this.#close(')', opened);
  }

  /** What stands in `bytes(…)`: nothing, other bytes, or a list of numbers. */
  #argument(): void {
    this.#space();
    const opened = this.#at;
    const [bracket] = this.#take(/[[(](?!\s*(?:[bB][rR]?|[rR][bB])["'])/y) ?? [];
    if (bracket !== undefined) this.#numbers(bracket === '[' ? ']' : ')', opened);
    else if (this.#text.charAt(this.#at) !== ')') this.#sum();
  }

  #numbers(closing: string, opened: number): void {
    for (;;) {
      this.#space();
      const at = this.#at;
      const digits = this.#take(NUMBER)?.[0];
      if (digits === undefined) break;
      const value = Number(digits.replaceAll('_', ''));
      if (value > 255) throw new Wrong(at, digits.length);
      this.#out.push(value);
      this.#space();
      if (this.#take(/,/y) === null) break;
    }
    this.#close(closing, opened);
  }

  #close(bracket: string, opened: number): void {
    this.#space();
    if (this.#at >= this.#text.length) this.#wrong(opened);
    if (this.#text.charAt(this.#at) !== bracket) this.#wrong();
    this.#at += 1;
  }

  #fromHex(): void {
    this.#space();
    const quoted = this.#take(/[rRuU]?("|')([0-9a-fA-F\s]*)\1/y) ?? this.#wrong();
    for (const group of (quoted[2] ?? '').split(/\s+/)) {
      if (group.length % 2 === 1) throw new Wrong(quoted.index, quoted[0].length);
      for (let i = 0; i < group.length; i += 2) this.#out.push(Number.parseInt(group.slice(i, i + 2), 16));
    }
  }

  #literal(): void {
    const start = this.#at;
    const [, prefix = '', quote = ''] = this.#take(OPENING_QUOTE) ?? [];
    // Text without a `b` has no bytes before it is encoded.
    if (!/b/i.test(prefix)) this.#wrong(start);
    const raw = /r/i.test(prefix);
    while (!this.#text.startsWith(quote, this.#at)) {
      const unit = this.#text.charCodeAt(this.#at);
      if (this.#at >= this.#text.length || (unit === 0x0a && quote.length === 1)) this.#wrong(start);
      if (unit > 0x7f) this.#wrong();
      if (unit === 0x5c) this.#escape(raw, start);
      else {
        this.#out.push(unit);
        this.#at += 1;
      }
    }
    this.#at += quote.length;
  }

  #escape(raw: boolean, start: number): void {
    const next = this.#text.charAt(this.#at + 1);
    if (next === '') this.#wrong(start);
    const simple = Object.hasOwn(SIMPLE, next) ? SIMPLE[next] : undefined;
    if (raw)
      this.#push(1, 0x5c, ...(next.charCodeAt(0) < 0x80 ? [next.charCodeAt(0)] : this.#wrong(this.#at + 1)));
    else if (next === '\n') this.#at += 2;
    else if (simple !== undefined) this.#push(1, simple);
    else if (next === 'x') {
      const digits = /[0-9a-fA-F]{2}/y;
      digits.lastIndex = this.#at + 2;
      const found = digits.exec(this.#text)?.[0];
      if (found === undefined) throw new Wrong(this.#at, 2);
      this.#push(3, Number.parseInt(found, 16));
    } else {
      const octal = /[0-7]{1,3}/y;
      octal.lastIndex = this.#at + 1;
      const found = octal.exec(this.#text)?.[0];
      if (found !== undefined) this.#push(found.length, Number.parseInt(found, 8) & 0xff);
      // An escape that Python does not know stays as it is written.
      else this.#push(0, 0x5c);
    }
  }

  /** Bytes for a backslash and so many characters behind it. */
  #push(behind: number, ...bytes: readonly number[]): void {
    for (const byte of bytes) this.#out.push(byte);
    this.#at += 1 + behind;
  }
}

/** Reads a text that is Python's bytes from its beginning to its end. Null: it begins as something else. */
export const parsePythonBytes = (text: string): ParsedHex | null => {
  const start = START.exec(text.slice(0, MOST_BEFORE))?.[0].length;
  if (start === undefined) return null;
  try {
    return { ok: true, bytes: new PythonReader(text, start).read() };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return hexFault(text, error.at, error.length, 'EDRAFT_HEX_PYTHON');
  }
};
