import { ok, type Result } from '../../core/contract/result';
import type { Slice } from '../../core/contract/slice';
import { type Disk, diskFailure } from '../capture/disk';
import { SliceRun } from '../capture/read-slice';
import type { ScanSegment } from '../capture/scan';
import { FlowStarts, type ForwardLimits } from '../capture/slice-forward';

const MIB = 1024 * 1024;

/** Many rows at a time, and as little around them as conversations need. 20,000 packets take half a second. */
const LIMITS: ForwardLimits = {
  packets: 20_000,
  bytes: 64 * MIB,
  head: 200,
  before: 1_000,
  near: 64,
  behind: 8,
  ahead: 100,
};

/** Where the conversations of one capture begin, by segment. */
export class CaptureStarts {
  #capture = '';
  readonly #byIndex = new Map<string, FlowStarts>();

  /** `capture` names the capture; another one is learned anew. */
  of(capture: string, { indexPath }: ScanSegment): FlowStarts {
    if (capture !== this.#capture) this.#byIndex.clear();
    this.#capture = capture;
    const known = this.#byIndex.get(indexPath) ?? new FlowStarts();
    this.#byIndex.set(indexPath, known);
    return known;
  }
}

export interface RowsSlice {
  readonly slice: Slice;
  /** The rows that this slice has with everything around them that they need. */
  readonly settled: ReadonlySet<number>;
}

/** Those of the rows (ascending) that stand in a segment. */
export const rowsOf = ({ firstRow, rows: count }: ScanSegment, rows: Iterable<number>): number[] => {
  const found: number[] = [];
  for (const row of rows) if (row >= firstRow && row < firstRow + count) found.push(row);
  return found;
};

/**
 * Slices for these rows (ascending) of a capture, from the first to the last. Rows that are gone, events, and what
 * alone is too large for the dissectors are in none of them. Ends with the system's failure.
 */
export async function* slicesFor(
  disk: Disk,
  segments: readonly ScanSegment[],
  rows: Iterable<number>,
  startsOf: (segment: ScanSegment) => FlowStarts,
): AsyncGenerator<Result<RowsSlice>> {
  for (const segment of segments) {
    const here = rowsOf(segment, rows);
    if (here.length === 0) continue;
    let run: SliceRun | null = null;
    try {
      run = await SliceRun.open(disk, segment);
      for (let left = await run.messages(here); left.length > 0; ) {
        const made = await run.slice(left, LIMITS, startsOf(segment));
        if (made === 'too large') {
          left = left.slice(1);
          continue;
        }
        const { slice, settled } = made;
        left = left.filter(({ index }) => !settled.has(index));
        yield ok({ slice, settled: new Set([...settled].map((index) => segment.firstRow + index)) });
      }
    } catch (error) {
      yield { ok: false, failure: diskFailure(error) };
      return;
    } finally {
      await run?.close();
    }
  }
}
