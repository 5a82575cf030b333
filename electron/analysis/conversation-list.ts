import {
  type ConversationFacts,
  type ConversationSort,
  type ConversationsPage,
  type ConversationsWish,
  MOST_CONVERSATIONS,
} from '../../core/contract/conversations';
import { viewOf } from '../capture/byte-target';
import type { DiskCapture } from '../capture/disk-capture';
import { momentOf } from '../capture/moment';
import { readPage } from '../capture/page';
import { removedRows } from '../capture/removed-rows';
import { FLAG_OUT, KIND_OTHER, RECORD_BYTES, readRecord } from '../capture/row-index';

/** Records are read in pieces of this many rows. */
const CHUNK_ROWS = 32 * 1024;
const FLOW_AT = 24;
const KIND_AT = 30;

interface Tally {
  readonly flow: number;
  readonly endpoint: string;
  readonly row: number;
  readonly first: bigint;
  last: bigint;
  messages: number;
  bytesIn: number;
  bytesOut: number;
}

const spanOf = ({ first, last }: Tally): number => Number(last - first) / 1e9;

const rateOf = (tally: Tally): number | null => {
  const seconds = spanOf(tally);
  return seconds > 0 ? (tally.bytesIn + tally.bytesOut) / seconds : null;
};

const VALUES: Readonly<Record<ConversationSort, (tally: Tally) => number>> = {
  messages: ({ messages }) => messages,
  bytes: ({ bytesIn, bytesOut }) => bytesIn + bytesOut,
  in: ({ bytesIn }) => bytesIn,
  out: ({ bytesOut }) => bytesOut,
  rate: (tally) => rateOf(tally) ?? -1,
  first: ({ first }) => Number(first),
  last: ({ last }) => Number(last),
};

/**
 * All conversations of a capture in sum, from its index alone; grows while the capture does. Memory is bounded: of
 * those beyond MOST_CONVERSATIONS only their messages are counted.
 */
export class ConversationList {
  readonly #tallies = new Map<string, Tally>();
  #others = 0;
  #next = 0;
  #extended: Promise<void> = Promise.resolve();

  /** Looks at the rows that have come since. Questions that come meanwhile wait for it. */
  async extend(capture: DiskCapture, onProgress: (done: number, total: number) => void): Promise<void> {
    const mine = this.#extended.catch(() => undefined).then(() => this.#extend(capture, onProgress));
    this.#extended = mine;
    await mine;
  }

  async #extend(
    { segments, end }: DiskCapture,
    onProgress: (done: number, total: number) => void,
  ): Promise<void> {
    if (end <= this.#next) return;
    const bytes = new Uint8Array(CHUNK_ROWS * RECORD_BYTES);
    const view = viewOf(bytes);
    for (const { firstRow, rows, records, interfaces } of segments) {
      for (let at = Math.max(0, this.#next - firstRow); at < rows; ) {
        const wanted = bytes.subarray(0, Math.min(CHUNK_ROWS, rows - at) * RECORD_BYTES);
        const got = Math.floor((await records.read(at * RECORD_BYTES, wanted)) / RECORD_BYTES);
        for (let i = 0; i < got; i += 1) {
          const place = i * RECORD_BYTES;
          if (view.getUint32(place + FLOW_AT, true) === 0 || view.getUint8(place + KIND_AT) > KIND_OTHER)
            continue;
          this.#count(firstRow + at + i, view, place, interfaces);
        }
        at += Math.max(1, got);
        this.#next = firstRow + at;
        onProgress(this.#next, end);
      }
    }
  }

  #count(row: number, view: DataView, place: number, interfaces: readonly { readonly name: string }[]): void {
    const { flow, interfaceId, time, payloadBytes, flags } = readRecord(view, place);
    const endpoint = interfaces[interfaceId]?.name ?? '';
    const key = `${flow} ${endpoint}`;
    let tally = this.#tallies.get(key);
    if (tally === undefined) {
      if (this.#tallies.size >= MOST_CONVERSATIONS) {
        this.#others += 1;
        return;
      }
      tally = { flow, endpoint, row, first: time, last: time, messages: 0, bytesIn: 0, bytesOut: 0 };
      this.#tallies.set(key, tally);
    }
    tally.messages += 1;
    if (time > tally.last) tally.last = time;
    if ((flags & FLAG_OUT) !== 0) tally.bytesOut += payloadBytes;
    else tally.bytesIn += payloadBytes;
  }

  /** Some of the conversations in an order; those that are equal stand as they began. */
  async page(
    capture: DiskCapture,
    { sort, descending, start, count }: ConversationsWish,
  ): Promise<ConversationsPage> {
    const value = VALUES[sort];
    const sign = descending ? -1 : 1;
    const sorted = [...this.#tallies.values()].sort(
      (a, b) => sign * (value(a) - value(b)) || sign * (a.row - b.row),
    );
    const wanted = sorted.slice(start, start + count);
    const first = capture.segments[0]?.firstRow ?? 0;
    const segments = [removedRows(first, null), ...capture.segments];
    const conversations: ConversationFacts[] = [];
    for (const tally of wanted) {
      const [row] =
        capture.segmentOf(tally.row) === undefined ? [] : await readPage({ segments }, [tally.row], null);
      const data = row?.kind === 'data' ? row : null;
      conversations.push({
        flow: tally.flow,
        endpoint: tally.endpoint,
        peer: data?.peer ?? '',
        transport: data?.transport ?? 'other',
        row: tally.row,
        messages: tally.messages,
        bytesIn: tally.bytesIn,
        bytesOut: tally.bytesOut,
        first: momentOf(tally.first),
        last: momentOf(tally.last),
        bytesPerSecond: rateOf(tally),
      });
    }
    return { start, total: sorted.length, others: this.#others, conversations };
  }
}
