import type { CaptureLimit, CaptureStatus, Leftover } from '../../core/contract/capture';
import type { Failure } from '../../core/contract/failure';
import type { Happening } from '../../core/contract/happening';
import type {
  CaptureSpan,
  FindDirection,
  FindProgress,
  Found,
  LogFilter,
  LogPage,
  Moment,
  RowPlace,
  ViewState,
} from '../../core/contract/log';
import type { Nanoseconds, Recorder } from '../../core/contract/recorder';
import type { Result } from '../../core/contract/result';
import type { TimeSpan } from '../../core/contract/time-span';
import type { Timeline } from '../../core/contract/timeline';
import type { BuildIndex } from './build-index';
import type { Disk } from './disk';
import type { FindHost } from './find';
import type { Judge } from './judged-scan';
import type { WorkControl } from './save-capture';
import type { ScanSegment, StartScanHost } from './scan';
import type { Unpack } from './unpack';

export interface CaptureServiceOptions {
  /** Captures live in `captures` below it. */
  readonly folder: string;
  /** Written into every capture: the program and its version, `Porthole 0.1.0`. */
  readonly application: string;
  readonly now: () => Nanoseconds;
  /** What is kept of the recording; all of it where not given. */
  readonly limit?: CaptureLimit;
  /** The English sentence of a happening, for the capture file. */
  readonly sentence: (happening: Happening) => string;
  /** The status or the view has changed. Not called again before `status` was asked for, so it may be slow. */
  readonly onChange: () => void;
  /** Something that a person must know and that no answer says. */
  readonly warn: (failure: Failure) => void;
  /** Judges what a filter asks of the dissectors; without it such a filter fails. */
  readonly judge?: Judge;
  /** How views are evaluated; in a worker thread by default. */
  readonly startScanHost?: StartScanHost;
  /** How rows are looked for; in a worker thread by default. */
  readonly findHost?: FindHost;
  /** How the index of an opened file is made; in a worker thread by default. */
  readonly buildIndex?: BuildIndex;
  /** How a packed file is unpacked; in a worker thread by default. */
  readonly unpack?: Unpack;
  /** For tests: a disk that fails, and the mark below which recording pauses, in bytes. */
  readonly disk?: Disk;
  readonly lowWater?: number;
  readonly checkDiskEveryMs?: number;
  readonly pressureLimit?: number;
}

export interface ViewRows {
  readonly rows: readonly number[];
  readonly matched: number;
}

