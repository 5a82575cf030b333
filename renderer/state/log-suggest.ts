import { useEffect, useMemo } from 'react';
import type { DissectorName } from '../../core/contract/dissect';
import { type CompletionOption, completeFilter, type KnownValues } from '../../core/filter/complete';

import { namePrefix, useEngineFields, wantEngineFields } from './engine-fields';
import { logRowAt, useLog } from './log';
import { useNames } from './names';
import { useSettings } from './settings';

/** One thing that the filter's field offers. */
export interface Suggestion {
  readonly key: string;
  /** As shown in the list. */
  readonly label: string;
  /** What it is. */
  readonly kind: CompletionOption['kind'] | 'history';
  /** How Wireshark calls the field. */
  readonly title?: string;
  /** What the field holds when it is taken, and where the caret then stands. */
  readonly query: string;
  readonly caret: number;
}

const MOST_OF_HISTORY = 6;
const MOST_OF_ANY = 30;
/** Rows at hand that are looked through for peers. */
const ROWS_LOOKED_AT = 400;

/** Filters used before that begin with what is typed; all of them while nothing is. */
const fromHistory = (history: readonly string[], typed: string): readonly Suggestion[] => {
  const begun = typed.trim().toLowerCase();
  return history
    .filter((query) => query !== typed.trim() && query.toLowerCase().startsWith(begun))
    .slice(0, MOST_OF_HISTORY)
    .map((query) => ({ key: `history ${query}`, label: query, kind: 'history', query, caret: query.length }));
};

/** What may stand at the caret. After a field or an operator something must follow, so a space is added. */
const fromSyntax = (typed: string, caret: number, known: KnownValues): readonly Suggestion[] => {
  const completion = completeFilter(typed, caret, known);
  if (completion === null) return [];
  const { from, to, options } = completion;
  return options.map(({ text, kind }) => {
    const spaced = kind === 'value' || typed.charAt(to) === ' ' ? text : `${text} `;
    return {
      key: `${kind} ${text}`,
      label: text,
      kind,
      query: typed.slice(0, from) + spaced + typed.slice(to),
      caret: from + spaced.length,
    };
  });
};

/** What the field offers: filters used before, then what may come next. */
export const suggest = (
  typed: string,
  caret: number,
  history: readonly string[],
  known: KnownValues,
): readonly Suggestion[] => {
  // At the end of a whole term `and` and `or` would be offered all the time, before anyone asks.
  const atEnd = caret === typed.length && typed !== '' && !typed.endsWith(' ');
  const syntax = fromSyntax(typed, caret, known).filter(({ kind }) => kind !== 'keyword' || !atEnd);
  return [...fromHistory(history, typed), ...syntax].slice(0, MOST_OF_ANY);
};

/** Peers and endpoints of the newest rows at hand, each once. */
const knownValues = (endpoints: readonly string[]): KnownValues => {
  const { count } = useLog.getState();
  const peers = new Set<string>();
  const names = new Set(endpoints);
  for (let position = count - 1; position >= Math.max(0, count - ROWS_LOOKED_AT); position -= 1) {
    const row = logRowAt(position);
    if (row === undefined) continue;
    if (row.peer !== '') peers.add(row.peer);
    if (row.endpoint !== '') names.add(row.endpoint);
  }
  return { endpoint: [...names], peer: [...peers], payload: [] };
};

/** The dissectors' fields that the name before the caret may become. */
export const fromEngine = (
  typed: string,
  caret: number,
  fields: readonly DissectorName[],
): readonly Suggestion[] => {
  const prefix = namePrefix(typed, caret);
  if (prefix === null) return [];
  const from = caret - prefix.length;
  return fields
    .filter(({ name }) => name !== prefix && name.startsWith(prefix))
    .slice(0, MOST_OF_ANY)
    .map(({ name, title }) => ({
      key: `engine ${name}`,
      label: name,
      kind: 'field',
      title,
      query: `${typed.slice(0, from)}${name} ${typed.slice(caret).trimStart()}`,
      caret: from + name.length + 1,
    }));
};

/** Looked up only while the list is open. */
export const useSuggestions = (open: boolean, typed: string, caret: number): readonly Suggestion[] => {
  const history = useSettings(({ settings }) => settings.filterHistory);
  const endpoints = useNames(null);
  const fields = useEngineFields((state) => state.fields);
  const prefix = open ? namePrefix(typed, caret) : null;
  useEffect(() => wantEngineFields(prefix), [prefix]);
  return useMemo(
    () =>
      open
        ? [...suggest(typed, caret, history, knownValues(endpoints)), ...fromEngine(typed, caret, fields)]
        : [],
    [open, typed, caret, history, endpoints, fields],
  );
};
