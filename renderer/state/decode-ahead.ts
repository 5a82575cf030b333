import type { DecodedRow } from '../../core/contract/dissect';
import { ask } from './bridge';
import { useDecodeAs } from './decode-as';
import { logRowAt, useLog } from './log';
import { usePulse } from './pulse';

/** So many rows above the selected one, and below it, are decoded while nothing else is asked of the dissectors. */
const BESIDE = 8;
/** Trees that are kept at most. */
const MOST_KEPT = 64;
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

/**
 * Decodes the rows beside the selected one, the nearest first, as far as the dissectors have at hand what they need:
 * the arrow keys and the mouse go there next, and find their trees. Ends when `wanted` says so.
 */
export const decodeAhead = async (wanted: () => boolean): Promise<void> => {
  const { selectedAt } = useLog.getState();
  if (selectedAt === null) return;
  if (keyNow() !== known) trees.clear();
  known = keyNow();
  const places = Array.from({ length: BESIDE }, (_, i) => [selectedAt + i + 1, selectedAt - i - 1]).flat();
  for (const place of places) {
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
