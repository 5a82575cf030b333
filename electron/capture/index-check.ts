import type { ByteSource } from './append-file';
import { viewOf } from './byte-target';
import { type KnownRecords, MemoryRecords } from './index-writer';
import { ENHANCED_PACKET, INTERFACE_DESCRIPTION, SECTION_HEADER } from './pcapng-blocks';
import { type Block, BlockReader, type InterfaceDescription, sectionApplication } from './pcapng-reader';
import { IndexBuilder } from './rebuild-index';
import { isKnownKind, NO_INTERFACE, RECORD_BYTES, type RowRecord, readRecord } from './row-index';

/** Records are looked at in pieces of this many bytes. */
const PIECE = 1024 * 1024;
/** Blocks between two rows are short: descriptions of interfaces, handshakes, ends. */
const MOST_BETWEEN = 4 * 1024 * 1024;
/** They are read this much at a time, for where there is one such place there are others. */
const WINDOW = 64 * 1024;
/** Rows that are made anew and compared: so many stretches of so many rows, and no more bytes than this in each. */
const STRETCHES = 64;
const STRETCH_ROWS = 64;
const STRETCH_BYTES = 256 * 1024;

/** A part of a file in memory, read at the file's positions. */
class Window implements ByteSource {
  size = 0;
  readonly #source: ByteSource;
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** Holds `from` to `to`, where the source then seems to end; answers whether they are there. */
  async hold(from: number, to: number): Promise<boolean> {
    this.size = to;
    if (from >= this.#at && to <= this.#at + this.#bytes.length) return true;
    const bytes = new Uint8Array(Math.max(WINDOW, to - from));
    this.#bytes = bytes.subarray(0, await this.#source.read(from, bytes));
    this.#at = from;
    return to - from <= this.#bytes.length;
  }

  read(position: number, into: Uint8Array): Promise<number> {
    const from = position - this.#at;
    into.set(this.#bytes.subarray(from, from + into.length));
    return Promise.resolve(into.length);
  }
}

/** Reads whole blocks from `from` to `to`, all of which the window holds; false where there are none. */
const eachBlock = async (
  window: Window,
  from: number,
  to: number,
  visit: (block: Block) => boolean,
): Promise<boolean> => {
  const reader = new BlockReader(window, from);
  for (;;) {
    const block = reader.next();
    if (block === null) await reader.fill();
    else if (block.type === null) return block.position === to;
    else if (!visit(block)) return false;
  }
};

class IndexCheck {
  interfaces: readonly InterfaceDescription[] = [];
  /** Behind the last sound row. */
  end = 0;
  readonly #blocks: ByteSource;
  readonly #records: ByteSource;
  readonly #application: string;
  readonly #window: Window;

  constructor(blocks: ByteSource, records: ByteSource, application: string) {
    this.#blocks = blocks;
    this.#records = records;
    this.#application = application;
    this.#window = new Window(blocks);
  }

  /** Between rows stand whole blocks that make no row; the first of all says who wrote the file. */
  async #between(to: number): Promise<boolean> {
    const from = this.end;
    if (to - from > MOST_BETWEEN || !(await this.#window.hold(from, to))) return false;
    const made = new MemoryRecords(0);
    const builder = new IndexBuilder(made, this.interfaces);
    const whole = await eachBlock(this.#window, from, to, (block) => {
      if (block.type === SECTION_HEADER) {
        if (block.position > 0 || sectionApplication(block) !== this.#application) return false;
      } else if (block.type !== INTERFACE_DESCRIPTION && block.type !== ENHANCED_PACKET) return false;
      builder.block(block);
      return true;
    });
    builder.end();
    this.interfaces = builder.interfaces;
    return whole && made.rows === 0;
  }

  #isSound({ position, blockBytes, payloadBytes, kind }: RowRecord): boolean {
    return (
      position >= Math.max(this.end, 1) &&
      blockBytes >= 12 &&
      blockBytes % 4 === 0 &&
      payloadBytes < blockBytes &&
      isKnownKind(kind)
    );
  }

  /** Holds each record against its neighbours. Answers how many rows' blocks are there; null: not sound. */
  async walk(onProgress: (position: number) => void): Promise<number | null> {
    const all = Math.floor(this.#records.size / RECORD_BYTES);
    let rows = 0;
    while (rows < all) {
      const bytes = new Uint8Array(Math.min(PIECE, (all - rows) * RECORD_BYTES));
      if ((await this.#records.read(rows * RECORD_BYTES, bytes)) < bytes.length) return null;
      const view = viewOf(bytes);
      for (let at = 0; at < bytes.length; at += RECORD_BYTES) {
        const record = readRecord(view, at);
        const { position, blockBytes, interfaceId } = record;
        // The index may be ahead of the blocks, by what was on its way to the disk.
        if (position + blockBytes > this.#blocks.size) return rows;
        if (!this.#isSound(record)) return null;
        if (position > this.end && !(await this.#between(position))) return null;
        if (interfaceId !== NO_INTERFACE && interfaceId >= this.interfaces.length) return null;
        this.end = position + blockBytes;
        rows += 1;
      }
      onProgress(this.end);
    }
    return rows;
  }

  /** Makes a sample of the records anew from their blocks: the first, the last, and stretches in between. */
  async sample(rows: number): Promise<boolean> {
    const last = Math.max(0, rows - STRETCH_ROWS);
    for (let i = 0; i < STRETCHES; i += 1) {
      const first = Math.floor((last * i) / (STRETCHES - 1));
      if (!(await this.#isRemade(first, Math.min(STRETCH_ROWS, rows - first)))) return false;
      if (last === 0) return true;
    }
    return true;
  }

  async #isRemade(first: number, count: number): Promise<boolean> {
    const bytes = new Uint8Array(count * RECORD_BYTES);
    if ((await this.#records.read(first * RECORD_BYTES, bytes)) < bytes.length) return false;
    const view = viewOf(bytes);
    const from = readRecord(view, 0).position;
    let to = from;
    let rows = 0;
    for (; rows < count; rows += 1) {
      const { position, blockBytes } = readRecord(view, rows * RECORD_BYTES);
      const end = position + blockBytes;
      if (end - from > (rows === 0 ? MOST_BETWEEN : STRETCH_BYTES)) break;
      to = end;
    }
    if (rows === 0) return true; // One row of many megabytes; its neighbours spoke for it.
    if (!(await this.#window.hold(from, to))) return false;
    const made = new MemoryRecords(rows);
    const builder = new IndexBuilder(made, this.interfaces);
    const whole = await eachBlock(this.#window, from, to, (block) => {
      builder.block(block);
      return true;
    });
    builder.end();
    const kept = bytes.subarray(0, rows * RECORD_BYTES);
    return whole && made.rows === rows && Buffer.compare(made.bytes, kept) === 0;
  }
}

/**
 * What an index that was left behind by this very version of Porthole (`application`) is good for; null: nothing.
 * Every record must follow on the one before it; what stands between rows must be whole blocks that make none; and
 * a sample of the records is made anew and compared. That reads the index once and a small part of the capture. It
 * does not find a block that was lost in the middle, so it is only for files that the system had all of: those of a
 * program that was killed, not of a machine that lost its power.
 */
export const checkIndex = async (
  blocks: ByteSource,
  records: ByteSource,
  application: string,
  onProgress: (position: number) => void,
): Promise<KnownRecords | null> => {
  const check = new IndexCheck(blocks, records, application);
  const rows = await check.walk(onProgress);
  if (rows === null || rows === 0 || !(await check.sample(rows))) return null;
  return { records, rows, end: check.end, interfaces: check.interfaces };
};
