import type { LogFilter } from '../../core/contract/log';
import type { Matcher } from '../../core/filter/evaluate';
import type { ByteSource } from './append-file';
import { viewOf } from './byte-target';
import type { InterfaceFacts } from './capture-source';
import { type HeldBlocks, RowFacts } from './row-facts';
import { FLAG_OUT, isEvent, RECORD_BYTES, type RowRecord } from './row-index';
import { type MarkPieces, viewPieces } from './row-marks';

export interface ScanSource {
  readonly blocks: Pick<ByteSource, 'read'>;
  readonly records: Pick<ByteSource, 'read'>;
  /** The number in the capture of the segment's first row. */
  readonly firstRow: number;
  /** The time of the capture's first row. */
  readonly firstTime: bigint;
  /** Bytes of blocks that are read at once; many where rows are looked at one after the other. */
  readonly windowBytes?: number;
}

/** Blocks are read in pieces of this size where rows stand close to each other. */
const WINDOW = 4 * 1024 * 1024;
/** Of a row in big packets only this much is read when its payload is not asked for. */
const HEAD_BYTES = 320;
const BIG_ROW = 4096;

/** Reads ahead through the blocks: rows come in ascending order. What it answers stands until the next read. */
class BlockWindow {
  readonly #source: Pick<ByteSource, 'read'>;
  readonly #size: number;
  #buffer = new Uint8Array(0);
  #view = viewOf(this.#buffer);
  #at = 0;
  #length = 0;

  constructor(source: Pick<ByteSource, 'read'>, size: number) {
    this.#source = source;
    this.#size = size;
  }

  /** Null when the bytes must be read first. */
  held(position: number, length: number): HeldBlocks | null {
    const from = position - this.#at;
    const to = from + length;
    return from >= 0 && to <= this.#length ? { bytes: this.#buffer, view: this.#view, from, to } : null;
  }

  /** Reads from `position` on, `length` bytes and more behind them. */
  async read(position: number, length: number): Promise<HeldBlocks> {
    if (this.#buffer.length < Math.max(length, this.#size)) {
      this.#buffer = new Uint8Array(Math.max(length, this.#size));
      this.#view = viewOf(this.#buffer);
    }
    this.#length = await this.#source.read(position, this.#buffer);
    this.#at = position;
    return { bytes: this.#buffer, view: this.#view, from: 0, to: Math.min(length, this.#length) };
  }

  /** Reads just this. */
  async peek(position: number, length: number): Promise<HeldBlocks> {
    const bytes = new Uint8Array(length);
    const to = await this.#source.read(position, bytes);
    return { bytes, view: viewOf(bytes.subarray(0, to)), from: 0, to };
  }
}

const passesToggles = (filter: LogFilter, { kind, flags }: Pick<RowRecord, 'kind' | 'flags'>): boolean => {
  if (isEvent(kind)) return filter.events;
  return (flags & FLAG_OUT) === 0 ? filter.in : filter.out;
};

/**
 * Holds rows of one segment against a filter, from the first on, a slice at a time. Reads the index in order, and
 * of the blocks what the query needs.
 */
export class RowScan {
  readonly #facts = new RowFacts();
  readonly #source: ScanSource;
  readonly #filter: LogFilter;
  readonly #matcher: Matcher | null;
  readonly #window: BlockWindow;

  constructor(source: ScanSource, filter: LogFilter, matcher: Matcher | null) {
    this.#source = source;
    this.#facts.firstTime = source.firstTime;
    this.#facts.firstRow = source.firstRow;
    this.#filter = filter;
    this.#matcher = matcher;
    this.#window = new BlockWindow(source.blocks, source.windowBytes ?? WINDOW);
  }

  /** Of the segment; there may be more of them each time. */
  set marks(marks: MarkPieces) {
    this.#facts.marks = viewPieces(marks);
  }

  /** Of the segment; they grow while it does. */
  set interfaces(interfaces: readonly InterfaceFacts[]) {
    this.#facts.interfaces = interfaces;
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
        const answer = this.#matcher === null || this.#matches(this.#matcher, row, view, at);
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

  #matches(matcher: Matcher, row: number, view: DataView, at: number): boolean | Promise<boolean> {
    const facts = this.#facts;
    facts.load(row, view, at);
    const verdict = matcher.byIndex(facts);
    if (verdict !== 'maybe') return verdict;
    const { position, blockBytes, kind } = facts.record;
    const held = this.#window.held(position, blockBytes);
    if (held !== null) {
      facts.blocks = held;
      return matcher.full(facts);
    }
    const headIsEnough = !matcher.needsPayload && blockBytes > BIG_ROW && !isEvent(kind);
    const reading = headIsEnough
      ? this.#window.peek(position, HEAD_BYTES)
      : this.#window.read(position, blockBytes);
    return reading.then((blocks) => {
      facts.blocks = blocks;
      return matcher.full(facts);
    });
  }
}
