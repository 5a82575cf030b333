import { escapeSpans } from '../payload/escapes';
import { type Notation, scanParts } from './scan';

/** A part of a draft that is drawn otherwise while it is typed. */
export interface DraftMark {
  readonly start: number;
  readonly end: number;
  readonly kind: 'escape' | 'expression' | 'error';
}

/** Expressions, and in text the escapes beside them, right and wrong ones, in order. */
export const draftMarks = (source: string, notation: Notation): readonly DraftMark[] => {
  if (notation === 'raw') return [];
  return scanParts(source, notation).flatMap(({ kind, start, end, closed }): readonly DraftMark[] => {
    if (kind === 'expression') return [{ start, end, kind: closed ? 'expression' : 'error' }];
    if (notation === 'hex') return [];
    const piece = source.slice(start, end);
    return escapeSpans(piece).map((mark) => ({
      ...mark,
      start: start + mark.start,
      end: start + mark.end,
    }));
  });
};
