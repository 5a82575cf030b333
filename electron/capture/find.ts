import type { FindDirection, FindProgress, Found, LogFilter } from '../../core/contract/log';
import type { Result } from '../../core/contract/result';
import type { ScanSegment } from './scan';

/** The next row, or the one before, that a view shows and a query matches. */
export interface FindQuestion {
  /** The view's. */
  readonly filter: LogFilter;
  readonly query: string;
  /** Where to begin, itself the last one looked at: the number of a row, -1, or the number of rows. */
  readonly from: number;
  readonly direction: FindDirection;
  readonly segments: readonly ScanSegment[];
}

/** Which of some rows a query matches. */
export interface MatchQuestion {
  readonly query: string;
  /** Numbers of rows, ascending. */
  readonly rows: readonly number[];
  readonly segments: readonly ScanSegment[];
}

/** Answers questions about rows, somewhere else: in a worker thread, or in the same thread in tests. */
export interface FindHost {
  find(question: FindQuestion, onProgress: (progress: FindProgress) => void): Promise<Result<Found>>;
  matches(question: MatchQuestion): Promise<Result<readonly number[]>>;
  /** Calls off what is under way, at once, even in the middle of a row: it answers `stopped`. */
  stop(): Promise<void>;
}
