import type { Anchor, Part } from './anchors';

/** Bytes that may be taken away and put in, at most: memory grows with its square. */
const MOST_EDITS = 600;

/** Steps that all searches of one comparison may take together. */
export interface Budget {
  steps: number;
}

/**
 * The equal stretches of the shortest way from one side to the other, ascending, and how many bytes it takes away or
 * puts in (E. W. Myers, An O(ND) Difference Algorithm, 1986). Null: it needs more than MOST_EDITS, or the budget.
 */
export const shortestEdit = (
  a: Uint8Array,
  b: Uint8Array,
  { left, leftEnd, right, rightEnd }: Part,
  budget: Budget,
): { readonly same: readonly Anchor[]; readonly edits: number } | null => {
  const [n, m] = [leftEnd - left, rightEnd - right];
  const most = Math.min(MOST_EDITS, n + m);
  const offset = most + 1;
  const reach = new Int32Array(2 * offset + 1);
  /** Before each number of edits, how far each diagonal reached that it uses. */
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits += 1) {
    trace.push(reach.slice(offset - edits, offset + edits + 1));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down =
        diagonal === -edits ||
        (diagonal !== edits && (reach[offset + diagonal - 1] ?? 0) < (reach[offset + diagonal + 1] ?? 0));
      let x = down ? (reach[offset + diagonal + 1] ?? 0) : (reach[offset + diagonal - 1] ?? 0) + 1;
      const from = x;
      while (x < n && x - diagonal < m && a[left + x] === b[right + x - diagonal]) x += 1;
      budget.steps -= x - from + 1;
      reach[offset + diagonal] = x;
      if (x >= n && x - diagonal >= m) return { same: walkBack(trace, n, m, left, right), edits };
    }
    if (budget.steps <= 0) return null;
  }
  return null;
};

const walkBack = (
  trace: readonly Int32Array[],
  n: number,
  m: number,
  left: number,
  right: number,
): readonly Anchor[] => {
  const same: Anchor[] = [];
  let [x, y] = [n, m];
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const reach = trace[edits] ?? new Int32Array(0);
    const at = (diagonal: number): number => reach[diagonal + edits] ?? 0;
    const diagonal = x - y;
    const down = diagonal === -edits || (diagonal !== edits && at(diagonal - 1) < at(diagonal + 1));
    const before = down ? diagonal + 1 : diagonal - 1;
    const fromX = edits === 0 ? 0 : at(before);
    const fromY = edits === 0 ? 0 : fromX - before;
    // Where the stretch of equal bytes began, behind the edit.
    const startX = edits === 0 ? 0 : down ? fromX : fromX + 1;
    const startY = startX - diagonal;
    if (x > startX) same.push({ left: left + startX, right: right + startY, length: x - startX });
    [x, y] = [fromX, fromY];
  }
  return same.reverse();
};
