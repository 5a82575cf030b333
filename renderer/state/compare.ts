import { create } from 'zustand';
import type { Comparison } from '../../core/contract/compare';
import type { Compared } from '../../core/contract/compare-choices';
import type { DecodedRow } from '../../core/contract/dissect';
import type { Failure } from '../../core/contract/failure';
import type { LogRow } from '../../core/contract/log';
import { ask } from './bridge';
import { createByteFeed } from './inspector-bytes';
import { useLog } from './log';

export type CompareView = 'bytes' | 'fields';
export type CompareSide = 'left' | 'right';

interface CompareState {
  /** The row that waits for another one to be compared with; null: none does. */
  readonly first: number | null;
  readonly open: boolean;
  /** Numbers of rows as typed, from 1. */
  readonly left: string;
  readonly right: string;
  readonly what: Compared;
  readonly view: CompareView;
  readonly comparison: Comparison | null;
  readonly comparing: boolean;
  readonly failure: Failure | null;
  /** What the dissectors say of both rows; null before they did. */
  readonly trees: { readonly left: DecodedRow; readonly right: DecodedRow } | null;
  readonly treesFailure: Failure | null;
  /** Grows whenever bytes arrive. */
  readonly version: number;
  /** A byte that shall be brought into view; a new object each time it is asked for. */
  readonly aim: { readonly side: CompareSide; readonly offset: number } | null;
}

const NOTHING = {
  comparison: null,
  comparing: false,
  failure: null,
  trees: null,
  treesFailure: null,
  aim: null,
} as const;

export const useCompare = create<CompareState>()(() => ({
  first: null,
  open: false,
  left: '',
  right: '',
  what: 'message',
  view: 'bytes',
  version: 0,
  ...NOTHING,
}));

const feedOf = (side: CompareSide) =>
  createByteFeed(
    ({ row, offset, length }) => ask('compare.bytes', { comparison: row, side, offset, length }),
    (failed) =>
      useCompare.setState(({ version, failure }) => ({
        version: version + 1,
        failure: failed?.failure ?? failure,
      })),
  );

/** The bytes of both sides, as far as they are looked at. */
export const comparedBytes = { left: feedOf('left'), right: feedOf('right') } as const;

/** The number of a row from what is typed; null: it is none. */
export const typedRow = (typed: string): number | null => {
  const digits = typed.replaceAll(/[\s,.#]/g, '');
  return /^[1-9]\d{0,14}$/.test(digits) ? Number(digits) - 1 : null;
};

/** Only the newest answers are shown. */
let questions = 0;

const readTrees = async (question: number, left: number, right: number): Promise<void> => {
  const answers = [
    await ask('dissect.row', { row: left, packet: null }),
    await ask('dissect.row', { row: right, packet: null }),
  ] as const;
  if (question !== questions) return;
  const [one, other] = answers;
  if (one.ok && other.ok) useCompare.setState({ trees: { left: one.value, right: other.value } });
  else useCompare.setState({ treesFailure: one.ok ? (other.ok ? null : other.failure) : one.failure });
};

/** Compares what is typed and chosen now. */
const compareNow = async (): Promise<void> => {
  questions += 1;
  const question = questions;
  const { left: typedLeft, right: typedRight, what, view } = useCompare.getState();
  const [left, right] = [typedRow(typedLeft), typedRow(typedRight)];
  useCompare.setState({ ...NOTHING, comparing: left !== null && right !== null });
  if (left === null || right === null) return;
  const answer = await ask('compare.begin', { left, right, what });
  if (question !== questions) return;
  if (!answer.ok) return useCompare.setState({ comparing: false, failure: answer.failure });
  const { id, left: one, right: other } = answer.value;
  comparedBytes.left.open(id, one.compared);
  comparedBytes.right.open(id, other.compared);
  useCompare.setState({ comparing: false, comparison: answer.value });
  if (view === 'fields' && what === 'message') void readTrees(question, left, right);
};

/** Opens the comparison of two rows; of those that are not given, the field is empty. */
const openCompare = (left: number | null, right: number | null): void => {
  const typed = (row: number | null): string => (row === null ? '' : String(row + 1));
  useCompare.setState({ open: true, first: null, left: typed(left), right: typed(right) });
  void compareNow();
};

export const closeCompare = (): void => {
  questions += 1;
  useCompare.setState({ open: false, ...NOTHING });
  comparedBytes.left.open(null, 0);
  comparedBytes.right.open(null, 0);
  void ask('compare.end');
};

export const canCompare = (row: LogRow | null): boolean => row?.kind === 'data';

/** The first row is chosen, the second one compared with it; the first one again takes the choice back. */
export const compareRow = (row: LogRow | null = useLog.getState().selected): void => {
  if (row === null || !canCompare(row)) return;
  const { first } = useCompare.getState();
  if (first === null) useCompare.setState({ first: row.row });
  else if (first === row.row) forgetFirst();
  else openCompare(first, row.row);
};

export const forgetFirst = (): void => useCompare.setState({ first: null });

/** Compares any two rows: what is chosen and selected is there already. */
export const askCompare = (): void => {
  const { selected } = useLog.getState();
  const { first } = useCompare.getState();
  const row = selected?.kind === 'data' ? selected.row : null;
  if (first === null || first === row) openCompare(row, null);
  else openCompare(first, row);
};

export const typeCompared = (side: CompareSide, typed: string): void =>
  useCompare.setState(side === 'left' ? { left: typed } : { right: typed });

/** Compares what was typed. */
export const takeTyped = (): void => void compareNow();

export const swapCompared = (): void => {
  useCompare.setState(({ left, right }) => ({ left: right, right: left }));
  void compareNow();
};

export const compareAs = (what: Compared): void => {
  useCompare.setState({ what, ...(what !== 'message' && { view: 'bytes' }) });
  void compareNow();
};

export const showCompared = (view: CompareView): void => {
  const { left, right, trees } = useCompare.getState();
  useCompare.setState({ view });
  const [one, other] = [typedRow(left), typedRow(right)];
  if (view === 'fields' && trees === null && one !== null && other !== null)
    void readTrees(questions, one, other);
};

/** Shows where a byte of a side stands. */
export const aimCompared = (side: CompareSide, offset: number): void =>
  useCompare.setState({ view: 'bytes', aim: { side, offset } });

/** Rows of another capture have the same numbers: a choice does not outlive its own. */
export const followCompared = (): (() => void) =>
  useLog.subscribe(({ source }, before) => {
    if (source === before.source) return;
    forgetFirst();
    if (useCompare.getState().open) closeCompare();
  });
