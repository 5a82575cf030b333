/** The most fences. */
const MOST_FENCES = 2048;
/** Rows of a fence while there are few. */
const FIRST_ROWS = 1024;

/** Rows `from` … `to` − 1. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The earliest and the latest time of every so many rows, so that rows of a span of time are found without a look at
 * those that cannot be among them, whatever order their times are in. When there are too many, neighbours are
 * merged: their memory is constant. Plain data, so that another thread can have it as it is.
 */
export interface TimeFences {
  /** Rows between two fences. */
  rowsEach: number;
  rows: number;
  /** Earliest and latest µs of each, by pairs; the last one is still open. */
  times: Float64Array<ArrayBuffer>;
  /** Of the open one. */
  earliest: number;
  latest: number;
}

export const emptyFences = (): TimeFences => ({
  rowsEach: FIRST_ROWS,
  rows: 0,
  times: new Float64Array(2 * MOST_FENCES),
  earliest: Number.POSITIVE_INFINITY,
  latest: Number.NEGATIVE_INFINITY,
});

const mergePairs = (fences: TimeFences): void => {
  const { times } = fences;
  for (let i = 0; i < MOST_FENCES / 2; i += 1) {
    times[2 * i] = Math.min(times[4 * i] ?? 0, times[4 * i + 2] ?? 0);
    times[2 * i + 1] = Math.max(times[4 * i + 1] ?? 0, times[4 * i + 3] ?? 0);
  }
  fences.rowsEach *= 2;
};

const closeFence = (fences: TimeFences): void => {
  const place = fences.rows / fences.rowsEach - 1;
  fences.times[2 * place] = fences.earliest;
  fences.times[2 * place + 1] = fences.latest;
  fences.earliest = Number.POSITIVE_INFINITY;
  fences.latest = Number.NEGATIVE_INFINITY;
  if (place === MOST_FENCES - 1) mergePairs(fences);
};

/** The next row, and its time. Called for every message while recording. */
export const fenceRow = (fences: TimeFences, micros: number): void => {
  if (micros < fences.earliest) fences.earliest = micros;
  if (micros > fences.latest) fences.latest = micros;
  fences.rows += 1;
  if (fences.rows % fences.rowsEach === 0) closeFence(fences);
};

/** Those of the ranges' rows that are from `from` on and before `to`. */
export const clipped = (ranges: readonly RowRange[], from: number, to: number): readonly RowRange[] =>
  ranges
    .map((range) => ({ from: Math.max(range.from, from), to: Math.min(range.to, to) }))
    .filter((range) => range.from < range.to);

/** In ascending order: outside of these, no row has a time from `from` on and before `to` (µs). */
export const rangesWithin = (fences: TimeFences, from: number, to: number): readonly RowRange[] => {
  const { rows, rowsEach, times, earliest, latest } = fences;
  const ranges: RowRange[] = [];
  for (let row = 0; row < rows; row += rowsEach) {
    const i = (2 * row) / rowsEach;
    const open = row + rowsEach > rows;
    const first = open ? earliest : (times[i] ?? 0);
    const last = open ? latest : (times[i + 1] ?? 0);
    if (first >= to || last < from) continue;
    const before = ranges.at(-1);
    const end = Math.min(row + rowsEach, rows);
    if (before?.to === row) ranges[ranges.length - 1] = { from: before.from, to: end };
    else ranges.push({ from: row, to: end });
  }
  return ranges;
};
