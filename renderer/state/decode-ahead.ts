import type { DecodedRow } from '../../core/contract/dissect';
import { ask } from './bridge';
import { useDecodeAs } from './decode-as';
import { logRowAt, useLog } from './log';
import { usePulse } from './pulse';

/** Rows of the screen that are decoded at most, and trees that are kept. */
const MOST_ROWS = 60;
const MOST_KEPT = 2 * MOST_ROWS;
/** Bytes of a message, and fields of a tree, beyond which decoding takes time that nobody may have asked for. */
const MOST_BYTES = 4096;
const MOST_FIELDS = 1000;

const trees = new Map<number, DecodedRow>();
/** What the trees belong to. */
let known = '';

/** A message that comes may be the answer to any of those before it, and stands in its tree then. */
const keyNow = (): string =>
  [useLog.getState().source, usePulse.getState().capture.rows, useDecodeAs.getState().told].join(' ');

const keep = (tree: DecodedRow): void => {
  trees.set(tree.row, tree);
  for (const row of trees.keys()) if (trees.size > MOST_KEPT) trees.delete(row);
};

/** The tree of a row that was decoded ahead; undefined: it has to be asked for. */
export const treeAhead = (row: number): DecodedRow | undefined => {
  if (keyNow() !== known) trees.clear();
  return trees.get(row);
};

/** What is on the screen, with the row before it and the one behind it, from the selected row outwards. */
const placesFrom = (selectedAt: number): readonly number[] => {
  const { start, end } = useLog.getState().screen;
  return Array.from({ length: end - start + 2 }, (_, i) => start - 1 + i)
    .filter((place) => place !== selectedAt)
    .sort((a, b) => Math.abs(a - selectedAt) - Math.abs(b - selectedAt) || b - a)
    .slice(0, MOST_ROWS);
};

/**
 * Decodes the other rows on the screen, the nearest first, as far as the dissectors have at hand what they need, while
 * nothing else is asked of them: the arrow keys and the mouse go there next, and find their trees. Ends when `wanted`
 * says so.
 */
export const decodeAhead = async (wanted: () => boolean): Promise<void> => {
  const { selectedAt } = useLog.getState();
  if (selectedAt === null) return;
  if (keyNow() !== known) trees.clear();
  known = keyNow();
  for (const place of placesFrom(selectedAt)) {
    const row = logRowAt(place);
    if (row?.kind !== 'data' || row.length > MOST_BYTES || trees.has(row.row)) continue;
    const answer = await ask('dissect.ahead', { row: row.row });
    if (!wanted() || keyNow() !== known || !answer.ok) return;
    const tree = answer.value;
    if (tree === null) continue;
    if (tree.fields.length > MOST_FIELDS) return;
    keep(tree);
  }
};
