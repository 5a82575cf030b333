import { basename, join } from 'node:path';
import type { CaptureLimit, CaptureStatus, Leftover } from '../../core/contract/capture';
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
import type { Recorder } from '../../core/contract/recorder';
import { fail, ok, type Result } from '../../core/contract/result';
import type { TimeSpan } from '../../core/contract/time-span';
import type { Timeline } from '../../core/contract/timeline';
import { type FilterBounds, UNBOUNDED } from '../../core/filter/bounds';
import { clearMarks, countMarks, marksFrom, setMark } from './capture-marks';
import type { CaptureService, CaptureServiceOptions } from './capture-service-contract';
import { type CaptureRows, countRows, locateRow, rowAtTime, timeOfFirst } from './capture-source';
import { buildIndexInWorker, unpackInWorker } from './capture-worker';
import { compileQuery } from './compile-query';
import { type Disk, diskFailure, nodeDisk } from './disk';
import { FileViewer } from './file-viewer';
import { findInWorker } from './find-worker';
import { Finder } from './finder';
import { type Judge, judgedScan } from './judged-scan';
import { LeftoverFinder } from './leftover-finder';
import { Leftovers } from './leftovers';
import { LiveCapture } from './live-capture';
import { momentOf } from './moment';
import { fileToOpen, leftoverToOpen, OpenedCapture, type OpeningTools } from './opened-capture';
import { readPage } from './page';
import { readPayload } from './payload';
import { RateMeter } from './rate-meter';
import { newRunName, RunFile } from './run-file';
import { type RunOwner, thisProcess } from './run-owner';
import { type Part, saveParts, type WorkControl } from './save-capture';
import type { ScanSegment, StartScanHost } from './scan';
import { scanSegment } from './scan-segment';
import { scanInWorker } from './scan-worker';
import { Timeliner } from './timeliner';
import { EVERYTHING, View } from './view';

/** While there is a rate to show, it is shown anew this often even without traffic, until it is 0. */
const RATE_TICK_MS = 250;

const noJudge: Judge = async () => fail({ code: 'EDISSECT_OFF' });

class Service implements CaptureService {
  readonly #options: CaptureServiceOptions;
  readonly #disk: Disk;
  readonly #folder: string;
  readonly #live: LiveCapture;
  readonly #view: View;
  readonly #rates = new RateMeter();
  readonly #leftovers: Leftovers;
  readonly #tools: OpeningTools;
  readonly #file: FileViewer;
  readonly #finder: Finder;
  #opens = 0;
  readonly #timeliner = new Timeliner();
  /** `onChange` was called and `status` was not; also until the service is handed out. */
  #announced = true;
  #rateTimer: NodeJS.Timeout | null = null;

