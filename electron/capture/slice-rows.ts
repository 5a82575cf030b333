import type { ByteSource } from './append-file';
import { viewOf } from './byte-target';
import { endOfBlocks, isEvent, KIND_OTHER, RECORD_BYTES, type RowRecord, readRecord } from './row-index';

/** A row of a conversation, and where the row before it in the file ends: handshakes stand in between. */
export interface SliceRow {
  /** Number in its segment. */
  readonly index: number;
  readonly record: RowRecord;
  readonly gapFrom: number;
}

/** Rows for a slice, in order. */
export interface SliceSelection {
  readonly rows: readonly SliceRow[];
  /** Nothing of their conversations was left out before the wanted ones. */
  readonly whole: boolean;
}

export interface SliceLimits {
  /** The most packets, and bytes of the capture file, that a slice may have. */
  readonly packets: number;
  readonly bytes: number;
  /** Rows of the conversation's beginning that are kept when it is longer than that. */
  readonly head: number;
  /** Rows right before the wanted ones, at most. */
  readonly before: number;
  /** Rows behind the wanted ones. */
  readonly ahead: number;
}

/** Records are read in pieces of this many rows. */
const CHUNK_ROWS = 32 * 1024;
/** Rows of other conversations that are passed over, at most, in either direction. */
const MOST_PASSED = 4 * 1024 * 1024;
/** An IP packet holds at most this many bytes. */
const PACKET_BYTES = 65_536;

const packetsOf = ({ blockBytes }: RowRecord): number => Math.ceil(blockBytes / PACKET_BYTES);

/** Says by a record in its memory, before it is taken apart: most records are passed over. */
export type Belongs = (view: DataView, at: number, index: number) => boolean;

const FLOW_AT = 24;
const INTERFACE_AT = 28;

/** Of the same interface and flows. What is neither TCP nor UDP (a fragment, ARP) may belong to any of them. */
export const sameConversations = (rows: readonly SliceRow[]): Belongs => {
  const flows = new Set(rows.map(({ record }) => record.flow));
  const interfaceId = rows[0]?.record.interfaceId ?? -1;
  const all = rows.some(({ record }) => record.kind === KIND_OTHER);
  return (view, at) =>
    (all || flows.has(view.getUint32(at + FLOW_AT, true))) &&
    view.getUint16(at + INTERFACE_AT, true) === interfaceId;
};

/** Counts what is taken against the limits. */
export class Budget {
  #packets: number;
  #bytes: number;

  constructor({ packets, bytes }: Pick<SliceLimits, 'packets' | 'bytes'>) {
    this.#packets = packets;
    this.#bytes = bytes;
  }

  /** Takes it if it fits. */
  take(row: SliceRow): boolean {
    return this.takeAll([row]);
  }

  /** Takes them if all of them fit. */
  takeAll(rows: readonly SliceRow[]): boolean {
    let packets = 0;
    let bytes = 0;
    for (const { record } of rows) {
      packets += packetsOf(record);
      if (!isEvent(record.kind)) bytes += record.blockBytes;
    }
    if (packets > this.#packets || bytes > this.#bytes) return false;
    this.#packets -= packets;
    this.#bytes -= bytes;
    return true;
  }
}

/** Reads one segment's index from disk, in pieces. */
export class SliceRows {
  readonly #records: Pick<ByteSource, 'read'>;
  /** Rows that are on disk. */
  readonly #count: number;

  constructor(records: Pick<ByteSource, 'read'>, count: number) {
    this.#records = records;
    this.#count = count;
  }

