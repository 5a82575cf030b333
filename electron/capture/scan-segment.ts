import type { FilterBounds } from '../../core/filter/bounds';
import type { Segment } from './capture-source';
import type { ScanSegment } from './scan';
import { clipped, rangesWithin } from './time-fences';

interface OnDisk {
  readonly capturePath: string;
  readonly indexPath: string;
  /** The number in the capture of the segment's first row. */
  readonly firstRow: number;
  /** Rows that are on disk. */
  readonly rows: number;
  /** Of the capture's first row, when that was removed. */
  readonly captureTime: bigint | null;
}

/** A segment for another thread, with the ranges of rows in which matches within the bounds can be. */
export const scanSegment = (
  { interfaces, marks, summary }: Segment,
  onDisk: OnDisk,
  { rows, times }: FilterBounds,
): ScanSegment => {
  const { firstRow } = onDisk;
  const inTime = rangesWithin(summary.fences, times.from, times.to);
  const ranges = clipped(inTime, rows.from - firstRow, Math.min(onDisk.rows, rows.to - firstRow));
  return { ...onDisk, interfaces, marks: marks.pieces, ranges };
};
