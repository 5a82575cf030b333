import { parseHexDump } from './hex-dump-parser';
import { hexDigit, hexFault, hexRunEnd, isSeparator, notHex, type ParsedHex } from './hex-reading';

export type { ParsedHex } from './hex-reading';

/** Pasted dumps may say "repeat until offset …"; more than this is refused (EDRAFT_HEX_LARGE). */
export const MAX_HEX_BYTES = 64 * 1024 * 1024;

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

/** Groups of hex digits between `start` and `end`; `code` demands `0x`, as the languages do where 10 is ten. */
const parseGroups = (text: string, start: number, end: number, code: boolean): ParsedHex => {
  // Every byte takes a digit and a separator at least.
  const out = new Uint8Array((end - start + 1) >> 1);
  let length = 0;
  let groups = 0;
  let lonely = -1;
  let lonelyCount = 0;
  let at = start;
  while (at < end) {
    const unit = text.charCodeAt(at);
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
    if (code && !prefixed) return hexFault(text, first, last - first, 'EDRAFT_HEX_DECIMAL');
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

/** `const uint8_t x[] = { … }; …`, `new Uint8Array([ … ])`, `bytes([ … ])`: what stands within the brackets. */
const CODE_START =
  /^\s*(?:\/\*(?:(?!\*\/)[\s\S])*\*\/\s*|\/\/[^\n]*\n\s*)*(?:[A-Za-z_][\w\s*<>:]*(?:\[[^\]]*\]\s*)?=\s*(?:new\s+)?(?:[A-Za-z_][\w.]*\s*)?|(?:new\s+)?(?:Uint8Array|bytes|bytearray|Buffer\.from|byte\s*\[\s*\])\s*)\(?\s*[[{]/;

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}' };

/**
 * Hex in any usual form: `01 02`, `0102`, `01:02`, `01-02`, `0x01,0x02`, `\x01\x02`, `01h 02h`, `{0x01, 0x02};`,
 * a C, JavaScript or Python array of hex numbers, and dumps with offsets and text (`hex-dump-parser.ts`).
 * A group of digits is bytes in the order written, so `0x0102` is 01 02.
 *
 * A single digit is a byte when it has a prefix (`0x1`) or when all groups are single digits (`1 2 a` is
 * 01 02 0A); otherwise (`01 2 03`, `4`) it is taken for a slip: EDRAFT_HEX_ODD.
 */
export const parseHex = (text: string): ParsedHex => {
  const dump = parseHexDump(text, MAX_HEX_BYTES);
  if (dump !== null) return dump;
  const opening = CODE_START.exec(text.slice(0, 4096))?.[0];
  if (opening === undefined) {
    const bytesLiteral = /^\s*b(?=["'])/.exec(text)?.[0].length ?? 0;
    return parseGroups(text, bytesLiteral, text.length, false);
  }
  const end = text.indexOf(CLOSING[opening.at(-1) ?? ''] ?? '', opening.length);
  return parseGroups(text, opening.length, end === -1 ? text.length : end, true);
};

const DIGITS = new TextEncoder().encode('0123456789ABCDEF');

/** `01 02 FF`; `separator` may be empty. */
export const formatHex = (bytes: Uint8Array, separator = ' '): string => {
  const between = new TextEncoder().encode(separator);
  const step = 2 + between.length;
  const decoder = new TextDecoder();
  const parts: string[] = [];
  const block = 65_536;
  for (let start = 0; start < bytes.length; start += block) {
    const slice = bytes.subarray(start, start + block);
    const out = new Uint8Array(slice.length * step);
    for (let i = 0; i < slice.length; i++) {
      const byte = slice[i] ?? 0;
      out[i * step] = DIGITS[byte >> 4] ?? 0;
      out[i * step + 1] = DIGITS[byte & 15] ?? 0;
      for (let k = 2; k < step; k++) out[i * step + k] = between[k - 2] ?? 0;
    }
    const last = start + block >= bytes.length;
    parts.push(decoder.decode(last ? out.subarray(0, out.length - between.length) : out));
  }
  return parts.join('');
};