  /** The rows from `from` to `to - 1` that belong, in order, as far as they exist. */
  async chunk(from: number, end: number, belongs: Belongs): Promise<readonly SliceRow[]> {
    const to = Math.min(end, this.#count);
    if (from >= to) return [];
    // The record before the first one says where the gap before it begins.
    const start = Math.max(0, from - 1);
    const bytes = new Uint8Array((to - start) * RECORD_BYTES);
    const got = await this.#records.read(start * RECORD_BYTES, bytes);
    const view = viewOf(bytes);
    const found: SliceRow[] = [];
    for (let index = from; index < to; index += 1) {
      const at = (index - start) * RECORD_BYTES;
      if (at + RECORD_BYTES > got) break;
      if (!belongs(view, at, index)) continue;
      const gapFrom = index === 0 ? 0 : endOfBlocks(view, at - RECORD_BYTES);
      found.push({ index, record: readRecord(view, at), gapFrom });
    }
    return found;
  }

  /** These rows (ascending), as far as they exist. */
  async rows(wanted: readonly number[]): Promise<readonly SliceRow[]> {
    const found: SliceRow[] = [];
    for (let i = 0; i < wanted.length; ) {
      const from = wanted[i] ?? 0;
      const near = new Set<number>();
      while (i < wanted.length && (wanted[i] ?? 0) < from + CHUNK_ROWS) {
        near.add(wanted[i] ?? 0);
        i += 1;
      }
      const to = Math.max(...near) + 1;
      const rows = await this.chunk(from, to, (_view, _at, index) => near.has(index));
      found.push(...rows);
    }
    return found;
  }

  /** Those of a conversation. */
  chunkOfFlow(flow: number, from: number, to: number): Promise<readonly SliceRow[]> {
    return this.chunk(from, to, (view, at) => view.getUint32(at + FLOW_AT, true) === flow);
  }

  /** Hands over the conversation of each row from `from` to `to - 1`. */
  async flows(from: number, to: number, take: (flow: number, index: number) => void): Promise<void> {
    for (let start = from; start < to; start += CHUNK_ROWS) {
      const bytes = new Uint8Array((Math.min(to, start + CHUNK_ROWS) - start) * RECORD_BYTES);
      const got = await this.#records.read(start * RECORD_BYTES, bytes);
      const view = viewOf(bytes);
      for (let at = 0; at + RECORD_BYTES <= got; at += RECORD_BYTES)
        take(view.getUint32(at + FLOW_AT, true), start + at / RECORD_BYTES);
    }
  }

  /** Null beyond the last row. */
  async row(index: number): Promise<SliceRow | null> {
    return (await this.chunk(index, index + 1, () => true))[0] ?? null;
  }

  /**
   * The rows around the `wanted` ones (ascending, all of one interface) that belong to the same conversations, in
   * order. When they are too many, the wanted ones come first, then those right before them, the conversations'
   * beginning, and those behind. Null when not even the wanted ones fit.
   */
  async around(wanted: readonly number[], limits: SliceLimits): Promise<SliceSelection | null> {
    const first = wanted[0];
    const last = wanted.at(-1);
    if (first === undefined || last === undefined) return null;
    const budget = new Budget(limits);
    const needed = await this.rows(wanted);
    if (needed.length < wanted.length || !needed.every((row) => budget.take(row))) return null;
    const belongs = sameConversations(needed);

    const middle: SliceRow[] = [];
    const isNeeded = new Set(wanted);
    for (let from = first; from <= last; from += CHUNK_ROWS) {
      for (const row of await this.chunk(from, Math.min(last + 1, from + CHUNK_ROWS), belongs)) {
        if (isNeeded.has(row.index) || budget.take(row)) middle.push(row);
      }
    }

    // From the wanted rows back to the beginning, nearest first.
    const before: SliceRow[] = [];
    const mostBefore = Math.min(limits.before, limits.packets - limits.head - limits.ahead - middle.length);
    let reached = first;
    let full = false;
    const backTo = Math.max(0, first - MOST_PASSED);
    while (reached > backTo && !full) {
      const from = Math.max(backTo, reached - CHUNK_ROWS);
      for (const row of [...(await this.chunk(from, reached, belongs))].reverse()) {
        if (before.length >= mostBefore || !budget.take(row)) {
          full = true;
          reached = row.index + 1;
          break;
        }
        before.push(row);
      }
      if (!full) reached = from;
    }
    before.reverse();

    // A conversation says at its beginning what it speaks: those rows are worth more than a few more in the middle.
    const head: SliceRow[] = [];
    const headTo = Math.min(reached, MOST_PASSED);
    for (let from = 0; from < headTo && head.length < limits.head; from += CHUNK_ROWS) {
      for (const row of await this.chunk(from, Math.min(headTo, from + CHUNK_ROWS), belongs)) {
        if (head.length >= limits.head || !budget.take(row)) break;
        head.push(row);
      }
    }

    const after: SliceRow[] = [];
    const aheadTo = Math.min(this.#count, last + 1 + MOST_PASSED);
    for (let from = last + 1; from < aheadTo && after.length < limits.ahead; from += CHUNK_ROWS) {
      for (const row of await this.chunk(from, Math.min(aheadTo, from + CHUNK_ROWS), belongs)) {
        if (after.length >= limits.ahead || !budget.take(row)) break;
        after.push(row);
      }
    }
    return { rows: [...head, ...before, ...middle, ...after], whole: reached === 0 };
  }
}
