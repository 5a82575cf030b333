import type { CaptureLimit } from '../../core/contract/capture';
import type { Failure } from '../../core/contract/failure';
import type { Happening } from '../../core/contract/happening';
import type { Nanoseconds } from '../../core/contract/recorder';
import { checkAgeEvery, NO_LIMIT, segmentAge, segmentBytes } from './capture-limit';
import type { CaptureRows } from './capture-source';
import { CaptureWriter, type SegmentEvents } from './capture-writer';
import type { Disk } from './disk';
import { DiskGuard } from './disk-guard';
import { LeavingSegments } from './leaving-segments';
import { type Counters, LiveSegment, noCounts, sumOf } from './live-segment';
import { removedByLimit } from './own-happenings';
import { removedRows } from './removed-rows';
import type { RunFile } from './run-file';

interface LiveCaptureOptions {
  readonly disk: Disk;
  readonly run: RunFile;
  readonly folder: string;
  readonly application: string;
  readonly now: () => Nanoseconds;
  readonly sentence: (happening: Happening) => string;
  readonly onChange: () => void;
  readonly onStored: () => void;
  readonly lowWater?: number | undefined;
  readonly checkDiskEveryMs?: number | undefined;
  readonly pressureLimit?: number | undefined;
}

/** A capture of this run: its segments, and the numbers that the run's file knows it by. */
interface OwnCapture {
  readonly numbers: readonly number[];
  readonly segments: readonly LiveSegment[];
  /** What the limit has removed from its front. */
  readonly removed: Removed;
}

/** Rows, bytes on disk, and what had been counted in them. */
interface Removed {
  readonly rows: number;
  readonly bytes: number;
  readonly counters: Counters;
  /** Of the first of them, in ns since the epoch; null when there is none. */
  readonly firstTime: bigint | null;
}

const NONE_REMOVED: Removed = { rows: 0, bytes: 0, counters: noCounts(), firstTime: null };

const filesOf = ({ blocks, indexFile }: LiveSegment): number => blocks.size + indexFile.size;

/**
 * What is being recorded: one segment, or several after a clear was taken back. Captures that were cleared are kept
 * beside it, each with all its segments.
 */
export class LiveCapture {
  readonly writer: CaptureWriter;
  readonly guard: DiskGuard;
  readonly #options: LiveCaptureOptions;
  #own: OwnCapture;
  #shown: CaptureRows;
  #limit = NO_LIMIT;
  #limitTimer: NodeJS.Timeout | null = null;
  readonly #leaving: LeavingSegments;
  #cleared: readonly OwnCapture[] = [];
  #capturesMade = 1;
  #segmentsMade = 0;

  constructor(options: LiveCaptureOptions) {
    this.#options = options;
    this.#leaving = new LeavingSegments(options.disk);
    const { now, sentence, onChange, onStored, disk, folder, lowWater, checkDiskEveryMs, pressureLimit } =
      options;
    this.writer = new CaptureWriter({
      segment: (events) => this.#newSegment(events),
      folder,
      now,
      sentence,
      onChange,
      onFull: () => {
        this.#nextSegment();
        this.#enforceSize();
      },
      onStored: () => {
        this.guard.written(this.fileBytes);
        onStored();
      },
      ...(pressureLimit === undefined ? {} : { pressureLimit }),
    });
    this.#own = { numbers: [1], segments: [this.writer.segment], removed: NONE_REMOVED };
    this.#shown = this.#own;
    this.guard = new DiskGuard({
      disk,
      folder,
      paused: () => (this.writer.recording.on ? null : this.writer.recording.failure),
      pending: () => this.writer.unwrittenBytes,
      onChange,
      onLow: (failure) => this.writer.pause(failure),
      onRoom: () => void this.writer.resume(),
      ...(lowWater === undefined ? {} : { lowWater }),
      ...(checkDiskEveryMs === undefined ? {} : { checkEveryMs: checkDiskEveryMs }),
    });
  }

