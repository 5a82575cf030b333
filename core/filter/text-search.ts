import type { Encoding } from '../contract/draft';
import { encodeText } from '../payload/encodings';
import type { BytePattern } from './ast';
import { type Finder, findBytes } from './finder';
import { type Needle, needleOf } from './needle';

/** How text that is not ASCII may stand in a payload, besides UTF-8. */
const OTHER_ENCODINGS = ['gb18030', 'utf-16le'] as const satisfies readonly Encoding[];

const bytesOf = (text: string, encoding: Encoding): Uint8Array | null => {
  const encoded = encodeText(text, encoding);
  return encoded.ok ? encoded.bytes : null;
};

/** The ways in which a text may stand in a payload, and whether its ASCII letters may be of either case there. */
const formsOf = (text: string): readonly { readonly bytes: BytePattern; readonly ignoreCase: boolean }[] => {
  const encoder = new TextEncoder();
  if (/^\p{ASCII}*$/u.test(text)) return [{ bytes: [...encoder.encode(text)], ignoreCase: true }];
  const variants = new Set([text, text.toLowerCase(), text.toUpperCase()]);
  return [...variants].flatMap((variant) => [
    { bytes: [...encoder.encode(variant)], ignoreCase: true },
    ...OTHER_ENCODINGS.map((encoding) => bytesOf(variant, encoding))
      .filter((bytes) => bytes !== null)
      .map((bytes) => ({ bytes: [...bytes], ignoreCase: false })),
  ]);
};

/**
 * Finds a text in payloads whatever the case: as UTF-8, and when it is not all ASCII as GB 18030 (which holds GBK)
 * and UTF-16 LE too. Letters beyond ASCII are found as written, all small, or all capital.
 */
export const findText = (text: string): Finder => {
  const finders = formsOf(text).map(({ bytes, ignoreCase }) => findBytes(bytes, ignoreCase));
  const [only] = finders;
  return finders.length === 1 && only !== undefined ? only : (bytes) => finders.some((find) => find(bytes));
};

/** One of these stands wherever `findText` finds the text; null when that would be too often. */
export const needlesOfText = (text: string): readonly Needle[] | null => {
  const needles = formsOf(text).map(({ bytes, ignoreCase }) => needleOf(bytes, ignoreCase));
  return needles.every((needle) => needle !== null) ? needles : null;
};
