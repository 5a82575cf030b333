import type { ByteSource } from './append-file';
import { viewOf } from './byte-target';
import { RECORD_BYTES, TIME_AT } from './row-index';

/** Rows between two steps: so many records are looked at for one answer. */
export const STEP_ROWS = 1024;
const STEP_BYTES = STEP_ROWS * RECORD_BYTES;
/** Read at once while steps are made. */
const STEPS_AT_ONCE = 32;

/** Steps that there is room for at first; it doubles. */
const FIRST_ROOM = 16;

/**
 * Where a time is reached in an index. Rows are nearly in the order of their times, not wholly: a foreign capture may
 * come from several interfaces, and a clock may be set back. The largest time so far, though, only ever grows, and the
 * first row at or after a time is where that is first reached. So a binary search over it is exact whatever the order.
 *
 * The largest time at the end of every 1,024 rows is kept, 8 bytes each, worked out from the index when a time is asked
 * for: recording pays nothing for it, and the first question reads the index once (10 million rows: some 0.2 s, in
 * pieces).
 */
export class TimeSteps {
  readonly #source: Pick<ByteSource, 'read'>;
  #largest = new BigInt64Array(FIRST_ROOM);
  #steps = 0;
  #working: Promise<void> = Promise.resolve();

  constructor(source: Pick<ByteSource, 'read'>) {
    this.#source = source;
  }

  /**
   * Of so many `rows`, never fewer than before, the first at `time` (ns since the epoch) or after it; null when there
   * is none. Rejects with the system's error.
   */
  async first(time: bigint, rows: number): Promise<number | null> {
    // One at a time: two questions would make the same steps.
    const done = this.#working.then(() => this.#extend(Math.floor(rows / STEP_ROWS)));
    this.#working = done.catch(() => undefined);
    await done;
    let low = 0;
    let high = this.#steps;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#largest[middle] ?? 0n) < time) low = middle + 1;
      else high = middle;
    }
    // The rows behind the last whole step are looked at each time: they are fewer than one.
    const records = await this.#read(low, 1);
    const end = Math.min(records.byteLength, (rows - low * STEP_ROWS) * RECORD_BYTES);
    for (let at = 0; at < end; at += RECORD_BYTES) {
      if (records.getBigInt64(at + TIME_AT, true) >= time) return low * STEP_ROWS + at / RECORD_BYTES;
    }
    return null;
  }

  async #read(step: number, count: number): Promise<DataView> {
    const bytes = new Uint8Array(count * STEP_BYTES);
    const length = await this.#source.read(step * STEP_BYTES, bytes);
    return viewOf(bytes.subarray(0, length - (length % RECORD_BYTES)));
  }

  async #extend(whole: number): Promise<void> {
    while (this.#steps < whole) {
      const records = await this.#read(this.#steps, Math.min(STEPS_AT_ONCE, whole - this.#steps));
      const read = Math.floor(records.byteLength / STEP_BYTES);
      if (read === 0) throw new Error('the index is shorter than it should be');
      for (let step = 0; step < read; step += 1) this.#add(largestIn(records, step * STEP_BYTES));
    }
  }

  #add(time: bigint): void {
    if (this.#steps === this.#largest.length) {
      const longer = new BigInt64Array(this.#largest.length * 2);
      longer.set(this.#largest);
      this.#largest = longer;
    }
    const before = this.#steps === 0 ? time : (this.#largest[this.#steps - 1] ?? time);
    this.#largest[this.#steps] = time > before ? time : before;
    this.#steps += 1;
  }
}

/** By halves, so that no BigInt is made for every row. */
const largestIn = (records: DataView, from: number): bigint => {
  let high = -0x8000_0000;
  let low = 0;
  for (let at = from + TIME_AT; at < from + STEP_BYTES; at += RECORD_BYTES) {
    const otherHigh = records.getInt32(at + 4, true);
    if (otherHigh < high) continue;
    const otherLow = records.getUint32(at, true);
    if (otherHigh > high || otherLow > low) {
      high = otherHigh;
      low = otherLow;
    }
  }
  return (BigInt(high) << 32n) | BigInt(low);
};
