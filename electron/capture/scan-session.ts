import { setImmediate } from 'node:timers/promises';
import type { LogFilter } from '../../core/contract/log';
import type { Result } from '../../core/contract/result';
import type { Matcher } from '../../core/filter/evaluate';
import { viewOf } from './byte-target';
import { diskFailure } from './disk';
import { RECORD_BYTES, readRecord } from './row-index';
import { RowScan, type Slice } from './row-scan';
import type { ScanHost, ScanJob, ScanNews, ScanSegment } from './scan';
import { ScanFile } from './scan-file';

/** Rows of the first slice: few, so that the first matches are there at once. */
const FIRST_SLICE = 512;
/** A slice ends after this many ms, matches or not: progress is shown, and a newer view can take over. */
const SLICE_MS = 15;

interface OpenSegment {
  readonly blocks: ScanFile;
  readonly records: ScanFile;
  readonly scan: RowScan;
  /** Rows looked at. */
  done: number;
}

const timeOfFirst = (records: ScanFile): bigint => {
  const bytes = new Uint8Array(RECORD_BYTES);
  records.read(0, bytes);
  return readRecord(viewOf(bytes), 0).time;
};

export type CompileQuery = (filter: LogFilter) => Result<Matcher | null>;

/**
 * Evaluates one view at a time over the files of a capture, in slices, and goes on when rows are added. Runs
 * wherever it is put: in a worker thread (`view-worker.ts`), or beside its caller in tests.
 */
export class ScanSession implements ScanHost {
  readonly #compile: CompileQuery;
  readonly #post: (news: ScanNews) => void;
  #job: ScanJob | null = null;
  #matcher: Matcher | null = null;
  /** The view that the open files belong to. */
  #openView = 0;
  #firstTime: bigint | null = null;
  readonly #open = new Map<string, OpenSegment>();
  #running: Promise<void> | null = null;

  constructor(compile: CompileQuery, post: (news: ScanNews) => void) {
    this.#compile = compile;
    this.#post = post;
  }

  update(job: ScanJob): void {
    this.#job = job;
    this.#running ??= this.#run();
  }

  /** Resolves when everything that is on disk was looked at. */
  async idle(): Promise<void> {
    await this.#running;
  }

  rest(): void {
    void this.stop();
  }

  async stop(): Promise<void> {
    this.#job = null;
    await this.#running;
    if (this.#job === null) this.#closeAll();
  }

  async #run(): Promise<void> {
    for (;;) {
      // Before each slice others have their turn: a newer job counts, and `rest` is heard.
      await setImmediate();
      const job = this.#job;
      if (job === null) break;
      try {
        if (this.#openView !== job.view) this.#begin(job);
        else if (!this.#slice(job)) break;
      } catch (error) {
        this.#fail(job, { kind: 'failed', view: job.view, failure: diskFailure(error) });
      }
    }
    this.#running = null;
  }

  #fail(job: ScanJob, news: ScanNews): void {
    if (this.#job?.view !== job.view) return;
    this.#job = null;
    this.#post(news);
  }

  #begin(job: ScanJob): void {
    this.#closeAll();
    this.#openView = job.view;
    const compiled = this.#compile(job.filter);
    if (compiled.ok) this.#matcher = compiled.value;
    else this.#fail(job, { kind: 'failed', view: job.view, failure: compiled.failure });
  }

  /** Answers false when everything that is on disk was looked at. */
  #slice(job: ScanJob): boolean {
    let next = job.segments[0]?.firstRow ?? 0;
    this.#closeRemoved(job);
    for (const facts of job.segments) {
      const { capturePath } = facts;
      // Rows that are not on disk yet stand before this segment's.
      if (facts.firstRow !== next) return false;
      next = facts.firstRow + facts.rows;
      const done = this.#open.get(capturePath)?.done ?? 0;
      if (done >= facts.rows) continue;
      const segment = this.#open.get(capturePath) ?? this.#openSegment(facts);
      const { ranges = [{ from: 0, to: facts.rows }] } = facts;
      const range = ranges.find(({ to }) => to > done) ?? { from: facts.rows, to: facts.rows };
      segment.scan.interfaces = facts.interfaces;
      segment.scan.marks = facts.marks;
      const from = Math.max(done, Math.min(range.from, facts.rows));
      const to = Math.min(range.to, facts.rows);
      const { rows, next: reached } = this.#look(segment, from, to, facts.firstRow + done === 0);
      segment.done = reached;
      if (this.#job?.view === job.view) {
        this.#post({ kind: 'batch', view: job.view, rows, scanned: facts.firstRow + reached });
      }
      return true;
    }
    return false;
  }

  #look({ scan }: OpenSegment, from: number, to: number, first: boolean): Slice {
    // Rows up to here cannot match, and there is none behind them.
    if (from >= to) return { rows: new Float64Array(0), next: from };
    const end = first ? Math.min(to, from + FIRST_SLICE) : to;
    const slice = scan.slice(from, end, performance.now() + SLICE_MS);
    if (slice.next === from) throw new Error('the index is shorter than it should be');
    return slice;
  }

  #openSegment(facts: ScanSegment): OpenSegment {
    const blocks = new ScanFile(facts.capturePath);
    let records: ScanFile;
    try {
      records = new ScanFile(facts.indexPath);
    } catch (error) {
      blocks.close();
      throw error;
    }
    const { firstRow } = facts;
    this.#firstTime ??= facts.captureTime ?? timeOfFirst(records);
    const source = { blocks, records, firstRow, firstTime: this.#firstTime };
    const scan = new RowScan(source, this.#matcher);
    const segment = { blocks, records, scan, done: 0 };
    this.#open.set(facts.capturePath, segment);
    return segment;
  }

  /** Segments that the limit of a capture has removed. */
  #closeRemoved({ segments }: ScanJob): void {
    const first = segments[0]?.capturePath;
    for (const [path, { blocks, records }] of this.#open) {
      // They are opened in order, and removed in order.
      if (path === first || segments.some(({ capturePath }) => capturePath === path)) break;
      this.#open.delete(path);
      blocks.close();
      records.close();
    }
  }

  #closeAll(): void {
    const open = [...this.#open.values()];
    this.#open.clear();
    this.#openView = 0;
    this.#firstTime = null;
    for (const { blocks, records } of open) {
      blocks.close();
      records.close();
    }
  }
}
