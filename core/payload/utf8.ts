/**
 * How a byte sequence at a place of some encoding reads: its length when it is a character, the negative length of
 * what is invalid there otherwise. `at` is inside of `bytes`.
 */
export type SequenceReader = (bytes: Uint8Array, at: number) => number;

/**
 * UTF-8, with a "maximal subpart" as the invalid length (Unicode 3.9, "U+FFFD Substitution of Maximal Subparts";
 * the same in the WHATWG Encoding Standard).
 */
export const utf8Sequence: SequenceReader = (bytes, at) => {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return -1;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  // No overlong forms, no surrogates, nothing above U+10FFFF: all four show in the second byte.
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] ?? 0;
    if (byte < (i === 1 ? low : 0x80) || byte > (i === 1 ? high : 0xbf)) return -i;
  }
  return length;
};

/** Bytes at the end that begin a character which is cut off there: 0 to 3. */
export const utf8CutTail = (bytes: Uint8Array): number => {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const at = bytes.length - back;
    const byte = bytes[at] ?? 0;
    if (byte >= 0xc0) {
      const wanted = byte < 0xc2 || byte > 0xf4 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
      return wanted > back && utf8Sequence(bytes, at) === -back ? back : 0;
    }
    if (byte < 0x80) return 0;
  }
  return 0;
};
