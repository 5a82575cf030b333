import { formatHex } from '../../../core/payload/hex';
import { previewBytes } from '../../../core/payload/preview';
import type { MadeBytes } from '../../../core/template/template';

/** Bytes of a message that are shown. */
export const SHOWN_BYTES = 256;

/** A stretch of the message as it is shown; `made`: by an expression. */
export interface PreviewPart {
  readonly from: number;
  readonly text: string;
  readonly made: boolean;
}

/** The first bytes of a message, cut where expressions made them: as hex, or as text with escapes. */
export const previewParts = (
  bytes: Uint8Array,
  made: readonly MadeBytes[],
  hex: boolean,
): readonly PreviewPart[] => {
  const end = Math.min(bytes.length, SHOWN_BYTES);
  const parts: PreviewPart[] = [];
  const add = (from: number, to: number, isMade: boolean): void => {
    if (from >= to) return;
    const piece = bytes.subarray(from, to);
    const text = hex
      ? formatHex(piece)
      : previewBytes(piece, bytes.length - from)
          .map((token) => token.text)
          .join('');
    parts.push({ from, text, made: isMade });
  };
  let at = 0;
  for (const { from, to } of made) {
    if (from >= end) break;
    add(at, from, false);
    add(from, Math.min(to, end), true);
    at = Math.max(at, to);
  }
  add(at, end, false);
  return parts;
};
