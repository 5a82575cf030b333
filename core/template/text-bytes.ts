import type { Encoding } from '../contract/draft';
import { encodeText } from '../payload/encodings';
import { type Place, refuse } from './fault';
import { formatNumber, type Run, type Value } from './value';

/** Text as bytes in an encoding, for many short texts: what is ASCII in an encoding that keeps it takes no detour. */
export const textEncoder = (encoding: Encoding): ((text: string, place: Place) => Uint8Array) => {
  const keepsAscii = !encoding.startsWith('utf-16');
  let scratch = new Uint8Array(64);
  return (text, place) => {
    if (keepsAscii && text.length <= 256) {
      if (text.length > scratch.length) scratch = new Uint8Array(256);
      let at = 0;
      for (; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        if (unit > 0x7f) break;
        scratch[at] = unit;
      }
      if (at === text.length) return scratch.subarray(0, at);
    }
    const encoded = encodeText(text, encoding);
    if (encoded.ok) return encoded.bytes;
    const { character: _, ...params } = encoded.error.params;
    return refuse(encoded.error.code, place, params);
  };
};

/** Any value as the bytes that stand for it in a message. */
export const bytesMaker = (value: Value, encoding: Encoding): ((run: Run) => Uint8Array) => {
  const { place } = value;
  const encode = textEncoder(encoding);
  switch (value.type) {
    case 'bytes':
      return value.make;
    case 'text': {
      const { make, raw } = value;
      return raw === null ? (run) => encode(make(run), place) : () => raw;
    }
    case 'number': {
      const { make, radix, width } = value;
      return (run) => encode(formatNumber(make(run), radix, width), place);
    }
  }
};
