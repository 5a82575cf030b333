import type { LogFilter } from '../../core/contract/log';
import { asksOwn, dissectorTerms } from '../../core/filter/dissector-terms';
import { compileFilter } from '../../core/filter/evaluate';
import { viewOf } from './byte-target';
import { judgedPart } from './compile-query';
import type { Disk } from './disk';
import { DiskSource } from './disk-source';
import { RowFacts } from './row-facts';
import { RECORD_BYTES, readRecord } from './row-index';
import { viewPieces } from './row-marks';
import type { ScanSegment } from './scan';

/** What the dissectors say of a row, by the term that they were asked. */
export type Says = (row: number, term: string) => boolean;

export interface RowJudge {
  /** What the dissectors are asked. */
  readonly terms: readonly string[];
  /**
   * Those of the rows (ascending, of one segment) that match; `first` is the capture's first segment. Rejects with
   * the system's error.
   */
  readonly judge: (
    segment: ScanSegment,
    first: ScanSegment,
    rows: readonly number[],
    says: Says,
  ) => Promise<readonly number[]>;
}

const timeOfFirst = async (disk: Disk, { indexPath }: ScanSegment): Promise<bigint> => {
  const records = await DiskSource.open(disk, indexPath);
  try {
    const record = new Uint8Array(RECORD_BYTES);
    await records.read(0, record);
    return readRecord(viewOf(record), 0).time;
  } finally {
    await records.close();
  }
};

/** Reads a row's own facts, where a filter mixes our terms with those of the dissectors in one `or`. */
class FactsReader {
  readonly facts = new RowFacts();
  readonly #blocks: DiskSource;
  readonly #records: DiskSource;
  readonly #firstRow: number;

  private constructor(
    blocks: DiskSource,
    records: DiskSource,
    { firstRow, interfaces, marks }: ScanSegment,
    firstTime: bigint,
  ) {
    this.#blocks = blocks;
    this.#records = records;
    this.#firstRow = firstRow;
    this.facts.interfaces = interfaces;
    this.facts.marks = viewPieces(marks);
    this.facts.firstRow = firstRow;
    this.facts.firstTime = firstTime;
  }

  static async open(disk: Disk, segment: ScanSegment, first: ScanSegment): Promise<FactsReader> {
    const firstTime = await timeOfFirst(disk, first);
    const records = await DiskSource.open(disk, segment.indexPath);
    try {
      return new FactsReader(await DiskSource.open(disk, segment.capturePath), records, segment, firstTime);
    } catch (error) {
      await records.close();
      throw error;
    }
  }

  async load(row: number): Promise<void> {
    const record = new Uint8Array(RECORD_BYTES);
    await this.#records.read((row - this.#firstRow) * RECORD_BYTES, record);
    this.facts.load(row, viewOf(record), 0);
    const { position, blockBytes } = this.facts.record;
    const bytes = new Uint8Array(blockBytes);
    const to = await this.#blocks.read(position, bytes);
    this.facts.blocks = { bytes, view: viewOf(bytes), from: 0, to };
  }

  async close(): Promise<void> {
    await this.#records.close();
    await this.#blocks.close();
  }
}

/** Holds rows against what `compileQuery` left to judge; null when a filter leaves nothing. */
export const rowJudge = (disk: Disk, filter: LogFilter): RowJudge | null => {
  const left = judgedPart(filter);
  if (left === null) return null;
  const { full } = compileFilter(left);
  const own = asksOwn(left);
  const blank = new RowFacts();
  return {
    terms: dissectorTerms(left),
    async judge(segment, first, rows, says) {
      const reader = own ? await FactsReader.open(disk, segment, first) : null;
      const facts = reader?.facts ?? blank;
      const matches: number[] = [];
      try {
        for (const row of rows) {
          await reader?.load(row);
          facts.says = (term) => says(row, term);
          if (full(facts)) matches.push(row);
        }
      } finally {
        await reader?.close();
      }
      return matches;
    },
  };
};
