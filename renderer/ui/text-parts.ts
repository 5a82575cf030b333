/**
 * A text box lays out all of its text anew with each key: from some 100,000 characters on that takes longer than a
 * key may (measured with a bare `textarea` in Chrome 130: 50 ms at 100 kB, 500 ms at 1 MB). Texts longer than this
 * are edited a part at a time. In UTF-16 code units, as everything here.
 */
export const LONG_TEXT = 16_384;

/** As much as a part begins with; typing makes it longer. */
const PART = 4096;

/** A part that grew beyond this is cut anew. */
const MOST_IN_PART = 2 * PART;

/** How far a cut may move to fall behind a line break. */
const CUT_ROOM = 512;

/** From `start` up to but without `end`. */
export interface TextPart {
  readonly start: number;
  readonly end: number;
}

/** Where a cut at about `at` falls: behind a line break that is near, and never within a character. */
const cutNear = (text: string, at: number): number => {
  if (at <= 0) return 0;
  if (at >= text.length) return text.length;
  const line = text.lastIndexOf('\n', at - 1) + 1;
  if (line > 0 && at - line < CUT_ROOM) return line;
  const within = (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
  return within ? at - 1 : at;
};

/** The part that a place is in. */
export const partAt = (text: string, place: number): TextPart => {
  const at = Math.max(0, Math.min(place, text.length - 1));
  const index = Math.floor(at / PART);
  const start = cutNear(text, index * PART);
  const end = cutNear(text, (index + 1) * PART);
  // The cut behind the place has moved before it: then it is in the next part.
  return end > at || end === text.length ? { start, end } : { start: end, end: cutNear(text, end + PART) };
};

export const partAfter = (text: string, { end }: TextPart): TextPart | null =>
  end >= text.length ? null : { start: end, end: cutNear(text, end + PART) };

export const partBefore = (text: string, { start }: TextPart): TextPart | null =>
  start <= 0 ? null : { start: cutNear(text, start - PART), end: start };

/** The part as it can be shown: one that no longer fits the text, or has grown too long, gives way to a new one. */
export const partIn = (text: string, part: TextPart, place = part.start): TextPart => {
  const fits = part.start <= part.end && part.end <= text.length && part.end - part.start <= MOST_IN_PART;
  return fits && (part.start < part.end || text.length === 0) ? part : partAt(text, place);
};
