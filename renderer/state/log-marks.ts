import type { FindDirection } from '../../core/contract/log';
import { ask } from './bridge';
import { jumpToLogRow, locateInView, screenRows, updateLogRows, useLog } from './log';
import { refilterMarks } from './log-filter';
import { tell } from './notices';

/** Marks the row, or takes its mark away. Without a row: the selected one. */
export const toggleMark = async (row = useLog.getState().selected?.row): Promise<void> => {
  if (row === undefined) return;
  const answer = await ask('log.mark', { row, marked: null });
  if (!answer.ok) return tell(answer.failure);
  const { marked } = answer.value;
  updateLogRows((other) => (other.row === row ? { ...other, marked } : other));
  refilterMarks();
};

export const clearMarks = async (): Promise<void> => {
  const answer = await ask('log.unmarkAll');
  if (!answer.ok) return tell(answer.failure);
  updateLogRows((row) => (row.marked ? { ...row, marked: false } : row));
  refilterMarks();
};

/** Goes to the next marked row that the filter shows, or the one before; beyond the end on from the other one. */
export const goToMark = async (direction: FindDirection): Promise<void> => {
  const { selected } = useLog.getState();
  const screen = screenRows();
  const edge = direction === 'next' ? (screen[0] ?? 0) - 1 : (screen.at(-1) ?? -1) + 1;
  for (let from = selected?.row ?? edge; ; ) {
    const answer = await ask('log.nextMark', { from, direction });
    if (!answer.ok) return tell(answer.failure);
    const { row } = answer.value;
    const place = await locateInView(row);
    if (place === null) return;
    if (place.row === row) {
      return jumpToLogRow(place.position);
    }
    // The filter had not come to this row, and hides it: on to the one behind.
    from = row;
  }
};
