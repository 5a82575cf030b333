import type { AnswerBin } from '../../../core/contract/timing';
import { roundUp } from '../timeline/chart-layout';

/** Everything of the histogram that depends on sizes, in CSS pixels. */
export interface AnswerBars {
  /** Pixels of a bar and its gap. */
  readonly across: number;
  /** What the top of the plot stands for. */
  readonly most: number;
  /** SVG path. */
  readonly path: string;
  /** Where the words below stand: the ns at which a bin begins, at most one for each LABEL pixels. */
  readonly marks: readonly { readonly x: number; readonly ns: number }[];
}

interface Room {
  readonly width: number;
  /** Bars stand between them. */
  readonly top: number;
  readonly floor: number;
}

/** No bar is wider: one bin alone is not a wall. */
const WIDEST = 34;
/** Something is always seen, however much more there is elsewhere. */
const LEAST_HEIGHT = 1.5;
const LABEL = 58;

/** Answers by how long they took: the bins stand side by side, each as wide as the others. */
export const layOutAnswers = (bins: readonly AnswerBin[], { width, top, floor }: Room): AnswerBars => {
  const across = Math.min(WIDEST, width / Math.max(1, bins.length));
  const most = roundUp(bins.reduce((a, { count }) => Math.max(a, count), 0));
  let path = '';
  const marks: { x: number; ns: number }[] = [];
  bins.forEach(({ from, count }, bin) => {
    const x = Math.round(bin * across);
    const last = marks.at(-1);
    if ((last === undefined || x - last.x >= LABEL) && x + LABEL <= width) marks.push({ x, ns: from });
    if (count === 0) return;
    const wide = Math.max(1, Math.round((bin + 1) * across) - x - 1);
    const high = Math.max(LEAST_HEIGHT, ((floor - top) * count) / most);
    path += `M${x} ${floor}h${wide}v${(-high).toFixed(1)}h${-wide}z`;
  });
  return { across, most, path, marks };
};
