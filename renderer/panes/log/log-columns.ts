/** The log's columns, in order. Every one has words in `log.ts` of the languages: `column.<id>`. */
export const LOG_COLUMNS = [
  'number',
  'time',
  'delta',
  'endpoint',
  'peer',
  'direction',
  'length',
  'info',
] as const;
export type LogColumn = (typeof LOG_COLUMNS)[number];

export interface ColumnPlan {
  readonly shown: readonly LogColumn[];
  /** For `grid-template-columns`. */
  readonly template: string;
}

interface ColumnRoom {
  /** CSS pixels across, without the scrollbar. */
  readonly width: number;
  /** The largest number that the first column shows. */
  readonly largest: number;
  /** Some row on the screen is not of today, so times carry their date. */
  readonly dated: boolean;
}

/** One character of the log's monospaced 12 px, and the padding of a cell on both sides. */
const CHARACTER = 7.2;
const CELL = 12;
const cell = (characters: number): number => Math.ceil(characters * CHARACTER) + CELL;

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/**
 * Info takes what the others leave. In a narrow pane endpoint and peer shrink first, then the time since the row
 * before goes, then the endpoint: number, time, direction and length are what rows are told apart by.
 */
export const planColumns = ({ width, largest, dated }: ColumnRoom): ColumnPlan => {
  const narrow = width < 600;
  const tight = width < 470;
  const fixed = {
    number: Math.max(5, String(largest).length) * CHARACTER + CELL + 8,
    time: cell(dated ? 27 : 16),
    delta: cell(9),
    direction: 26,
    length: cell(6),
  };
  const rest =
    width - fixed.number - fixed.time - (narrow ? 0 : fixed.delta) - fixed.direction - fixed.length;
  const widths: Readonly<Record<LogColumn, string | null>> = {
    number: `${Math.ceil(fixed.number)}px`,
    time: `${fixed.time}px`,
    delta: narrow ? null : `${fixed.delta}px`,
    endpoint: tight ? null : `${Math.round(clamp(rest * 0.2, 60, 118))}px`,
    peer: `${Math.round(clamp(rest * 0.27, 64, cell(17)))}px`,
    direction: `${fixed.direction}px`,
    length: `${fixed.length}px`,
    info: 'minmax(0, 1fr)',
  };
  const shown = LOG_COLUMNS.filter((column) => widths[column] !== null);
  return { shown, template: shown.map((column) => widths[column]).join(' ') };
};
