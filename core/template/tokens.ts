import { checksumByName } from '../checksum/catalogue';
import { type Piece, unescapeText } from '../payload/escapes';
import { nameCharacter } from '../payload/fault';
import { type Place, refuse } from './fault';
import { closingQuote } from './scan';

/** What an expression is made of. `start` and `end` are places in the whole source. */
export type Token = Place &
  (
    | { readonly kind: 'number'; readonly value: number | bigint }
    | {
        readonly kind: 'string';
        readonly value: string;
        /** Where raw bytes (`\\xFF`) are among the characters; null where they are not. */
        readonly pieces: readonly Piece[] | null;
      }
    /** A name of ours, of a span or a parameter, or of a checksum, which may have `-`, `/` and `.` within. */
    | { readonly kind: 'name'; readonly name: string }
    /** `$name`, `$0`. */
    | { readonly kind: 'variable'; readonly name: string }
    | { readonly kind: 'sign'; readonly sign: string }
    | { readonly kind: 'end' }
  );

const SPACE = /\s*/y;
const NUMBER = /0x[0-9a-f]+|0b[01]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?/iy;
const NAME = /[A-Za-z_][\w]*(?:[-/.][A-Za-z0-9]+)*/y;
const PLAIN_NAME = /^\w+/;
const VARIABLE = /\$(\w+)/y;
const SIGN = /[()[\],=+*:#/-]/y;

const take = (pattern: RegExp, source: string, at: number): string | null => {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? null;
};

/** `CRC-16/MODBUS` is one name, `counter-1` is a counter less one. */
const nameIn = (greedy: string): string => {
  for (let name = greedy; ; name = name.replace(/[-/.][A-Za-z0-9]+$/, '')) {
    if (/^\w+$/.test(name) || checksumByName(name) !== undefined) return name;
    if (!/[-/.]/.test(name)) return PLAIN_NAME.exec(greedy)?.[0] ?? greedy;
  }
};

const numberOf = (digits: string): number | bigint => {
  const value = Number(digits);
  return Number.isInteger(value) && !Number.isSafeInteger(value) && /^(?:0[xb])?[0-9a-f]+$/i.test(digits)
    ? BigInt(digits)
    : value;
};

/** `"…"` or `'…'`, with the composer's escapes. Where characters are wanted, a raw byte is the one of that number. */
const stringAt = (source: string, start: number, limit: number): Token => {
  const end = closingQuote(source, start);
  if (end === -1 || end >= limit) {
    return refuse('ETEMPLATE_QUOTE', { start, end: limit }, { quote: source.charAt(start) });
  }
  const read = unescapeText(source.slice(start + 1, end));
  if (!read.ok) {
    const at = start + 1 + read.error.at;
    return refuse(read.error.code, { start: at, end: at + read.error.length });
  }
  const value = read.pieces
    .map((piece) => (piece.kind === 'text' ? piece.text : String.fromCharCode(...piece.bytes)))
    .join('');
  const pieces = read.pieces.some(({ kind }) => kind === 'bytes') ? read.pieces : null;
  return { kind: 'string', value, pieces, start, end: end + 1 };
};

/** Cuts what stands between `start` and `end` of the source. The last token is `end`. */
export const tokensOf = (source: string, start: number, end: number): readonly Token[] => {
  const tokens: Token[] = [];
  let at = start;
  for (;;) {
    at += take(SPACE, source, at)?.length ?? 0;
    if (at >= end) break;
    const character = source.charAt(at);
    const number = take(NUMBER, source, at);
    const name = take(NAME, source, at);
    const variable = take(VARIABLE, source, at);
    const sign = take(SIGN, source, at);
    if (character === '"' || character === "'") tokens.push(stringAt(source, at, end));
    else if (number !== null) {
      tokens.push({ kind: 'number', value: numberOf(number), start: at, end: at + number.length });
    } else if (name !== null) {
      const own = nameIn(name);
      tokens.push({ kind: 'name', name: own, start: at, end: at + own.length });
    } else if (variable !== null) {
      tokens.push({ kind: 'variable', name: variable.slice(1), start: at, end: at + variable.length });
    } else if (sign !== null) {
      tokens.push({ kind: 'sign', sign, start: at, end: at + 1 });
    } else {
      const codePoint = source.codePointAt(at) ?? 0;
      const place = { start: at, end: at + (codePoint > 0xffff ? 2 : 1) };
      return refuse('ETEMPLATE_CHARACTER', place, { found: nameCharacter(codePoint) });
    }
    at = tokens.at(-1)?.end ?? end;
  }
  tokens.push({ kind: 'end', start: end, end });
  return tokens;
};
