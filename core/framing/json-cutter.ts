import type { Cutter } from './cutter';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
const opens = (byte: number): boolean => byte === 0x7b || byte === 0x5b;
const closes = (byte: number): boolean => byte === 0x7d || byte === 0x5d;
/** What a number, `true`, `false` or `null` is made of. */
const isScalar = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) ||
  (byte >= 0x61 && byte <= 0x7a) ||
  byte === 0x2b ||
  byte === 0x2d ||
  byte === 0x2e ||
  byte === 0x45;

/**
 * Cuts where a JSON value ends: at its closing bracket or quote, and a number or word at the white space after it.
 * Whether what is between the brackets is well-formed is not its business.
 */
export const json = (): Cutter => {
  let depth = 0;
  let quoted = false;
  let escaped = false;
  let scalar = false;
  return {
    begin: () => {
      depth = 0;
      quoted = false;
      escaped = false;
      scalar = false;
    },
    take: (byte, length) => {
      if (quoted) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) {
          quoted = false;
          if (depth === 0) return 'done';
        }
        return 'more';
      }
      if (scalar) {
        if (isSpace(byte)) return 'done';
        return isScalar(byte) ? 'more' : 'EFRAMING_JSON';
      }
      if (length === 1) {
        if (isSpace(byte)) return 'done';
        if (byte !== QUOTE && !opens(byte)) {
          scalar = isScalar(byte);
          return scalar ? 'more' : 'EFRAMING_JSON';
        }
      }
      if (byte === QUOTE) quoted = true;
      else if (opens(byte)) depth++;
      else if (closes(byte)) depth--;
      return depth === 0 && !quoted ? 'done' : 'more';
    },
    decode: (raw) => {
      const last = raw.at(-1) ?? 0;
      const value = isSpace(last) ? raw.subarray(0, raw.length - 1) : raw;
      return value.length === 0 ? null : value;
    },
    endsWithStream: false,
    state: () => [depth, Number(quoted), Number(escaped), Number(scalar)],
    restore: ([deep = 0, inQuotes = 0, afterBackslash = 0, inScalar = 0]) => {
      depth = deep;
      quoted = inQuotes === 1;
      escaped = afterBackslash === 1;
      scalar = inScalar === 1;
    },
  };
};
