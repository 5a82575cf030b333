import { HAPPENINGS } from '../../core/contract/happening';
import type { ByteSource } from './append-file';
import { type ByteTarget, viewOf } from './byte-target';

/**
 * One record per row, 32 bytes little-endian, so that row N stands at byte N × 32 and nothing is kept in memory:
 *
 *     0  u64  position of the row's first block in the capture
 *     8  i64  time, nanoseconds since the epoch
 *    16  u32  bytes of the row's blocks (a chunk in several packets has several)
 *    20  u32  payload bytes
 *    24  u32  flow, 0 for none
 *    28  u16  interface in this segment, 0xffff for none
 *    30  u8   kind
 *    31  u8   flags
 *
 * Limits: 65,535 interfaces in a segment, 2^32 - 1 flows in a run, 4 GiB in one row.
 * The index can always be rebuilt from the capture (`rebuild-index.ts`).
 */
export const RECORD_BYTES = 32;
/** Where the time stands in a record. */
export const TIME_AT = 8;
export const NO_INTERFACE = 0xffff;

export const KIND_TCP = 1;
export const KIND_UDP = 2;
export const KIND_OTHER = 3;
/** An event that Porthole did not write. */
export const KIND_FOREIGN_EVENT = 4;
/** Porthole's happenings: this plus their place in HAPPENINGS. */
export const KIND_HAPPENING = 64;

/** Whether Porthole writes rows of this kind. */
export const isKnownKind = (kind: number): boolean =>
  kind === KIND_TCP || kind === KIND_UDP || HAPPENINGS[kind - KIND_HAPPENING] !== undefined;

export const isEvent = (kind: number): boolean => kind >= KIND_FOREIGN_EVENT;

export const FLAG_OUT = 1;
/** Two bits of severity: 0 info, 1 warning, 2 error. */
export const SEVERITY_SHIFT = 1;

export interface RowRecord {
  readonly position: number;
  readonly time: bigint;
  readonly blockBytes: number;
  readonly payloadBytes: number;
  readonly flow: number;
  readonly interfaceId: number;
  readonly kind: number;
  readonly flags: number;
}

const TWO_32 = 0x1_0000_0000;

export const writeRecord = (
  { view }: ByteTarget,
  at: number,
  position: number,
  timeHigh: number,
  timeLow: number,
  blockBytes: number,
  payloadBytes: number,
  flow: number,
  interfaceId: number,
  kind: number,
  flags: number,
): void => {
  view.setUint32(at, position % TWO_32, true);
  view.setUint32(at + 4, Math.floor(position / TWO_32), true);
  view.setUint32(at + 8, timeLow, true);
  view.setUint32(at + 12, timeHigh, true);
  view.setUint32(at + 16, blockBytes, true);
  view.setUint32(at + 20, payloadBytes, true);
  view.setUint32(at + 24, flow, true);
  view.setUint16(at + 28, interfaceId, true);
  view.setUint8(at + 30, kind);
  view.setUint8(at + 31, flags);
};

export const readRecord = (view: DataView, at: number): RowRecord => ({
  position: view.getUint32(at, true) + view.getUint32(at + 4, true) * TWO_32,
  time: view.getBigInt64(at + 8, true),
  blockBytes: view.getUint32(at + 16, true),
  payloadBytes: view.getUint32(at + 20, true),
  flow: view.getUint32(at + 24, true),
  interfaceId: view.getUint16(at + 28, true),
  kind: view.getUint8(at + 30),
  flags: view.getUint8(at + 31),
});

/** Where the row's last block ends in the capture. */
export const endOfBlocks = (view: DataView, at: number): number =>
  view.getUint32(at, true) + view.getUint32(at + 4, true) * TWO_32 + view.getUint32(at + 16, true);

const PAGE_ROWS = 256;
const PAGE_BYTES = PAGE_ROWS * RECORD_BYTES;
const CACHED_PAGES = 64;

/** Reads records by page and keeps the pages that were used last: 512 KiB however large the index is. */
export class RowIndex {
  readonly #source: ByteSource;
  readonly #pages = new Map<number, DataView>();

  constructor(source: ByteSource) {
    this.#source = source;
  }

  get rows(): number {
    return Math.floor(this.#source.size / RECORD_BYTES);
  }

  async #page(number: number): Promise<DataView> {
    const kept = this.#pages.get(number);
    if (kept !== undefined) {
      this.#pages.delete(number);
      this.#pages.set(number, kept);
      return kept;
    }
    const bytes = new Uint8Array(PAGE_BYTES);
    const length = await this.#source.read(number * PAGE_BYTES, bytes);
    const page = viewOf(bytes.subarray(0, length));
    // Records never change, but the last page is still growing.
    if (length === PAGE_BYTES) {
      this.#pages.set(number, page);
      const [oldest] = this.#pages.keys();
      if (this.#pages.size > CACHED_PAGES && oldest !== undefined) this.#pages.delete(oldest);
    }
    return page;
  }

  /** Records of many rows in a row, as they stand; fewer at the end. They are not kept. */
  async records(row: number, count: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(count * RECORD_BYTES);
    return bytes.subarray(0, await this.#source.read(row * RECORD_BYTES, bytes));
  }

  /** Null beyond the last row. */
  async record(row: number): Promise<RowRecord | null> {
    const page = await this.#page(Math.floor(row / PAGE_ROWS));
    const at = (row % PAGE_ROWS) * RECORD_BYTES;
    return at + RECORD_BYTES <= page.byteLength ? readRecord(page, at) : null;
  }
}
