import { PREVIEW_BYTES } from '../../core/contract/limits';
import {
  MESSAGES_PER_PAGE,
  type MessagePlace,
  type StreamMessage,
  type StreamMessages,
} from '../../core/contract/stream-messages';
import type { DiskCapture } from '../capture/disk-capture';
import { type Cut, type MakeFramer, MessageWalk, msOf, type WalkMark } from './message-walk';
import { isOut, type StreamIndex } from './stream-index';

/** A mark stands behind every so many messages or bytes. */
const EVERY = { messages: 1024, bytes: 4 * 1024 * 1024 };
/** Messages are shown from this many before the one that was asked for. */
const BEFORE = MESSAGES_PER_PAGE / 3;
/** A page of long messages ends after so many bytes of them. */
const PAGE_BYTES = 16 * 1024 * 1024;

interface Mark {
  /** Messages before it. */
  readonly messages: number;
  /** The row that was given last. */
  readonly row: number;
  readonly walk: WalkMark;
}

interface Numbered {
  readonly number: number;
  readonly cut: Cut;
  /** Bytes of the conversation before what made it whole. */
  readonly read: number;
}

/** What was cut by some time. */
interface Known extends Pick<StreamMessages, 'messages' | 'faults' | 'begun' | 'dueMs' | 'read'> {
  /** The last of the messages, where silence has ended them. */
  readonly ended: readonly Numbered[];
}

const messageOf = (number: number, { direction, frame, offset, first, last }: Cut): StreamMessage => ({
  number,
  direction,
  fault: frame.kind === 'fault' ? { code: frame.code, params: frame.params } : null,
  offset,
  span: frame.end - frame.start,
  length: frame.bytes.length,
  preview: frame.bytes.slice(0, PREVIEW_BYTES),
  first,
  last,
});

/**
 * The messages of one conversation under one framing. Read once from front to back, as far as time is given; after
 * that any of them is found from the nearest mark. Memory is bounded by the marks: some 300 bytes for every 1024
 * messages or 4 MiB.
 */
export class MessageIndex {
  messages = 0;
  faults = 0;
  readonly #stream: StreamIndex;
  readonly #make: MakeFramer;
  readonly #every: typeof EVERY;
  readonly #walk: MessageWalk;
  readonly #marks: Mark[];
  /** Bytes of the conversation that were cut, and the last of their rows. */
  #read = 0;
  #row = -1;
  /** When that row was recorded, in ms since the epoch, and when it was read, by this thread's clock. */
  #rowMs = 0;
  #readAt = 0;
  #markedAt = 0;
  #extended: Promise<void> = Promise.resolve();

  /** @param stream of the same conversation */
  constructor(stream: StreamIndex, make: MakeFramer, every = EVERY) {
    this.#stream = stream;
    this.#make = make;
    this.#every = every;
    this.#walk = new MessageWalk(make);
    this.#marks = [{ messages: 0, row: -1, walk: this.#walk.mark(0) }];
  }

