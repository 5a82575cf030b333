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
