const BLOCK = 64 * 1024;

const NOTHING = new Uint32Array(0);

/** Row numbers in ascending order, 4 bytes each: what a view remembers of its matches. */
export class MatchList {
  length = 0;
  /** Blocks that were forgotten. */
  #dropped = 0;
  readonly #blocks: Uint32Array[] = [];

  append(rows: Uint32Array): void {
    let from = 0;
    while (from < rows.length) {
      const used = this.length % BLOCK;
      let block = this.#blocks.at(-1);
      if (block === undefined || used === 0) {
        block = new Uint32Array(BLOCK);
        this.#blocks.push(block);
      }
      const piece = rows.subarray(from, from + BLOCK - used);
      block.set(piece, used);
      this.length += piece.length;
      from += piece.length;
    }
  }

  /** Forgets what stands before `row`, whole blocks of it; the positions of the rest stay. */
  dropBefore(row: number): void {
    for (; this.#dropped < this.#blocks.length - 1; this.#dropped += 1) {
      if ((this.at((this.#dropped + 1) * BLOCK - 1) ?? 0) >= row) return;
      this.#blocks[this.#dropped] = NOTHING;
    }
  }

  /** The row at a position. Positions run from 0 to `length - 1`. */
  at(position: number): number | undefined {
    return position < this.length
      ? this.#blocks[Math.floor(position / BLOCK)]?.[position % BLOCK]
      : undefined;
  }

  /** The position of `row`, or of the next row after it; `length` when there is none. */
  locate(row: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.at(middle) ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
