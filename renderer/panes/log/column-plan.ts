import { fieldOf, isFieldColumn, type LogColumn } from '../../../core/contract/log-columns';
import type { ColumnChoice } from '../../../core/contract/settings';
import { DEFAULT_COLUMNS } from '../../state/log-columns';

/** Where a column stands, in CSS pixels from the left edge of the row. */
export interface PlannedCell {
  readonly column: LogColumn;
  readonly left: number;
  readonly width: number;
  /** Its place among the columns that were chosen, from 1, counting those without room. */
  readonly index: number;
}

export interface ColumnPlan {
  readonly cells: readonly PlannedCell[];
  /** On either side of a cell, in CSS pixels. */
  readonly padding: number;
  /** Chosen, but there is no room for them now. */
  readonly crowded: readonly LogColumn[];
  /** How many were chosen. */
  readonly chosen: number;
}

export interface ColumnRoom {
  /** CSS pixels across, without the scrollbar. */
  readonly width: number;
  /** The largest number that the first column shows. */
  readonly largest: number;
  /** Some row on the screen is not of today, so times carry their date. */
  readonly dated: boolean;
  readonly columns: readonly ColumnChoice[];
}

/** One character of the log's monospaced 12 px. */
export const CHARACTER = 7.2;

/** Characters of a time with microseconds, and without; and the same behind a date. */
export const TIME_CHARACTERS = { micros: 16, millis: 12, date: 11 } as const;

/** Room for the sign of a marked row, in front of the number. */
const SIGN = 12;

interface Widths {
  /** As wide as it likes to be. */
  readonly natural: number;
  /** What it is given before another, less important one has any room. */
  readonly modest: number;
  /** Narrower it would say nothing. */
  readonly least: number;
}

/** Those that give way first, while the others are not even modest. */
const USEFUL_LEAST_FIRST: readonly LogColumn[] = [
  'elapsed',
  'delta',
  'connection',
  'local',
  'date',
  'severity',
  'protocol',
];

/** Then these, when even the least width of all is too much. The others stay. */
const NEEDED_LEAST_FIRST: readonly LogColumn[] = ['endpoint', 'length', 'peer', 'time', 'number'];

/** Those that become narrower first. A peer is read to its last digit; a name is known by its beginning. */
const FIRST_TO_SHRINK: readonly LogColumn[] = [
  'time',
  'date',
  'endpoint',
  'elapsed',
  'delta',
  'length',
  'protocol',
  'severity',
  'connection',
  'local',
  'peer',
  'number',
  'direction',
];

/** What Info should have: some 27 characters. */
const INFO_WANTED = 200;
/** Where a person chose the others, and before any of the needed ones goes. */
const INFO_LEAST = 100;

const widthsOf = (
  column: Exclude<LogColumn, 'info'>,
  { largest, dated }: ColumnRoom,
  padding: number,
  dense: boolean,
): Widths => {
  const cell = (characters: number): number => Math.ceil(characters * CHARACTER) + 2 * padding;
  const fixed = (width: number): Widths => ({ natural: width, modest: width, least: width });
  const between = (natural: number, least: number): Widths => ({ natural, modest: least, least });
  const date = dated ? TIME_CHARACTERS.date : 0;
  if (isFieldColumn(column))
    return between(cell(Math.min(20, Math.max(13, fieldOf(column).length))), cell(6));
  switch (column) {
    case 'number':
      return fixed(cell(Math.max(5, String(largest).length)) + SIGN);
    case 'time':
      return between(cell(date + TIME_CHARACTERS.micros), cell(date + TIME_CHARACTERS.millis));
    case 'date':
      return between(cell(29), cell(19));
    case 'delta':
      return between(cell(8.5), cell(8));
    case 'elapsed':
      return between(cell(12), cell(10));
    case 'endpoint':
      return between(120, 78);
    case 'local':
    case 'peer':
      return { natural: cell(17), modest: cell(15), least: cell(9) };
    case 'connection':
      return between(cell(9), cell(5));
    case 'direction':
      return fixed(dense ? 20 : 26);
    case 'protocol':
      return between(84, 52);
    case 'severity':
      return between(72, 60);
    case 'length':
      // `262,144`: what one read or write takes at most in most places.
      return between(cell(7), cell(5));
  }
};

interface Column extends Widths {
  readonly column: Exclude<LogColumn, 'info'>;
  readonly sized: boolean;
}

const sum = (columns: readonly Column[], width: keyof Widths): number =>
  columns.reduce((total, column) => total + column[width], 0);

/** Widths that leave Info what it wants, as far as the columns can give. Those that a person sized give last. */
const shrunk = (
  columns: readonly Column[],
  width: number,
  wanted: number,
): ReadonlyMap<LogColumn, number> => {
  const widths = new Map<LogColumn, number>(columns.map(({ column, natural }) => [column, natural]));
  let missing = wanted - (width - sum(columns, 'natural'));
  const fields = columns.map(({ column }) => column).filter(isFieldColumn);
  for (const sized of [false, true]) {
    for (const name of [...FIRST_TO_SHRINK, ...fields]) {
      const found = columns.find(({ column }) => column === name);
      if (missing <= 0 || found === undefined || found.sized !== sized) continue;
      // Between microseconds and none there is nothing to be seen of a narrower time.
      const give =
        name === 'time' ? found.natural - found.least : Math.min(missing, found.natural - found.least);
      widths.set(name, found.natural - give);
      missing -= give;
    }
  }
  return widths;
};

/**
 * Info takes what the others leave. Where that would be too little, the others become narrower, then the least
 * important ones go, one by one: number, time, peer, direction and length are what rows are told apart by.
 */
export const planColumns = (room: ColumnRoom): ColumnPlan => {
  const { width, columns } = room;
  const dense = width < 760;
  const padding = dense ? 4 : 6;
  const wanted = columns === DEFAULT_COLUMNS ? INFO_WANTED : INFO_LEAST;
  let shown = columns.flatMap(({ id, width: own }): Column[] => {
    if (id === 'info') return [];
    const widths = widthsOf(id, room, padding, dense);
    if (own === null) return [{ column: id, ...widths, sized: false }];
    const least = Math.min(own, widths.least);
    return [{ column: id, natural: own, modest: least, least, sized: true }];
  });
  const crowded: LogColumn[] = [];
  const crowdOut = (names: readonly LogColumn[], by: keyof Widths, info: number): void => {
    for (const name of names) {
      if (width - sum(shown, by) >= info) return;
      if (!shown.some(({ column }) => column === name)) continue;
      shown = shown.filter(({ column }) => column !== name);
      crowded.push(name);
    }
  };
  // A person asked for the fields one by one: they go last of those that may.
  const fields = columns.map(({ id }) => id).filter(isFieldColumn);
  crowdOut([...USEFUL_LEAST_FIRST, ...fields], 'modest', wanted);
  crowdOut(NEEDED_LEAST_FIRST, 'least', INFO_LEAST);
  const widths = shrunk(shown, width, wanted);
  const taken = [...widths.values()].reduce((total, one) => total + one, 0);
  let left = 0;
  const cells = columns.flatMap(({ id }, at): PlannedCell[] => {
    const across = id === 'info' ? Math.max(0, width - taken) : widths.get(id);
    if (across === undefined) return [];
    const cell = { column: id, left, width: across, index: at + 1 };
    left += across;
    return [cell];
  });
  return { cells, padding, crowded, chosen: columns.length };
};

/** Characters that have room in a cell. */
export const charactersIn = (width: number, padding: number): number =>
  Math.floor((width - 2 * padding) / CHARACTER + 1e-6);
