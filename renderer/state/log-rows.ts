import type { LogRow } from '../../core/contract/log';

/** Positions `start` to `end - 1` of a view. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Rows that the window keeps at hand: some screens in both directions, and never more. */
const KEPT_ROWS = 4000;

/**
 * Rows of one view by position. Rows never change once they are in a view, but for what a person marks, so a page is never asked for twice
 * unless it was let go; the longest unused rows go first, a share at a time.
 */
export class RowStore {
  readonly #rows = new Map<number, LogRow>();
  readonly #limit: number;

  constructor(limit = KEPT_ROWS) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#rows.size;
  }

  at(position: number): LogRow | undefined {
    return this.#rows.get(position);
  }

  put(start: number, rows: readonly LogRow[]): void {
    rows.forEach((row, index) => {
      // Deleting first moves it to the young end of the map's order.
      this.#rows.delete(start + index);
      this.#rows.set(start + index, row);
    });
    if (this.#rows.size <= this.#limit) return;
    let surplus = this.#rows.size - Math.floor(this.#limit * 0.75);
    for (const position of this.#rows.keys()) {
      if (surplus === 0) break;
      this.#rows.delete(position);
      surplus -= 1;
    }
  }

  /** Changes what a person changed; answers whether anything was. */
  update(change: (row: LogRow) => LogRow): boolean {
    let changed = false;
    for (const [position, row] of this.#rows) {
      const next = change(row);
      if (next === row) continue;
      // A key that is there keeps its place in the map's order.
      this.#rows.set(position, next);
      changed = true;
    }
    return changed;
  }

  /** Marks rows as just used, so that what is on the screen outlives what is not. */
  touch({ start, end }: Span): void {
    for (let position = start; position < end; position += 1) {
      const row = this.#rows.get(position);
      if (row === undefined) continue;
      this.#rows.delete(position);
      this.#rows.set(position, row);
    }
  }

  /** The smallest span that holds everything of `wanted` that is not here, or null when nothing is missing. */
  missing(wanted: Span): Span | null {
    let { start, end } = wanted;
    while (start < end && this.#rows.has(start)) start += 1;
    while (end > start && this.#rows.has(end - 1)) end -= 1;
    return start < end ? { start, end } : null;
  }
}
