import { escapeEnd } from '../payload/escapes';
import { holdsText } from '../payload/hex';

/** In raw text nothing is an expression: it is sent as typed. */
export type Notation = 'text' | 'hex' | 'raw';

/** The source cut into what is sent as written and `{{…}}`. `end` is after the closing braces. */
export interface Part {
  readonly kind: 'literal' | 'expression';
  readonly start: number;
  readonly end: number;
  /** False for an expression whose closing braces are missing: it goes on to the end. */
  readonly closed: boolean;
}

export const OPENING = '{{';
export const CLOSING = '}}';

/** The quote that closes the one at `at`, on the same line; -1 when there is none. */
export const closingQuote = (source: string, at: number): number => {
  const quote = source.charAt(at);
  for (let end = at + 1; end < source.length; end++) {
    const character = source.charAt(end);
    if (character === quote) return end;
    if (character === '\n') return -1;
    if (character === '\\') end++;
  }
  return -1;
};

/** The place of `}}` after `from`, not within a quoted string; -1 when there is none. */
const closingAt = (source: string, from: number): number => {
  for (let at = from; at < source.length; at++) {
    const character = source.charAt(at);
    if (character === '"' || character === "'") at = Math.max(at, closingQuote(source, at));
    else if (source.startsWith(CLOSING, at)) return at;
  }
  return -1;
};

/** In hex, braces are separators as well: `{{0x01, 0x02}, {0x03}}` is an array of C. An expression begins with a word. */
const WORD = /\{\{\s*(?:[A-Za-z_$#/"'(}-]|$)/y;

const opens = (source: string, at: number, notation: Notation): boolean => {
  if (notation !== 'hex') return true;
  WORD.lastIndex = at;
  return WORD.test(source);
};

/** The next `{{` from `from` on that begins an expression; -1 when there is none. */
const openingAt = (source: string, from: number, notation: Notation): number => {
  let found = source.indexOf(OPENING, from);
  let backslash = notation === 'text' ? source.indexOf('\\', from) : -1;
  while (found !== -1) {
    if (backslash !== -1 && backslash < found) {
      const end = escapeEnd(source, backslash);
      if (end > found) found = source.indexOf(OPENING, end);
      backslash = source.indexOf('\\', end);
    } else if (opens(source, found, notation)) {
      return found;
    } else {
      found = source.indexOf(OPENING, found + 1);
    }
  }
  return -1;
};

/** Cuts a draft at its expressions. Whatever is wrong within them, the parts are the whole source in order. */
export const scanParts = (source: string, notation: Notation): readonly Part[] => {
  const parts: Part[] = [];
  let at = 0;
  const plain = notation === 'raw' || (notation === 'hex' && source.includes(OPENING) && holdsText(source));
  while (at < source.length) {
    const start = plain ? -1 : openingAt(source, at, notation);
    const literalEnd = start === -1 ? source.length : start;
    if (literalEnd > at) parts.push({ kind: 'literal', start: at, end: literalEnd, closed: true });
    if (start === -1) break;
    const closing = closingAt(source, start + OPENING.length);
    at = closing === -1 ? source.length : closing + CLOSING.length;
    parts.push({ kind: 'expression', start, end: at, closed: closing !== -1 });
  }
  return parts;
};
