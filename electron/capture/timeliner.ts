import { setTimeout } from 'node:timers/promises';
import type { TimeSpan } from '../../core/contract/time-span';
import type { Timeline } from '../../core/contract/timeline';
import type { Segment } from './capture-source';
import { type Bars, type BarsPlace, barsOf, coarsest, placeBars, wholeOf } from './timeline';
import { TimelineDetail } from './timeline-detail';

/** Buckets are fine enough while they make bars at most this many times as wide as asked for. */
const COARSE_ENOUGH = 4;
/** So long, in ms, an answer waits for finer bars; then it is given with what there is. */
const PATIENCE_MS = 100;

const lineOf = (
  whole: TimeSpan | null,
  { from, width }: BarsPlace,
  { messagesIn, messagesOut, bytesIn, bytesOut }: Bars,
  finer: boolean,
): Timeline => ({
  whole,
  from,
  width,
  finer,
  // Copies: the finer ones are counted on.
  messagesIn: messagesIn.slice(),
  messagesOut: messagesOut.slice(),
  bytesIn: bytesIn.slice(),
  bytesOut: bytesOut.slice(),
});

/** Answers what passed when: from the buckets that are kept, or, zoomed in far, counted anew from the index. */
export class Timeliner {
  #detail: TimelineDetail | null = null;

  /** Rejects with the system's error when the index cannot be read. */
  async answer(segments: readonly Segment[], span: TimeSpan | null, most: number): Promise<Timeline> {
    const buckets = segments.map(({ summary }) => summary.buckets);
    const whole = wholeOf(buckets);
    const wanted = span ?? whole ?? { from: 0, to: 0 };
    const coarse = placeBars(wanted, most, coarsest(buckets));
    const fine = placeBars(wanted, most);
    // All of a capture is never drawn finer: a message alone would be a rate of thousands a second.
    if (span === null || coarse.width < COARSE_ENOUGH * fine.width) {
      this.rest();
      return lineOf(whole, coarse, barsOf(buckets, coarse), false);
    }
    if (this.#detail?.isOf(fine, segments) !== true) {
      this.rest();
      this.#detail = new TimelineDetail(fine, segments);
    }
    const detail = this.#detail;
    const done = await Promise.race([
      detail.extend().then(() => true),
      setTimeout(PATIENCE_MS, false, { ref: false }),
    ]);
    return done
      ? lineOf(whole, fine, detail.bars, false)
      : lineOf(whole, coarse, barsOf(buckets, coarse), true);
  }

  /** Ends counting: nobody asks for it any more. */
  rest(): void {
    this.#detail?.stop();
    this.#detail = null;
  }
}
