import { parseHexDump } from './hex-dump-parser';
import { type ParsedHex, parseGroups } from './hex-groups';
import { parsePythonBytes } from './python-bytes';

export type { ParsedHex } from './hex-groups';

/** Pasted dumps may say "repeat until offset …"; more than this is refused (EDRAFT_HEX_LARGE). */
const MAX_HEX_BYTES = 64 * 1024 * 1024;

/** `const uint8_t x[] = { … }; …`, `new Uint8Array([ … ])`: what stands within the brackets. */
const CODE_START =
  /^\s*(?:\/\*(?:(?!\*\/)[\s\S])*\*\/\s*|\/\/[^\n]*\n\s*)*(?:[A-Za-z_][\w\s*<>:]*(?:\[[^\]]*\]\s*)?=\s*(?:new\s+)?(?:[A-Za-z_][\w.]*\s*)?|(?:new\s+)?(?:Uint8Array|Buffer\.from|byte\s*\[\s*\])\s*)\(?\s*[[{]/;

/**
 * Hex in any usual form: `01 02`, `0102`, `01:02`, `01-02`, `0x01,0x02`, `\x01\x02`, `01h 02h`, `{0x01, 0x02};`,
 * a C or JavaScript array of hex numbers, dumps with offsets and text (`hex-dump-parser.ts`), and bytes as Python
 * writes them (`python-bytes.ts`).
 * A group of digits is bytes in the order written, so `0x0102` is 01 02.
 *
 * A single digit is a byte when it has a prefix (`0x1`) or when all groups are single digits (`1 2 a` is
 * 01 02 0A); otherwise (`01 2 03`, `4`) it is taken for a slip: EDRAFT_HEX_ODD.
 */
export const parseHex = (text: string): ParsedHex => {
  const whole = parseWhole(text);
  if (whole !== null) return whole;
  const opening = CODE_START.exec(text.slice(0, 4096))?.[0];
  if (opening === undefined) return parseGroups(text, 0);
  return parseGroups(text, opening.length, opening.endsWith('[') ? ']' : '}');
};

/** Python's bytes and dumps, in which text stands that is not hex. */
const parseWhole = (text: string): ParsedHex | null =>
  parsePythonBytes(text) ?? parseHexDump(text, MAX_HEX_BYTES);

/** Whether a text as a whole is one of these: then what looks like an expression of a template is text of it. */
export const holdsText = (text: string): boolean => parseWhole(text)?.ok === true;

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
