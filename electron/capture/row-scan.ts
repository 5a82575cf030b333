import { MAYBE, NO, YES } from '../../core/filter/columns';
import type { Matcher } from '../../core/filter/evaluate';
import { BlockWindow } from './block-window';
import { viewOf } from './byte-target';
import type { InterfaceFacts } from './capture-source';
import { RecordColumns } from './record-columns';
import { RowFacts } from './row-facts';
import { isEvent, RECORD_BYTES } from './row-index';
import { type MarkPieces, viewPieces } from './row-marks';
import type { RowNumbers } from './scan';
import type { ScanBytes } from './scan-file';

export interface ScanSource {
  readonly blocks: ScanBytes;
  readonly records: ScanBytes;
  /** The number in the capture of the segment's first row. */
  readonly firstRow: number;
  /** The time of the capture's first row. */
  readonly firstTime: bigint;
}

/** The matches of a slice, as numbers of the capture, and the row to go on with. */
export interface Slice {
  readonly rows: RowNumbers;
  readonly next: number;
}

/** Of a row in big packets only this much is read when its payload is not asked for. */
const HEAD_BYTES = 320;
const BIG_ROW = 4096;
/** Rows whose records are read at once. */
const PIECE = 2048;

/**
 * Two TCP packets in their blocks are at least this much longer than their payload. A row of one packet has all of
 * its payload in one piece, so that what does not stand in its bytes does not stand in its payload.
 */
const TWO_PACKETS = 2 * (16 + 20 + 20);
const TWO_32 = 0x1_0000_0000;

/** A record as 32-bit words: every system that Electron runs on is little-endian. */
const RECORD_WORDS = RECORD_BYTES / 4;

const wordAt = (words: Uint32Array, at: number): number => words[at] ?? 0;

const kindIn = (last: number): number => (last >>> 16) & 0xff;

const isOnePacket = (words: Uint32Array, at: number): boolean =>
  wordAt(words, at + 4) - wordAt(words, at + 5) < TWO_PACKETS && !isEvent(kindIn(wordAt(words, at + 7)));

/**
 * Holds rows of one segment against a filter, a slice at a time. Reads the index in order, and of the blocks what the
 * query needs. Everything throws the system's error.
 */
export class RowScan {
  readonly #facts = new RowFacts();
  readonly #source: ScanSource;
  readonly #matcher: Matcher | null;
  readonly #window: BlockWindow;
  readonly #records = new Uint8Array(PIECE * RECORD_BYTES);
  readonly #view = viewOf(this.#records);
  readonly #words = new Uint32Array(this.#records.buffer);
  readonly #found = new Float64Array(PIECE);
  readonly #columns: RecordColumns;
  readonly #verdicts = new Uint8Array(PIECE);
  /** From the end of the last row on, no needle stands before this position of the file. */
  #clean = 0;
  #next = 0;

  /** @param matcher null for every row */
  constructor(source: ScanSource, matcher: Matcher | null) {
    this.#source = source;
    this.#facts.firstTime = source.firstTime;
    this.#facts.firstRow = source.firstRow;
    this.#matcher = matcher;
    this.#window = new BlockWindow(source.blocks, matcher?.needles ?? null);
    this.#columns = new RecordColumns(PIECE, source.firstTime);
  }

  /** Of the segment; there may be more of them each time. */
  set marks(marks: MarkPieces) {
    this.#facts.marks = viewPieces(marks);
  }

  /** Of the segment; they grow while it does. */
  set interfaces(interfaces: readonly InterfaceFacts[]) {
    this.#facts.interfaces = interfaces;
    this.#columns.interfaces = interfaces;
  }

  /**
   * Looks at rows `from` … `to` − 1 of the segment. Stops early when `deadline` (ms, of performance.now) has passed.
   */
  slice(from: number, to: number, deadline: number): Slice {
    const pieces: RowNumbers[] = [];
    if (from !== this.#next) this.#clean = 0;
    let next = from;
    while (next < to) {
      const piece = this.#piece(next, Math.min(to, next + PIECE), deadline);
      if (piece.rows.length > 0) pieces.push(piece.rows);
      if (piece.next === next) break;
      next = piece.next;
      if (performance.now() > deadline) break;
    }
    this.#next = next;
    return { rows: joined(pieces), next };
  }

  #piece(from: number, to: number, deadline: number): Slice {
    const { records, firstRow } = this.#source;
    const wanted = this.#records.subarray(0, (to - from) * RECORD_BYTES);
    const count = Math.floor(records.read(from * RECORD_BYTES, wanted) / RECORD_BYTES);
    const verdicts = this.#judge(firstRow + from, count);
    const words = this.#words;
    const rows = this.#found;
    let found = 0;
    let looked = 0;
    let i = 0;
    for (; i < count; i += 1) {
      const verdict = verdicts[i];
      if (verdict === NO) continue;
      if (verdict === MAYBE) {
        const at = i * RECORD_WORDS;
        const end = wordAt(words, at) + wordAt(words, at + 1) * TWO_32 + wordAt(words, at + 4);
        // Most rows of a search end here.
        if (end <= this.#clean && isOnePacket(words, at)) continue;
        if ((looked & 63) === 63 && performance.now() > deadline) break;
        looked += 1;
        const matches = this.#matches(firstRow + from + i, i * RECORD_BYTES);
        if (end > this.#clean) this.#clean = this.#window.cleanTo(end);
        if (!matches) continue;
      }
      rows[found] = firstRow + from + i;
      found += 1;
    }
    return { rows: rows.slice(0, found), next: from + i };
  }

  /** What the index alone says of each row. */
  #judge(first: number, count: number): Uint8Array {
    const verdicts = this.#verdicts;
    const columns = this.#matcher?.columns ?? null;
    if (columns === null) return verdicts.fill(this.#matcher === null ? YES : MAYBE);
    this.#columns.fill(this.#words, count, first);
    columns(this.#columns, verdicts);
    return verdicts;
  }

  #matches(row: number, at: number): boolean {
    const matcher = this.#matcher;
    if (matcher === null) return true;
    const facts = this.#facts;
    facts.load(row, this.#view, at);
    const verdict = matcher.byIndex(facts);
    if (verdict !== 'maybe') return verdict;
    const word = at / 4;
    const position = wordAt(this.#words, word) + wordAt(this.#words, word + 1) * TWO_32;
    const length = wordAt(this.#words, word + 4);
    const headIsEnough = !matcher.needsPayload && length > BIG_ROW && facts.kind === 'data';
    facts.blocks = headIsEnough
      ? this.#window.peek(position, HEAD_BYTES)
      : this.#window.take(position, length);
    return matcher.full(facts);
  }
}

const joined = (pieces: readonly RowNumbers[]): RowNumbers => {
  const [first] = pieces;
  if (pieces.length === 1 && first !== undefined) return first;
  const all = new Float64Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
};
