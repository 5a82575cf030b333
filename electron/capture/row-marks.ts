/** Rows in one piece of memory: 8 KiB, a bit for each. */
const PIECE_ROWS = 65_536;
const PIECE_WORDS = PIECE_ROWS / 32;

/** The bits of marked rows, a piece for every 65,536 rows, null where none is marked. Threads share them. */
export type MarkPieces = readonly (SharedArrayBuffer | null)[];

type Piece = Uint32Array<SharedArrayBuffer>;

/** The pieces as they are looked at. */
export type SharedMarks = readonly (Piece | null)[];

const bitOf = (row: number): number => 1 << (row & 31);

/** Whether a row is marked, from the pieces alone, as another thread has them. */
export const isMarked = (pieces: SharedMarks, row: number): boolean => {
  const piece = pieces[Math.floor(row / PIECE_ROWS)];
  return piece != null && ((piece[(row % PIECE_ROWS) >>> 5] ?? 0) & bitOf(row)) !== 0;
};

export const viewPieces = (pieces: MarkPieces): SharedMarks =>
  pieces.map((piece) => (piece === null ? null : new Uint32Array(piece)));

/**
 * The marked rows of one segment, by their numbers in it. A bit per row where any is marked: 1.2 MB for ten million
 * marks, next to nothing for a few.
 */
export class RowMarks {
  count = 0;
  readonly #pieces: (Piece | null)[] = [];

  has(row: number): boolean {
    return isMarked(this.#pieces, row);
  }

  set(row: number, marked: boolean): void {
    if (this.has(row) === marked) return;
    const at = Math.floor(row / PIECE_ROWS);
    while (this.#pieces.length <= at) this.#pieces.push(null);
    const piece = this.#pieces[at] ?? new Uint32Array(new SharedArrayBuffer(PIECE_WORDS * 4));
    this.#pieces[at] = piece;
    const word = (row % PIECE_ROWS) >>> 5;
    piece[word] = (piece[word] ?? 0) ^ bitOf(row);
    this.count += marked ? 1 : -1;
  }

  /** The first marked row from `row` on; null when there is none. */
  atOrAfter(row: number): number | null {
    for (let at = Math.floor(row / PIECE_ROWS); at < this.#pieces.length; at += 1) {
      const piece = this.#pieces[at];
      if (piece == null) continue;
      const begin = Math.max(0, row - at * PIECE_ROWS);
      for (let word = begin >>> 5; word < PIECE_WORDS; word += 1) {
        const behind = word === begin >>> 5 ? ~0 << (begin & 31) : ~0;
        const bits = (piece[word] ?? 0) & behind;
        // The lowest bit.
        if (bits !== 0) return at * PIECE_ROWS + word * 32 + (31 - Math.clz32(bits & -bits));
      }
    }
    return null;
  }

  /** The last marked row up to `row`; null when there is none. */
  atOrBefore(row: number): number | null {
    for (let at = Math.min(this.#pieces.length - 1, Math.floor(row / PIECE_ROWS)); at >= 0; at -= 1) {
      const piece = this.#pieces[at];
      if (piece == null) continue;
      const end = Math.min(PIECE_ROWS - 1, row - at * PIECE_ROWS);
      for (let word = end >>> 5; word >= 0; word -= 1) {
        const upTo = word === end >>> 5 ? ~0 >>> (31 - (end & 31)) : ~0;
        const bits = (piece[word] ?? 0) & upTo;
        if (bits !== 0) return at * PIECE_ROWS + word * 32 + (31 - Math.clz32(bits));
      }
    }
    return null;
  }

  clear(): void {
    this.count = 0;
    this.#pieces.length = 0;
  }

  /** As they are shared with other threads: what is marked later in a piece shows there too. */
  get pieces(): MarkPieces {
    return this.#pieces.map((piece) => piece?.buffer ?? null);
  }
}
