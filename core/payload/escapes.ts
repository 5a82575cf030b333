import { ByteBuilder } from './bytes';
import type { DraftCode } from './codes';
import { characterNumber, nameCharacter, type Read, type TextFault } from './fault';

/**
 * Text with escapes, cut into characters and raw bytes: `\xFF` is the byte FF in every encoding, all others are
 * characters and are encoded. `start` is where the piece begins in the source.
 */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly start: number }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly start: number };

export interface EscapeSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: 'escape' | 'error';
}

type EscapeToken =
  | { readonly kind: 'character'; readonly end: number; readonly text: string }
  | { readonly kind: 'byte'; readonly end: number; readonly byte: number }
  | { readonly kind: 'error'; readonly end: number; readonly code: DraftCode };

const SIMPLE: Readonly<Record<string, string>> = {
  r: '\r',
  n: '\n',
  t: '\t',
  // Always one NUL, whatever digit follows: there are no octal escapes.
  '0': '\0',
  '\\': '\\',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\x1b',
  '"': '"',
  "'": "'",
  // Two braces would begin an expression of a template (`core/template`).
  '{': '{',
};

const hexRun = (text: string, at: number, most: number): number => {
  let end = at;
  while (end < at + most && /^[0-9a-fA-F]$/.test(text.charAt(end))) end++;
  return end;
};

const readUnicode = (text: string, at: number): EscapeToken => {
  if (text[at + 2] !== '{') {
    const end = hexRun(text, at + 2, 4);
    return end === at + 6
      ? { kind: 'character', end, text: String.fromCharCode(Number.parseInt(text.slice(at + 2, end), 16)) }
      : { kind: 'error', end, code: 'EDRAFT_ESCAPE_UNICODE' };
  }
  // Leading zeros are allowed, as in ECMAScript; 16 digits are more than anyone means.
  const end = hexRun(text, at + 3, 16);
  if (end === at + 3 || text[end] !== '}') return { kind: 'error', end, code: 'EDRAFT_ESCAPE_UNICODE' };
  const codePoint = Number.parseInt(text.slice(at + 3, end), 16);
  return codePoint > 0x10ffff
    ? { kind: 'error', end: end + 1, code: 'EDRAFT_ESCAPE_RANGE' }
    : { kind: 'character', end: end + 1, text: String.fromCodePoint(codePoint) };
};

/** Reads the escape whose backslash stands at `at`. */
const readEscape = (text: string, at: number): EscapeToken => {
  const letter = text.charAt(at + 1);
  if (letter === '') return { kind: 'error', end: at + 1, code: 'EDRAFT_ESCAPE_END' };
  if (letter === 'x') {
    const end = hexRun(text, at + 2, 2);
    return end === at + 4
      ? { kind: 'byte', end, byte: Number.parseInt(text.slice(at + 2, end), 16) }
      : { kind: 'error', end, code: 'EDRAFT_ESCAPE_HEX' };
  }
  if (letter === 'u') return readUnicode(text, at);
  const simple = Object.hasOwn(SIMPLE, letter) ? SIMPLE[letter] : undefined;
  if (simple !== undefined) return { kind: 'character', end: at + 2, text: simple };
  const wide = (text.codePointAt(at + 1) ?? 0) > 0xffff;
  return { kind: 'error', end: at + (wide ? 3 : 2), code: 'EDRAFT_ESCAPE' };
};

/** Where the escape ends whose backslash stands at `at`, right or wrong. */
export const escapeEnd = (text: string, at: number): number => readEscape(text, at).end;

const fault = (text: string, at: number, end: number, code: DraftCode): TextFault<DraftCode> => ({
  code,
  at,
  length: end - at,
  params: {
    character: characterNumber(text, at),
    found: [...text.slice(at, end)]
      .map((one) => (one === '\\' ? one : nameCharacter(one.codePointAt(0) ?? 0)))
      .join(''),
  },
});

/**
 * Reads `\r \n \t \0 \\ \a \b \f \v \e \" \' \{`, `\xHH` (a raw byte), `\uHHHH` and `\u{…}`. Text without a backslash
 * is itself. The first wrong escape is the error. Adjacent pieces of a kind are one.
 */
export const unescapeText = (text: string): Read<{ readonly pieces: readonly Piece[] }, DraftCode> => {
  const pieces: Piece[] = [];
  let characters: string[] = [];
  let bytes = new ByteBuilder(0);
  let start = 0;
  const flushText = (): void => {
    if (characters.length > 0) pieces.push({ kind: 'text', text: characters.join(''), start });
    characters = [];
  };
  const flushBytes = (): void => {
    if (bytes.length === 0) return;
    pieces.push({ kind: 'bytes', bytes: bytes.finish(), start });
    bytes = new ByteBuilder(0);
  };
  const addText = (at: number, more: string): void => {
    flushBytes();
    if (characters.length === 0) start = at;
    characters.push(more);
  };
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\\', at);
    const plainEnd = found === -1 ? text.length : found;
    if (plainEnd > at) addText(at, text.slice(at, plainEnd));
    if (found === -1) break;
    const token = readEscape(text, found);
    if (token.kind === 'error') {
      return { ok: false, error: fault(text, found, token.end, token.code) };
    }
    if (token.kind === 'character') addText(found, token.text);
    else {
      flushText();
      if (bytes.length === 0) start = found;
      bytes.push(token.byte);
    }
    at = token.end;
  }
  flushText();
  flushBytes();
  return { ok: true, pieces };
};

/**
 * Where the character that stands at `index` of a text piece was written: the source range of its escape, or the
 * character itself.
 */
export const locateInSource = (
  source: string,
  start: number,
  index: number,
): { readonly at: number; readonly length: number } => {
  let at = start;
  let passed = 0;
  while (at < source.length) {
    const found = source.indexOf('\\', at);
    const plainEnd = found === -1 ? source.length : found;
    if (index < passed + plainEnd - at) {
      const place = at + index - passed;
      return { at: place, length: (source.codePointAt(place) ?? 0) > 0xffff ? 2 : 1 };
    }
    passed += plainEnd - at;
    if (found === -1) break;
    const token = readEscape(source, found);
    const written = token.kind === 'character' ? token.text.length : 0;
    if (index < passed + written) return { at: found, length: token.end - found };
    passed += written;
    at = token.end;
  }
  return { at: source.length, length: 0 };
};

/** Every escape in the text, right and wrong ones, in order, for highlighting while it is typed. */
export const escapeSpans = (text: string): readonly EscapeSpan[] => {
  const spans: EscapeSpan[] = [];
  for (let at = text.indexOf('\\'); at !== -1; ) {
    const token = readEscape(text, at);
    spans.push({ start: at, end: token.end, kind: token.kind === 'error' ? 'error' : 'escape' });
    at = text.indexOf('\\', token.end);
  }
  return spans;
};
