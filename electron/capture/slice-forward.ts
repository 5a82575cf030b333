import { KIND_OTHER } from './row-index';
import { type Belongs, Budget, type SliceRow, type SliceRows, sameConversations } from './slice-rows';

/** How much a slice has of what stands around the rows that it is made for, where those are many. */
export interface ForwardLimits {
  /** The most packets, and bytes of the capture file, of the slice. */
  readonly packets: number;
  readonly bytes: number;
  /** Rows of the conversations' beginnings. */
  readonly head: number;
  /** Rows of the conversations right before the first wanted one. */
  readonly before: number;
  /** Where wanted rows stand far apart: so many of its conversation before each of them, and behind it. */
  readonly near: number;
  readonly behind: number;
  /** Rows of the conversations behind the last one. */
  readonly ahead: number;
}

export interface ForwardSelection {
  /** In order. */
  readonly rows: readonly SliceRow[];
  /** Those of the wanted rows that have everything around them that they need; the others come in the next slice. */
  readonly settled: readonly number[];
}

/** Rows that are passed over on the way back, and ahead, at most: what stands further away is worth no more reading. */
const MOST_PASSED = 64 * 1024;
/** A conversation's beginning is looked for in so many rows behind its first one. */
const HEAD_PASSED = 4096;
/** Of each conversation's beginning so many rows are needed at least; of many conversations some go without. */
const LEAST_HEAD = 8;
/** Rows that are read at a time. */
const CHUNK_ROWS = 32 * 1024;
/** So far before a wanted row what belongs to it is looked for, and behind it, where wanted rows stand far apart. */
const NEAR_PASSED = 1024;
/** Beginnings are learned from so many rows at once: what takes longer keeps a question waiting. */
const MOST_LEARNED = 16 * 1024 * 1024;

/** The rows of one conversation that have gone by since the last one that was taken. */
interface Trail {
  readonly passed: SliceRow[];
  /** So many of the next ones are still taken. */
  behind: number;
}

/** Takes the wanted rows, from the first on, each with what it needs around it, until the slice is full. */
class Picker {
  readonly picked: SliceRow[] = [];
  readonly settled: number[] = [];
  readonly #trails = new Map<number, Trail>();
  readonly #budget: Budget;
  readonly #limits: ForwardLimits;
  /** Fragments and the like may belong to any conversation: then all are one. */
  readonly #one: boolean;

  constructor(budget: Budget, limits: ForwardLimits, one: boolean) {
    this.#budget = budget;
    this.#limits = limits;
    this.#one = one;
  }