  get #isRead(): boolean {
    return this.#read >= this.#stream.bytes;
  }

  /** Cuts more of the conversation, for so many ms at the most. Questions that come meanwhile wait for it. */
  async extend(capture: DiskCapture, ms: number): Promise<void> {
    const mine = this.#extended.catch(() => undefined).then(() => this.#extend(capture, ms));
    this.#extended = mine;
    await mine;
  }

  async #extend(capture: DiskCapture, ms: number): Promise<void> {
    if (this.#isRead) return;
    const until = performance.now() + ms;
    for await (const entry of this.#stream.entries(capture, this.#read)) {
      for await (const cuts of this.#walk.take(entry)) {
        this.messages += cuts.length;
        for (const { frame } of cuts) if (frame.kind === 'fault') this.faults += 1;
      }
      this.#read = entry.offset + entry.record.payloadBytes;
      this.#row = entry.row;
      this.#rowMs = msOf(entry.record.time);
      this.#readAt = performance.now();
      this.#setMark();
      if (entry.record.payloadBytes > 0 && performance.now() > until) return;
    }
  }

  #setMark(): void {
    const before = this.#marks.at(-1)?.messages ?? 0;
    const { messages, bytes } = this.#every;
    const isDue = this.messages - before >= messages || this.#read - this.#markedAt >= bytes;
    if (!isDue || this.messages === before) return;
    this.#markedAt = this.#read;
    this.#marks.push({ messages: this.messages, row: this.#row, walk: this.#walk.mark(this.#read) });
  }

  /**
   * What there is if nothing more has come until then. Messages that silence has ended have the next numbers: there
   * they will be found when something does come.
   */
  #known(atMs: number): Known {
    const { messages, faults } = this;
    // A clock that was set back holds nothing up: a row is at least as old as the time since it was read.
    const at = Math.max(atMs, this.#rowMs + performance.now() - this.#readAt);
    const { cuts, begun, next } = this.#walk.silentUntil(this.#isRead ? at : -Infinity);
    return {
      messages: messages + cuts.length,
      faults: faults + cuts.filter(({ frame }) => frame.kind === 'fault').length,
      begun,
      dueMs: next === null || !this.#isRead ? null : Math.max(1, Math.ceil(next - at)),
      read: this.#read,
      ended: cuts.map((cut, i) => ({ number: messages + i, cut, read: this.#read })),
    };
  }

  /** What is known from a mark on. */
  async *#from(capture: DiskCapture, mark: Mark, known: Known): AsyncGenerator<Numbered, void> {
    yield* this.#cutFrom(capture, mark, known.messages - known.ended.length);
    yield* known.ended;
  }

  async *#cutFrom(
    capture: DiskCapture,
    { messages, walk }: Mark,
    end: number,
  ): AsyncGenerator<Numbered, void> {
    const again = new MessageWalk(this.#make, walk);
    let number = messages;
    if (number >= end) return;
    for await (const entry of this.#stream.entries(capture, walk.offset)) {
      for await (const cuts of again.take(entry)) {
        for (const cut of cuts) {
          yield { number, cut, read: entry.offset };
          number += 1;
          if (number >= end) return;
        }
      }
    }
  }

  #markBefore(fits: (mark: Mark) => boolean): Mark {
    const first = this.#marks[0];
    const found = this.#marks.findLast(fits) ?? first;
    if (found === undefined) throw new Error('There is a mark at the beginning.');
    return found;
  }

  /** The number of the message that holds a row, or of the next one; null: it was not cut so far. */
  async #numberOf(capture: DiskCapture, row: number, known: Known): Promise<number | null> {
    if (row > this.#row && !this.#isRead) return null;
    const side = await this.#sideOf(capture, row);
    for await (const { number, cut } of this.#from(
      capture,
      this.#markBefore((mark) => mark.row < row),
      known,
    ))
      if (cut.last.row >= row && (side === null || cut.direction === side)) return number;
    return known.messages;
  }

  /** The direction of a row; null: it is no message of the conversation. */
  async #sideOf(capture: DiskCapture, row: number): Promise<'in' | 'out' | null> {
    const offset = await this.#stream.offsetOf(capture, { at: 'row', row });
    for await (const entry of this.#stream.entries(capture, offset)) {
      if (entry.row === row) return isOut(entry) ? 'out' : 'in';
      if (entry.row > row) return null;
    }
    return null;
  }

  /**
   * A page of them: from a number on, or around a row. Rejects with the system's error.
   *
   * @param atMs when the rows that are read by now were all there were, in ms since the epoch
   */
  async page(capture: DiskCapture, place: MessagePlace, atMs: number): Promise<StreamMessages> {
    const known = this.#known(atMs);
    const { messages, faults, begun, dueMs, read } = known;
    const at = place.at === 'row' ? await this.#numberOf(capture, place.row, known) : null;
    const wanted = place.at === 'number' ? place.number : Math.max(0, (at ?? messages) - BEFORE);
    const start = Math.min(wanted, Math.max(0, messages - 1));
    const list: StreamMessage[] = [];
    let before = 0;
    for await (const one of this.#from(
      capture,
      this.#markBefore((mark) => mark.messages <= start),
      known,
    )) {
      if (one.number < start) continue;
      if (list.length === 0) before = one.read;
      list.push(messageOf(one.number, one.cut));
      if (list.length === MESSAGES_PER_PAGE || one.read - before > PAGE_BYTES) break;
    }
    return { read, total: this.#stream.bytes, messages, faults, begun, dueMs, start, list, at };
  }

  /** The bytes of a message; of what is none, the first of them. Null: there is no such message. */
  async bytes(capture: DiskCapture, number: number, atMs: number): Promise<Uint8Array | null> {
    for await (const one of this.#from(
      capture,
      this.#markBefore((mark) => mark.messages <= number),
      this.#known(atMs),
    ))
      if (one.number === number) return one.cut.frame.bytes;
    return null;
  }
}
