import type { LogFilter } from '../../core/contract/log';
import type { ByteSource } from './append-file';
import { viewOf } from './byte-target';
import type { InterfaceFacts } from './capture-source';
import { RowFacts } from './row-facts';
import { FLAG_OUT, isEvent, RECORD_BYTES, type RowRecord, readRecord } from './row-index';

/** A query in a form that rows can be held against. */
export interface RowMatcher {
  /** What must be read of a row: nothing but the index, its first headers (events whole), or all of it. */
  readonly needs: 'index' | 'headers' | 'payload';
  matches(row: RowFacts): boolean;
}

export interface ScanSource {
  readonly blocks: Pick<ByteSource, 'read'>;
  readonly records: Pick<ByteSource, 'read'>;
  /** The number in the capture of the segment's first row. */
  readonly firstRow: number;
}

/** Blocks are read in pieces of this size where rows stand close to each other. */
const WINDOW = 4 * 1024 * 1024;
/** Of a row in big packets only this much is read when its payload is not asked for. */
const HEAD_BYTES = 320;
const BIG_ROW = 4096;

/** Reads ahead through the blocks: rows come in ascending order. What it answers stands until the next read. */
class BlockWindow {
  readonly #source: Pick<ByteSource, 'read'>;
  #buffer = new Uint8Array(0);
  #bytes = this.#buffer;
  #at = 0;

  constructor(source: Pick<ByteSource, 'read'>) {
    this.#source = source;
  }

  /** Null when the bytes must be read first. */
  held(position: number, length: number): Uint8Array | null {
    const from = position - this.#at;
    return from >= 0 && from + length <= this.#bytes.length
      ? this.#bytes.subarray(from, from + length)
      : null;
  }

  async read(position: number, length: number): Promise<Uint8Array> {
    if (this.#buffer.length < Math.max(length, WINDOW))
      this.#buffer = new Uint8Array(Math.max(length, WINDOW));
    this.#bytes = this.#buffer.subarray(0, await this.#source.read(position, this.#buffer));
    this.#at = position;
    return this.#bytes.subarray(0, length);
  }

  async peek(position: number, length: number): Promise<Uint8Array> {
    const into = new Uint8Array(length);
    return into.subarray(0, await this.#source.read(position, into));
  }
}

const NOTHING = new Uint8Array(0);

const passesToggles = (filter: LogFilter, { kind, flags }: Pick<RowRecord, 'kind' | 'flags'>): boolean => {
  if (isEvent(kind)) return filter.events;
  return (flags & FLAG_OUT) === 0 ? filter.in : filter.out;
};

/**
 * Holds rows of one segment against a filter, from the first on, a slice at a time. Reads the index in order, and
 * of the blocks what the query needs.
 */
export class RowScan {
  /** Grows while the segment does. */
  interfaces: readonly InterfaceFacts[];
  readonly #source: ScanSource;
  readonly #filter: LogFilter;
  readonly #matcher: RowMatcher | null;
  readonly #window: BlockWindow;

  constructor(
    source: ScanSource,
    interfaces: readonly InterfaceFacts[],
    filter: LogFilter,
    matcher: RowMatcher | null,
  ) {
    this.#source = source;
    this.interfaces = interfaces;
    this.#filter = filter;
    this.#matcher = matcher;
    this.#window = new BlockWindow(source.blocks);
  }

  /**
   * The matches among rows `from` … `to` − 1 of the segment, as numbers of the capture, and how far it came: it
   * stops early when `deadline` (ms, of performance.now) has passed. Rejects with the system's error.
   */
  async slice(
    from: number,
    to: number,
    deadline: number,
  ): Promise<{ readonly rows: Uint32Array<ArrayBuffer>; readonly next: number }> {
    const records = new Uint8Array((to - from) * RECORD_BYTES);
    const read = await this.#source.records.read(from * RECORD_BYTES, records);
    const count = Math.floor(read / RECORD_BYTES);
    const view = viewOf(records);
    const rows = new Uint32Array(count);
    let found = 0;
    let i = 0;
    for (; i < count; i += 1) {
      const at = i * RECORD_BYTES;
      const kind = view.getUint8(at + 30);
      const flags = view.getUint8(at + 31);
      if (passesToggles(this.#filter, { kind, flags })) {
        const row = this.#source.firstRow + from + i;
        // Awaited only where something has to be read: a promise per row would cost more than the query.
        const answer = this.#matcher === null || this.#matches(this.#matcher, row, readRecord(view, at));
        if (answer === true || (answer !== false && (await answer))) {
          rows[found] = row;
          found += 1;
        }
      }
      if ((i & 63) === 63 && performance.now() > deadline) {
        i += 1;
        break;
      }
    }
    return { rows: rows.slice(0, found), next: from + i };
  }

  #matches(matcher: RowMatcher, row: number, record: RowRecord): boolean | Promise<boolean> {
    const facts = this.interfaces[record.interfaceId];
    const held = this.#heldBlocks(matcher, record);
    if (held !== null) return matcher.matches(new RowFacts(row, record, facts, held));
    return this.#readBlocks(matcher, record).then((blocks) =>
      matcher.matches(new RowFacts(row, record, facts, blocks)),
    );
  }

  #heldBlocks({ needs }: RowMatcher, { position, blockBytes }: RowRecord): Uint8Array | null {
    return needs === 'index' ? NOTHING : this.#window.held(position, blockBytes);
  }

  #readBlocks({ needs }: RowMatcher, { position, blockBytes, kind }: RowRecord): Promise<Uint8Array> {
    return needs === 'headers' && blockBytes > BIG_ROW && !isEvent(kind)
      ? this.#window.peek(position, HEAD_BYTES)
      : this.#window.read(position, blockBytes);
  }
}
