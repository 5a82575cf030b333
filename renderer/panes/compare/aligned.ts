import type { DiffRun } from '../../../core/contract/compare';

/**
 * Both sides of a comparison laid side by side: a run takes as many places as its longer side has bytes, and the
 * shorter one has gaps at its end.
 */
export interface Aligned {
  readonly runs: readonly DiffRun[];
  /** Places before each run. */
  readonly before: Float64Array;
  /** All of them. */
  readonly places: number;
  /** The runs that are differences, by their places in `runs`. */
  readonly differences: readonly number[];
}

export const aligned = (runs: readonly DiffRun[]): Aligned => {
  const before = new Float64Array(runs.length);
  const differences: number[] = [];
  let places = 0;
  runs.forEach(({ kind, leftLength, rightLength }, at) => {
    before[at] = places;
    places += Math.max(leftLength, rightLength);
    if (kind !== 'same') differences.push(at);
  });
  return { runs, before, places, differences };
};

/** A part of a line that is of one run. Lengths are of the bytes that each side has in it; the rest are gaps. */
export interface AlignedPart {
  readonly run: number;
  readonly kind: DiffRun['kind'];
  readonly length: number;
  readonly left: number;
  readonly leftLength: number;
  readonly right: number;
  readonly rightLength: number;
}

/** The last run that begins at a place or before it. */
export const runAt = ({ before }: Pick<Aligned, 'before'>, place: number): number => {
  let low = 0;
  let high = before.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((before[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
};

/** A line of so many places, part by part. */
export const partsOf = (all: Aligned, line: number, perLine: number): readonly AlignedPart[] => {
  const from = line * perLine;
  const to = Math.min(all.places, from + perLine);
  const parts: AlignedPart[] = [];
  for (let at = runAt(all, from); at < all.runs.length && (all.before[at] ?? 0) < to; at += 1) {
    const run = all.runs[at];
    if (run === undefined) break;
    const begin = all.before[at] ?? 0;
    const first = Math.max(from, begin) - begin;
    const last = Math.min(to - begin, Math.max(run.leftLength, run.rightLength));
    const within = (length: number): number => Math.max(0, Math.min(length, last) - first);
    parts.push({
      run: at,
      kind: run.kind,
      length: last - first,
      left: run.left + Math.min(first, run.leftLength),
      leftLength: within(run.leftLength),
      right: run.right + Math.min(first, run.rightLength),
      rightLength: within(run.rightLength),
    });
  }
  return parts;
};

/** The place at which a byte of a side stands. */
export const placeOf = (all: Aligned, side: 'left' | 'right', offset: number): number => {
  const at = all.runs.findLastIndex((run) => run[side] <= offset && run[`${side}Length`] > 0);
  const run = all.runs[at];
  return run === undefined ? 0 : (all.before[at] ?? 0) + offset - run[side];
};

/** How many bytes differ in each way. */
export const sumOf = (runs: readonly DiffRun[]) =>
  runs.reduce(
    (sum, { kind, leftLength, rightLength }) => ({
      changed: sum.changed + (kind === 'changed' ? Math.max(leftLength, rightLength) : 0),
      left: sum.left + (kind === 'left' ? leftLength : 0),
      right: sum.right + (kind === 'right' ? rightLength : 0),
    }),
    { changed: 0, left: 0, right: 0 },
  );
