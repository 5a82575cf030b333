import { setImmediate } from 'node:timers/promises';
import type { LogFilter } from '../../core/contract/log';
import type { Result } from '../../core/contract/result';
import type { Matcher } from '../../core/filter/evaluate';
import { viewOf } from './byte-target';
import { type Disk, diskFailure } from './disk';
import { DiskSource } from './disk-source';
import { RECORD_BYTES, readRecord } from './row-index';
import { RowScan } from './row-scan';
import type { ScanHost, ScanJob, ScanNews, ScanSegment } from './scan';

/** Records are read in slices: a short first one, so that the first matches are there at once. */
const FIRST_SLICE = 512;
const SLICE = 16 * 1024;
/** A slice ends after this many ms, matches or not: progress is shown, and a newer view can take over. */
const SLICE_MS = 25;

interface OpenSegment {
  readonly blocks: DiskSource;
  readonly records: DiskSource;
  readonly scan: RowScan;
  /** Rows looked at. */
  done: number;
}

const timeOfFirst = async (records: DiskSource): Promise<bigint> => {
  const bytes = new Uint8Array(RECORD_BYTES);
  await records.read(0, bytes);
  return readRecord(viewOf(bytes), 0).time;
};

export type CompileQuery = (filter: LogFilter) => Result<Matcher | null>;

/**
 * Evaluates one view at a time over the files of a capture, in slices, and goes on when rows are added. Runs
 * wherever it is put: in a worker thread (`view-worker.ts`), or beside its caller in tests.
 */
export class ScanSession implements ScanHost {
  readonly #disk: Disk;
  readonly #compile: CompileQuery;
  readonly #post: (news: ScanNews) => void;
  #job: ScanJob | null = null;
  #matcher: Matcher | null = null;
  /** The view that the open files belong to. */
  #openView = 0;
  #firstTime = 0n;
  readonly #open = new Map<number, OpenSegment>();
  #running: Promise<void> | null = null;

  constructor(disk: Disk, compile: CompileQuery, post: (news: ScanNews) => void) {
    this.#disk = disk;
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
    if (this.#job === null) await this.#closeAll();
  }

  async #run(): Promise<void> {
    while (this.#job !== null) {
      const job = this.#job;
      try {
        if (this.#openView !== job.view) await this.#begin(job);
        else if (!(await this.#slice(job)) && this.#job === job) break;
      } catch (error) {
        this.#fail(job, { kind: 'failed', view: job.view, failure: diskFailure(error) });
      }
      await setImmediate();
    }
    this.#running = null;
  }

  #fail(job: ScanJob, news: ScanNews): void {
    if (this.#job?.view !== job.view) return;
    this.#job = null;
    this.#post(news);
  }

  async #begin(job: ScanJob): Promise<void> {
    await this.#closeAll();
    this.#openView = job.view;
    const compiled = this.#compile(job.filter);
    if (compiled.ok) this.#matcher = compiled.value;
    else this.#fail(job, { kind: 'failed', view: job.view, failure: compiled.failure });
  }

  /** Answers false when everything that is on disk was looked at. */
  async #slice(job: ScanJob): Promise<boolean> {
    let next = 0;
    for (const [i, facts] of job.segments.entries()) {
      // Rows that are not on disk yet stand before this segment's.
      if (facts.firstRow !== next) return false;
      next = facts.firstRow + facts.rows;
      const done = this.#open.get(i)?.done ?? 0;
      if (done >= facts.rows) continue;
      const segment = this.#open.get(i) ?? (await this.#openSegment(job, facts, i));
      segment.scan.interfaces = facts.interfaces;
      segment.scan.marks = facts.marks;
      const to = Math.min(facts.rows, done + (facts.firstRow + done === 0 ? FIRST_SLICE : SLICE));
      const slice = await segment.scan.slice(done, to, performance.now() + SLICE_MS);
      if (slice.next === done) throw new Error('the index is shorter than it should be');
      segment.done = slice.next;
      if (this.#job?.view === job.view) {
        const scanned = facts.firstRow + slice.next;
        this.#post({ kind: 'batch', view: job.view, rows: slice.rows, scanned });
      }
      return true;
    }
    return false;
  }

  async #openSegment(job: ScanJob, facts: ScanSegment, i: number): Promise<OpenSegment> {
    const blocks = await DiskSource.open(this.#disk, facts.capturePath);
    const records = await DiskSource.open(this.#disk, facts.indexPath).catch(async (error: unknown) => {
      await blocks.close();
      throw error;
    });
    const { firstRow } = facts;
    if (firstRow === 0) this.#firstTime = await timeOfFirst(records);
    const source = { blocks, records, firstRow, firstTime: this.#firstTime };
    const scan = new RowScan(source, job.filter, this.#matcher);
    const segment = { blocks, records, scan, done: 0 };
    this.#open.set(i, segment);
    return segment;
  }

  async #closeAll(): Promise<void> {
    const open = [...this.#open.values()];
    this.#open.clear();
    this.#openView = 0;
    for (const { blocks, records } of open) {
      await blocks.close();
      await records.close();
    }
  }
}
