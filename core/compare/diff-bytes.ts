import type { DiffRun } from '../contract/compare';
import { type Anchor, anchorsOf, type Part } from './anchors';
import { Runs } from './runs';
import { type Budget, shortestEdit } from './shortest-edit';

/** Some two seconds of a slow processor for everything together, whatever the bytes are. */
const STEPS = 60_000_000;
/**
 * Blocks that are looked for in a part, and then smaller ones in what is left between them: what a person sees as
 * the same is long, while the shortest way from one side to the other picks single bytes from anywhere.
 */
const BLOCKS = [64, 16, 6] as const;
const SMALLEST = BLOCKS.length - 1;
/** In longer parts, both sides together, looking for so small a block takes too long, or finds it by chance. */
const BLOCKS_IN = [Number.POSITIVE_INFINITY, 4 * 1024 * 1024, 256 * 1024] as const;
/** A part of at most so many bytes, both sides together, is at last searched byte by byte. */
const SHORT = 16 * 1024;
/** Between two differences, fewer equal bytes than this are chance, where alignment was looked for. */
const LEAST_SAME = 3;
/** In longer parts that are held byte against byte, too. */
const PLAIN = 4096;

interface Sides {
  readonly a: Uint8Array;
  readonly b: Uint8Array;
  readonly runs: Runs;
  readonly budget: Budget;
}

export interface ByteDiff {
  readonly runs: readonly DiffRun[];
  readonly coarse: boolean;
}

const lengthsOf = ({ left, leftEnd, right, rightEnd }: Part): readonly [number, number] => [
  leftEnd - left,
  rightEnd - right,
];

/** Bytes that differ in two parts of one length. */
const distance = ({ a, b }: Sides, { left, leftEnd, right }: Part): number => {
  let count = 0;
  for (let i = 0; i < leftEnd - left; i += 1) if (a[left + i] !== b[right + i]) count += 1;
  return count;
};

/** Byte against byte, from the first on. */
const plain = ({ a, b, runs }: Sides, part: Part): void => {
  const [n, m] = lengthsOf(part);
  const both = Math.min(n, m);
  const least = both > PLAIN ? LEAST_SAME : 1;
  for (let at = 0; at < both; ) {
    let end = at;
    while (end < both && a[part.left + end] === b[part.right + end]) end += 1;
    const same = end - at;
    if (same >= least || at === 0 || end === both) runs.add('same', same, same);
    else runs.add('changed', same, same);
    at = end;
    while (end < both && a[part.left + end] !== b[part.right + end]) end += 1;
    runs.add('changed', end - at, end - at);
    at = end;
  }
  runs.add('left', n - both, 0);
  runs.add('right', 0, m - both);
};

const only = ({ runs }: Sides, part: Part): void => {
  const [n, m] = lengthsOf(part);
  runs.add(n === 0 ? 'right' : m === 0 ? 'left' : 'changed', n, m);
};

/** What is between equal stretches goes to `between`; those that are shorter than `least` are chance. */
const along = (
  { runs }: Sides,
  part: Part,
  same: readonly Anchor[],
  least: number,
  between: (part: Part) => void,
): void => {
  let { left, right } = part;
  for (const anchor of same) {
    if (anchor.length < least) continue;
    between({ left, leftEnd: anchor.left, right, rightEnd: anchor.right });
    runs.add('same', anchor.length, anchor.length);
    left = anchor.left + anchor.length;
    right = anchor.right + anchor.length;
  }
  between({ left, leftEnd: part.leftEnd, right, rightEnd: part.rightEnd });
};

/** Answers whether the best alignment was found. */
const middle = (sides: Sides, part: Part, level: number): boolean => {
  const [n, m] = lengthsOf(part);
  if (n === 0 || m === 0) {
    only(sides, part);
    return true;
  }
  const apart = n === m ? distance(sides, part) : Number.POSITIVE_INFINITY;
  // Messages of one length are most often the same fields with other values.
  if (apart <= n / 2) {
    plain(sides, part);
    return true;
  }
  const size = BLOCKS[level];
  if (size !== undefined) {
    if (n + m <= SHORT && level < SMALLEST) return middle(sides, part, SMALLEST);
    const useful = n + m <= (BLOCKS_IN[level] ?? 0);
    const anchors = useful ? anchorsOf(sides.a, sides.b, part, size) : [];
    if (anchors.length === 0) return middle(sides, part, level + 1);
    let whole = true;
    along(sides, part, anchors, 0, (rest) => {
      whole = compare(sides, rest, level + 1) && whole;
    });
    return whole;
  }
  const found = n + m <= SHORT ? shortestEdit(sides.a, sides.b, part, sides.budget) : null;
  if (found !== null && found.edits < apart)
    along(sides, part, found.same, LEAST_SAME, (rest) => only(sides, rest));
  else plain(sides, part);
  return found !== null;
};

/** What both sides begin and end with needs no search. */
const compare = (sides: Sides, part: Part, level: number): boolean => {
  const { a, b, runs } = sides;
  let { left, leftEnd, right, rightEnd } = part;
  while (left < leftEnd && right < rightEnd && a[left] === b[right]) {
    left += 1;
    right += 1;
  }
  const tail = leftEnd;
  while (leftEnd > left && rightEnd > right && a[leftEnd - 1] === b[rightEnd - 1]) {
    leftEnd -= 1;
    rightEnd -= 1;
  }
  runs.add('same', left - part.left, left - part.left);
  const whole = middle(sides, { left, leftEnd, right, rightEnd }, level);
  runs.add('same', tail - leftEnd, tail - leftEnd);
  return whole;
};

/**
 * How two byte sequences differ, as runs that are all of both. The cost is bounded: what is too different to be
 * aligned in time is held byte against byte, and `coarse` says so. 16 MiB against
 * 16 MiB take about a second.
 */
export const diffBytes = (a: Uint8Array, b: Uint8Array): ByteDiff => {
  const runs = new Runs();
  const part: Part = { left: 0, leftEnd: a.length, right: 0, rightEnd: b.length };
  const whole = compare({ a, b, runs, budget: { steps: STEPS } }, part, 0);
  return { runs: runs.runs, coarse: !whole || runs.cut };
};
