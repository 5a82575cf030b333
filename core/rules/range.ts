/** From and to, both included. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

const RANGE = /^(?:(\d{1,9})|(\d{1,9})?\s*[-–]\s*(\d{1,9})?)$/;

/** `3`, `2-5`, `3-`, `-8`. Null: it is none, or ends before it begins. */
export const readRange = (typed: string): Range | null => {
  const match = RANGE.exec(typed.trim());
  if (match === null) return null;
  const [, only, from, to] = match;
  if (only === undefined && from === undefined && to === undefined) return null;
  const least = Number(only ?? from ?? 0);
  const most = only !== undefined ? least : to === undefined ? Number.POSITIVE_INFINITY : Number(to);
  return most < least ? null : { least, most };
};

export const within = (value: number, range: Range | null): boolean =>
  range === null || (value >= range.least && value <= range.most);