/** The capture being recorded, the file being looked at, and the one view onto either. */
export interface CaptureService {
  readonly recorder: Recorder;
  status(): CaptureStatus;
  /** The shown capture under another filter. Fails with the filter's own failure; the view stays as it was then. */
  setView(filter: LogFilter): Promise<Result<ViewState>>;
  viewState(): ViewState;
  /** Numbers of the rows that a view lets through, from a position on, and how many there are by now. */
  viewRows(view: number, start: number, count: number): Result<ViewRows>;
  /** Rows at positions of the view. Fails with EVIEW_GONE when another view has taken its place. */
  page(view: number, start: number, count: number): Promise<Result<LogPage>>;
  /** The position of a row in the view, or of the next row after it. */
  locate(view: number, row: number): Promise<Result<RowPlace>>;
  /** From the first row of the shown capture to its last; null when it has none. */
  span(): Promise<Result<CaptureSpan | null>>;
  /** The first row of the shown capture at a moment or after it, exactly, whatever the order of the rows' times. */
  rowAt(moment: Moment): Promise<Result<{ readonly row: number | null }>>;
  /** The shown capture over time, whatever the view: all of it or a span, in at most so many bars. */
  timeline(span: TimeSpan | null, bars: number): Promise<Result<Timeline>>;
  /**
   * The next row of the view after `from`, or the one before it, that `query` matches; beyond the end it goes on from
   * the other one, up to `from` itself. Another question takes its place, as `stopFind` does: it then says `stopped`.
   * Fails with the query's own failure.
   */
  find(query: string, from: number, direction: FindDirection): Promise<Result<Found>>;
  stopFind(): Promise<void>;
  /** How far `find` has come; null when nothing is looked for. */
  findProgress(): FindProgress | null;
  /** Marks a row, or takes the mark away; null: the other of the two. Fails with ECAPTURE_NO_ROW. */
  mark(row: number, marked: boolean | null): Promise<Result<{ readonly marked: boolean }>>;
  unmarkAll(): Promise<Result<null>>;
  /**
   * The next marked row of the view after `from`, or the one before it; beyond the end it goes on from the other one.
   * A row that the view has not come to yet counts as shown. Fails with EMARKS_NONE, or EMARKS_HIDDEN when the view
   * shows none.
   */
  nextMark(from: number, direction: FindDirection): Promise<Result<{ readonly row: number }>>;
  /** Which of these rows, in ascending order, `query` matches. */
  matches(query: string, rows: readonly number[]): Promise<Result<{ readonly rows: readonly number[] }>>;
  /** Payload bytes of a row of the shown capture. Fails with ECAPTURE_NO_ROW. */
  bytes(
    row: number,
    offset: number,
    length: number,
  ): Promise<Result<{ readonly bytes: Uint8Array; readonly total: number }>>;
  /** The shown capture as other threads find it on disk, with every row that it has now if the disk takes them. */
  segments(): Promise<readonly ScanSegment[]>;
  /** A new, empty live capture, which is then shown. The old one is kept until `close`. */
  clear(): Promise<Result<null>>;
  /**
   * Brings the capture back that was cleared last, and shows it. Rows recorded since follow its own: both are kept
   * as they are, files of one capture, in the order of time. Fails with ECAPTURE_NOTHING_CLEARED.
   */
  undoClear(): Promise<Result<null>>;
  /**
   * Writes the shown capture to `path`, as it is when this is called; recording goes on. Fails with
   * ECAPTURE_SAVE_SAME when `path` is one of the capture's own files, and as `saveParts` does.
   */
  save(path: string, control: WorkControl): Promise<Result<null>>;
  /**
   * A file of the shown capture for another program: the one that a person opened, as it is; else a copy, at `path`,
   * of what there is when this is called. What was not saved stays unsaved. Fails as `saveParts` does.
   */
  handOut(path: string, control: WorkControl): Promise<Result<{ readonly path: string }>>;
  /**
   * Shows a capture file as soon as its first rows are indexed, and resolves when all are. The one shown before
   * stays, or comes back, when this fails, as `openCapture` does; ECAPTURE_CANCELLED also when another file or the
   * live capture was wanted meanwhile.
   */
  open(path: string, control: WorkControl): Promise<Result<null>>;
  /** What earlier runs left behind, newest first; looked for anew. */
  leftovers(): Promise<readonly Leftover[]>;
  /**
   * Shows what was left behind, up to its last whole block, and changes nothing of it. Fails with
   * ECAPTURE_LEFTOVER_GONE, or as `openCapture` does.
   */
  openLeftover(id: string, control: WorkControl): Promise<Result<null>>;
  /** Writes what was left behind to `path`; it is then left behind no more. Fails as `openLeftover` and `save` do. */
  saveLeftover(id: string, path: string, control: WorkControl): Promise<Result<null>>;
  /** Removes them for good; where one is shown, the live capture is shown again. */
  discardLeftovers(ids: readonly string[]): Promise<Result<null>>;
  /** Shows the live capture again. */
  live(): Promise<Result<null>>;
  /** What is kept of the recording from now on. */
  setLimit(limit: CaptureLimit): Promise<void>;
  /** Records again after a pause. Fails with the reason when the disk still refuses. */
  resumeRecording(): Promise<Result<null>>;
  /**
   * Ends everything. The live capture's files stay in the folder when they hold rows that were neither saved nor
   * discarded. Calls `warn` with ECAPTURE_ROWS_LOST when rows could not be written.
   */
  close(options: { readonly discard: boolean }): Promise<void>;
}
