import { setImmediate } from 'node:timers/promises';
import { viewOf } from './byte-target';
import type { Segment } from './capture-source';
import { FLAG_OUT, isEvent, RECORD_BYTES, TIME_AT } from './row-index';
import { microsOf } from './row-summary';
import { rangesWithin } from './time-fences';
import { type Bars, type BarsPlace, emptyBars } from './timeline';

/** Rows whose records are read at once: some 50 µs of work between two turns of the event loop. */
const PIECE = 4096;

const add = (series: Float64Array, bar: number, value: number): void => {
  series[bar] = (series[bar] ?? 0) + value;
};

const countRecords = (bars: Bars, { from, width }: BarsPlace, records: DataView): void => {
  const count = bars.messagesIn.length;
  for (let at = 0; at + RECORD_BYTES <= records.byteLength; at += RECORD_BYTES) {
    const low = records.getUint32(at + TIME_AT, true);
    const bar = Math.floor((microsOf(records.getInt32(at + TIME_AT + 4, true), low) - from) / width);
    if (bar < 0 || bar >= count || isEvent(records.getUint8(at + 30))) continue;
    const out = (records.getUint8(at + 31) & FLAG_OUT) !== 0;
    add(out ? bars.messagesOut : bars.messagesIn, bar, 1);
    add(out ? bars.bytesOut : bars.bytesIn, bar, records.getUint32(at + 20, true));
  }
};

/**
 * Bars that are finer than the buckets which are kept: counted row by row from the index, without rows that the
 * fences rule out, in pieces, and on from there as rows are added.
 */
export class TimelineDetail {
  readonly bars: Bars;
  readonly #place: BarsPlace;
  readonly #segments: readonly Segment[];
  /** Rows of each segment that were counted or ruled out. */
  readonly #done: number[];
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(place: BarsPlace, segments: readonly Segment[]) {
    this.#place = place;
    this.#segments = segments;
    this.bars = emptyBars(place.count);
    this.#done = segments.map(() => 0);
  }

  /** It is about these bars of this capture; segments at the end may have been added. */
  isOf(place: BarsPlace, segments: readonly Segment[]): boolean {
    const { from, width, count } = this.#place;
    return (
      from === place.from &&
      width === place.width &&
      count === place.count &&
      this.#segments.length === segments.length &&
      this.#segments.every((segment, i) => segment === segments[i])
    );
  }

  /** Resolves when all rows that are there by then are counted. Rejects with the system's error. */
  extend(): Promise<void> {
    this.#running ??= this.#extend().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  stop(): void {
    this.#stopped = true;
  }

  async #extend(): Promise<void> {
    const { from, width, count } = this.#place;
    for (const [i, { rows, index, summary }] of this.#segments.entries()) {
      const known = Math.min(rows, summary.fences.rows);
      for (const range of rangesWithin(summary.fences, from, from + count * width)) {
        const end = Math.min(range.to, known);
        for (let row = Math.max(range.from, this.#done[i] ?? 0); row < end; row += PIECE) {
          countRecords(this.bars, this.#place, viewOf(await index.records(row, Math.min(PIECE, end - row))));
          await setImmediate();
          if (this.#stopped) return;
        }
      }
      this.#done[i] = known;
    }
  }
}
