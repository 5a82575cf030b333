import type { BucketPoints } from '../../../core/contract/field-chart';
import type { TimeSpan } from '../../../core/contract/time-span';

/** What a lane's drawing depends on, in CSS pixels. */
export interface LaneRoom {
  readonly width: number;
  readonly height: number;
  /** The time from the left edge to the right one. */
  readonly span: TimeSpan;
}

export interface LaneLayout {
  /** The middle of each point. */
  readonly xs: readonly number[];
  /** The scale: its bottom and its top. */
  readonly least: number;
  readonly most: number;
  /** SVG paths: between the least and the most of each point, along the means, and where points stand alone. */
  readonly band: string;
  readonly line: string;
  readonly dots: string;
}

/** Above and below, so that the outermost values do not touch the edge. */
const MARGIN = 4;
/** So many points stand so far apart that each is drawn. */
const FEW = 80;
const DOT = 2;

/** From the first point of all to the end of the last; null while there is none. */
export const spanOf = (all: readonly BucketPoints[]): TimeSpan | null => {
  const some = all.filter(({ from }) => from.length > 0);
  if (some.length === 0) return null;
  const from = Math.min(...some.map((points) => points.from[0] ?? 0));
  const to = Math.max(...some.map((points) => (points.from.at(-1) ?? 0) + points.width));
  return { from, to };
};

/** Where a value stands, from the top. Values that are all the same stand in the middle. */
export const yOf = (
  { least, most }: Pick<LaneLayout, 'least' | 'most'>,
  height: number,
  value: number,
): number =>
  most === least ? height / 2 : MARGIN + (height - 2 * MARGIN) * (1 - (value - least) / (most - least));

const at = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** A field's points over time, in a scale of their own. */
export const layOutLane = (points: BucketPoints, { width, height, span }: LaneRoom): LaneLayout => {
  const across = Math.max(1, span.to - span.from);
  const xs = Array.from(points.from, (from) => ((from + points.width / 2 - span.from) / across) * width);
  const least = points.least.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = points.most.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const scale = { least, most };
  const y = (values: Float64Array, i: number): number => yOf(scale, height, values[i] ?? 0);
  const there = xs.map((x, i) => at(x, y(points.most, i)));
  const back = xs.map((x, i) => at(x, y(points.least, i))).reverse();
  const means = xs.map((x, i) => at(x, y(points.mean, i)));
  const dots = xs.length > FEW ? [] : xs.map((x, i) => [x, y(points.mean, i)] as const);
  return {
    xs,
    least,
    most,
    band: xs.length < 2 ? '' : `M${[...there, ...back].join('L')}z`,
    line: xs.length < 2 ? '' : `M${means.join('L')}`,
    dots: dots
      .map(
        ([x, top]) =>
          `M${at(x - DOT, top)}a${DOT} ${DOT} 0 1 0 ${2 * DOT} 0a${DOT} ${DOT} 0 1 0 ${-2 * DOT} 0`,
      )
      .join(''),
  };
};

/** The point nearest to a place; -1 without any. */
export const pointAt = ({ xs }: Pick<LaneLayout, 'xs'>, x: number): number => {
  let [low, high] = [0, xs.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [left = 0, right = 0] = [xs[middle], xs[middle + 1]];
    if (x - left <= right - x) high = middle;
    else low = middle + 1;
  }
  return xs.length === 0 ? -1 : low;
};
