import type { Reading, ReadingKind } from '../../../core/payload/interpret';

/** A row of the table of values: one kind and width in both byte orders. A single byte has no order. */
export interface ReadingRow {
  readonly key: string;
  readonly kind: ReadingKind;
  readonly bits: number;
  readonly le: Reading | undefined;
  readonly be: Reading | undefined;
}

/**
 * The widths to read, in bytes: exactly what is selected; for a single byte also the usual ones that begin at it.
 *
 * @param selected bytes selected
 * @param rest bytes from the start of the selection to the payload's end
 */
export const readingWidths = (selected: number, rest: number): readonly number[] => {
  if (selected === 1) return [1, 2, 4, 8].filter((width) => width <= rest);
  return selected >= 2 && selected <= 8 ? [selected] : [];
};

/** Brings both byte orders of a reading together; numbers first, times last. */
export const groupReadings = (readings: readonly Reading[]): readonly ReadingRow[] => {
  const rows = new Map<string, ReadingRow>();
  for (const reading of readings) {
    const { kind, bits, order } = reading;
    const key = `${kind}${bits}`;
    const row = rows.get(key) ?? { key, kind, bits, le: undefined, be: undefined };
    rows.set(key, order === 'be' ? { ...row, be: reading } : { ...row, le: reading });
  }
  const isNumber = ({ kind }: ReadingRow): boolean =>
    kind === 'unsigned' || kind === 'signed' || kind === 'float';
  const all = [...rows.values()];
  return [...all.filter(isNumber), ...all.filter((row) => !isNumber(row))];
};
