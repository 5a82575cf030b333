import type { RowInfo } from '../../../core/contract/dissect';
import type { LogRow } from '../../../core/contract/log';
import { COLUMN_WIDTH, fieldOf, isFieldColumn, type LogColumn } from '../../../core/contract/log-columns';
import { plainSentence } from '../../../core/payload/visible';
import { CHARACTER } from './column-plan';
import type { RowPaint } from './row-painter';

/** All of what a cell would say with any room. */
const textOf = (
  column: LogColumn,
  row: LogRow,
  said: RowInfo | undefined,
  { words, today }: Pick<RowPaint, 'words' | 'today'>,
): string => {
  if (isFieldColumn(column)) return plainSentence(said?.values[fieldOf(column)] ?? '');
  switch (column) {
    case 'number':
      // The sign of a marked row stands in front of it.
      return `${row.row + 1}  `;
    case 'time': {
      const day = words.day(row);
      return `${day === today ? '' : `${day} `}${words.clock(row)} ${words.micros(row)}`;
    }
    case 'protocol':
      return words.protocol(row);
    case 'direction':
    case 'info':
      return '';
    default:
      return words.cell[column](row);
  }
};

/** The width in CSS pixels in which a column shows all of these rows, and its name. */
export const fittingWidth = (
  grid: Element | null,
  column: LogColumn,
  rows: readonly LogRow[],
  saidOf: (row: number) => RowInfo | undefined,
  paint: RowPaint,
): number => {
  const canvas = document.createElement('canvas').getContext('2d');
  const cell = grid?.querySelector(`[role=gridcell][data-column="${column}"]`);
  const head = grid?.querySelector(`[role=columnheader][data-column="${column}"] > span`);
  const measured = (text: string, like: Element | null | undefined): number => {
    if (canvas === null || like == null) return text.length * CHARACTER;
    // The shorthand is empty where a part of the type cannot be said in it (ligatures).
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(like);
    canvas.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    return canvas.measureText(text).width;
  };
  const widest = rows.reduce(
    (most, row) => Math.max(most, measured(textOf(column, row, saidOf(row.row), paint), cell)),
    measured(head?.textContent ?? '', head),
  );
  const sign = column === 'direction' ? 14 : 0;
  const width = Math.ceil(Math.max(widest, sign)) + 2 * paint.plan.padding + 1;
  return Math.min(COLUMN_WIDTH.most, Math.max(COLUMN_WIDTH.least, width));
};
