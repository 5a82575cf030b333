import type { TFunction } from 'i18next';
import { fieldOf, isFieldColumn, type LogColumn, type OwnColumn } from '../../../core/contract/log-columns';

/** The words of the columns, in the namespace `log`. */
const COLUMN_WORDS = {
  number: 'columnNumber',
  time: 'columnTime',
  date: 'columnDate',
  delta: 'columnDelta',
  elapsed: 'columnElapsed',
  endpoint: 'columnEndpoint',
  local: 'columnLocal',
  peer: 'columnPeer',
  connection: 'columnConnection',
  direction: 'columnDirection',
  protocol: 'columnProtocol',
  severity: 'columnSeverity',
  length: 'columnLength',
  info: 'columnInfo',
} as const satisfies Readonly<Record<OwnColumn, string>>;

/** What stands over a column whose name is too long for it. */
const COLUMN_HEADS = {
  elapsed: 'headElapsed',
  local: 'headLocal',
  connection: 'headConnection',
} as const satisfies Partial<Readonly<Record<OwnColumn, string>>>;

/** Columns that are headed by a sign and named by a word. */
const COLUMN_SIGNS: Partial<Readonly<Record<OwnColumn, string>>> = {
  number: '#',
  delta: 'Δ',
  direction: '',
};

/** What a column is called: one of a field by the field's name, which is the same in every language. */
export const columnName = (column: LogColumn, t: TFunction<'log'>): string =>
  isFieldColumn(column) ? fieldOf(column) : t(COLUMN_WORDS[column]);

/** What stands over it. */
export const columnHead = (column: LogColumn, t: TFunction<'log'>): string => {
  if (isFieldColumn(column)) return fieldOf(column);
  const sign = COLUMN_SIGNS[column];
  if (sign !== undefined) return sign;
  return column in COLUMN_HEADS
    ? t(COLUMN_HEADS[column as keyof typeof COLUMN_HEADS])
    : columnName(column, t);
};
