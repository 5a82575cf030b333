import type { LogRow } from '../../../core/contract/log';
import { copyText } from '../../state/inspector-copy';
import type { LogWords } from './log-words';

/** Copies a row as one line of text. */
export const copyRowLine = (row: LogRow, words: LogWords): void => {
  void copyText(words.line(row));
};
