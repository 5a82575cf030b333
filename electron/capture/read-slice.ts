import type { Slice } from '../../core/contract/slice';
import type { Disk } from './disk';
import { DiskSource } from './disk-source';
import { isEvent } from './row-index';
import type { ScanSegment } from './scan';
import { makeSlice } from './slice';
import { type SliceLimits, SliceRows } from './slice-rows';

/** The segment of a capture that a row stands in, on disk; undefined beyond the last row. */
export const segmentOf = (segments: readonly ScanSegment[], row: number): ScanSegment | undefined =>
  segments.find(({ firstRow, rows }) => row >= firstRow && row < firstRow + rows);

/** Those of the rows (ascending, of one segment) that are messages: events are nothing to the dissectors. */
export const messageRows = async (
  disk: Disk,
  { indexPath, firstRow, rows }: ScanSegment,
  wanted: readonly number[],
): Promise<readonly number[]> => {
  const records = await DiskSource.open(disk, indexPath);
  try {
    const found = await new SliceRows(records, rows).rows(wanted.map((row) => row - firstRow));
    return found.flatMap(({ index, record }) => (isEvent(record.kind) ? [] : [firstRow + index]));
  } finally {
    await records.close();
  }
};

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
