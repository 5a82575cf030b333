import type { ByteSource } from './append-file';
import type { RowIndex, RowRecord } from './row-index';
import type { RowMarks } from './row-marks';
import type { RowSummary } from './row-summary';
import type { TimeSteps } from './time-steps';

export interface InterfaceFacts {
  readonly name: string;
  readonly linkType: number;
  /** The most bytes of a packet that this interface kept, 0 for no limit. */
  readonly snapLength: number;
  /** The port of an endpoint that spoke TLS itself: what passed there is plaintext here. Null of any other. */
  readonly securedPort: number | null;
  /** Of a local socket, for which made-up addresses stand in the packets; null: they are true. */
  readonly path: string | null;
}

/** What is needed to read the rows of a file. */
export interface RowSource {
  readonly rows: number;
  readonly blocks: ByteSource;
  readonly index: RowIndex;
  /** What a person marked, while the window lives; by the row's number in this segment. */
  readonly marks: Pick<RowMarks, 'has'>;
  /** Of its first row, in ns since the epoch, where that is known without a look at the index. */
  readonly firstTime?: bigint | null;
  /** Numbered through all sections of the file. */
  readonly interfaces: readonly InterfaceFacts[];
}

/** One pcapng file with its index, growing or finished. */
export interface Segment extends RowSource {
  /** Finds times in the same index. */
  readonly times: Pick<TimeSteps, 'first'>;
  readonly marks: RowMarks;
  readonly summary: RowSummary;
}

/** A row where it stands. */
export interface LocatedRow {
  readonly segment: RowSource;
  /** Its number in the segment. */
  readonly rowInSegment: number;
  readonly record: RowRecord;
}

/** What the log can show: segments one after the other, rows numbered through. */
export interface CaptureRows {
  readonly segments: readonly Segment[];
}

export const countRows = ({ segments }: CaptureRows): number =>
  segments.reduce((sum, segment) => sum + segment.rows, 0);

/** Null beyond the last row. */
export const locateRow = async (
  { segments }: { readonly segments: readonly RowSource[] },
  row: number,
): Promise<LocatedRow | null> => {
  let first = 0;
  for (const segment of segments) {
    if (row < first + segment.rows) {
      const rowInSegment = row - first;
      const record = await segment.index.record(rowInSegment);
      return record === null ? null : { segment, rowInSegment, record };
    }
    first += segment.rows;
  }
  return null;
};

/** The time of the capture's first row, in ns since the epoch, even when it was removed; null when there is none. */
export const timeOfFirst = async ({
  segments,
}: {
  readonly segments: readonly RowSource[];
}): Promise<bigint | null> => {
  for (const { rows, index, firstTime = null } of segments) {
    const time = firstTime ?? (rows === 0 ? null : ((await index.record(0))?.time ?? null));
    if (time !== null) return time;
  }
  return null;
};

/** The first row at `time` (ns since the epoch) or after it; null when the capture ends before it. */
export const rowAtTime = async ({ segments }: CaptureRows, time: bigint): Promise<number | null> => {
  let first = 0;
  for (const { rows, times } of segments) {
    const row = await times.first(time, rows);
    if (row !== null) return first + row;
    first += rows;
  }
  return null;
};
