import { decodeText } from './encodings';
import { utf8CutTail } from './utf8';
import { escapeBytes, TokenList, type VisibleToken } from './visible';

/**
 * The log's Info column: UTF-8 where it is valid, `\xHH` where it is not, everything hidden made visible.
 *
 * @param bytes the first bytes of a payload
 * @param length how many bytes the whole payload has; when there are more, a character that the preview cuts off at
 *   its end is left out instead of being shown as invalid
 */
export const previewBytes = (bytes: Uint8Array, length = bytes.length): readonly VisibleToken[] => {
  const cut = length > bytes.length ? utf8CutTail(bytes) : 0;
  const tokens = new TokenList();
  for (const piece of decodeText(bytes.subarray(0, bytes.length - cut), 'utf-8')) {
    if ('text' in piece) tokens.addText(piece.text);
    else tokens.add(escapeBytes(piece.invalid), true);
  }
  return tokens.finish();
};
