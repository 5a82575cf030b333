import type { SequenceReader } from './utf8';

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** UTF-16 (RFC 2781): a lone surrogate is two invalid bytes, an odd byte at the end is one. */
export const utf16Sequence = (bigEndian: boolean): SequenceReader => {
  const unitAt = (bytes: Uint8Array, at: number): number => {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    return bigEndian ? first * 256 + second : second * 256 + first;
  };
  return (bytes, at) => {
    if (at + 1 >= bytes.length) return -1;
    const unit = unitAt(bytes, at);
    if (isHigh(unit)) return at + 3 < bytes.length && isLow(unitAt(bytes, at + 2)) ? 4 : -2;
    return isLow(unit) ? -2 : 2;
  };
};

const swapped = (bytes: Uint8Array): Uint8Array => {
  const other = new Uint8Array(bytes.length);
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    other[at] = bytes[at + 1] ?? 0;
    other[at + 1] = bytes[at] ?? 0;
  }
  return other;
};

/** Bytes that `utf16Sequence` found valid. */
export const decodeUtf16 = (bytes: Uint8Array, bigEndian: boolean): string =>
  new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bigEndian ? swapped(bytes) : bytes);

/** No byte order mark is added. The text has no lone surrogates. */
export const encodeUtf16 = (text: string, bigEndian: boolean): Uint8Array => {
  const bytes = new Uint8Array(text.length * 2);
  const high = bigEndian ? 0 : 1;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[i * 2 + high] = unit >> 8;
    bytes[i * 2 + 1 - high] = unit & 0xff;
  }
  return bytes;
};
