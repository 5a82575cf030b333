import type { KeyboardEvent, MouseEvent } from 'react';
import { isIn } from '../../../core/log/ranges';
import { canCompare, compareRow } from '../../state/compare';
import { focusInspector } from '../../state/inspector';
import { followLog, logStep, selectLogRow, unselectLogRow, useLog } from '../../state/log';
import { stopFind, useFind } from '../../state/log-find';
import { toggleMark } from '../../state/log-marks';
import {
  extendSelection,
  moveFocus,
  selectAllRows,
  selectOne,
  toggleSelection,
} from '../../state/log-selection';
import { pageRows, type RowRange, type ScrollSpace } from '../../ui/row-scroller-maths';
import { copyRowLines } from './log-actions';
import type { LogWords } from './log-words';

type Modifiers = Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>;

const isControl = ({ ctrlKey, metaKey }: Modifiers): boolean => ctrlKey || metaKey;

/** Rows that a key goes up or down; undefined: it is another key. */
const stepsOf = (event: KeyboardEvent, space: ScrollSpace): number | undefined => {
  // With Ctrl they go through the tabs of endpoints.
  if (isControl(event) && event.key.startsWith('Page')) return undefined;
  return {
    ArrowUp: -1,
    ArrowDown: 1,
    PageUp: -pageRows(space),
    PageDown: pageRows(space),
  }[event.key];
};

const step = (event: KeyboardEvent, rows: number, screen: RowRange): void => {
  const to = logStep(rows);
  if (to === null) selectLogRow(rows < 0 ? screen.end - 1 : screen.first);
  else if (event.shiftKey) extendSelection(to, isControl(event));
  else if (isControl(event)) moveFocus(to);
  else selectLogRow(to);
};

/** To the first row, or the last. */
const goToEnd = (event: KeyboardEvent, position: number): void => {
  if (event.shiftKey) extendSelection(position, isControl(event));
  else selectLogRow(position);
  if (event.key === 'End') followLog(true);
};

/** Several become one, and one none. */
const unselect = (): void => {
  if (useLog.getState().chosen.length > 0) selectOne();
  else unselectLogRow();
};

/** What a key does in the rows; answers whether it does anything. `screen`: the rows in view. */
export const pressInLog = (
  event: KeyboardEvent,
  space: ScrollSpace,
  screen: RowRange,
  words: LogWords,
): boolean => {
  const { first, count, selected, selectedAt } = useLog.getState();
  if (event.altKey) return false;
  const steps = stepsOf(event, space);
  const key = event.key.toLowerCase();
  if (steps !== undefined) step(event, steps, screen);
  else if (event.key === 'Home') goToEnd(event, first);
  else if (event.key === 'End') goToEnd(event, count - 1);
  else if (isControl(event)) {
    if (key === 'a') selectAllRows();
    else if (key === 'c' && selected !== null) void copyRowLines(selected, words);
    else if (key === ' ' && selectedAt !== null) toggleSelection(selectedAt);
    else return false;
  } else if (event.key === 'Escape' && useFind.getState().looking) stopFind();
  else if (selected === null) return false;
  else if (event.key === 'Enter') focusInspector();
  else if (key === 'm') void toggleMark(selected.row);
  else if (key === 'c' && canCompare(selected)) compareRow(selected);
  else if (event.key === 'Escape') unselect();
  else return false;
  return true;
};

/**
 * What a press of the mouse on a row selects: with Shift a span, with Ctrl one row more or less. The right button leaves
 * several as they are, when it is on one of them.
 */
export const clickInLog = (event: MouseEvent, position: number): void => {
  if (event.button === 2) {
    const { chosen } = useLog.getState();
    if (isIn(chosen, position)) moveFocus(position);
    else selectLogRow(position);
  } else if (event.button === 0) {
    if (event.shiftKey) extendSelection(position, isControl(event));
    else if (isControl(event)) toggleSelection(position);
    else selectLogRow(position);
  }
};
