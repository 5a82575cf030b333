import type { LogColumn } from '../../../core/contract/log-columns';

/** The words of the columns, in the namespace `log`. */
export const COLUMN_WORDS = {
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
} as const satisfies Readonly<Record<LogColumn, string>>;

/** What stands over a column whose name is too long for it. */
export const COLUMN_HEADS = {
  elapsed: 'headElapsed',
  local: 'headLocal',
  connection: 'headConnection',
} as const satisfies Partial<Readonly<Record<LogColumn, string>>>;

/** Columns that are headed by a sign and named by a word. */
export const COLUMN_SIGNS: Partial<Readonly<Record<LogColumn, string>>> = {
  number: '#',
  delta: 'Δ',
  direction: '',
};
