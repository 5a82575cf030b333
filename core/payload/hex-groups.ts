import type { DraftCode } from './codes';
import { characterNumber, nameCharacter, type Read } from './fault';

export type ParsedHex = Read<{ readonly bytes: Uint8Array }, DraftCode>;

const OTHER = -1;
const SEPARATOR = -2;

/** By code unit: the value of a hex digit, SEPARATOR, or OTHER. A table, since a pasted text can have millions. */
const CLASSES = new Int8Array(0x1_0000).fill(OTHER);
for (const [i, digit] of [...'0123456789abcdef'].entries()) {
  CLASSES[digit.charCodeAt(0)] = i;
  CLASSES[digit.toUpperCase().charCodeAt(0)] = i;
}
/** White space, `, : - ; _ . ( ) [ ] { } " ' | +`, and the typographic forms of them that pasting brings. */
for (const separator of '\t\n\v\f\r ,:-;_.()[]{}"\'|+\u00a0\u2009\u2018\u2019\u201c\u201d\u3000\uff0c\ufeff') {
  CLASSES[separator.charCodeAt(0)] = SEPARATOR;
}

/** 0 to 15 for the code unit of a hex digit, otherwise negative. */
export const hexDigit = (unit: number): number => CLASSES[unit] ?? OTHER;

export const isSeparator = (unit: number): boolean => CLASSES[unit] === SEPARATOR;

/** The end of the run of hex digits that begins at `at`. */
export const hexRunEnd = (text: string, at: number, end: number): number => {
  let last = at;
  while (last < end && hexDigit(text.charCodeAt(last)) >= 0) last++;
  return last;
};

export const hexFault = (
  text: string,
  at: number,
  length: number,
  code: DraftCode,
  more: Readonly<Record<string, number>> = {},
): ParsedHex & { readonly ok: false } => ({
  ok: false,
  error: {
    code,
    at,
    length,
    params: {
      character: characterNumber(text, at),
      found: at < text.length ? nameCharacter(text.codePointAt(at) ?? 0) : '',
      ...more,
    },
  },
});

/** EDRAFT_HEX_DIGIT for the character at `at`. */
export const notHex = (text: string, at: number): ParsedHex & { readonly ok: false } =>
  hexFault(text, at, (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1, 'EDRAFT_HEX_DIGIT');

const X = 0x78;
const SMALL_H = 0x68;
const UPPER_X = 0x58;
const BACKSLASH = 0x5c;
const ZERO = 0x30;
const SLASH = 0x2f;
const STAR = 0x2a;

/** The end of a comment of C that begins at `at`; `at` itself when none does. */
const commentEnd = (text: string, at: number): number => {
  const next = text.charCodeAt(at + 1);
  if (next === STAR) {
    const end = text.indexOf('*/', at + 2);
    return end === -1 ? text.length : end + 2;
  }
  if (next !== SLASH) return at;
  const end = text.indexOf('\n', at + 2);
  return end === -1 ? text.length : end;
};

const isX = (unit: number): boolean => unit === X || unit === UPPER_X;

/**
 * Groups of hex digits from `start` on. With a `closing` bracket the text is program code: it ends at that bracket,
 * and numbers need their `0x`, as the languages do where 10 is ten.
 */
export const parseGroups = (text: string, start: number, closing?: ']' | '}'): ParsedHex => {
  const end = text.length;
  const close = closing?.charCodeAt(0) ?? -1;
  // Every byte takes a digit and a separator at least.
  const out = new Uint8Array((end - start + 1) >> 1);
  let length = 0;
  let groups = 0;
  let lonely = -1;
  let lonelyCount = 0;
  let at = start;
  while (at < end) {
    const unit = text.charCodeAt(at);
    if (unit === close) break;
    if (isSeparator(unit)) {
      at++;
      continue;
    }
    if (unit === SLASH && commentEnd(text, at) > at) {
      at = commentEnd(text, at);
      continue;
    }
    // A backslash begins `\x01`, or continues a line of C.
    if (unit === BACKSLASH && !isX(text.charCodeAt(at + 1))) {
      if (at + 1 < end && !isSeparator(text.charCodeAt(at + 1))) return notHex(text, at);
      at++;
      continue;
    }
    const prefixed = unit === BACKSLASH || (unit === ZERO && at + 1 < end && isX(text.charCodeAt(at + 1)));
    const first = prefixed ? at + 2 : at;
    let last = hexRunEnd(text, first, end);
    if (last === first) return prefixed ? hexFault(text, at, 2, 'EDRAFT_HEX_PREFIX') : notHex(text, at);
    // `0x010x02`: the last zero belongs to the next prefix.
    if (last - 1 > first && isX(text.charCodeAt(last)) && text.charCodeAt(last - 1) === ZERO) last--;
    if (close !== -1 && !prefixed) return hexFault(text, first, last - first, 'EDRAFT_HEX_DECIMAL');
    const digits = last - first;
    if (digits === 1) {
      if (!prefixed) {
        if (lonely === -1) lonely = first;
        lonelyCount++;
      }
      out[length++] = hexDigit(text.charCodeAt(first));
    } else {
      if (digits % 2 === 1) return hexFault(text, first, digits, 'EDRAFT_HEX_ODD', { digits });
      for (let i = first; i < last; i += 2) {
        out[length++] = hexDigit(text.charCodeAt(i)) * 16 + hexDigit(text.charCodeAt(i + 1));
      }
    }
    groups++;
    at = last;
    // Intel's suffix: `01h 02h`.
    if (!prefixed && at < end && (text.charCodeAt(at) | 0x20) === SMALL_H) at++;
  }
  if (lonelyCount > 0 && (lonelyCount !== groups || groups === 1)) {
    return hexFault(text, lonely, 1, 'EDRAFT_HEX_ODD', { digits: 1 });
  }
  return { ok: true, bytes: out.slice(0, length) };
};
