import type { IndexColumns, RowShape } from '../../core/filter/columns';
import { viewOf } from './byte-target';
import type { InterfaceFacts } from './capture-source';
import { RowFacts } from './row-facts';
import { RECORD_BYTES } from './row-index';

const RECORD_WORDS = RECORD_BYTES / 4;

/** Of the flags, what shapes tell apart: the direction and two bits of severity. With a byte of kind, SHAPES in all. */
const FLAG_BITS = 3;

const facts = new RowFacts();

/** Kind and flags as the record has them. */
const shapeOf = (shape: number): RowShape => {
  const record = new Uint8Array(RECORD_BYTES);
  record[30] = shape >> FLAG_BITS;
  record[31] = shape & (2 ** FLAG_BITS - 1);
  facts.load(0, viewOf(record), 0);
  const { kind, dir, severity, happening } = facts;
  return { kind, dir, severity, happening, transport: kind === 'event' ? null : facts.transport };
};

/** Records of the index, number beside number. Filled anew for each piece of rows. */
export class RecordColumns implements IndexColumns {
  count = 0;
  firstRow = 0;
  names: readonly string[] = [];
  readonly firstTime: bigint;
  readonly shapes: Uint16Array;
  readonly shapeOf = shapeOf;
  readonly endpoints: Uint16Array;
  readonly lengths: Uint32Array;
  readonly timesHigh: Int32Array;
  readonly timesLow: Uint32Array;

  constructor(rows: number, firstTime: bigint) {
    this.firstTime = firstTime;
    this.shapes = new Uint16Array(rows);
    this.endpoints = new Uint16Array(rows);
    this.lengths = new Uint32Array(rows);
    this.timesHigh = new Int32Array(rows);
    this.timesLow = new Uint32Array(rows);
  }

  set interfaces(interfaces: readonly InterfaceFacts[]) {
    this.names = interfaces.map(({ name }) => name);
  }

  /** @param words the records as 32-bit words: every system that Electron runs on is little-endian */
  fill(words: Uint32Array, count: number, firstRow: number): void {
    this.count = count;
    this.firstRow = firstRow;
    const { shapes, endpoints, lengths, timesHigh, timesLow } = this;
    for (let i = 0, at = 0; i < count; i += 1, at += RECORD_WORDS) {
      const last = words[at + 7] ?? 0;
      timesLow[i] = words[at + 2] ?? 0;
      timesHigh[i] = words[at + 3] ?? 0;
      lengths[i] = words[at + 5] ?? 0;
      endpoints[i] = last & 0xffff;
      shapes[i] = (((last >>> 16) & 0xff) << FLAG_BITS) | ((last >>> 24) & (2 ** FLAG_BITS - 1));
    }
  }
}