  /** Named after its run, its capture and its place in it. */
  #newSegment(events: SegmentEvents): LiveSegment {
    const { disk, run, folder, application } = this.#options;
    this.#segmentsMade += 1;
    const segment = new LiveSegment({
      disk,
      prepare: () => run.begin(),
      folder,
      name: `${run.name}-${this.#capturesMade}-${this.#segmentsMade}`,
      application,
      os: process.platform,
      ...events,
    });
    segment.begunAt = this.#options.now();
    return segment;
  }

  get segments(): readonly LiveSegment[] {
    return this.#own.segments;
  }

  get canUndoClear(): boolean {
    return this.#cleared.length > 0;
  }

  /** The capture as the log numbers it: with the rows that the limit has removed in front. */
  get shown(): CaptureRows {
    return this.#shown;
  }

  get removed(): Removed {
    return this.#own.removed;
  }

  #setOwn(own: OwnCapture): void {
    this.#own = own;
    const { rows, firstTime } = own.removed;
    this.#shown = rows === 0 ? own : { segments: [removedRows(rows, firstTime), ...own.segments] };
  }

  /** Bytes of the capture's files on disk. */
  get fileBytes(): number {
    return this.segments.reduce((sum, { blocks }) => sum + blocks.written, 0);
  }

  get unsaved(): number {
    return this.segments.reduce((sum, { rows, savedRows }) => sum + rows - savedRows, 0);
  }

  get counters(): Counters {
    return sumOf([this.#own.removed.counters, ...this.segments.map(({ counters }) => counters)]);
  }

  clear(): void {
    this.#cleared = [...this.#cleared, this.#own];
    this.#capturesMade += 1;
    this.#segmentsMade = 0;
    this.#options.run.began(this.#capturesMade);
    const segment = this.#newSegment(this.writer.segmentEvents);
    this.#setOwn({ numbers: [this.#capturesMade], segments: [segment], removed: NONE_REMOVED });
    this.writer.switchTo(segment);
  }

  /** Answers whether there was something to bring back. */
  undoClear(): boolean {
    const last = this.#cleared.at(-1);
    if (last === undefined) return false;
    this.#cleared = this.#cleared.slice(0, -1);
    const numbers = [...last.numbers, ...this.#own.numbers];
    this.#options.run.joined(numbers);
    // Cleared captures go before anything of the one that followed: nothing is missing between the two.
    this.#setOwn({ numbers, segments: [...last.segments, ...this.segments], removed: last.removed });
    return true;
  }

  /** What is kept from now on. */
  setLimit(limit: CaptureLimit): void {
    this.#limit = limit;
    this.writer.fullAt = segmentBytes(limit);
    if (this.#limitTimer !== null) clearInterval(this.#limitTimer);
    const every = checkAgeEvery(limit);
    this.#limitTimer = every === null ? null : setInterval(() => this.#enforceAge(), every).unref();
    if (filesOf(this.writer.segment) >= this.writer.fullAt) this.#nextSegment();
    this.#enforceSize();
    this.#enforceAge();
  }

  #nextSegment(): void {
    const { segment } = this.writer;
    segment.endedAt = this.#options.now();
    const next = this.#newSegment(this.writer.segmentEvents);
    this.#setOwn({ ...this.#own, segments: [...this.segments, next] });
    this.writer.switchTo(next);
  }

  get #limitedBytes(): number {
    const cleared = this.#cleared.flatMap(({ segments }) => segments);
    return [...cleared, ...this.segments].reduce((sum, segment) => sum + filesOf(segment), 0);
  }

  /** There is always room for the segment that is being written. Cleared captures go first, then the oldest rows. */
  #enforceSize(): void {
    const { bytes } = this.#limit;
    if (bytes === null) return;
    const isFull = (): boolean => this.#limitedBytes + segmentBytes(this.#limit) > bytes;
    while (this.#cleared.length > 0 && isFull()) this.#dropCleared();
    const gone: LiveSegment[] = [];
    while (this.segments.length > 1 && isFull()) gone.push(this.#dropOldest());
    this.#tell(gone, { size: bytes });
  }

  #enforceAge(): void {
    const { ageMs } = this.#limit;
    if (ageMs === null) return;
    const now = this.#options.now();
    const isPast = (at: bigint | null, ms: number): boolean =>
      at !== null && now - at > BigInt(Math.round(ms * 1e6));
    const { segment } = this.writer;
    if (segment.rows > 0 && isPast(segment.begunAt, segmentAge(this.#limit))) this.#nextSegment();
    while (this.#cleared[0]?.segments.every(({ endedAt }) => isPast(endedAt, ageMs))) this.#dropCleared();
    const gone: LiveSegment[] = [];
    while (this.segments.length > 1 && isPast(this.segments[0]?.endedAt ?? null, ageMs))
      gone.push(this.#dropOldest());
    this.#tell(gone, { age: ageMs });
  }

  #dropCleared(): void {
    const [oldest, ...rest] = this.#cleared;
    this.#cleared = rest;
    for (const segment of oldest?.segments ?? []) this.#leave(segment);
    this.#options.onChange();
  }

  #dropOldest(): LiveSegment {
    const [oldest = this.writer.segment, ...segments] = this.segments;
    const { removed } = this.#own;
    this.#setOwn({
      ...this.#own,
      segments,
      removed: {
        rows: removed.rows + oldest.rows,
        bytes: removed.bytes + filesOf(oldest),
        counters: sumOf([removed.counters, oldest.counters]),
        firstTime: removed.firstTime ?? oldest.firstTime,
      },
    });
    this.#leave(oldest);
    return oldest;
  }

  /** A row that says how much has gone and why; not for rows that said no more than that themselves. */
  #tell(gone: readonly LiveSegment[], why: { readonly size: number } | { readonly age: number }): void {
    if (gone.every(({ rows, limitRows }) => rows === limitRows)) return;
    const rows = gone.reduce((sum, segment) => sum + segment.rows, 0);
    const bytes = gone.reduce((sum, segment) => sum + filesOf(segment), 0);
    if (this.writer.recording.on) this.writer.segment.limitRows += 1;
    this.writer.happening(removedByLimit({ rows, bytes }, why), this.#options.now());
    this.#options.onStored();
  }

  #leave(segment: LiveSegment): void {
    this.writer.forget(segment);
    this.#leaving.add(segment);
  }

  /** Reads segments: none of their files is closed or removed meanwhile. */
  reading<T>(read: () => Promise<T>): Promise<T> {
    return this.#leaving.reading(read);
  }

  /** Records again; answers null, or why not. */
  async resume(): Promise<Failure | null> {
    const { recording } = this.writer;
    if (recording.on) return null;
    await this.guard.check();
    if (!this.guard.hasRoom(this.writer.unwrittenBytes)) return this.guard.lowFailure();
    await this.writer.resume();
    const now = this.writer.recording;
    return now.on ? null : now.failure;
  }

  /**
   * Writes the rest and closes. Keeps the files of the capture with `keep`, removes all others, cleared ones too.
   * Answers how many rows could not be written.
   */
  async close(keep: boolean): Promise<number> {
    this.guard.stop();
    this.writer.stop();
    if (this.#limitTimer !== null) clearInterval(this.#limitTimer);
    const rows = this.segments.some((segment) => segment.rows > 0);
    let lost = 0;
    for (const segment of this.segments) {
      if (keep) await segment.flush();
      if (keep) lost += segment.rows - segment.writtenRows;
      await segment.close();
      if (!keep || segment.rows === 0) await this.#leaving.remove(segment);
    }
    for (const segment of this.#cleared.flatMap(({ segments }) => segments)) {
      await segment.close();
      await this.#leaving.remove(segment);
    }
    await this.#options.run.close(keep && rows);
    return lost;
  }
}
