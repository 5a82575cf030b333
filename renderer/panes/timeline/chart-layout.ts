import type { Timeline } from '../../../core/contract/timeline';

/** Everything of the drawing that depends on sizes, in CSS pixels. */
export interface ChartLayout {
  /** µs at x = 0, and pixels of a bar. */
  readonly from: number;
  readonly barWidth: number;
  /** µs of a bar, and how many bars there are. */
  readonly width: number;
  readonly bars: number;
  /** The line that bars stand on and hang from. */
  readonly axisY: number;
  /** What the highest bar of each side counts: the scale of the drawing. */
  readonly peakIn: number;
  readonly peakOut: number;
  /** SVG paths. */
  readonly inPath: string;
  readonly outPath: string;
}

/** No bar is wider: a message alone is not a wall. */
const WIDEST = 12;
/** Where bars are added while one looks, there is room for this many before all become narrower. */
const GROWTH = 8;
/** Something is always seen, however much more there is elsewhere. */
const LEAST_HEIGHT = 1.5;
/** The side on which little happens has at least this share of the height. */
const LEAST_SHARE = 0.16;

const ROUND = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** The next round number; 0 for 0. */
export const roundUp = (value: number): number => {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  return ROUND.map((step) => step * power).find((step) => step >= value * (1 - 1e-9)) ?? 10 * power;
};

/** Where a bar begins, in whole pixels, so that all are sharp and their gaps alike. */
const edge = (bar: number, barWidth: number): number => Math.round(bar * barWidth);

const pathOf = (values: Float64Array, barWidth: number, axisY: number, perUnit: number): string => {
  const gap = barWidth >= 3 ? 1 : 0;
  let path = '';
  values.forEach((value, bar) => {
    if (value === 0) return;
    const x = edge(bar, barWidth);
    const across = Math.max(1, edge(bar + 1, barWidth) - x - gap);
    const size = Math.max(LEAST_HEIGHT, Math.abs(value * perUnit));
    const height = perUnit > 0 ? -size : size;
    path += `M${x} ${axisY}h${across}v${height.toFixed(1)}h${-across}z`;
  });
  return path;
};

export interface ChartRoom {
  readonly width: number;
  /** Between them the bars are drawn. */
  readonly top: number;
  readonly bottom: number;
  /** The end is still open: more bars will come. */
  readonly growing: boolean;
}

const largest = (values: Float64Array): number => values.reduce((a, b) => Math.max(a, b), 0);

/** What came in stands above the axis, what went out hangs below it, in one scale. */
export const layOut = (
  { from, width, messagesIn, messagesOut, bytesIn, bytesOut }: Timeline,
  measure: 'messages' | 'bytes',
  room: ChartRoom,
): ChartLayout => {
  const [ins, outs] = measure === 'messages' ? [messagesIn, messagesOut] : [bytesIn, bytesOut];
  const bars = ins.length;
  const places = room.growing ? Math.ceil(bars / GROWTH) * GROWTH : bars;
  const barWidth = room.width / Math.max(1, places, room.width / WIDEST);
  const [peakIn, peakOut] = [largest(ins), largest(outs)];
  // Round, so that bars already there do not move with every message.
  const [mostIn, mostOut] = [roundUp(peakIn), roundUp(peakOut)];
  const height = room.bottom - room.top;
  const share = mostIn + mostOut === 0 ? 1 - LEAST_SHARE : mostIn / (mostIn + mostOut);
  const axisY = Math.round(room.top + height * Math.min(1 - LEAST_SHARE, Math.max(LEAST_SHARE, share)));
  // One scale for both, by the side that has less room for what it holds.
  const perUnit = Math.min(
    mostIn === 0 ? Number.POSITIVE_INFINITY : (axisY - room.top) / mostIn,
    mostOut === 0 ? Number.POSITIVE_INFINITY : (room.bottom - axisY) / mostOut,
  );
  return {
    from,
    width,
    bars,
    barWidth,
    axisY,
    peakIn,
    peakOut,
    inPath: pathOf(ins, barWidth, axisY, perUnit),
    outPath: pathOf(outs, barWidth, axisY, -perUnit),
  };
};

type Place = Pick<ChartLayout, 'from' | 'width' | 'barWidth' | 'bars'>;

/** Pixels from the left of a time in µs. */
export const xOf = ({ from, width, barWidth }: Place, micros: number): number =>
  ((micros - from) / width) * barWidth;

/** The bar at a place, or the nearest one. */
export const barAt = ({ barWidth, bars }: Place, x: number): number =>
  Math.max(0, Math.min(bars - 1, Math.floor(x / barWidth)));

/** The first µs of a bar. */
export const startOf = ({ from, width }: Place, bar: number): number => from + bar * width;

/** The bar in which a time is, or the nearest one. */
export const barOf = ({ from, width, bars }: Place, micros: number): number =>
  Math.max(0, Math.min(bars - 1, Math.floor((micros - from) / width)));
