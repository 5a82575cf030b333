import type { Slice } from '../../core/contract/slice';
import type { Disk } from './disk';
import { DiskSource } from './disk-source';
import { isEvent } from './row-index';
import type { ScanSegment } from './scan';
import { makeSlice } from './slice';
import { type FlowStarts, type ForwardLimits, selectForward } from './slice-forward';
import { type SliceLimits, type SliceRow, SliceRows } from './slice-rows';

/** The segment of a capture that a row stands in, on disk; undefined beyond the last row. */
export const segmentOf = (segments: readonly ScanSegment[], row: number): ScanSegment | undefined =>
  segments.find(({ firstRow, rows }) => row >= firstRow && row < firstRow + rows);

/** Rows that stand further apart than this get slices of their own: what is between them is of no use to either. */
const MOST_SPREAD = 20_000;

/**
 * A slice of the capture around the first of these rows (ascending), and those of the others that stand near it on
 * the same interface. 'too large' when a row alone exceeds the limits. Rejects with the system's error.
 */
export const readSlice = async (
  disk: Disk,
  segment: ScanSegment,
  wanted: readonly number[],
  limits: SliceLimits,
): Promise<Slice | 'too large'> => {
  const { capturePath, indexPath, firstRow, rows, interfaces } = segment;
  const records = await DiskSource.open(disk, indexPath);
  let blocks: DiskSource | null = null;
  try {
    blocks = await DiskSource.open(disk, capturePath);
    const index = new SliceRows(records, rows);
    const first = wanted[0] ?? 0;
    const ofSegment = wanted.filter((row) => row - first <= MOST_SPREAD && row < firstRow + rows);
    const found = await index.rows(ofSegment.map((row) => row - firstRow));
    const interfaceId = found[0]?.record.interfaceId;
    const near = found.flatMap((row) => (row.record.interfaceId === interfaceId ? [row.index] : []));
    // Where not all of them fit, the first one does, or nothing.
    const selection =
      (await index.around(near.slice(0, limits.packets), limits)) ??
      (await index.around(near.slice(0, 1), limits));
    return selection === null ? 'too large' : await makeSlice({ blocks, firstRow, interfaces }, selection);
  } finally {
    await records.close();
    await blocks?.close();
  }
};

/** Slices for many rows of one segment, one after the other. */
export class SliceRun {
  readonly #segment: ScanSegment;
  readonly #records: DiskSource;
  readonly #blocks: DiskSource;
  readonly #index: SliceRows;

  private constructor(segment: ScanSegment, records: DiskSource, blocks: DiskSource) {
    this.#segment = segment;
    this.#records = records;
    this.#blocks = blocks;
    this.#index = new SliceRows(records, segment.rows);
  }

  /** Every call rejects with the system's error. */
  static async open(disk: Disk, segment: ScanSegment): Promise<SliceRun> {
    const records = await DiskSource.open(disk, segment.indexPath);
    try {
      return new SliceRun(segment, records, await DiskSource.open(disk, segment.capturePath));
    } catch (error) {
      await records.close();
      throw error;
    }
  }

  /** Those of the rows (ascending) that are messages: events are nothing to the dissectors. */
  async messages(rows: readonly number[]): Promise<readonly SliceRow[]> {
    const found = await this.#index.rows(rows.map((row) => row - this.#segment.firstRow));
    return found.filter(({ record }) => !isEvent(record.kind));
  }

  /**
   * A slice for the first of these messages, and for as many of the others of its interface as fit: their indexes are
   * `settled`. 'too large' when the first one alone exceeds the limits.
   */
  async slice(
    messages: readonly SliceRow[],
    limits: ForwardLimits,
    starts: FlowStarts,
  ): Promise<{ readonly slice: Slice; readonly settled: ReadonlySet<number> } | 'too large'> {
    const interfaceId = messages[0]?.record.interfaceId;
    const wanted = messages.filter(({ record }) => record.interfaceId === interfaceId);
    const selection = await selectForward(this.#index, wanted, limits, starts);
    if (selection === null) return 'too large';
    const { firstRow, interfaces } = this.#segment;
    const source = { blocks: this.#blocks, firstRow, interfaces };
    const slice = await makeSlice(source, { rows: selection.rows, whole: false });
    return { slice, settled: new Set(selection.settled) };
  }

  async close(): Promise<void> {
    await this.#records.close();
    await this.#blocks.close();
  }
}
