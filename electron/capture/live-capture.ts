import type { Failure } from '../../core/contract/failure';
import type { Happening } from '../../core/contract/happening';
import type { Nanoseconds } from '../../core/contract/recorder';
import { CaptureWriter, type SegmentEvents } from './capture-writer';
import type { Disk } from './disk';
import { DiskGuard } from './disk-guard';
import { type Counters, LiveSegment } from './live-segment';
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
}

/**
 * What is being recorded: one segment, or several after a clear was taken back. Captures that were cleared are kept
 * beside it, each with all its segments.
 */
export class LiveCapture {
  readonly writer: CaptureWriter;
  readonly guard: DiskGuard;
  readonly #options: LiveCaptureOptions;
  #own: OwnCapture;
  #cleared: readonly OwnCapture[] = [];
  #capturesMade = 1;
  #segmentsMade = 0;

  constructor(options: LiveCaptureOptions) {
    this.#options = options;
    const { now, sentence, onChange, onStored, disk, folder, lowWater, checkDiskEveryMs, pressureLimit } =
      options;
    this.writer = new CaptureWriter({
      segment: (events) => this.#newSegment(events),
      folder,
      now,
      sentence,
      onChange,
      onStored: () => {
        this.guard.written(this.fileBytes);
        onStored();
      },
      ...(pressureLimit === undefined ? {} : { pressureLimit }),
    });
    this.#own = { numbers: [1], segments: [this.writer.segment] };
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
    return new LiveSegment({
      disk,
      prepare: () => run.begin(),
      folder,
      name: `${run.name}-${this.#capturesMade}-${this.#segmentsMade}`,
      application,
      os: process.platform,
      ...events,
    });
  }

  get segments(): readonly LiveSegment[] {
    return this.#own.segments;
  }

  get canUndoClear(): boolean {
    return this.#cleared.length > 0;
  }

  /** Bytes of the capture's files on disk. */
  get fileBytes(): number {
    return this.segments.reduce((sum, { blocks }) => sum + blocks.written, 0);
  }

  get unsaved(): number {
    return this.segments.reduce((sum, { rows, savedRows }) => sum + rows - savedRows, 0);
  }

  get counters(): Counters {
    const sum = {
      received: 0,
      sent: 0,
      stored: 0,
      droppedSystem: 0,
      droppedDisk: 0,
      droppedPorthole: 0,
      bytesIn: 0,
      bytesOut: 0,
    };
    for (const { counters } of this.segments) {
      sum.received += counters.received;
      sum.sent += counters.sent;
      sum.stored += counters.stored;
      sum.droppedSystem += counters.droppedSystem;
      sum.droppedDisk += counters.droppedDisk;
      sum.droppedPorthole += counters.droppedPorthole;
      sum.bytesIn += counters.bytesIn;
      sum.bytesOut += counters.bytesOut;
    }
    return sum;
  }

  clear(): void {
    this.#cleared = [...this.#cleared, this.#own];
    this.#capturesMade += 1;
    this.#segmentsMade = 0;
    this.#options.run.began(this.#capturesMade);
    const segment = this.#newSegment(this.writer.segmentEvents);
    this.#own = { numbers: [this.#capturesMade], segments: [segment] };
    this.writer.switchTo(segment);
  }

  /** Answers whether there was something to bring back. */
  undoClear(): boolean {
    const last = this.#cleared.at(-1);
    if (last === undefined) return false;
    this.#cleared = this.#cleared.slice(0, -1);
    const numbers = [...last.numbers, ...this.#own.numbers];
    this.#options.run.joined(numbers);
    this.#own = { numbers, segments: [...last.segments, ...this.segments] };
    return true;
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
    const rows = this.segments.some((segment) => segment.rows > 0);
    let lost = 0;
    for (const segment of this.segments) {
      if (keep) await segment.flush();
      if (keep) lost += segment.rows - segment.writtenRows;
      await segment.close();
      if (!keep || segment.rows === 0) await this.#remove(segment);
    }
    for (const segment of this.#cleared.flatMap(({ segments }) => segments)) {
      await segment.close();
      await this.#remove(segment);
    }
    await this.#options.run.close(keep && rows);
    return lost;
  }

  async #remove(segment: LiveSegment): Promise<void> {
    await this.#options.disk.remove(segment.blocks.path);
    await this.#options.disk.remove(segment.indexFile.path);
  }
}
