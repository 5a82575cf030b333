import type { Conversation, StreamPlace, StreamSummary } from '../../core/contract/stream';
import type { DiskCapture } from '../capture/disk-capture';
import { FLAG_OUT } from '../capture/row-index';
import { type ConversationRow, conversationRows } from './conversation-rows';

/** A mark stands before every so many messages: 16 bytes for each of them. */
const EVERY = 64;

/** A message and where it begins in the conversation. */
export interface StreamEntry extends ConversationRow {
  readonly offset: number;
}

export const isOut = ({ record }: ConversationRow): boolean => (record.flags & FLAG_OUT) !== 0;

/**
 * Where the messages of one conversation stand in it. Memory is bounded by what marks take: a conversation of ten
 * million messages has 2.5 MB of them. Grows while the capture does.
 */
export class StreamIndex {
  messages = 0;
  bytesIn = 0;
  bytesOut = 0;
  readonly conversation: Conversation;
  readonly #rows: number[] = [];
  readonly #offsets: number[] = [];
  /** Rows of the capture before this one were looked at. */
  #next = 0;
  #extended: Promise<void> = Promise.resolve();

  constructor(conversation: Conversation) {
    this.conversation = conversation;
  }

  get bytes(): number {
    return this.bytesIn + this.bytesOut;
  }

  get summary(): StreamSummary {
    return { messages: this.messages, bytesIn: this.bytesIn, bytesOut: this.bytesOut };
  }

  /** Looks at the rows that have come since. Questions that come meanwhile wait for it. */
  async extend(capture: DiskCapture): Promise<void> {
    const before = this.#extended;
    const mine = before.catch(() => undefined).then(() => this.#extend(capture));
    this.#extended = mine;
    await mine;
  }

  async #extend(capture: DiskCapture): Promise<void> {
    if (capture.end <= this.#next) return;
    for await (const { rows, next } of conversationRows(capture, this.conversation, this.#next)) {
      for (const one of rows) {
        if (this.messages % EVERY === 0) {
          this.#rows.push(one.row);
          this.#offsets.push(this.bytes);
        }
        this.messages += 1;
        if (isOut(one)) this.bytesOut += one.record.payloadBytes;
        else this.bytesIn += one.record.payloadBytes;
      }
      this.#next = next;
    }
  }

  /** The last mark at which `values` is not beyond `wanted`. */
  #mark(values: readonly number[], wanted: number): number {
    let low = 0;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((values[middle] ?? 0) <= wanted) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** The messages from the one that holds `offset` on, up to those that are known. */
  async *entries(capture: DiskCapture, offset: number): AsyncGenerator<StreamEntry, void> {
    // Messages without bytes at that very place belong to it as well.
    const mark = this.#mark(this.#offsets, offset - 1);
    let at = this.#offsets[mark] ?? 0;
    const from = this.#rows[mark];
    if (from === undefined) return;
    for await (const { rows } of conversationRows(capture, this.conversation, from)) {
      for (const one of rows) {
        if (one.row >= this.#next) return;
        const { payloadBytes } = one.record;
        if (at + payloadBytes > offset || at >= offset) yield { ...one, offset: at };
        at += payloadBytes;
      }
    }
  }

  /** Where a place is, in bytes; beyond the end: the end. */
  async offsetOf(capture: DiskCapture, place: StreamPlace): Promise<number> {
    if (place.at === 'offset') return Math.min(place.offset, this.bytes);
    const mark = this.#mark(this.#rows, place.row);
    let at = this.#offsets[mark] ?? 0;
    for await (const { rows } of conversationRows(capture, this.conversation, this.#rows[mark] ?? 0)) {
      for (const one of rows) {
        if (one.row >= place.row) return at;
        at += one.record.payloadBytes;
      }
    }
    return Math.min(at, this.bytes);
  }
}
