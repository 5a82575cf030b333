import type { AppendFile, ByteSource } from './append-file';
import { byteTarget, viewOf } from './byte-target';
import type { InterfaceDescription } from './pcapng-reader';
import { RECORD_BYTES, TIME_AT, writeRecord } from './row-index';
import { emptySummary, summarizeRow } from './row-summary';

/** Where an index's records go as they are made. The arguments are those of `writeRecord`. */
export interface RecordSink {
  add(
    position: number,
    timeHigh: number,
    timeLow: number,
    blockBytes: number,
    payloadBytes: number,
    flow: number,
    interfaceId: number,
    kind: number,
    flags: number,
  ): void;
}

/** Records of an index that was left behind, as far as they are sound. */
export interface KnownRecords {
  readonly records: ByteSource;
  readonly rows: number;
  /** Position behind the last of these rows. */
  readonly end: number;
  /** As described before `end`. */
  readonly interfaces: readonly InterfaceDescription[];
}

const COPY_BYTES = 1024 * 1024;

/** An index file that is being made, and what its rows come to. */
export class IndexWriter implements RecordSink {
  readonly summary = emptySummary();
  rows = 0;
  readonly #index: AppendFile;

  constructor(index: AppendFile) {
    this.#index = index;
  }

  add(
    position: number,
    timeHigh: number,
    timeLow: number,
    blockBytes: number,
    payloadBytes: number,
    flow: number,
    interfaceId: number,
    kind: number,
    flags: number,
  ): void {
    const chunk = this.#index.reserve(RECORD_BYTES);
    writeRecord(
      chunk,
      chunk.used,
      position,
      timeHigh,
      timeLow,
      blockBytes,
      payloadBytes,
      flow,
      interfaceId,
      kind,
      flags,
    );
    this.#index.advance(chunk, RECORD_BYTES);
    summarizeRow(this.summary, timeHigh, timeLow, payloadBytes, kind, flags);
    this.rows += 1;
  }

  /** Takes over what is known already. Rejects with the system's error. */
  async copy({ records, rows }: KnownRecords): Promise<void> {
    const all = rows * RECORD_BYTES;
    for (let from = 0; from < all; from += COPY_BYTES) {
      const bytes = new Uint8Array(Math.min(COPY_BYTES, all - from));
      if ((await records.read(from, bytes)) < bytes.length) throw new Error('the index has become shorter');
      this.#index.append(bytes);
      const view = viewOf(bytes);
      for (let at = 0; at < bytes.length; at += RECORD_BYTES) {
        const [low, high] = [view.getUint32(at + TIME_AT, true), view.getUint32(at + TIME_AT + 4, true)];
        const payloadBytes = view.getUint32(at + 20, true);
        summarizeRow(this.summary, high, low, payloadBytes, view.getUint8(at + 30), view.getUint8(at + 31));
      }
      await this.#index.flush();
    }
    this.rows = rows;
  }
}

/** Keeps the first `most` records in memory, and counts them all. */
export class MemoryRecords implements RecordSink {
  rows = 0;
  readonly #room;

  constructor(readonly most: number) {
    this.#room = byteTarget(most * RECORD_BYTES);
  }

  get bytes(): Uint8Array {
    return this.#room.bytes;
  }

  add(...record: Parameters<RecordSink['add']>): void {
    if (this.rows < this.most) writeRecord(this.#room, this.rows * RECORD_BYTES, ...record);
    this.rows += 1;
  }
}
