import type { FilterCode } from './codes';

/** From and to, both included. */
export type Range = readonly [number, number];

export type RegexNode =
  | { readonly type: 'empty' }
  /** One character (as UTF-8) of `characters`, or one raw byte (80 to FF) of `bytes`. */
  | { readonly type: 'set'; readonly characters: readonly Range[]; readonly bytes: readonly Range[] }
  | { readonly type: 'sequence' | 'either'; readonly parts: readonly RegexNode[] }
  /** What is captured, where that is asked for. `index` counts from 1. */
  | { readonly type: 'group'; readonly node: RegexNode; readonly index: number }
  /** `most` is null for no limit; `lazy`: as few as possible. */
  | {
      readonly type: 'repeat';
      readonly node: RegexNode;
      readonly least: number;
      readonly most: number | null;
      readonly lazy: boolean;
    }
  | { readonly type: 'assert'; readonly where: 'start' | 'end' | 'boundary' | 'inside' };

export class RegexError extends Error {
  readonly code: FilterCode;
  /** What in the expression is wrong. */
  readonly found: string;
  /** Where that begins, in code units. */
  readonly at: number;

  constructor(code: FilterCode, found: string, at = 0) {
    super(code);
    this.code = code;
    this.found = found;
    this.at = at;
  }
}

export interface RegexOptions {
  /** Groups are kept, so that what they match can be told. */
  readonly captures?: boolean;
  /** Letters match as they are written, unless the expression begins with `(?i)`. */
  readonly matchCase?: boolean;
}

const MAX_REGEX_CHARACTERS = 1000;
const MAX_REPEAT = 1000;
const MAX_NESTING = 50;

const DIGIT: readonly Range[] = [[0x30, 0x39]];
const WORD: readonly Range[] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];
const SPACE: readonly Range[] = [
  [0x09, 0x0d],
  [0x20, 0x20],
];
const CLASSES: Readonly<Record<string, readonly Range[]>> = { d: DIGIT, w: WORD, s: SPACE };
const CONTROLS: Readonly<Record<string, number>> = {
  n: 10,
  r: 13,
  t: 9,
  f: 12,
  v: 11,
  a: 7,
  e: 27,
  '0': 0,
};
const RAW_BYTES: readonly Range[] = [[0x80, 0xff]];
const LAST = 0x10ffff;

/** What `ranges` lack between `low` and `high`. */
const complement = (ranges: readonly Range[], low: number, high: number): readonly Range[] => {
  const rest: Range[] = [];
  let next = low;
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (from > next) rest.push([next, from - 1]);
    next = Math.max(next, to + 1);
  }
  if (next <= high) rest.push([next, high]);
  return rest;
};

/** Letters of the other case: all of ASCII, and other letters where they are listed one by one or in short ranges. */
const bothCases = (ranges: readonly Range[]): readonly Range[] => {
  const all: Range[] = [...ranges];
  for (const [from, to] of ranges) {
    for (let letter = Math.max(from, 0x41); letter <= Math.min(to, 0x7a); letter++) {
      const other = letter ^ 0x20;
      if (letter <= 0x5a || letter >= 0x61) all.push([other, other]);
    }
    if (to < 0x80 || to - from > 255) continue;
    for (let point = Math.max(from, 0x80); point <= to; point++) {
      const letter = String.fromCodePoint(point);
      for (const other of [letter.toLowerCase(), letter.toUpperCase()]) {
        if ([...other].length === 1) all.push([other.codePointAt(0) ?? 0, other.codePointAt(0) ?? 0]);
      }
    }
  }
  return all;
};

const set = (characters: readonly Range[], bytes: readonly Range[] = []): RegexNode => ({
  type: 'set',
  characters,
  bytes,
});
const negated = (characters: readonly Range[], bytes: readonly Range[]): RegexNode => {
  // A byte of a listed character must not pass as "another byte".
  const onlyAscii = characters.every(([, to]) => to < 0x80);
  return set(complement(characters, 0, LAST), onlyAscii ? complement(bytes, 0x80, 0xff) : []);
};

type Item =
  | { readonly kind: 'character' | 'byte'; readonly value: number }
  | { readonly kind: 'class'; readonly ranges: readonly Range[] };

class RegexParser {
  readonly #source: string;
  #at = 0;
  #depth = 0;
  readonly #captures: boolean;
  #ignoreCase: boolean;
  /** The names of groups, by their number less one; empty for one without a name. */
  readonly groups: string[] = [];

  constructor(source: string, { captures = false, matchCase = false }: RegexOptions) {
    this.#source = source;
    this.#captures = captures;
    this.#ignoreCase = !matchCase;
  }

