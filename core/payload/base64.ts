/** Base64 of RFC 4648, also its URL-safe alphabet, in one line or several; filled up with `=` or not. */
const LINES = /^[A-Za-z0-9+/\-_\s]+={0,2}\s*$/;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map([
  ...[...ALPHABET].map((letter, value) => [letter.charCodeAt(0), value] as const),
  ['-'.charCodeAt(0), 62] as const,
  ['_'.charCodeAt(0), 63] as const,
]);

/** The bytes of a text that is Base64 from its beginning to its end; null: it is not, or says nothing. */
export const readBase64 = (text: string): Uint8Array<ArrayBuffer> | null => {
  if (!LINES.test(text)) return null;
  const written = text.replaceAll(/\s/g, '');
  const digits = written.replace(/=+$/, '');
  const rest = digits.length % 4;
  const isFilled = digits.length === written.length || written.length % 4 === 0;
  if (digits === '' || rest === 1 || !isFilled) return null;
  const out = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let length = 0;
  for (let at = 0; at < digits.length; at += 1) {
    held = ((held << 6) | (VALUES.get(digits.charCodeAt(at)) ?? 0)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out[length++] = (held >> bits) & 0xff;
  }
  // Bits that belong to no byte are zero, or it was not made of bytes.
  return (held & ((1 << bits) - 1)) === 0 ? out : null;
};
