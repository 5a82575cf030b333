import { create } from 'zustand';
import type { Filter } from '../../core/filter/ast';
import { parseFilter } from '../../core/filter/parse';
import { ask } from './bridge';
import { screenRows, useLog } from './log';
import { useLogBar } from './log-bar';
import { useFind } from './log-find';

interface MatchesState {
  /** Rows, by their numbers, that the query in the find bar matches, as far as they have been on the screen. */
  readonly rows: ReadonlySet<number>;
  /** Words that the query looks for in the text of rows. */
  readonly words: readonly string[];
}

const NOTHING: MatchesState = { rows: new Set(), words: [] };

/** The matches among the rows on the screen, while the find bar is open. */
export const useMatches = create<MatchesState>()(() => NOTHING);

/** Rows on the screen are asked about when they and the query rest for this long, in ms. */
const REST_MS = 120;
/** In a flood they never rest; then this often. */
const MOST_MS = 400;
/** Answers that are remembered for rows that come back. */
const MOST_ROWS = 4000;

/** The words that a row must have, or may have, for a query to match: what is to be seen in its text. */
export const wordsOf = (filter: Filter): readonly string[] => {
  switch (filter.type) {
    case 'search':
      return [filter.text];
    case 'and':
    case 'or':
      return filter.operands.flatMap(wordsOf);
    case 'compare': {
      const text = filter.value.type === 'text' ? filter.value.text : '';
      const inText = filter.field === 'payload' && filter.slice === null && filter.operator === 'contains';
      return inText && text !== '' ? [text] : [];
    }
    default:
      return [];
  }
};

let query = '';
/** Rows that were asked about. */
let known = new Set<number>();
let asking = false;
let due = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

const forget = (words: readonly string[]): void => {
  known = new Set();
  useMatches.setState({ rows: new Set(), words });
};

const look = async (): Promise<void> => {
  timer = undefined;
  due = 0;
  if (query === '' || asking) return;
  const asked = query;
  const rows = screenRows().filter((row) => !known.has(row));
  if (rows.length === 0) return;
  asking = true;
  const answer = await ask('log.matches', { query: asked, rows });
  asking = false;
  if (asked !== query) return schedule();
  if (!answer.ok) return;
  if (known.size > MOST_ROWS) forget(useMatches.getState().words);
  for (const row of rows) known.add(row);
  if (answer.value.rows.length > 0) {
    useMatches.setState((state) => ({ rows: new Set([...state.rows, ...answer.value.rows]) }));
  }
};

const schedule = (): void => {
  if (query === '') return;
  const now = performance.now();
  if (due === 0) due = now + MOST_MS;
  clearTimeout(timer);
  timer = setTimeout(() => void look(), Math.max(0, Math.min(REST_MS, due - now)));
};

const takeQuery = (): void => {
  const typed = useLogBar.getState().open === 'find' ? useFind.getState().typed.trim() : '';
  const parsed = parseFilter(typed);
  const next = parsed.ok ? typed : '';
  if (next === query) return;
  query = next;
  forget(parsed.ok ? wordsOf(parsed.filter) : []);
  schedule();
};

let started = false;

/** Marks what matches from now on. */
export const startMatches = (): void => {
  if (started) return;
  started = true;
  useFind.subscribe(({ typed }, before) => {
    if (typed !== before.typed) takeQuery();
  });
  useLogBar.subscribe(({ open }, before) => {
    if (open !== before.open) takeQuery();
  });
  useLog.subscribe((state, before) => {
    if (query === '') return;
    // Row numbers stand for other rows.
    if (state.source !== before.source) forget(useMatches.getState().words);
    if (state.screen !== before.screen || state.version !== before.version) schedule();
  });
};
