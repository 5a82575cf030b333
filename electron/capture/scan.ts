import type { Failure } from '../../core/contract/failure';
import type { LogFilter } from '../../core/contract/log';
import type { InterfaceFacts } from './capture-source';
import type { MarkPieces } from './row-marks';
import type { RowRange } from './time-fences';

/** Numbers of rows in a capture, ascending. In a limited one that runs for long they pass 32 bits. */
export type RowNumbers = Float64Array<ArrayBuffer>;

/** A segment as another thread can find it. */
export interface ScanSegment {
  readonly capturePath: string;
  readonly indexPath: string;
  /** The number in the capture of its first row. */
  readonly firstRow: number;
  /** Rows that are on disk: all of them, or, while it is being written, fewer. */
  readonly rows: number;
  readonly interfaces: readonly InterfaceFacts[];
  readonly marks: MarkPieces;
  /** Of the capture's first row, in ns since the epoch, when that was removed; null: it is the first one here. */
  readonly captureTime: bigint | null;
  /** Rows of the segment, ascending, outside of which no row can match; where not said, all may. */
  readonly ranges?: readonly RowRange[];
}

/** What a view asks for. The same view again, with more rows, goes on where it was. */
export interface ScanJob {
  readonly view: number;
  readonly filter: LogFilter;
  readonly segments: readonly ScanSegment[];
}

/** What comes back: matches in ascending order, and how many rows of the capture were looked at. */
export type ScanNews =
  | {
      readonly kind: 'batch';
      readonly view: number;
      readonly rows: RowNumbers;
      readonly scanned: number;
    }
  | { readonly kind: 'failed'; readonly view: number; readonly failure: Failure };

/** Evaluates one view at a time, somewhere else: in a worker thread, or in the same thread in tests. */
export interface ScanHost {
  /** Starts, or continues with more rows; another view replaces the one before. */
  update(job: ScanJob): void;
  /** Forgets the view and closes its files. */
  rest(): void;
  stop(): Promise<void>;
}

export type StartScanHost = (onNews: (news: ScanNews) => void) => ScanHost;

/** A filter that matches every row needs no scan. */
export const isUnrestricted = ({ query, in: received, out, events, span }: LogFilter): boolean =>
  query.trim() === '' && received && out && events && span === null;
