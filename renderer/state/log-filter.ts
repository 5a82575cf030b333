import { create } from 'zustand';
import type { Failure } from '../../core/contract/failure';
import type { Settings } from '../../core/contract/settings';
import type { TimeSpan } from '../../core/contract/time-span';
import type { Filter } from '../../core/filter/ast';
import type { FilterCode } from '../../core/filter/codes';
import { dissectorTerms } from '../../core/filter/dissector-terms';
import { parseFilter } from '../../core/filter/parse';
import { printFilter } from '../../core/filter/print';
import { characterNumber, type TextFault } from '../../core/payload/fault';
import { failureText } from '../../core/wording';
import { ask } from './bridge';
import { useDecodeAs } from './decode-as';
import { showLogView, useLog } from './log';
import { languageOf, updateSettings, useSettings } from './settings';

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
  useDecodeAs.subscribe(({ told }, before) => {
    if (told !== before.told) void judgeAgain();
  });
  useSettings.subscribe(({ settings: { dissectors } }, { settings: before }) => {
    if (before.dissectors === 'off' && dissectors !== 'off') void judgeAgain();
  });
  useLog.subscribe(({ source }, before) => {
    if (source !== before.source && useLogFilter.getState().span !== null) limitTime(null);
  });
};

const parse = (typed: string) => parseFilter(typed, { dissectors: true });

/** Where a term that the dissectors refuse stands, and why they do. */
const engineFault = (typed: string, term: string, { code, params }: Failure, why: string): FilterFault => {
  const at = Math.max(0, typed.indexOf(term));
  const refused = code === 'EFILTER_ENGINE';
  return {
    code: refused ? 'EFILTER_ENGINE' : 'EFILTER_DISSECTORS',
    at,
    length: term.length,
    params: {
      character: characterNumber(typed, at),
      found: term,
      detail: refused ? String(params?.detail ?? '') : why,
    },
  };
};

/** What is wrong with the terms that only the dissectors can judge; null: nothing, or there are none. */
const engineFaultOf = async (typed: string): Promise<FilterFault | null> => {
  const parsed = parse(typed);
  const terms = parsed.ok ? dissectorTerms(parsed.filter) : [];
  const [first] = terms;
  if (first === undefined) return null;
  const answer = await ask('dissect.check', { terms: [...terms] });
  if (answer.ok || answer.failure.code === 'EDISSECT_SUPERSEDED') return null;
  const { failure } = answer;
  const found = failure.code === 'EFILTER_ENGINE' ? String(failure.params?.found ?? first) : first;
  return engineFault(typed, found, failure, failureText(languageOf(useSettings.getState()), failure).cause);
};

/** Answers whether the field's text is now the filter: the engine was asked for what is its own. */
const applyTyped = async (): Promise<boolean> => {
  clearTimeout(rest);
  const { typed, fault } = useLogFilter.getState();
  if (fault !== null) return false;
  if (typed === filterNow().query) return true;
  const refused = await engineFaultOf(typed);
  if (useLogFilter.getState().typed !== typed) return false;
  if (refused !== null) {
    useLogFilter.setState({ fault: refused });
    return false;
  }
  if (typed !== filterNow().query) apply({ query: typed });
  return true;
};

const isOfEngine = (fault: FilterFault | null): boolean =>
  fault?.code === 'EFILTER_ENGINE' || fault?.code === 'EFILTER_DISSECTORS';

/**
 * The dissectors are others than before: what they judged is judged anew, and what they refused they may take now. Where
 * they do not know a field of the filter any more that is said, and the log stays as it was judged last.
 */
const judgeAgain = async (): Promise<void> => {
  const { query } = filterNow();
  const { typed, fault } = useLogFilter.getState();
  const wanted = isOfEngine(fault) ? typed : query;
  const parsed = parse(wanted);
  if (!parsed.ok || dissectorTerms(parsed.filter).length === 0) return;
  const refused = await engineFaultOf(wanted);
  if (useLogFilter.getState().typed !== typed || filterNow().query !== query) return;
  if (refused === null) {
    if (isOfEngine(fault)) useLogFilter.setState({ fault: null });
    if (wanted === query) show();
    else apply({ query: wanted });
  } else if (wanted === typed) useLogFilter.setState({ fault: refused });
};

export const typeFilter = (typed: string): void => {
  const parsed = parse(typed);
  useLogFilter.setState({ typed, fault: parsed.ok ? null : parsed.error });
  clearTimeout(rest);
  rest = setTimeout(() => void applyTyped(), REST_MS);
};

/** Puts the newest first, each once. */
export const remembered = (history: readonly string[], query: string): readonly string[] =>
  [query, ...history.filter((other) => other !== query)].slice(0, MOST_REMEMBERED);

/** The filter is meant: it is applied at once and remembered. */
export const commitFilter = async (): Promise<void> => {
  const query = useLogFilter.getState().typed.trim();
  if (!(await applyTyped())) return;
  const { filterHistory } = useSettings.getState().settings;
  if (query === '' || filterHistory[0] === query) return;
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
  const parsed = parse(query);
  const more = printFilter(condition);
  if (!parsed.ok || parsed.filter.type === 'all') return more;
  // What was typed stays as it was typed.
  return parsed.filter.type === 'or' ? `(${query.trim()}) and ${more}` : `${query.trim()} and ${more}`;
};

export const narrowFilter = (condition: Filter): void => {
  typeFilter(narrowed(useLogFilter.getState().typed, condition));
  void commitFilter();
};

/** Narrows by a condition as it is written. */
export const narrowBy = (condition: string): void => {
  const parsed = parse(condition);
  if (parsed.ok) narrowFilter(parsed.filter);
};
