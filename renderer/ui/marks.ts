import type { DraftMark } from '../../core/template/highlight';

/** A part of a text that is drawn otherwise; `start` and `end` in UTF-16 code units. */
export type Mark = DraftMark;

/** Adds the place of an error; what it touches is not drawn as an escape as well. */
export const withError = (
  marks: readonly Mark[],
  error: { readonly at: number; readonly length: number } | null,
): readonly Mark[] => {
  if (error === null || error.length === 0) return marks;
  const place: Mark = { start: error.at, end: error.at + error.length, kind: 'error' };
  const apart = marks.filter((mark) => mark.end <= place.start || mark.start >= place.end);
  return [...apart, place].sort((a, b) => a.start - b.start);
};

/** A text cut at its marks, plain parts between. */
export const cutAtMarks = (
  text: string,
  marks: readonly Mark[],
): readonly { readonly text: string; readonly start: number; readonly kind: Mark['kind'] | null }[] => {
  const parts: { text: string; start: number; kind: Mark['kind'] | null }[] = [];
  let at = 0;
  for (const { start, end, kind } of marks) {
    if (start > at) parts.push({ text: text.slice(at, start), start: at, kind: null });
    parts.push({ text: text.slice(start, end), start, kind });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), start: at, kind: null });
  return parts;
};
