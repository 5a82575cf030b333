import type { FindDirection } from '../../core/contract/log';
import type { CaptureRows, Segment } from './capture-source';

/** Segments with the capture's number of their first row. */
const numbered = ({
  segments,
}: CaptureRows): readonly { readonly segment: Segment; readonly first: number }[] => {
  let first = 0;
  return segments.map((segment) => {
    const at = { segment, first };
    first += segment.rows;
    return at;
  });
};

export const countMarks = ({ segments }: CaptureRows): number =>
  segments.reduce((sum, { marks }) => sum + marks.count, 0);

/** Marks a row, or takes the mark away; null: the other of the two. Answers how it is now; null: no such row. */
export const setMark = (capture: CaptureRows, row: number, marked: boolean | null): boolean | null => {
  const at = numbered(capture).find(({ segment, first }) => row >= first && row < first + segment.rows);
  if (at === undefined) return null;
  const { marks } = at.segment;
  const next = marked ?? !marks.has(row - at.first);
  marks.set(row - at.first, next);
  return next;
};

export const clearMarks = ({ segments }: CaptureRows): void => {
  for (const { marks } of segments) marks.clear();
};

/** The nearest marked row after `row`, or before it; null when there is none. */
const markBeyond = (capture: CaptureRows, row: number, direction: FindDirection): number | null => {
  const forward = direction === 'next';
  const segments = forward ? numbered(capture) : numbered(capture).toReversed();
  for (const { segment, first } of segments) {
    const within = row - first;
    if (forward ? within >= segment.rows - 1 : within <= 0) continue;
    const { marks } = segment;
    const found = forward
      ? marks.atOrAfter(Math.max(0, within + 1))
      : marks.atOrBefore(Math.min(segment.rows, within) - 1);
    if (found !== null) return first + found;
  }
  return null;
};

/** Every marked row from `row` on in one direction, then on from the other end, `row` itself last. */
export function* marksFrom(capture: CaptureRows, row: number, direction: FindDirection): Generator<number> {
  let at = markBeyond(capture, row, direction);
  while (at !== null) {
    yield at;
    at = markBeyond(capture, at, direction);
  }
  const forward = direction === 'next';
  at = markBeyond(capture, forward ? -1 : Number.MAX_SAFE_INTEGER, direction);
  while (at !== null && (forward ? at <= row : at >= row)) {
    yield at;
    at = markBeyond(capture, at, direction);
  }
}
