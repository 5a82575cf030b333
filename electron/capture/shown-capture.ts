import type { Failure } from '../../core/contract/failure';
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
import { fail, ok, type Result } from '../../core/contract/result';
import type { TimeSpan } from '../../core/contract/time-span';
import type { Timeline } from '../../core/contract/timeline';
import { type FilterBounds, UNBOUNDED } from '../../core/filter/bounds';
import { clearMarks, countMarks, marksFrom, setMark } from './capture-marks';
import type { ViewRows } from './capture-service-contract';
import { type CaptureRows, countRows, locateRow, rowAtTime, timeOfFirst } from './capture-source';
import { compileQuery } from './compile-query';
import { diskFailure } from './disk';
import type { FindHost } from './find';
import { Finder } from './finder';
import type { LiveCapture } from './live-capture';
import { momentOf } from './moment';
import type { OpenedCapture } from './opened-capture';
import { readPage } from './page';
import { readPayload } from './payload';
import type { ScanSegment, StartScanHost } from './scan';
import { scanSegment } from './scan-segment';
import { Timeliner } from './timeliner';
import { EVERYTHING, View } from './view';

interface ShownCaptureOptions {
  readonly live: LiveCapture;
  /** The file that is looked at; null: what is being recorded. */
  readonly opened: () => OpenedCapture | null;
  readonly startScanHost: StartScanHost;
  readonly findHost: FindHost;
  readonly onChange: () => void;
  readonly warn: (failure: Failure) => void;
}

/** What the log shows, and every question about it: pages, places, searches, marks, bytes. Changes no row of it. */
export class ShownCapture {
  readonly #live: LiveCapture;
  readonly #opened: () => OpenedCapture | null;
  readonly #onChange: () => void;
  readonly #view: View;
  readonly #finder: Finder;
  readonly #timeliner = new Timeliner();