  parse(): RegexNode {
    if (this.#source.startsWith('(?i)')) {
      this.#at = 4;
      this.#ignoreCase = true;
    }
    const node = this.#either();
    if (this.#at < this.#source.length) this.#fail(')', this.#at);
    return node;
  }

  /** @param at where `found` begins */
  #fail(found: string, at: number, code: FilterCode = 'EFILTER_REGEX'): never {
    throw new RegexError(code, found, at);
  }

  #cases(ranges: readonly Range[]): readonly Range[] {
    return this.#ignoreCase ? bothCases(ranges) : ranges;
  }

  get #next(): string {
    return this.#source.charAt(this.#at);
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    const sticky = new RegExp(pattern, 'y');
    sticky.lastIndex = this.#at;
    const match = sticky.exec(this.#source);
    if (match !== null) this.#at = sticky.lastIndex;
    return match;
  }

  #either(): RegexNode {
    const parts = [this.#sequence()];
    while (this.#next === '|') {
      this.#at++;
      parts.push(this.#sequence());
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { type: 'either', parts };
  }

  #sequence(): RegexNode {
    const parts: RegexNode[] = [];
    while (this.#at < this.#source.length && this.#next !== '|' && this.#next !== ')') {
      parts.push(this.#repeated());
    }
    return { type: 'sequence', parts };
  }

  #repeated(): RegexNode {
    const node = this.#atom();
    const start = this.#at;
    const quantifier = this.#take(/[*+?]|\{(\d{1,9})(?:(,)(\d{1,9})?)?\}/);
    if (quantifier === null) return node;
    const [sign, low, comma, high] = quantifier;
    const least = low !== undefined ? Number(low) : sign === '+' ? 1 : 0;
    const most =
      low === undefined
        ? sign === '?'
          ? 1
          : null
        : comma === undefined
          ? least
          : high === undefined
            ? null
            : Number(high);
    if (Math.max(least, most ?? 0) > MAX_REPEAT) this.#fail(sign, start, 'EFILTER_REGEX_LARGE');
    if (most !== null && most < least) this.#fail(sign, start);
    if (this.#take(/\+/) !== null) this.#fail(`${sign}+`, start, 'EFILTER_REGEX_UNSUPPORTED');
    // Lazy or greedy: whether it matches is the same, but not what is captured.
    const lazy = this.#take(/\?/) !== null;
    if (/[*+?]/.test(this.#next)) this.#fail(this.#next, this.#at);
    return { type: 'repeat', node, least, most, lazy };
  }

  #atom(): RegexNode {
    switch (this.#next) {
      case '(':
        return this.#group();
      case '[':
        return this.#class();
      case '.':
        this.#at++;
        return set(complement([[10, 10]], 0, LAST), RAW_BYTES);
      case '^':
        this.#at++;
        return { type: 'assert', where: 'start' };
      case '$':
        this.#at++;
        return { type: 'assert', where: 'end' };
      case '*':
      case '+':
      case '?':
        return this.#fail(this.#next, this.#at);
      case '\\':
        return this.#escapedAtom();
      default:
        return this.#literal();
    }
  }

  #literal(): RegexNode {
    const point = this.#source.codePointAt(this.#at) ?? 0;
    this.#at += point > 0xffff ? 2 : 1;
    return set(this.#cases([[point, point]]));
  }

  #group(): RegexNode {
    const at = this.#at;
    const [start = '(', name] = this.#take(/\((?:\?(?::|P?<([A-Za-z_]\w*)>))?/) ?? [];
    if (start === '(' && this.#next === '?') this.#fail('(?', at, 'EFILTER_REGEX_UNSUPPORTED');
    const index = start === '(?:' ? 0 : this.groups.push(name ?? '');
    this.#depth++;
    if (this.#depth > MAX_NESTING) this.#fail('(', at, 'EFILTER_REGEX_LARGE');
    const node = this.#either();
    this.#depth--;
    if (this.#next !== ')') this.#fail('(', at);
    this.#at++;
    return this.#captures && index > 0 ? { type: 'group', node, index } : node;
  }

  #escapedAtom(): RegexNode {
    const assertion = this.#take(/\\[bBAzZ]/)?.[0];
    if (assertion === '\\b') return { type: 'assert', where: 'boundary' };
    if (assertion === '\\B') return { type: 'assert', where: 'inside' };
    if (assertion === '\\A') return { type: 'assert', where: 'start' };
    if (assertion !== undefined) return { type: 'assert', where: 'end' };
    const negative = this.#take(/\\([DWS])/)?.[1];
    if (negative !== undefined) return negated(CLASSES[negative.toLowerCase()] ?? [], []);
    const item = this.#escape();
    if (item.kind === 'class') return set(item.ranges);
    return item.kind === 'byte'
      ? set([], [[item.value, item.value]])
      : set(this.#cases([[item.value, item.value]]));
  }

  #escape(): Item {
    const at = this.#at;
    const code = this.#take(/\\(?:x([0-9a-f]{2})|[xu]\{([0-9a-f]{1,6})\}|u([0-9a-f]{4}))/i);
    if (code !== null) {
      const [written, byte, braces, four] = code;
      const value = Number.parseInt(byte ?? braces ?? four ?? '', 16);
      if (value > LAST) this.#fail(written, at);
      return { kind: byte !== undefined && value >= 0x80 ? 'byte' : 'character', value };
    }
    const letter = [...this.#source.slice(this.#at + 1, this.#at + 3)][0] ?? '';
    const ranges = Object.hasOwn(CLASSES, letter) ? CLASSES[letter] : undefined;
    const control = Object.hasOwn(CONTROLS, letter) ? CONTROLS[letter] : undefined;
    if (letter === '') this.#fail('\\', at);
    if (/^[1-9kgpPXRQEKGNh]$/.test(letter)) this.#fail(`\\${letter}`, at, 'EFILTER_REGEX_UNSUPPORTED');
    if (ranges === undefined && control === undefined && /^[a-zA-Z]$/.test(letter))
      this.#fail(`\\${letter}`, at);
    this.#at += 1 + letter.length;
    if (ranges !== undefined) return { kind: 'class', ranges };
    return { kind: 'character', value: control ?? letter.codePointAt(0) ?? 0 };
  }

  #class(): RegexNode {
    const start = this.#at;
    const inverted = this.#take(/\[\^/) !== null;
    if (!inverted) this.#at++;
    const characters: Range[] = [];
    const bytes: Range[] = [];
    // A closing bracket that comes first is one of the characters.
    for (let first = true; first || this.#next !== ']'; first = false) {
      if (this.#at >= this.#source.length) this.#fail('[', start);
      const from = this.#classItem();
      if (from.kind === 'class') {
        characters.push(...from.ranges);
        continue;
      }
      let to = from;
      const dash = this.#at;
      if (this.#take(/-(?!\])/) !== null) {
        if (this.#at >= this.#source.length) this.#fail('[', start);
        const end = this.#classItem();
        if (end.kind === 'class' || end.value < from.value) this.#fail('-', dash);
        to = end;
      }
      // `[\x00-\xff]`: characters below 80, raw bytes from there.
      if (to.kind === 'byte') {
        if (from.value < 0x80) characters.push([from.value, 0x7f]);
        bytes.push([Math.max(from.value, 0x80), to.value]);
      } else characters.push([from.value, to.value]);
    }
    this.#at++;
    return inverted ? negated(this.#cases(characters), bytes) : set(this.#cases(characters), bytes);
  }

  #classItem(): Item {
    if (this.#take(/\\b/) !== null) return { kind: 'character', value: 8 };
    const negative = this.#take(/\\([DWS])/)?.[1];
    if (negative !== undefined) {
      return { kind: 'class', ranges: complement(CLASSES[negative.toLowerCase()] ?? [], 0, LAST) };
    }
    if (this.#next === '\\') return this.#escape();
    const at = this.#at;
    const named = this.#take(/\[[:.=]/)?.[0];
    if (named !== undefined) this.#fail(named, at, 'EFILTER_REGEX_UNSUPPORTED');
    const value = this.#source.codePointAt(this.#at) ?? 0;
    this.#at += value > 0xffff ? 2 : 1;
    return { kind: 'character', value };
  }
}

/**
 * The regular expressions of Perl and Wireshark as far as they are regular: no back-references and no lookaround,
 * which would make the time to match unforeseeable. Case is ignored; `.` is a character of UTF-8 or a single byte.
 *
 * @throws RegexError
 */
export const parseRegex = (source: string, options: RegexOptions = {}): RegexNode =>
  parseGroups(source, options).node;

/** The same, with the names of the groups in order; empty for one without a name. */
export const parseGroups = (
  source: string,
  options: RegexOptions = {},
): { readonly node: RegexNode; readonly groups: readonly string[] } => {
  if (source.length > MAX_REGEX_CHARACTERS) {
    throw new RegexError('EFILTER_REGEX_LARGE', String(source.length));
  }
  const parser = new RegexParser(source, options);
  return { node: parser.parse(), groups: parser.groups };
};
