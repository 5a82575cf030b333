import { create } from 'zustand';
import type { Settings } from '../../core/contract/settings';
import type { TimeSpan } from '../../core/contract/time-span';
import type { Filter } from '../../core/filter/ast';
import type { FilterCode } from '../../core/filter/codes';
import { parseFilter } from '../../core/filter/parse';
import { printFilter } from '../../core/filter/print';
import type { TextFault } from '../../core/payload/fault';
import { showLogView, useLog } from './log';
import { updateSettings, useSettings } from './settings';

export type FilterFault = TextFault<FilterCode>;

interface FilterState {
  /** What stands in the field; applied a moment later, if it can be read. */
  readonly typed: string;
  /** What is wrong with it. The log goes on showing the last filter that could be read. */
  readonly fault: FilterFault | null;
  /** Only rows of this time are shown. It belongs to the capture in the log, so it is not kept. */
  readonly span: TimeSpan | null;
  /** Grows whenever the field shall take the focus. */
  readonly focus: number;
}

export const useLogFilter = create<FilterState>()(() => ({
  typed: '',
  fault: null,
  span: null,
  focus: 0,
}));

/** Moves the keyboard to the filter's field. */
export const focusFilter = (): void => useLogFilter.setState(({ focus }) => ({ focus: focus + 1 }));

/** A filter is applied when typing rests this long, in ms. */
const REST_MS = 150;

/** Filters that are remembered, as the settings allow. */
const MOST_REMEMBERED = 50;

let rest: ReturnType<typeof setTimeout> | undefined;

const filterNow = (): Settings['filter'] => useSettings.getState().settings.filter;

const show = (): void => void showLogView({ ...filterNow(), span: useLogFilter.getState().span });

const apply = (change: Partial<Settings['filter']>): void => {
  void updateSettings({ filter: { ...filterNow(), ...change } });
  show();
};

/** Looks at every row anew: what a person marked has changed, and the filter asks for it. */
export const refilterMarks = (): void => {
  if (filterNow().query.includes('frame.marked')) show();
};

/** Limits the log to a span of time, or shows all times again. */
export const limitTime = (span: TimeSpan | null): void => {
  useLogFilter.setState({ span });
  show();
};

/** Takes over what the last run left. */
export const startLogFilter = (): void => {
  useLogFilter.setState({ typed: filterNow().query, fault: null });
  useLog.subscribe(({ source }, before) => {
    if (source !== before.source && useLogFilter.getState().span !== null) limitTime(null);
  });
};

const applyTyped = (): void => {
  clearTimeout(rest);
  const { typed, fault } = useLogFilter.getState();
  if (fault === null && typed !== filterNow().query) apply({ query: typed });
};

export const typeFilter = (typed: string): void => {
  const parsed = parseFilter(typed);
  useLogFilter.setState({ typed, fault: parsed.ok ? null : parsed.error });
  clearTimeout(rest);
  rest = setTimeout(applyTyped, REST_MS);
};

/** Puts the newest first, each once. */
export const remembered = (history: readonly string[], query: string): readonly string[] =>
  [query, ...history.filter((other) => other !== query)].slice(0, MOST_REMEMBERED);

/** The filter is meant: it is applied at once and remembered. */
export const commitFilter = (): void => {
  applyTyped();
  const { typed, fault } = useLogFilter.getState();
  const query = typed.trim();
  const { filterHistory } = useSettings.getState().settings;
  if (query === '' || fault !== null || filterHistory[0] === query) return;
  void updateSettings({ filterHistory: [...remembered(filterHistory, query)] });
};

export const showDirections = (change: Partial<Pick<Settings['filter'], 'in' | 'out' | 'events'>>): void =>
  apply(change);

const emptyField = (): void => {
  clearTimeout(rest);
  useLogFilter.setState({ typed: '', fault: null });
};

/** Empties the field, and ends a search that is under way. What the toggles hide stays hidden. */
export const clearQuery = (): void => {
  emptyField();
  apply({ query: '' });
};

/** Shows every row again. */
export const clearFilter = (): void => {
  emptyField();
  useLogFilter.setState({ span: null });
  apply({ query: '', in: true, out: true, events: true });
};

/** Narrows a filter by one more condition. What is broken is replaced. */
export const narrowed = (query: string, condition: Filter): string => {
  const parsed = parseFilter(query);
  const more = printFilter(condition);
  if (!parsed.ok || parsed.filter.type === 'all') return more;
  // What was typed stays as it was typed.
  return parsed.filter.type === 'or' ? `(${query.trim()}) and ${more}` : `${query.trim()} and ${more}`;
};

export const narrowFilter = (condition: Filter): void => {
  typeFilter(narrowed(useLogFilter.getState().typed, condition));
  commitFilter();
};