  constructor(options: CaptureServiceOptions, startScanHost: StartScanHost, owner: RunOwner) {
    this.#options = options;
    this.#disk = options.disk ?? nodeDisk;
    this.#folder = join(options.folder, 'captures');
    const onChange = (): void => this.#changed();
    const { application, now, sentence, lowWater, checkDiskEveryMs, pressureLimit } = options;
    const run = newRunName(Number(now() / 1_000_000n));
    this.#leftovers = new Leftovers(
      new LeftoverFinder(this.#disk, this.#folder, owner, application, run),
      onChange,
    );
    this.#live = new LiveCapture({
      disk: this.#disk,
      run: new RunFile(this.#disk, this.#folder, run, owner, application),
      folder: this.#folder,
      application,
      now,
      sentence,
      onChange,
      onStored: () => {
        this.#rates.sample(this.#live.counters);
        if (this.#file.shown === null) this.#view.grown();
      },
      lowWater,
      checkDiskEveryMs,
      pressureLimit,
    });
    if (options.limit !== undefined) this.#live.setLimit(options.limit);
    this.#tools = {
      disk: this.#disk,
      build: options.buildIndex ?? buildIndexInWorker(),
      unpack: options.unpack ?? unpackInWorker(),
      newIndex: () => {
        this.#opens += 1;
        return join(this.#folder, `${run}-opened-${this.#opens}.index`);
      },
    };
    this.#file = new FileViewer({
      ...this.#tools,
      onShown: () => this.#showAgain(),
      onGrown: () => {
        this.#view.grown();
        onChange();
      },
      onClosed: async ({ leftover }) => {
        if (leftover !== null && this.#file.shown?.leftover !== leftover)
          await this.#leftovers.released(leftover).catch(this.#tell);
      },
      warn: options.warn,
    });
    this.#finder = new Finder({
      host: options.findHost ?? findInWorker(),
      segments: async () => {
        // What was recorded just now is looked at too.
        if (this.#file.shown === null) for (const segment of this.#live.segments) await segment.flush();
        return this.#source().scanSegments(UNBOUNDED);
      },
      onChange,
    });
    this.#view = new View(
      this.#source(),
      judgedScan(startScanHost, options.judge ?? noJudge),
      onChange,
      ({ failure }) => options.warn(failure),
    );
  }

  get recorder(): Recorder {
    return this.#live.writer;
  }

  get #shown(): CaptureRows {
    return this.#file.shown ?? this.#live.shown;
  }

  /** Rows in front of the shown capture that the limit has removed. */
  get #removed(): number {
    return this.#file.shown === null ? this.#live.removed.rows : 0;
  }

  #source() {
    return {
      rows: () => countRows(this.#shown),
      first: () => this.#removed,
      scanSegments: (bounds: FilterBounds): readonly ScanSegment[] => {
        const opened = this.#file.shown;
        let next = this.#removed;
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

  /** The log shows another capture, or the same one with other rows. A span of time was one of the capture before. */
  #showAgain(): void {
    void this.#finder.stop();
    this.#view.show(this.#source(), { ...this.#view.filter, span: null });
  }

  #changed(): void {
    if (this.#announced) return;
    this.#announced = true;
    this.#options.onChange();
  }

  /** Looks for what earlier runs left, and at the free space for the first time. */
  async start(): Promise<void> {
    try {
      await this.#disk.makeFolder(this.#folder);
      await this.#leftovers.look();
    } catch {
      // The first write says why, and recording pauses with the reason.
    }
    await this.#live.guard.check();
    this.#announced = false;
  }

  status(): CaptureStatus {
    const { writer, counters, fileBytes, unsaved, canUndoClear, guard } = this.#live;
    const { received, sent, stored, droppedSystem, droppedDisk, droppedPorthole, bytesIn, bytesOut } =
      counters;
    const opened = this.#file.shown;
    const rates = this.#rates.rates(counters);
    if (rates.in + rates.out > 0) this.#tickRates();
    this.#announced = false;
    return {
      source:
        opened === null
          ? { kind: 'live' }
          : {
              kind: 'file',
              name: opened.name,
              tornBytes: opened.tornBytes,
              leftover: opened.leftover,
            },
      rows: countRows(this.#shown) - this.#removed,
      removed: { rows: this.#live.removed.rows, bytes: this.#live.removed.bytes },
      marked: countMarks(this.#shown),
      fileBytes: opened === null ? fileBytes : opened.wholeBytes,
      received,
      sent,
      stored,
      dropped: { system: droppedSystem, disk: droppedDisk, porthole: droppedPorthole },
      bytesIn,
      bytesOut,
      bytesInPerSecond: rates.in,
      bytesOutPerSecond: rates.out,
      recording: writer.recording,
      unsaved,
      canUndoClear,
      waiting: writer.isBehind ? writer.unwrittenBytes : null,
      diskFree: guard.free,
      leftovers: this.#leftovers.count,
    };
  }

  #tickRates(): void {
    this.#rateTimer ??= setTimeout(() => {
      this.#rateTimer = null;
      this.#changed();
    }, RATE_TICK_MS).unref();
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
      const rows = await readPage(this.#shown, numbers, before);
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
      const first = rows === 0 ? null : await locateRow(shown, this.#removed);
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
    const now = setMark(this.#shown, row, marked);
    this.#changed();
    return now === null ? fail({ code: 'ECAPTURE_NO_ROW' }) : ok({ marked: now });
  }

  async unmarkAll(): Promise<Result<null>> {
    clearMarks(this.#shown);
    this.#changed();
    return ok(null);
  }

  async nextMark(from: number, direction: FindDirection): Promise<Result<{ readonly row: number }>> {
    if (countMarks(this.#shown) === 0) return fail({ code: 'EMARKS_NONE' });
    for (const row of marksFrom(this.#shown, from, direction)) {
      if (this.#view.mayShow(row)) return ok({ row });
    }
    return fail({ code: 'EMARKS_HIDDEN' });
  }

  /** A question to the shown capture; EVIEW_GONE when its file was closed meanwhile. */
  async #ofShown<T>(ask: (shown: CaptureRows) => Promise<T>): Promise<Result<T>> {
    const opened = this.#file.shown;
    try {
      return ok(await this.#live.reading(() => ask(this.#shown)));
    } catch (error) {
      return fail(opened === this.#file.shown ? diskFailure(error) : { code: 'EVIEW_GONE' });
    }
  }

  timeline(span: TimeSpan | null, bars: number): Promise<Result<Timeline>> {
    return this.#ofShown((shown) => this.#timeliner.answer(shown.segments, span, bars));
  }

  async bytes(row: number, offset: number, length: number) {
    const opened = this.#file.shown;
    try {
      return await this.#live.reading(async () => {
        const located = await locateRow(this.#shown, row);
        if (located === null)
          return fail({ code: row < this.#removed ? 'ECAPTURE_ROW_REMOVED' : 'ECAPTURE_NO_ROW' });
        const bytes = await readPayload(located, offset, length);
        return ok({ bytes, total: located.record.payloadBytes });
      });
    } catch (error) {
      // The file was closed under the reader: the log shows another by now.
      return fail(opened === this.#file.shown ? diskFailure(error) : { code: 'ECAPTURE_NO_ROW' });
    }
  }

  async segments(): Promise<readonly ScanSegment[]> {
    if (this.#file.shown === null) await this.#live.writer.flush();
    return this.#source().scanSegments(UNBOUNDED);
  }

  async clear(): Promise<Result<null>> {
    this.#live.clear();
    this.#rates.reset(this.#live.counters);
    await this.#file.leave();
    return ok(null);
  }

  async undoClear(): Promise<Result<null>> {
    if (!this.#live.undoClear()) return fail({ code: 'ECAPTURE_NOTHING_CLEARED' });
    this.#rates.reset(this.#live.counters);
    await this.#file.leave();
    return ok(null);
  }

  async live(): Promise<Result<null>> {
    if (this.#file.shown !== null) await this.#file.leave();
    return ok(null);
  }

  /** What went wrong behind the scenes. */
  readonly #tell = (error: unknown): void => this.#options.warn(diskFailure(error, { folder: this.#folder }));

  open(path: string, control: WorkControl): Promise<Result<null>> {
    return this.#file.open(fileToOpen(path), control);
  }

  async leftovers(): Promise<readonly Leftover[]> {
    await this.#leftovers.look().catch(() => undefined);
    return this.#leftovers.list;
  }

  async openLeftover(id: string, control: WorkControl): Promise<Result<null>> {
    const left = this.#leftovers.find(id);
    if (left === undefined) return fail({ code: 'ECAPTURE_LEFTOVER_GONE' });
    return this.#file.open(leftoverToOpen(left, this.#options.application), control);
  }

  async saveLeftover(id: string, path: string, control: WorkControl): Promise<Result<null>> {
    const { shown } = this.#file;
    if (shown?.leftover === id) return this.#saveOpened(shown, path, control);
    const left = this.#leftovers.find(id);
    if (left === undefined) return fail({ code: 'ECAPTURE_LEFTOVER_GONE' });
    const { onProgress, signal } = control;
    // Half of the work is finding where the whole blocks end.
    const half = (from: 0 | 1): WorkControl => ({
      signal,
      onProgress: (done, total) => onProgress(from * total + done, 2 * total),
    });
    const files = leftoverToOpen(left, this.#options.application);
    const opened = await OpenedCapture.open(this.#tools, files, half(0));
    if (!opened.ok) return opened;
    const saved = await this.#saveOpened(opened.value, path, half(1));
    await opened.value.close();
    return saved;
  }

  async discardLeftovers(ids: readonly string[]): Promise<Result<null>> {
    const shown = this.#file.shown?.leftover ?? null;
    if (shown !== null && ids.includes(shown)) await this.#file.leave();
    try {
      await this.#leftovers.remove(ids.flatMap((id) => this.#leftovers.find(id) ?? []));
      return ok(null);
    } catch (error) {
      return fail(diskFailure(error, { folder: this.#folder }));
    }
  }

  async #saveOpened(opened: OpenedCapture, path: string, control: WorkControl): Promise<Result<null>> {
    // Only then is it known where its last whole block ends.
    const complete = await opened.complete;
    if (!complete.ok) return complete;
    if (await this.#isOwnFile(path)) return fail(saveSame(path));
    const parts = withRows(opened.segments).map(({ blocks, wholeBytes }) => ({
      source: blocks,
      length: wholeBytes,
    }));
    const saved = await saveParts(this.#disk, parts, path, control);
    const left = opened.leftover === null ? undefined : this.#leftovers.find(opened.leftover);
    if (saved.ok && left !== undefined)
      await this.#leftovers.saved(left, this.#file.shown === opened).catch(this.#tell);
    return saved;
  }

  async save(path: string, control: WorkControl): Promise<Result<null>> {
    const { shown } = this.#file;
    if (shown !== null) return this.#saveOpened(shown, path, control);
    if (await this.#isOwnFile(path)) return fail(saveSame(path));
    const segments = withRows(this.#live.segments);
    const parts: readonly Part[] = segments.map(({ blocks }) => ({ source: blocks, length: blocks.size }));
    const rows = segments.map((segment) => segment.rows);
    const saved = await this.#live.reading(() => saveParts(this.#disk, parts, path, control));
    if (saved.ok) {
      for (const [i, segment] of segments.entries()) {
        segment.savedRows = Math.max(segment.savedRows, rows[i] ?? 0);
      }
      this.#changed();
    }
    return saved;
  }

  /** By device and inode, so that no other spelling and no link leads to a file that is being read. */
  async #isOwnFile(path: string): Promise<boolean> {
    const identity = (name: string) =>
      this.#disk.facts(name).then(
        (facts) => facts.identity,
        () => null,
      );
    const target = await identity(path);
    if (target === null) return false;
    const own = [
      ...(this.#file.shown?.segments.map((segment) => segment.path) ?? []),
      ...this.#live.segments.map(({ blocks }) => blocks.path),
      ...this.#leftovers.paths,
    ];
    for (const name of own) if ((await identity(name)) === target) return true;
    return false;
  }

  async setLimit(limit: CaptureLimit): Promise<void> {
    this.#live.setLimit(limit);
    this.#changed();
  }

  async resumeRecording(): Promise<Result<null>> {
    const failure = await this.#live.resume();
    return failure === null ? ok(null) : fail(failure);
  }

  async close({ discard }: { readonly discard: boolean }): Promise<void> {
    if (this.#rateTimer !== null) clearTimeout(this.#rateTimer);
    this.#leftovers.stop();
    await this.#file.leave();
    this.#timeliner.rest();
    await this.#finder.stop();
    await this.#view.stop();
    const lost = await this.#live.close(!discard && this.#live.unsaved > 0);
    if (lost > 0) this.#options.warn({ code: 'ECAPTURE_ROWS_LOST', params: { rows: lost } });
  }
}

const saveSame = (path: string): Failure => ({
  code: 'ECAPTURE_SAVE_SAME',
  params: { target: basename(path) },
});

/** Segments that hold something; the last one where none does, for even an empty capture is a file. */
const withRows = <S extends { readonly rows: number }>(segments: readonly S[]): readonly S[] =>
  segments.some(({ rows }) => rows > 0) ? segments.filter(({ rows }) => rows > 0) : segments.slice(-1);

/** Makes the folder, looks at the disk, and records from then on. No file exists before the first row. */
export const createCaptureService = async (options: CaptureServiceOptions): Promise<CaptureService> => {
  const service = new Service(options, options.startScanHost ?? scanInWorker(), await thisProcess());
  await service.start();
  return service;
};
