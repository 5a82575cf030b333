import type { Encoding } from '../contract/draft';
import { encodeText } from '../payload/encodings';
import { type Finder, findBytes } from './finder';

/** How text that is not ASCII may stand in a payload, besides UTF-8. */
const OTHER_ENCODINGS = ['gb18030', 'utf-16le'] as const satisfies readonly Encoding[];

const bytesOf = (text: string, encoding: Encoding): Uint8Array | null => {
  const encoded = encodeText(text, encoding);
  return encoded.ok ? encoded.bytes : null;
};

/**
 * Finds a text in payloads whatever the case: as UTF-8, and when it is not all ASCII as GB 18030 (which holds GBK)
 * and UTF-16 LE too. Letters beyond ASCII are found as written, all small, or all capital.
 */
export const findText = (text: string): Finder => {
  const encoder = new TextEncoder();
  const variants = new Set([text, text.toLowerCase(), text.toUpperCase()]);
  if (/^\p{ASCII}*$/u.test(text)) return findBytes([...encoder.encode(text)], true);
  const finders: Finder[] = [];
  for (const variant of variants) {
    finders.push(findBytes([...encoder.encode(variant)], true));
    for (const encoding of OTHER_ENCODINGS) {
      const bytes = bytesOf(variant, encoding);
      if (bytes !== null) finders.push(findBytes([...bytes]));
    }
  }
  return (bytes) => finders.some((find) => find(bytes));
};
