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
  /** On either side of a cell, in CSS pixels. */
  readonly padding: number;
  /** Characters of the info column that can be seen at most. */
  readonly infoRoom: number;
}

interface ColumnRoom {
  /** CSS pixels across, without the scrollbar. */
  readonly width: number;
  /** The largest number that the first column shows. */
  readonly largest: number;
  /** Some row on the screen is not of today, so times carry their date. */
  readonly dated: boolean;
}

/** One character of the log's monospaced 12 px. */
const CHARACTER = 7.2;

/** Narrower than any character but marks, which stand over another. */
const NARROWEST = 4;

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/**
 * Info takes what the others leave. In a narrow pane endpoint and peer shrink first, then the time since the row
 * before goes, then the endpoint: number, time, direction and length are what rows are told apart by.
 */
export const planColumns = ({ width, largest, dated }: ColumnRoom): ColumnPlan => {
  const dense = width < 760;
  const padding = dense ? 4 : 6;
  const cell = (characters: number): number => Math.ceil(characters * CHARACTER) + 2 * padding;
  const fixed = {
    // The first cell keeps clear of the pane's edge.
    number: cell(Math.max(5, String(largest).length)) + 6,
    time: cell(dated ? 27 : 16),
    delta: width < 560 ? null : cell(8.5),
    direction: dense ? 20 : 26,
    // `262,144`: what one read or write takes at most in most places.
    length: cell(7),
  };
  const rest = width - fixed.number - fixed.time - (fixed.delta ?? 0) - fixed.direction - fixed.length;
  const widths: Readonly<Record<LogColumn, number | null>> = {
    ...fixed,
    endpoint: width < 470 ? null : Math.round(clamp(rest * 0.25, 78, 140)),
    peer: Math.round(clamp(rest * 0.27, 80, cell(17))),
    info: null,
  };
  const shown = LOG_COLUMNS.filter((column) => column === 'info' || widths[column] !== null);
  const tracks = shown.map((column) => (column === 'info' ? 'minmax(0, 1fr)' : `${widths[column]}px`));
  const taken = shown.reduce((sum, column) => sum + (widths[column] ?? 0), 0);
  return { shown, template: tracks.join(' '), padding, infoRoom: Math.ceil((width - taken) / NARROWEST) };
};
