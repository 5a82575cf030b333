import { create } from 'zustand';
import type { Failure } from '../../core/contract/failure';
import type { CaptureSpan, Moment } from '../../core/contract/log';
import { compareMoments, type GoTo, parseGoTo, resolveGoTo } from '../../core/log/go-to';
import { ask } from './bridge';
import { jumpToLogRow, locateInView, useLog } from './log';

/** Where one came when it is not quite the place that was asked for. Row numbers as shown. */
export type GoToNote =
  | { readonly note: 'empty' }
  | { readonly note: 'noneShown' }
  | { readonly note: 'lastRow'; readonly rows: number }
  | { readonly note: 'lastTime'; readonly last: Moment }
  /** The capture's limit has removed the row, or everything up to a time. */
  | { readonly note: 'removedRow'; readonly row: number }
  | { readonly note: 'removedTime'; readonly first: Moment }
  | { readonly note: 'hidden'; readonly row: number }
  | { readonly note: 'hiddenLast'; readonly row: number };

interface GoToState {
  readonly typed: string;
  /** Why one is not there. */
  readonly failure: Failure | null;
  readonly note: GoToNote | null;
  /** The filter has not yet looked at the rows up to there. */
  readonly waiting: boolean;
}

export const useGoTo = create<GoToState>()(() => ({ typed: '', failure: null, note: null, waiting: false }));

export const typeGoTo = (typed: string): void => {
  questions += 1;
  useGoTo.setState({ typed, failure: null, note: null, waiting: false });
};

/** An answer that comes sooner needs no word that it is waited for, in ms. */
const SOON_MS = 100;

/** Only the newest question may move the log. */
let questions = 0;

/** A row of the capture, from 0, and what to say when it is not quite what was asked for. */
interface Wanted {
  readonly row: number;
  readonly note: GoToNote | null;
}

const rowWanted = (row: number): Wanted => {
  const { total, removed } = useLog.getState();
  if (row <= removed) return { row: row - 1, note: { note: 'removedRow', row } };
  return row <= total
    ? { row: row - 1, note: null }
    : { row: total - 1, note: { note: 'lastRow', rows: total } };
};

const timeWanted = async (
  target: Exclude<GoTo, { by: 'row' }>,
  span: CaptureSpan,
): Promise<Wanted | Failure> => {
  const moment = resolveGoTo(target, span);
  const found = await ask('log.rowAt', moment);
  if (!found.ok) return found.failure;
  const { row } = found.value;
  const removed = useLog.getState().removed > 0 && compareMoments(moment, span.first) < 0;
  if (row !== null) return { row, note: removed ? { note: 'removedTime', first: span.first } : null };
  return { row: useLog.getState().total - 1, note: { note: 'lastTime', last: span.last } };
};

const wantedOf = async (target: GoTo): Promise<Wanted | Failure | null> => {
  if (target.by === 'row') return useLog.getState().total === 0 ? null : rowWanted(target.row);
  const span = await ask('log.span');
  if (!span.ok) return span.failure;
  return span.value === null ? null : timeWanted(target, span.value);
};

/** A row that was named is missed when the filter hides it; at a time, the first row shown is what was asked for. */
const noteAt = (target: GoTo, wanted: Wanted, row: number, last: boolean): GoToNote | null => {
  if (wanted.note !== null || row === wanted.row) return wanted.note;
  if (last && row < wanted.row) return { note: 'hiddenLast', row: wanted.row + 1 };
  return target.by === 'row' ? { note: 'hidden', row: wanted.row + 1 } : null;
};

/**
 * Goes to the row or time that was typed, or, where a filter hides it, to the next row that is shown. `arrived` is
 * called when that is exactly what was asked for, `missed` otherwise; what is to be said then is in the store.
 */
export const goTo = async (arrived: () => void, missed: () => void): Promise<void> => {
  questions += 1;
  const question = questions;
  const { typed } = useGoTo.getState();
  const parsed = parseGoTo(typed);
  const end = (said: { readonly failure: Failure | null; readonly note: GoToNote | null }): void => {
    useGoTo.setState({ ...said, waiting: false });
    if (said.failure === null && said.note === null) arrived();
    else missed();
  };
  if (!parsed.ok) return end({ failure: parsed.error, note: null });
  useGoTo.setState({ failure: null, note: null });
  const patience = setTimeout(() => {
    if (question === questions) useGoTo.setState({ waiting: true });
  }, SOON_MS);
  const wanted = await wantedOf(parsed.target);
  const place = wanted === null || 'code' in wanted ? null : await locateInView(wanted.row);
  clearTimeout(patience);
  if (question !== questions) return;
  if (wanted === null) end({ failure: null, note: { note: 'empty' } });
  else if ('code' in wanted) end({ failure: wanted, note: null });
  else if (place === null) end({ failure: null, note: { note: 'noneShown' } });
  else {
    await jumpToLogRow(place.position, () => {
      if (question !== questions) return;
      end({ failure: null, note: noteAt(parsed.target, wanted, place.row, place.last) });
    });
    // A person who moved on in the meantime is not waiting any more.
    if (question === questions && useGoTo.getState().waiting) useGoTo.setState({ waiting: false });
  }
};

/** Gives up waiting for the filter. */
export const stopGoTo = (): void => {
  questions += 1;
  useGoTo.setState({ waiting: false });
};