  constructor({ live, opened, startScanHost, findHost, onChange, warn }: ShownCaptureOptions) {
    this.#live = live;
    this.#opened = opened;
    this.#onChange = onChange;
    this.#finder = new Finder({
      host: findHost,
      segments: async () => {
        // What was recorded just now is looked at too.
        if (this.#opened() === null) for (const segment of live.segments) await segment.flush();
        return this.#source().scanSegments(UNBOUNDED);
      },
      onChange,
    });
    this.#view = new View(this.#source(), startScanHost, onChange, ({ failure }) => warn(failure));
  }

  get rows(): CaptureRows {
    return this.#opened() ?? this.#live.shown;
  }

  /** Rows in front of the shown capture that the limit has removed. */
  get removed(): number {
    return this.#opened() === null ? this.#live.removed.rows : 0;
  }

  /** Where a view finds the rows, at any time from now on. */
  #source() {
    return {
      rows: () => countRows(this.rows),
      first: () => this.removed,
      scanSegments: (bounds: FilterBounds): readonly ScanSegment[] => {
        const opened = this.#opened();
        let next = this.removed;
        if (opened !== null) {
          return opened.segments.map((segment) => {
            const { path, indexPath, rows } = segment;
            const firstRow = next;
            next += rows;
            const onDisk = { capturePath: path, indexPath, firstRow, rows, captureTime: null };
            return scanSegment(segment, onDisk, bounds);
          });
        }
        const captureTime = this.#live.removed.firstTime;
        return this.#live.segments.map((segment) => {
          const { blocks, indexFile, rows, writtenRows } = segment;
          const firstRow = next;
          next += rows;
          const paths = { capturePath: blocks.path, indexPath: indexFile.path };
          const onDisk = { ...paths, firstRow, rows: writtenRows, captureTime };
          return scanSegment(segment, onDisk, bounds);
        });
      },
    };
  }

  /** More rows are there. */
  grown(): void {
    this.#view.grown();
  }

  /** The log shows another capture, or the same one with other rows. A span of time was one of the capture before. */
  showAgain(): void {
    void this.#finder.stop();
    this.#view.show(this.#source(), { ...this.#view.filter, span: null });
  }

  async setView(filter: LogFilter): Promise<Result<ViewState>> {
    const compiled = compileQuery(filter);
    if (!compiled.ok) return compiled;
    this.#view.show(this.#source(), filter);
    return ok(this.#view.state());
  }

  viewState(): ViewState {
    return this.#view.state();
  }

  viewRows(view: number, start: number, count: number): Result<ViewRows> {
    if (view !== this.#view.number) return fail({ code: 'EVIEW_GONE' });
    return ok({ rows: this.#view.rowsAt(start, count), matched: this.#view.state().matched });
  }

  page(view: number, start: number, count: number): Promise<Result<LogPage>> {
    return this.#live.reading(() => this.#page(view, start, count));
  }

  async #page(view: number, from: number, wanted: number): Promise<Result<LogPage>> {
    if (view !== this.#view.number) return fail({ code: 'EVIEW_GONE' });
    // What was removed meanwhile is left out.
    const start = Math.max(from, Math.min(this.#view.state().first, from + wanted));
    const count = wanted - (start - from);
    const numbers = this.#view.rowsAt(start, count);
    const before = start > 0 ? (this.#view.rowsAt(start - 1, 1)[0] ?? null) : null;
    const { matched } = this.#view.state();
    try {
      const rows = await readPage(this.rows, numbers, before);
      // Rows of another capture must not be shown under this view's numbers.
      return view === this.#view.number ? ok({ view, start, rows, matched }) : fail({ code: 'EVIEW_GONE' });
    } catch (error) {
      return fail(view === this.#view.number ? diskFailure(error) : { code: 'EVIEW_GONE' });
    }
  }

  async locate(view: number, row: number): Promise<Result<RowPlace>> {
    if (view !== this.#view.number) return fail({ code: 'EVIEW_GONE' });
    const position = this.#view.locate(row);
    return ok({ position, row: this.#view.rowsAt(position, 1)[0] ?? null });
  }

  async span(): Promise<Result<CaptureSpan | null>> {
    return this.#ofShown(async (shown) => {
      const rows = countRows(shown);
      const first = rows === 0 ? null : await locateRow(shown, this.removed);
      const last = rows === 0 ? null : await locateRow(shown, rows - 1);
      if (first === null || last === null) return null;
      const origin = (await timeOfFirst(shown)) ?? first.record.time;
      return {
        origin: momentOf(origin),
        first: momentOf(first.record.time),
        last: momentOf(last.record.time),
      };
    });
  }

  rowAt({ seconds, nanos }: Moment): Promise<Result<{ readonly row: number | null }>> {
    const time = BigInt(seconds) * 1_000_000_000n + BigInt(nanos);
    return this.#ofShown(async (shown) => ({ row: await rowAtTime(shown, time) }));
  }

  async find(query: string, from: number, direction: FindDirection): Promise<Result<Found>> {
    const compiled = compileQuery(EVERYTHING, query);
    if (!compiled.ok) return compiled;
    return this.#finder.find({ filter: this.#view.filter, query, from, direction });
  }

  stopFind(): Promise<void> {
    return this.#finder.stop();
  }

  findProgress(): FindProgress | null {
    return this.#finder.progress;
  }

  async matches(query: string, rows: readonly number[]) {
    const found = await this.#finder.matches(query, rows);
    return found.ok ? ok({ rows: found.value }) : found;
  }

  async mark(row: number, marked: boolean | null): Promise<Result<{ readonly marked: boolean }>> {
    const now = setMark(this.rows, row, marked);
    this.#onChange();
    return now === null ? fail({ code: 'ECAPTURE_NO_ROW' }) : ok({ marked: now });
  }

  async unmarkAll(): Promise<Result<null>> {
    clearMarks(this.rows);
    this.#onChange();
    return ok(null);
  }

  async nextMark(from: number, direction: FindDirection): Promise<Result<{ readonly row: number }>> {
    if (countMarks(this.rows) === 0) return fail({ code: 'EMARKS_NONE' });
    for (const row of marksFrom(this.rows, from, direction)) {
      if (this.#view.mayShow(row)) return ok({ row });
    }
    return fail({ code: 'EMARKS_HIDDEN' });
  }

  /** A question to the shown capture; EVIEW_GONE when its file was closed meanwhile. */
  async #ofShown<T>(ask: (shown: CaptureRows) => Promise<T>): Promise<Result<T>> {
    const opened = this.#opened();
    try {
      return ok(await this.#live.reading(() => ask(this.rows)));
    } catch (error) {
      return fail(opened === this.#opened() ? diskFailure(error) : { code: 'EVIEW_GONE' });
    }
  }

  timeline(span: TimeSpan | null, bars: number): Promise<Result<Timeline>> {
    return this.#ofShown((shown) => this.#timeliner.answer(shown.segments, span, bars));
  }

  async bytes(row: number, offset: number, length: number) {
    const opened = this.#opened();
    try {
      return await this.#live.reading(async () => {
        const located = await locateRow(this.rows, row);
        if (located === null)
          return fail({ code: row < this.removed ? 'ECAPTURE_ROW_REMOVED' : 'ECAPTURE_NO_ROW' });
        const bytes = await readPayload(located, offset, length);
        return ok({ bytes, total: located.record.payloadBytes });
      });
    } catch (error) {
      // The file was closed under the reader: the log shows another by now.
      return fail(opened === this.#opened() ? diskFailure(error) : { code: 'ECAPTURE_NO_ROW' });
    }
  }

  async segments(): Promise<readonly ScanSegment[]> {
    if (this.#opened() === null) await this.#live.writer.flush();
    return this.#source().scanSegments(UNBOUNDED);
  }

  async stop(): Promise<void> {
    this.#timeliner.rest();
    await this.#finder.stop();
    await this.#view.stop();
  }
}
