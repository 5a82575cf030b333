import { join } from 'node:path';
import type { EndpointTag } from '../../core/contract/happening';
import { describedPath } from '../../core/contract/local-address';
import { AppendFile } from './append-file';
import { viewOf } from './byte-target';
import type { InterfaceFacts, Segment } from './capture-source';
import { type Disk, PRIVATE } from './disk';
import { IndexWriter } from './index-writer';
import { interfaceDescription, LINKTYPE_RAW, sectionHeader } from './pcapng-blocks';
import { NO_INTERFACE, RECORD_BYTES, RowIndex } from './row-index';
import { RowMarks } from './row-marks';
import type { RowSummary } from './row-summary';
import { securedPortOf } from './secured-port';
import { TimeSteps } from './time-steps';

const CAPTURE_CHUNK = 1024 * 1024;
const INDEX_CHUNK = 256 * 1024;

/** The last interface number: endpoints beyond it share it. */
const LAST_INTERFACE = NO_INTERFACE - 1;

/** Messages and payload bytes of one segment. received + sent = stored + dropped by the disk + dropped by Porthole. */
export interface Counters {
  received: number;
  sent: number;
  stored: number;
  droppedSystem: number;
  droppedDisk: number;
  droppedPorthole: number;
  bytesIn: number;
  bytesOut: number;
}

export const noCounts = (): Counters => ({
  received: 0,
  sent: 0,
  stored: 0,
  droppedSystem: 0,
  droppedDisk: 0,
  droppedPorthole: 0,
  bytesIn: 0,
  bytesOut: 0,
});

export const sumOf = (all: readonly Counters[]): Counters => {
  const sum = noCounts();
  for (const counters of all) {
    sum.received += counters.received;
    sum.sent += counters.sent;
    sum.stored += counters.stored;
    sum.droppedSystem += counters.droppedSystem;
    sum.droppedDisk += counters.droppedDisk;
    sum.droppedPorthole += counters.droppedPorthole;
    sum.bytesIn += counters.bytesIn;
    sum.bytesOut += counters.bytesOut;
  }
  return sum;
};

/** Blocks carry their length behind their type: the sum of those that are there whole. */
const wholeBlocks = (bytes: Uint8Array, used: number): number => {
  const view = viewOf(bytes);
  let at = 0;
  while (at + 12 <= used) {
    const next = at + view.getUint32(at + 4, true);
    if (next > used) break;
    at = next;
  }
  return at;
};

interface LiveSegmentOptions {
  readonly disk: Disk;
  /** Done before either file is made. Rejects with the system's error. */
  readonly prepare: () => Promise<void>;
  readonly folder: string;
  /** File name without its ending. */
  readonly name: string;
  /** `shb_userappl`: the program and its version. */
  readonly application: string;
  readonly os: string;
  readonly onWritten: () => void;
  readonly onFailure: (error: unknown) => void;
}

/**
 * A capture file that is being written, with its index: `<name>.pcapng` and `<name>.index`. It is a whole pcapng
 * section of its own. No file exists before the first flush.
 */
export class LiveSegment implements Segment {
  readonly blocks: AppendFile;
  readonly indexFile: AppendFile;
  readonly index: RowIndex;
  readonly times: TimeSteps;
  readonly marks = new RowMarks();
  readonly #records: IndexWriter;
  readonly interfaces: InterfaceFacts[] = [];
  readonly counters: Counters = noCounts();
  /** Times at which it was begun and followed by another, ns since the epoch. */
  begunAt: bigint | null = null;
  endedAt: bigint | null = null;
  /** Rows that say no more than what the limit has removed. */
  limitRows = 0;
  firstTime: bigint | null = null;
  /** Rows, from the first, whose blocks and records the system has taken. */
  writtenRows = 0;
  /** Rows, from the first, that a saved file holds. */
  savedRows = 0;
  readonly #interfaceIds = new Map<string, number>();

  constructor({ disk, prepare, folder, name, application, os, onWritten, onFailure }: LiveSegmentOptions) {
    const file = (path: string) => ({
      path,
      create: async () => {
        await prepare();
        return disk.open(path, 'wx+', PRIVATE);
      },
      onWritten,
      onFailure,
    });
    this.blocks = new AppendFile({
      ...file(join(folder, `${name}.pcapng`)),
      chunkBytes: CAPTURE_CHUNK,
      wholeBlocks,
    });
    this.indexFile = new AppendFile({
      ...file(join(folder, `${name}.index`)),
      chunkBytes: INDEX_CHUNK,
      wholeBlocks: (_bytes, used) => used - (used % RECORD_BYTES),
    });
    this.index = new RowIndex(this.indexFile);
    this.#records = new IndexWriter(this.indexFile);
    this.times = new TimeSteps(this.indexFile);
    this.blocks.append(sectionHeader(application, os));
  }

  get rows(): number {
    return this.#records.rows;
  }

  get summary(): RowSummary {
    return this.#records.summary;
  }

  /** Bytes that are not with the system yet. */
  get pending(): number {
    return this.blocks.size - this.blocks.written + (this.indexFile.size - this.indexFile.written);
  }

  /** The endpoint's interface in this section; described on first use, and anew after it was renamed. */
  interfaceOf({ id, name, description }: EndpointTag): number {
    const key = JSON.stringify([id, name, description]);
    const known = this.#interfaceIds.get(key);
    if (known !== undefined) return known;
    const next = this.interfaces.length;
    if (next > LAST_INTERFACE) return LAST_INTERFACE;
    const last = next === LAST_INTERFACE;
    const shownName = last ? 'further endpoints' : name;
    this.blocks.append(interfaceDescription(shownName, last ? '' : description));
    this.interfaces.push({
      name: shownName,
      linkType: LINKTYPE_RAW,
      snapLength: 0,
      securedPort: last ? null : securedPortOf(description),
      path: last ? null : describedPath(description),
    });
    this.#interfaceIds.set(key, next);
    return next;
  }

  addRow(
    position: number,
    timeHigh: number,
    timeLow: number,
    payloadBytes: number,
    flow: number,
    interfaceId: number,
    kind: number,
    flags: number,
  ): void {
    const blockBytes = this.blocks.size - position;
    if (this.rows === 0) this.firstTime = (BigInt(timeHigh) << 32n) | BigInt(timeLow);
    this.#records.add(position, timeHigh, timeLow, blockBytes, payloadBytes, flow, interfaceId, kind, flags);
  }

  /** Answers whether everything appended before the call is with the system. */
  async flush(): Promise<boolean> {
    const { rows } = this;
    const done = (await this.blocks.flush()) && (await this.indexFile.flush());
    if (done) this.writtenRows = Math.max(this.writtenRows, rows);
    return done;
  }

  /** After a failure. Answers like `flush`. */
  async retry(): Promise<boolean> {
    await this.blocks.retry();
    await this.indexFile.retry();
    return this.flush();
  }

  /** Closes without writing what is left: the rows are of no use any more. */
  async abandon(): Promise<void> {
    await this.blocks.close();
    await this.indexFile.close();
  }

  /** Writes what is left where there are rows, and closes. Answers like `flush`. */
  async close(): Promise<boolean> {
    const done = this.rows === 0 || (await this.flush());
    await this.blocks.close();
    await this.indexFile.close();
    return done;
  }
}
