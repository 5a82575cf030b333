import type { RowSource } from './capture-source';
import type { Disk } from './disk';
import { DiskSource } from './disk-source';
import { RowIndex } from './row-index';
import { isMarked, viewPieces } from './row-marks';
import type { ScanSegment } from './scan';

/** A segment on disk, as a thread that only reads has it. */
export interface DiskSegment extends RowSource {
  readonly blocks: DiskSource;
  /** The number in the capture of its first row. */
  readonly firstRow: number;
  readonly records: DiskSource;
}

/** The shown capture as it was on disk when it was opened: rows that come later are not in it. */
export class DiskCapture {
  /** In the order of time; rows before the first one are no longer there. */
  readonly segments: readonly DiskSegment[];

  private constructor(segments: readonly DiskSegment[]) {
    this.segments = segments;
  }

  /** Rejects with the system's error; a segment that the limit has removed meanwhile is left out. */
  static async open(disk: Disk, segments: readonly ScanSegment[]): Promise<DiskCapture> {
    const opened: DiskSegment[] = [];
    const capture = new DiskCapture(opened);
    try {
      for (const segment of segments) {
        const one = segment.rows === 0 ? null : await openSegment(disk, segment);
        if (one !== null) opened.push(one);
      }
      return capture;
    } catch (error) {
      await capture.close();
      throw error;
    }
  }

  /** One more than the number of the last row. */
  get end(): number {
    const last = this.segments.at(-1);
    return last === undefined ? 0 : last.firstRow + last.rows;
  }

  segmentOf(row: number): DiskSegment | undefined {
    return this.segments.find(({ firstRow, rows }) => row >= firstRow && row < firstRow + rows);
  }

  async close(): Promise<void> {
    for (const { blocks, records } of this.segments) {
      await blocks.close().catch(() => undefined);
      await records.close().catch(() => undefined);
    }
  }
}

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

const openSegment = async (
  disk: Disk,
  { capturePath, indexPath, firstRow, rows, interfaces, marks }: ScanSegment,
): Promise<DiskSegment | null> => {
  let records: DiskSource | null = null;
  try {
    records = await DiskSource.open(disk, indexPath);
    const blocks = await DiskSource.open(disk, capturePath);
    const bits = viewPieces(marks);
    return {
      firstRow,
      rows,
      interfaces,
      marks: { has: (row) => isMarked(bits, row) },
      blocks,
      records,
      index: new RowIndex(records),
    };
  } catch (error) {
    await records?.close().catch(() => undefined);
    if (isGone(error)) return null;
    throw error;
  }
};
