/** The log's own columns, in their order when nothing else was chosen. */
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
export type OwnColumn = (typeof LOG_COLUMNS)[number];

/** A column of what the dissectors say a field is: `field:modbus.func_code`. */
export type FieldColumn = `field:${string}`;
export type LogColumn = OwnColumn | FieldColumn;

/** Narrower, in CSS pixels, nothing can be read or caught; wider, nothing is left for the others. */
export const COLUMN_WIDTH = { least: 20, most: 2000 } as const;

/** Each costs the dissectors time with every packet. */
export const MOST_FIELDS = 16;

/** A name of a dissector's field, in the filter language. */
export const FIELD_NAME = /^[A-Za-z0-9_][\w.-]{0,199}$/;

const PREFIX = 'field:';

export const fieldColumn = (field: string): FieldColumn => `${PREFIX}${field}`;

export const isFieldColumn = (column: string): column is FieldColumn =>
  column.startsWith(PREFIX) && FIELD_NAME.test(column.slice(PREFIX.length));

/** The name of the field that the column is of. */
export const fieldOf = (column: FieldColumn): string => column.slice(PREFIX.length);
