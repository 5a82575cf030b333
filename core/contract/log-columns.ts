/** The log's columns, in their order when nothing else was chosen. */
export const LOG_COLUMNS = [
  'number',
  'time',
  'date',
  'delta',
  'elapsed',
  'endpoint',
  'local',
  'peer',
  'connection',
  'direction',
  'protocol',
  'severity',
  'length',
  'info',
] as const;
export type LogColumn = (typeof LOG_COLUMNS)[number];

/** Narrower, in CSS pixels, nothing can be read or caught; wider, nothing is left for the others. */
export const COLUMN_WIDTH = { least: 20, most: 2000 } as const;
