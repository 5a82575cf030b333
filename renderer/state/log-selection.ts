import type { Failure } from '../../core/contract/failure';
import { MAX_ROWS_PER_PAGE } from '../../core/contract/limits';
import type { LogRow } from '../../core/contract/log';
import { countIn, isIn, MOST_RANGES, type Ranges, rangeOf, without, withRange } from '../../core/log/ranges';
import { ask } from './bridge';
import { focusLogRow, useLog } from './log';
import { tell } from './notices';

type DataRow = Extract<LogRow, { readonly kind: 'data' }>;

/** What was removed by the capture's limit is selected no more. */
const there = ({ chosen, first }: { readonly chosen: Ranges; readonly first: number }): Ranges =>
  first === 0 ? chosen : without(chosen, { start: 0, end: first });

/** Positions of the view that are selected: several, or the one that the keyboard is on. */
export const selectedRanges = (): Ranges => {
  const state = useLog.getState();
  if (state.chosen.length > 0) return there(state);
  return state.selectedAt === null ? [] : [rangeOf(state.selectedAt, state.selectedAt)];
};

/** How many rows are selected together; 0: none, or just the one that the keyboard is on. */
export const countChosen = (): number => countIn(there(useLog.getState()));

/** The same, for what shows it. */
export const useChosen = (): number => useLog((state) => countIn(there(state)));

const choose = (chosen: Ranges, anchor: number): void => {
  if (chosen.length > MOST_RANGES) {
    tell({ code: 'ESELECTION_RANGES', params: { max: MOST_RANGES } });
    return;
  }
  const { selectedAt } = useLog.getState();
  const alone = countIn(chosen) === 1 && selectedAt !== null && isIn(chosen, selectedAt);
  useLog.setState({ chosen: alone ? [] : chosen, anchor });
};

/** Selects what lies from where the span began up to a position, beside what is selected already (`add`) or instead. */
export const extendSelection = (position: number, add = false): void => {
  const { anchor, selectedAt } = useLog.getState();
  const before = add ? selectedRanges() : [];
  focusLogRow(position);
  const at = useLog.getState().selectedAt;
  if (at === null) return;
  const from = anchor ?? selectedAt ?? at;
  choose(withRange(before, rangeOf(from, at)), from);
};

/** Selects a position beside the others, or takes it from them. */
export const toggleSelection = (position: number): void => {
  const before = selectedRanges();
  focusLogRow(position);
  const at = useLog.getState().selectedAt;
  if (at === null) return;
  const one = rangeOf(at, at);
  choose(isIn(before, at) ? without(before, one) : withRange(before, one), at);
};

/** Moves the keyboard alone: what is selected stays. */
export const moveFocus = (position: number): void => {
  const chosen = selectedRanges();
  const { anchor } = useLog.getState();
  focusLogRow(position);
  const at = useLog.getState().selectedAt;
  if (at !== null) choose(chosen, anchor ?? at);
};

/** Selects every row that the view has by now. */
export const selectAllRows = (): void => {
  const { first, count, selectedAt } = useLog.getState();
  if (count <= first) return;
  if (selectedAt === null) focusLogRow(count - 1);
  choose([{ start: first, end: count }], useLog.getState().selectedAt ?? first);
};

/** Back to the one row that the keyboard is on. */
export const selectOne = (): void => useLog.setState({ chosen: [], anchor: null });

/** The selected rows in their order: at most so many, from the first on. */
export const readSelected = async (most: number): Promise<readonly LogRow[] | Failure> => {
  const { view, selected, chosen } = useLog.getState();
  if (chosen.length === 0 || view === null) return selected === null ? [] : [selected];
  const rows: LogRow[] = [];
  for (const { start, end } of selectedRanges()) {
    for (let from = start; from < end && rows.length < most; ) {
      const count = Math.min(MAX_ROWS_PER_PAGE, end - from, most - rows.length);
      const page = await ask('log.page', { view, start: from, count });
      if (!page.ok) return page.failure;
      rows.push(...page.value.rows);
      from += count;
    }
  }
  return rows;
};

/** The messages among the selected rows. Fails with ESELECTION_LARGE or ESELECTION_NO_MESSAGES. */
export const readSelectedMessages = async (most: number): Promise<readonly DataRow[] | Failure> => {
  const count = countIn(selectedRanges());
  if (count > most) return { code: 'ESELECTION_LARGE', params: { count, max: most } };
  const rows = await readSelected(most);
  if ('code' in rows) return rows;
  const messages = rows.filter((row): row is DataRow => row.kind === 'data');
  return messages.length === 0 ? { code: 'ESELECTION_NO_MESSAGES' } : messages;
};
