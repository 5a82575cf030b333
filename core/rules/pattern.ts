import type { How } from '../contract/rule-choices';
import type { TextFault } from '../payload/fault';
import { characterNumber, nameCharacter } from '../payload/fault';
import type { RuleCode } from './codes';

/** Bytes to look for; of each only the bits of its mask count. */
export interface BytePattern {
  readonly bytes: Uint8Array;
  readonly masks: Uint8Array;
}

export type ReadPattern =
  | { readonly ok: true; readonly pattern: BytePattern }
  | { readonly ok: false; readonly error: TextFault<RuleCode> };

const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;

/** Bytes as they are; with `ignoreCase` the letters A to Z in both cases. */
export const exactly = (bytes: Uint8Array, ignoreCase = false): BytePattern => ({
  bytes: ignoreCase ? bytes.map((byte) => (isLetter(byte) ? byte & 0xdf : byte)) : bytes,
  masks: bytes.map((byte) => (ignoreCase && isLetter(byte) ? 0xdf : 0xff)),
});

const SEPARATOR = /[\s,:-]/;
const NIBBLE = /^[0-9a-f?]$/i;

/**
 * Hex with gaps: `01 03`, `??` for any byte, `4?` or `?F` for half of one, `80&C0` for a byte of which only the bits of
 * the mask behind `&` count.
 */
export const readHexPattern = (text: string): ReadPattern => {
  const bytes: number[] = [];
  const masks: number[] = [];
  const fault = (code: RuleCode, at: number): ReadPattern => {
    const found = nameCharacter(text.codePointAt(at) ?? 0x20);
    const params = { character: characterNumber(text, at), found };
    return { ok: false, error: { code, at, length: 1, params } };
  };
  let at = 0;
  /** Two digits, or where they are missing. */
  const pair = (): readonly [value: number, mask: number] | null => {
    const digits = [text.charAt(at), text.charAt(at + 1)];
    if (!digits.every((digit) => NIBBLE.test(digit))) return null;
    at += 2;
    const [high = 0, low = 0] = digits.map((digit) => (digit === '?' ? 0 : Number.parseInt(digit, 16)));
    const [highMask = 0, lowMask = 0] = digits.map((digit) => (digit === '?' ? 0 : 15));
    return [high * 16 + low, highMask * 16 + lowMask];
  };
  const missing = (): ReadPattern => {
    const first = text.charAt(at);
    if (!NIBBLE.test(first)) return fault('ERULE_HEX', Math.min(at, Math.max(0, text.length - 1)));
    const next = text.charAt(at + 1);
    return next === '' || SEPARATOR.test(next) ? fault('ERULE_HEX_ODD', at) : fault('ERULE_HEX', at + 1);
  };
  for (;;) {
    while (at < text.length && SEPARATOR.test(text.charAt(at))) at += 1;
    if (at >= text.length) break;
    if (/^0x/i.test(text.slice(at, at + 2))) at += 2;
    const byte = pair();
    if (byte === null) return missing();
    let [value, mask] = byte;
    if (text.charAt(at) === '&') {
      at += 1;
      const masked = pair();
      if (masked === null) return missing();
      mask &= masked[0];
      value &= mask;
    }
    bytes.push(value);
    masks.push(mask);
  }
  return { ok: true, pattern: { bytes: Uint8Array.from(bytes), masks: Uint8Array.from(masks) } };
};

/** A byte that every message holds that has the pattern anywhere; null: none is sure. */
export const byteNeeded = ({ bytes, masks }: BytePattern): number | null =>
  bytes[masks.indexOf(0xff)] ?? null;

/** Whether a message that begins with a byte can have the pattern there. */
export const mayBegin =
  ({ bytes, masks }: BytePattern, how: How): ((byte: number) => boolean) =>
  (byte) => {
    if (how === 'starts' || how === 'equals') return (byte & (masks[0] ?? 0)) === (bytes[0] ?? -1);
    return true;
  };

/** Whether a message has the pattern there. Built once, asked for every message. */
export const matcherOf = ({ bytes, masks }: BytePattern, how: How): ((message: Uint8Array) => boolean) => {
  const { length } = bytes;
  const at = (message: Uint8Array, from: number): boolean => {
    for (let i = 0; i < length; i += 1) {
      if (((message[from + i] ?? 0) & (masks[i] ?? 0)) !== bytes[i]) return false;
    }
    return true;
  };
  switch (how) {
    case 'equals':
      return (message) => message.length === length && at(message, 0);
    case 'starts':
      return (message) => message.length >= length && at(message, 0);
    case 'ends':
      return (message) => message.length >= length && at(message, message.length - length);
    case 'contains': {
      // The runtime finds a byte much faster than a loop does.
      const fixed = masks.indexOf(0xff);
      const sought = bytes[fixed] ?? 0;
      return (message) => {
        const last = message.length - length;
        for (let from = 0; from <= last; from += 1) {
          if (fixed !== -1) {
            const found = message.indexOf(sought, from + fixed);
            if (found === -1) return false;
            from = found - fixed;
            if (from > last) return false;
          }
          if (at(message, from)) return true;
        }
        return false;
      };
    }
  }
};
