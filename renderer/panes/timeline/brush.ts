import type { TimeSpan } from '../../../core/contract/time-span';
import { barAt, barOf, type ChartLayout, startOf, xOf } from './chart-layout';

type Place = Pick<ChartLayout, 'from' | 'width' | 'barWidth' | 'bars'>;

/** So close to its edge, in pixels, a span is taken by the edge. */
const GRIP = 5;

/** What dragging does: a new span from an anchor, which for an edge of a span is the other edge, or moving one. */
export type Drag =
  | { readonly kind: 'stretch'; readonly anchor: number; readonly edge: boolean }
  | { readonly kind: 'move'; readonly span: TimeSpan; readonly bar: number };

/** What is under the pointer: decides the cursor's shape, and what dragging from there does. */
export type Hold = 'from' | 'to' | 'inside' | 'outside';

export const holdAt = (place: Place, span: TimeSpan | null, x: number): Hold => {
  if (span === null) return 'outside';
  const [left, right] = [xOf(place, span.from), xOf(place, span.to)];
  if (Math.abs(x - right) <= GRIP) return 'to';
  if (Math.abs(x - left) <= GRIP) return 'from';
  return x > left && x < right ? 'inside' : 'outside';
};

export const startDrag = (place: Place, span: TimeSpan | null, x: number): Drag => {
  const hold = holdAt(place, span, x);
  const bar = barAt(place, x);
  if (span === null || hold === 'outside')
    return { kind: 'stretch', anchor: startOf(place, bar), edge: false };
  if (hold === 'inside') return { kind: 'move', span, bar };
  return { kind: 'stretch', anchor: hold === 'from' ? span.to : span.from, edge: true };
};

/** From a bar to another, both whole, in either order. */
export const spanOfBars = (place: Place, one: number, other: number): TimeSpan => ({
  from: startOf(place, Math.min(one, other)),
  to: startOf(place, Math.max(one, other) + 1),
});

/** The span while the pointer is at `x`. Whole bars, so that their figures are the rows of the span. */
export const dragTo = (place: Place, drag: Drag, x: number): TimeSpan => {
  const bar = barAt(place, x);
  if (drag.kind === 'move') {
    const by = (bar - drag.bar) * place.width;
    return { from: drag.span.from + by, to: drag.span.to + by };
  }
  if (!drag.edge) return spanOfBars(place, barOf(place, drag.anchor), bar);
  const [start, end] = [startOf(place, bar), startOf(place, bar + 1)];
  return start < drag.anchor ? { from: start, to: drag.anchor } : { from: drag.anchor, to: end };
};

/** What messages and bytes a span holds of what is drawn; bars that it cuts are left out. */
export const barsWithin = (
  place: Place,
  span: TimeSpan,
): { readonly start: number; readonly end: number } => ({
  start: Math.max(0, Math.ceil((span.from - place.from) / place.width)),
  end: Math.min(place.bars, Math.floor((span.to - place.from) / place.width)),
});