  #trailOf({ record }: SliceRow): Trail {
    const key = this.#one ? 0 : record.flow;
    const known = this.#trails.get(key);
    if (known !== undefined) return known;
    const trail: Trail = { passed: [], behind: 0 };
    this.#trails.set(key, trail);
    return trail;
  }

  pass(row: SliceRow): void {
    const trail = this.#trailOf(row);
    if (trail.behind > 0 && this.#budget.take(row)) {
      trail.behind -= 1;
      this.picked.push(row);
      return;
    }
    trail.passed.push(row);
    if (trail.passed.length > 2 * this.#limits.near) trail.passed.splice(0, this.#limits.near);
  }

  /** False when it does not fit any more. */
  want(row: SliceRow): boolean {
    const trail = this.#trailOf(row);
    const needed = trail.passed.splice(0).slice(-this.#limits.near);
    if (!this.#budget.takeAll([...needed, row])) {
      // The first one goes alone rather than not at all.
      if (this.settled.length > 0 || !this.#budget.take(row)) return false;
    } else this.picked.push(...needed);
    this.picked.push(row);
    this.settled.push(row.index);
    trail.behind = this.#limits.behind;
    return true;
  }
}

const byIndex = (a: SliceRow, b: SliceRow): number => a.index - b.index;

/** Where conversations begin, in one segment: learned row by row, and remembered. */
export class FlowStarts {
  /** More conversations than that are not remembered. */
  static readonly #most = 200_000;
  readonly #first = new Map<number, number>();
  #learned = 0;

  /** Of these, those whose first row stands before `row`, and that row. Reads what was not read yet. */
  async of(
    index: SliceRows,
    flows: ReadonlySet<number>,
    row: number,
  ): Promise<readonly (readonly [number, number])[]> {
    const to = Math.min(row, this.#learned + MOST_LEARNED);
    if (this.#learned < to) {
      await index.flows(this.#learned, to, (flow, at) => {
        if (!this.#first.has(flow) && this.#first.size < FlowStarts.#most) this.#first.set(flow, at);
      });
      this.#learned = to;
    }
    return [...flows].flatMap((flow) => {
      const first = this.#first.get(flow);
      return first === undefined || first >= row ? [] : [[flow, first] as const];
    });
  }
}

/** The last rows that belong before `from`, in order. */
const rowsBefore = async (
  index: SliceRows,
  from: number,
  belongs: Belongs,
  budget: Budget,
  most: number,
): Promise<readonly SliceRow[]> => {
  const found: SliceRow[] = [];
  const backTo = Math.max(0, from - MOST_PASSED);
  for (let to = from; to > backTo; to -= CHUNK_ROWS) {
    const chunk = await index.chunk(Math.max(backTo, to - CHUNK_ROWS), to, belongs);
    for (const row of chunk.toReversed()) {
      if (found.length >= most || !budget.take(row)) return found.reverse();
      found.push(row);
    }
  }
  return found.reverse();
};

/** The beginnings of the conversations before `to`, in order. */
const rowsOfHeads = async (
  index: SliceRows,
  starts: readonly (readonly [number, number])[],
  to: number,
  budget: Budget,
  most: number,
): Promise<readonly SliceRow[]> => {
  const each = Math.max(LEAST_HEAD, Math.floor(most / Math.max(1, starts.length)));
  const found: SliceRow[] = [];
  for (const [flow, start] of starts) {
    if (found.length + each > most) break;
    const chunk = await index.chunkOfFlow(flow, start, Math.min(to, start + HEAD_PASSED));
    found.push(...chunk.slice(0, each).filter((row) => budget.take(row)));
  }
  return found.sort(byIndex);
};

/** Ranges of rows in which the wanted ones stand, with what may belong to them around. */
const rangesOf = (wanted: readonly SliceRow[]): readonly { readonly from: number; readonly to: number }[] => {
  const ranges: { from: number; to: number }[] = [];
  for (const { index } of wanted) {
    const last = ranges.at(-1);
    const [from, to] = [index - NEAR_PASSED, index + NEAR_PASSED];
    if (last === undefined) ranges.push({ from: index, to });
    else if (from <= last.to) last.to = to;
    else ranges.push({ from, to });
  }
  return ranges;
};

/**
 * A slice for as many of the `wanted` rows (ascending, messages of one interface) as fit, from the first one on: each
 * with the rows of its conversation around it. Null when the first one alone is too large.
 */
export const selectForward = async (
  index: SliceRows,
  wanted: readonly SliceRow[],
  limits: ForwardLimits,
  starts: FlowStarts,
): Promise<ForwardSelection | null> => {
  const [first] = wanted;
  if (first === undefined) return null;
  const isWanted = new Set(wanted.map((row) => row.index));
  const belongs = sameConversations(wanted);
  // The wanted ones are known: where they stand close together there is hardly anything else to be made of records.
  const belongsBetween: Belongs = (view, at, index) => !isWanted.has(index) && belongs(view, at, index);
  const reserved = limits.head + limits.before + limits.ahead;
  const picker = new Picker(
    new Budget({ packets: limits.packets - reserved, bytes: limits.bytes * 0.75 }),
    limits,
    wanted.some(({ record }) => record.kind === KIND_OTHER),
  );
  let next = 0;
  /** Takes the wanted rows before this one. False when the slice is full. */
  const takeUpTo = (end: number): boolean => {
    for (let row = wanted[next]; row !== undefined && row.index < end; row = wanted[next]) {
      if (!picker.want(row)) return false;
      next += 1;
    }
    return true;
  };
  const pick = async (): Promise<void> => {
    for (const { from, to } of rangesOf(wanted)) {
      for (let at = from; at < to; at += CHUNK_ROWS) {
        const end = Math.min(to, at + CHUNK_ROWS);
        for (const row of await index.chunk(at, end, belongsBetween)) {
          if (!takeUpTo(row.index)) return;
          picker.pass(row);
        }
        if (!takeUpTo(end)) return;
      }
    }
  };
  await pick();
  if (picker.settled.length === 0) return null;

  // The wanted ones may have taken less than there is for them, never more.
  const rest = new Budget({ packets: reserved, bytes: limits.bytes * 0.25 });
  const settled = new Set(picker.settled);
  const flows = new Set(wanted.flatMap((row) => (settled.has(row.index) ? [row.record.flow] : [])));
  const before = await rowsBefore(index, first.index, belongs, rest, limits.before);
  const headTo = before[0]?.index ?? first.index;
  const heads = await rowsOfHeads(index, await starts.of(index, flows, headTo), headTo, rest, limits.head);
  const picked = picker.picked.sort(byIndex);
  const end = (picked.at(-1)?.index ?? first.index) + 1;
  const ahead: SliceRow[] = [];
  for (const row of await index.chunk(end, end + CHUNK_ROWS, belongs)) {
    if (ahead.length >= limits.ahead || !rest.take(row)) break;
    ahead.push(row);
  }
  return { rows: [...heads, ...before, ...picked, ...ahead], settled: picker.settled };
};
