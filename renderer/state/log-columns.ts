import { create } from 'zustand';
import {
  COLUMN_WIDTH,
  fieldColumn,
  fieldOf,
  isFieldColumn,
  LOG_COLUMNS,
  type LogColumn,
  MOST_FIELDS,
} from '../../core/contract/log-columns';
import type { ColumnChoice } from '../../core/contract/settings';
import { updateSettings, useSettings } from './settings';

/** What is there when nothing else was chosen. */
export const DEFAULT_COLUMNS: readonly ColumnChoice[] = (
  ['number', 'time', 'delta', 'endpoint', 'peer', 'direction', 'length', 'info'] as const
).map((id) => ({ id, width: null }));

/** A column whose edge is being dragged: kept when it is let go. */
interface Sizing {
  readonly sizing: { readonly column: LogColumn; readonly width: number } | null;
}

const useSizing = create<Sizing>()(() => ({ sizing: null }));

const chosenIn = (kept: readonly ColumnChoice[]): readonly ColumnChoice[] =>
  kept.length === 0 ? DEFAULT_COLUMNS : kept;

const chosenNow = (): readonly ColumnChoice[] => chosenIn(useSettings.getState().settings.logColumns);

const withWidth = (
  columns: readonly ColumnChoice[],
  column: LogColumn,
  width: number | null,
): readonly ColumnChoice[] => columns.map((one) => (one.id === column ? { ...one, width } : one));

/** The columns that were chosen, from left to right, with their widths. */
export const useColumns = (): readonly ColumnChoice[] => {
  const columns = chosenIn(useSettings(({ settings }) => settings.logColumns));
  const sizing = useSizing((state) => state.sizing);
  return sizing === null ? columns : withWidth(columns, sizing.column, sizing.width);
};

const keep = (columns: readonly ColumnChoice[]): void => void updateSettings({ logColumns: [...columns] });

export const resetColumns = (): void => keep([]);

const placeFor = (columns: readonly ColumnChoice[], column: LogColumn): number => {
  if (isFieldColumn(column)) return columns.findIndex(({ id }) => id === 'info');
  const before = new Set<LogColumn>(LOG_COLUMNS.slice(0, LOG_COLUMNS.indexOf(column)));
  return columns.findLastIndex(({ id }) => before.has(id)) + 1;
};

/**
 * Puts a column behind those that stand before it at first, one of a field before Info, or takes it away. Info is
 * always there.
 */
const withColumn = (
  columns: readonly ColumnChoice[],
  column: LogColumn,
  shown: boolean,
): readonly ColumnChoice[] => {
  if (shown === columns.some(({ id }) => id === column) || column === 'info') return columns;
  if (!shown) return columns.filter(({ id }) => id !== column);
  return columns.toSpliced(placeFor(columns, column), 0, { id: column, width: null });
};

export const showColumn = (column: LogColumn, shown: boolean): void =>
  keep(withColumn(chosenNow(), column, shown));

/** The fields that have a column, from left to right. */
export const fieldsOfColumns = (columns: readonly ColumnChoice[]): readonly string[] =>
  columns.flatMap(({ id }) => (isFieldColumn(id) ? [fieldOf(id)] : []));

/** Whether a column for this field can be added: there is none yet, and room for another. */
export const canAddFieldColumn = (field: string): boolean => {
  const fields = fieldsOfColumns(chosenNow());
  return isFieldColumn(fieldColumn(field)) && !fields.includes(field) && fields.length < MOST_FIELDS;
};

export const addFieldColumn = (field: string): void => {
  if (canAddFieldColumn(field)) showColumn(fieldColumn(field), true);
};

/** Moves a column to a place among the others, from 0, counted without it. */
export const moveColumn = (column: LogColumn, to: number): void => {
  const columns = chosenNow();
  const moved = columns.find(({ id }) => id === column);
  const others = columns.filter(({ id }) => id !== column);
  if (moved !== undefined) keep(others.toSpliced(Math.max(0, Math.min(to, others.length)), 0, moved));
};

const bounded = (width: number): number =>
  Math.round(Math.min(COLUMN_WIDTH.most, Math.max(COLUMN_WIDTH.least, width)));

/** Gives a column a width in CSS pixels; null: the one that it has at first. */
export const sizeColumn = (column: LogColumn, width: number | null): void => {
  useSizing.setState({ sizing: null });
  keep(withWidth(chosenNow(), column, width === null ? null : bounded(width)));
};

/** Shows a width without keeping it yet. */
export const trySize = (column: LogColumn, width: number): void =>
  useSizing.setState({ sizing: { column, width: bounded(width) } });

/** Back to the width before `trySize`. */
export const stopSizing = (): void => useSizing.setState({ sizing: null });
