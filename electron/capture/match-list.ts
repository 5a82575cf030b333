import type { RowNumbers } from './scan';

const BLOCK = 64 * 1024;

const TWO_32 = 0x1_0000_0000;

const NOTHING = new Uint32Array(0);

const upperOf = (row: number): number => Math.floor(row / TWO_32);

/**
 * Row numbers in ascending order, 4 bytes each: what a view remembers of its matches. Of a number the lower 32 bits
 * are kept, and where in the list the upper ones become more: a limited capture numbers its rows on for as long as it
 * runs, which at 50,000 a second is more than 32 bits in a day.
 */
export class MatchList {
  length = 0;
  /** The positions from which on the upper bits are one more. */
  readonly #steps: number[] = [];
  /** Blocks that were forgotten. */
  #dropped = 0;
  readonly #blocks: Uint32Array[] = [];

  append(rows: RowNumbers): void {
    this.#step(rows);
    let from = 0;
    while (from < rows.length) {
      const used = this.length % BLOCK;
      let block = this.#blocks.at(-1);
      if (block === undefined || used === 0) {
        block = new Uint32Array(BLOCK);
        this.#blocks.push(block);
      }
      const piece = rows.subarray(from, from + BLOCK - used);
      // Keeps the lower 32 bits.
      block.set(piece, used);
      this.length += piece.length;
      from += piece.length;
    }
  }

  #step(rows: RowNumbers): void {
    const upper = upperOf(rows.at(-1) ?? 0);
    for (let i = 0; this.#steps.length < upper; i += 1) {
      while (this.#steps.length < upperOf(rows[i] ?? 0)) this.#steps.push(this.length + i);
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
    const lower =
      position < this.length ? this.#blocks[Math.floor(position / BLOCK)]?.[position % BLOCK] : undefined;
    if (lower === undefined || this.#steps.length === 0) return lower;
    return lower + TWO_32 * this.#steps.filter((step) => step <= position).length;
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
