import type { Conversation } from '../../core/contract/stream';
import type { Timeline } from '../../core/contract/timeline';
import type { OwnWaits, Timing } from '../../core/contract/timing';
import {
  afterMessage,
  ConversationTiming,
  NO_TURN,
  ownWaits,
  type TurnState,
} from '../../core/timing/conversation-timing';
import type { DiskCapture } from '../capture/disk-capture';
import { momentOf } from '../capture/moment';
import { countRow, emptyBuckets } from '../capture/time-buckets';
import { barsOf, coarsest, emptyBars, placeBars, wholeOf } from '../capture/timeline';
import { type ConversationRow, conversationRows } from './conversation-rows';
import { readFingerprints } from './fingerprints';
import { isOut } from './stream-index';

/** A mark stands before every so many messages. */
const EVERY = 64;

/** What is known before a message, so that what is asked about a row is answered without reading all before it. */
interface Mark {
  readonly row: number;
  /** µs since the epoch. */
  readonly micros: number;
  readonly state: TurnState;
}

const NO_RATE: Timeline = { whole: null, from: 0, width: 1, finer: false, ...emptyBars(0) };

const microsOf = ({ record }: ConversationRow): number => Number(record.time / 1000n);

/**
 * Reads through a conversation for its times, a part at each question, and goes on where it was: memory is of one
 * size but for the marks, some 200 bytes for each 64 messages.
 */
export class TimingPass {
  readonly conversation: Conversation;
  readonly #timing = new ConversationTiming();
  readonly #buckets = emptyBuckets();
  readonly #marks: Mark[] = [];
  #messages = 0;
  #origin: bigint | null = null;
  /** Rows of the capture before this one were looked at. */
  #next = 0;
  #extended: Promise<void> = Promise.resolve();

  constructor(conversation: Conversation) {
    this.conversation = conversation;
  }

  /** Looks at rows that it has not seen, for about `ms` at most. Questions that come meanwhile wait for it. */
  async extend(capture: DiskCapture, ms: number): Promise<void> {
    const mine = this.#extended.catch(() => undefined).then(() => this.#extend(capture, ms));
    this.#extended = mine;
    await mine;
  }

  async #extend(capture: DiskCapture, ms: number): Promise<void> {
    if (capture.end <= this.#next) return;
    const deadline = performance.now() + ms;
    for await (const { rows, next } of conversationRows(capture, this.conversation, this.#next)) {
      for (let at = 0; at < rows.length; ) {
        const prints = await readFingerprints(rows, at);
        for (const print of prints) {
          const one = rows[at];
          if (one !== undefined) this.#add(one, print);
          at += 1;
        }
        if (performance.now() > deadline) return;
      }
      this.#next = next;
      if (performance.now() > deadline) return;
    }
  }

  #at({ record }: ConversationRow): number {
    return Number(record.time - (this.#origin ?? record.time));
  }

  #add(one: ConversationRow, fingerprint: number): void {
    const { row, record } = one;
    this.#origin ??= record.time;
    const micros = microsOf(one);
    if (this.#messages % EVERY === 0) this.#marks.push({ row, micros, state: this.#timing.state });
    this.#messages += 1;
    this.#timing.add({ row, at: this.#at(one), out: isOut(one), bytes: record.payloadBytes, fingerprint });
    countRow(this.#buckets, micros, record.payloadBytes, record.kind, record.flags);
    this.#next = row + 1;
  }

  /** The last mark of which `isBehind` is false; they are in an order in which it becomes true once. */
  #markBefore(isBehind: (mark: Mark) => boolean): Mark | undefined {
    let low = 0;
    let high = this.#marks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const mark = this.#marks[middle];
      if (mark !== undefined && !isBehind(mark)) low = middle + 1;
      else high = middle;
    }
    return this.#marks[Math.max(0, low - 1)];
  }

  async #own(capture: DiskCapture, wanted: number): Promise<OwnWaits | null> {
    const mark = this.#markBefore(({ row }) => row > wanted);
    if (mark === undefined || wanted >= this.#next) return null;
    let state = mark.row > wanted ? NO_TURN : mark.state;
    for await (const { rows } of conversationRows(capture, this.conversation, mark.row)) {
      for (const one of rows) {
        if (one.row > wanted) return null;
        const message = { row: one.row, at: this.#at(one), out: isOut(one) };
        if (one.row === wanted) return ownWaits(state, message);
        state = afterMessage(state, message);
      }
    }
    return null;
  }

  /** The first message at or after a time, in µs since the epoch; null: there is none by now. */
  async rowAt(capture: DiskCapture, micros: number): Promise<number | null> {
    const mark = this.#markBefore((one) => one.micros >= micros);
    if (mark === undefined) return null;
    for await (const { rows } of conversationRows(capture, this.conversation, mark.row)) {
      const found = rows.find((one) => microsOf(one) >= micros);
      if (found !== undefined) return found.row;
    }
    return null;
  }

  #rate(bars: number): Timeline {
    const whole = wholeOf([this.#buckets]);
    if (whole === null) return NO_RATE;
    const place = placeBars(whole, bars, coarsest([this.#buckets]));
    return { whole, from: place.from, width: place.width, finer: false, ...barsOf([this.#buckets], place) };
  }

  /** What is known by now; about a row and with at most so many bars. Rejects with the system's error. */
  async read(capture: DiskCapture, row: number, bars: number): Promise<Timing> {
    return {
      ...this.#timing.summary,
      scanned: Math.min(this.#next, capture.end),
      total: capture.end,
      origin: this.#origin === null ? null : momentOf(this.#origin),
      rate: this.#rate(bars),
      own: await this.#own(capture, row),
    };
  }
}
