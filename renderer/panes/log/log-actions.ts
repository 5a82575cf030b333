import type { LogRow } from '../../../core/contract/log';
import { copyText } from '../../state/inspector-copy';
import { countChosen, readSelected } from '../../state/log-selection';
import { tell } from '../../state/notices';
import type { LogWords } from './log-words';

/** More lines are better exported to a file. */
const MOST_LINES = 20_000;

/** Copies the rows that are selected together, or this one, a line of text each. */
export const copyRowLines = async (row: LogRow, words: LogWords): Promise<void> => {
  const count = countChosen();
  if (count > MOST_LINES) {
    tell({ code: 'ESELECTION_LARGE', params: { count, max: MOST_LINES } });
    return;
  }
  const rows = count === 0 ? [row] : await readSelected(MOST_LINES);
  if ('code' in rows) tell(rows);
  else await copyText(rows.map((one) => words.line(one)).join('\n'));
};
