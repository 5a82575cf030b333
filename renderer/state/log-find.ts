import { create } from 'zustand';
import type { Failure } from '../../core/contract/failure';
import type { FindDirection } from '../../core/contract/log';
import { parseFilter } from '../../core/filter/parse';
import { ask } from './bridge';
import { jumpToLogRow, locateInView, screenRows, useLog } from './log';
import { openLogBar, showLogBar } from './log-bar';

/** How the last search went: said where it is not plain to see. */
export type FindOutcome = 'none' | 'only' | 'wrappedToFirst' | 'wrappedToLast' | 'stopped';

interface FindState {
  readonly typed: string;
  /** Why nothing can be looked for: the query is wrong, or the capture cannot be read. */
  readonly failure: Failure | null;
  readonly outcome: FindOutcome | null;
  /** A row is being looked for. */
  readonly looking: boolean;
}

export const useFind = create<FindState>()(() => ({
  typed: '',
  failure: null,
  outcome: null,
  looking: false,
}));

/** Only the newest question may move the log. */
let questions = 0;
/** Asked for while a row was being looked for: one step, for a key that is held shall not go on after it was let go. */
let following: FindDirection | null = null;

/** Calls the search off, and says so. */
export const stopFind = (): void => {
  if (!useFind.getState().looking) return;
  questions += 1;
  following = null;
  useFind.setState({ looking: false, outcome: 'stopped' });
  void ask('log.findStop');
};

export const typeFind = (typed: string): void => {
  if (useFind.getState().looking) stopFind();
  useFind.setState({ typed, failure: null, outcome: null });
};

/** The match that was gone to last. Its row may still be on its way to the window. */
let reached: { readonly view: number | null; readonly position: number; readonly row: number } | null = null;

/** Where to begin: at the selected row, else at the edge of what is on the screen. */
const startOf = (direction: FindDirection): number => {
  const { selected, selectedAt, total, view } = useLog.getState();
  if (reached !== null && reached.view === view && reached.position === selectedAt) return reached.row;
  if (selected !== null) return selected.row;
  const rows = screenRows();
  if (direction === 'next') return (rows[0] ?? 0) - 1;
  return rows.length === 0 ? total : (rows.at(-1) ?? 0) + 1;
};

const outcomeOf = (
  direction: FindDirection,
  from: number,
  row: number,
  wrapped: boolean,
): FindOutcome | null => {
  if (!wrapped) return null;
  if (row === from) return 'only';
  return direction === 'next' ? 'wrappedToFirst' : 'wrappedToLast';
};

/**
 * Selects the next row that the query matches, or the one before, among those that the filter shows; the rows that
 * match are looked for in the main process. Without a query, opens the bar to type one.
 */
export const findRow = async (direction: FindDirection): Promise<void> => {
  const { typed, looking } = useFind.getState();
  if (looking) {
    following = direction;
    return;
  }
  if (typed.trim() === '') return openLogBar('find');
  showLogBar('find');
  const parsed = parseFilter(typed);
  if (!parsed.ok) return useFind.setState({ failure: parsed.error, outcome: null });
  questions += 1;
  const question = questions;
  const from = startOf(direction);
  following = null;
  useFind.setState({ looking: true, failure: null, outcome: null });
  const found = await ask('log.find', { query: typed, from, direction });
  if (question !== questions) return;
  if (!found.ok) return useFind.setState({ looking: false, failure: found.failure });
  if (found.value.found !== 'row') {
    return useFind.setState({ looking: false, outcome: found.value.found });
  }
  const { row, wrapped } = found.value;
  const place = await locateInView(row);
  if (question !== questions) return;
  if (place !== null) await jumpToLogRow(place.position);
  if (question !== questions) return;
  useFind.setState({ looking: false, outcome: outcomeOf(direction, from, row, wrapped) });
  if (place === null) return;
  reached = { view: useLog.getState().view, position: place.position, row: place.row };
  const next = following;
  following = null;
  if (next !== null) await findRow(next);
};
