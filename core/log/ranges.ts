/** Positions `start` to `end - 1`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * A set of positions: ascending, and apart from each other. It grows with how often a person clicks, never with how
 * many rows there are.
 */
export type Ranges = readonly Range[];

/** More would be no selection that a person made. */
export const MOST_RANGES = 1000;

export const countIn = (ranges: Ranges): number =>
  ranges.reduce((count, { start, end }) => count + end - start, 0);

export const isIn = (ranges: Ranges, position: number): boolean => {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { start, end } = ranges[middle] ?? { start: 0, end: 0 };
    if (position < start) high = middle;
    else if (position >= end) low = middle + 1;
    else return true;
  }
  return false;
};

/** The set without the positions of a range. */
export const without = (ranges: Ranges, { start, end }: Range): Ranges =>
  ranges
    .flatMap((one) => [
      { start: one.start, end: Math.min(one.end, start) },
      { start: Math.max(one.start, end), end: one.end },
    ])
    .filter((one) => one.start < one.end);

/** The set with the positions of a range. */
export const withRange = (ranges: Ranges, added: Range): Ranges => {
  if (added.start >= added.end) return ranges;
  const touches = (one: Range): boolean => one.start <= added.end && one.end >= added.start;
  const joined = ranges.filter(touches);
  const start = Math.min(added.start, ...joined.map((one) => one.start));
  const end = Math.max(added.end, ...joined.map((one) => one.end));
  const apart = ranges.filter((one) => !touches(one));
  return [
    ...apart.filter((one) => one.end < start),
    { start, end },
    ...apart.filter((one) => one.start > end),
  ];
};

/** The range from one position to another, with both of them, whichever comes first. */
export const rangeOf = (one: number, other: number): Range => ({
  start: Math.min(one, other),
  end: Math.max(one, other) + 1,
});
