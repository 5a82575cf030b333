import type { Failure } from '../../core/contract/failure';
import { type EndpointTag, HAPPENINGS, type Happening } from '../../core/contract/happening';
import type { Direction, Flow, Nanoseconds, Recorder } from '../../core/contract/recorder';
import { diskFailure } from './disk';
import { FlowEncoder } from './flow-encoder';
import { encodeHappening } from './journal-entry';
import type { Counters, LiveSegment } from './live-segment';
import { droppedMessages, type Missed, recordingPaused, recordingResumed } from './own-happenings';
import { journalBlock } from './pcapng-blocks';
import { KIND_HAPPENING, NO_INTERFACE, SEVERITY_SHIFT } from './row-index';

/** Sockets stop reading TCP when this many bytes wait for the disk. */
const PRESSURE_LIMIT = 64 * 1024 * 1024;
/** Data goes to the disk this many ms after it arrived, at the latest. */
const FLUSH_AFTER_MS = 30;

const SEVERITIES = ['info', 'warning', 'error'] as const;

interface CaptureWriterOptions {
  /** Where recording begins. */
  readonly segment: (events: SegmentEvents) => LiveSegment;
  /** Where the segments are, for the sentence when the disk refuses. */
  readonly folder: string;
  readonly now: () => Nanoseconds;
  /** English, for the capture file. */
  readonly sentence: (happening: Happening) => string;
  /** Something is new. Called for every message. */
  readonly onChange: () => void;
  /** Rows are on disk. */
  readonly onStored: () => void;
  /** The segment has grown to `fullAt`; `switchTo` another is expected. */
  readonly onFull: () => void;
  /** Bytes; PRESSURE_LIMIT where not given. */
  readonly pressureLimit?: number;
}

export interface SegmentEvents {
  readonly onWritten: () => void;
  readonly onFailure: (error: unknown) => void;
}

export type RecordingState = { readonly on: true } | { readonly on: false; readonly failure: Failure };

/**
 * The one way into a capture. Everything offered is counted as received or sent, and then either as stored — in the chunk
 * in memory, on its way to the disk — or as dropped, and by whom:
 *
 * - `disk`: recording was paused, because the disk is full, failing, or below the low-water mark. A row says when
 *   it paused and why, another when it resumed and how much is missing. What was stored before is not lost: it
 *   stays in memory and is written when the disk takes it again.
 * - `porthole`: the disk is too slow, and sockets that heed `pending` were not enough. Datagrams are refused above
 *   twice the pressure limit (a datagram socket cannot be told to wait), streams above eight times. A `dropped` row
 *   per endpoint says how many, as soon as the backlog is below half the limit.
 * - `system`: lost before Porthole could read them.
 */
export class CaptureWriter implements Recorder {
  readonly pressureLimit: number;
  /** `onFull` is called when the segment's files have this many bytes. */
  fullAt = Number.POSITIVE_INFINITY;
  segment: LiveSegment;
  recording: RecordingState = { on: true };
  readonly #options: CaptureWriterOptions;
  readonly #encoder = new FlowEncoder();
  readonly #reliefListeners = new Set<() => void>();
  /** Segments that no longer grow but are not wholly written. */
  readonly #unwritten = new Set<LiveSegment>();
  readonly #refused = new Map<EndpointTag, number>();
  #timer: NodeJS.Timeout | null = null;
  #underPressure = false;
  #missed: Missed = { messages: 0, bytes: 0, events: 0 };
  #resuming: Promise<boolean> | null = null;

  constructor(options: CaptureWriterOptions) {
    this.#options = options;
    this.pressureLimit = options.pressureLimit ?? PRESSURE_LIMIT;
    this.segment = options.segment(this.segmentEvents);
  }

  /** For the segments that this writer writes into. */
  get segmentEvents(): SegmentEvents {
    return {
      onWritten: () => this.#written(),
      onFailure: (error) => this.pause(diskFailure(error, { folder: this.#options.folder })),
    };
  }

  connectionOpened(flow: Flow, initiator: 'local' | 'remote', at: Nanoseconds): void {
    this.#encoder.opened(this.recording.on ? this.segment : null, flow, initiator, at);
    if (this.recording.on) this.#appended();
  }

  connectionFinished(flow: Flow, by: 'local' | 'remote', how: 'fin' | 'rst', at: Nanoseconds): void {
    this.#encoder.finished(this.recording.on ? this.segment : null, flow, by, how, at);
    if (this.recording.on) this.#appended();
  }

  data(flow: Flow, direction: Direction, bytes: Uint8Array, at: Nanoseconds): void {
    const { segment } = this;
    const { counters } = segment;
    if (direction === 'in') {
      counters.received += 1;
      counters.bytesIn += bytes.length;
    } else {
      counters.sent += 1;
      counters.bytesOut += bytes.length;
    }
    if (!this.recording.on) {
      counters.droppedDisk += 1;
      this.#missed.messages += 1;
      this.#missed.bytes += bytes.length;
      this.#encoder.skip(flow, direction, bytes.length);
      this.#options.onChange();
      return;
    }
    if (this.#underPressure && this.#isTooMuch(flow)) {
      this.#refuse(counters, flow, direction, bytes.length);
      return;
    }
    this.#encoder.data(segment, flow, direction, bytes, at);
    counters.stored += 1;
    this.#appended();
  }

  #isTooMuch({ transport }: Flow): boolean {
    return this.unwrittenBytes > this.pressureLimit * (transport === 'udp' ? 2 : 8);
  }

  #refuse(counters: Counters, flow: Flow, direction: Direction, length: number): void {
    counters.droppedPorthole += 1;
    this.#refused.set(flow.endpoint, (this.#refused.get(flow.endpoint) ?? 0) + 1);
    this.#encoder.skip(flow, direction, length);
    this.#options.onChange();
  }

  happening(happening: Happening, at: Nanoseconds): void {
    if (this.recording.on) this.#write(happening, at);
    else this.#missed.events += 1;
  }

  dropped(endpoint: EndpointTag, messages: number, by: 'system' | 'porthole', at: Nanoseconds): void {
    const { counters } = this.segment;
    if (by === 'system') counters.droppedSystem += messages;
    else {
      // Porthole had these: they count as received, so that the sum stays whole.
      counters.received += messages;
      counters.droppedPorthole += messages;
    }
    this.happening(droppedMessages(endpoint, messages, by), at);
  }

  #write(happening: Happening, at: Nanoseconds): void {
    const { segment } = this;
    const { kind, severity, endpoint, flow } = happening;
    const interfaceId = endpoint === null ? null : segment.interfaceOf(endpoint);
    const entry = encodeHappening(
      happening,
      interfaceId,
      this.#encoder.known(flow),
      this.#options.sentence(happening),
      at,
    );
    const position = segment.blocks.size;
    segment.blocks.append(journalBlock(entry));
    segment.addRow(
      position,
      Number(at >> 32n),
      Number(at & 0xffff_ffffn),
      0,
      flow,
      interfaceId ?? NO_INTERFACE,
      KIND_HAPPENING + HAPPENINGS.indexOf(kind),
      SEVERITIES.indexOf(severity) << SEVERITY_SHIFT,
    );
    this.#appended();
  }

  #appended(): void {
    if (this.segment.blocks.size + this.segment.indexFile.size >= this.fullAt) this.#options.onFull();
    if (this.#timer === null) this.#timer = setTimeout(this.#onTimer, FLUSH_AFTER_MS);
    if (!this.#underPressure && this.unwrittenBytes > this.pressureLimit) this.#underPressure = true;
    this.#options.onChange();
  }

  readonly #onTimer = (): void => {
    this.#timer = null;
    void this.flush();
  };

  /** Answers whether everything offered so far is with the system. */
  async flush(): Promise<boolean> {
    const done = await this.segment.flush();
    this.#options.onStored();
    return done;
  }

  /** Bytes in memory that the disk does not have yet, paused or not. */
  get unwrittenBytes(): number {
    let sum = this.segment.pending;
    if (this.#unwritten.size > 0) for (const segment of this.#unwritten) sum += segment.pending;
    return sum;
  }

  /** Sockets hold TCP back: more than the limit waits for the disk, or has not yet fallen to half of it. */
  get isBehind(): boolean {
    return this.#underPressure && this.recording.on;
  }

  /** While recording is paused nothing is worth waiting for: sockets go on. */
  get pending(): number {
    return this.recording.on ? this.unwrittenBytes : 0;
  }

  onRelief(listener: () => void): () => void {
    this.#reliefListeners.add(listener);
    return () => this.#reliefListeners.delete(listener);
  }

  #written(): void {
    if (this.#underPressure && this.unwrittenBytes < this.pressureLimit / 2) this.#relieve();
    this.#options.onChange();
  }

  #relieve(): void {
    this.#underPressure = false;
    this.#reportRefused();
    for (const listener of this.#reliefListeners) listener();
  }

  #reportRefused(): void {
    if (!this.recording.on) return;
    const refused = [...this.#refused];
    this.#refused.clear();
    for (const [endpoint, messages] of refused) {
      this.happening(droppedMessages(endpoint, messages, 'porthole'), this.#options.now());
    }
  }

  /**
   * Stops recording, with a row that says why; sockets go on and are relieved. What is in memory is still written
   * where the disk takes it.
   */
  pause(failure: Failure): void {
    if (!this.recording.on) {
      this.recording = { on: false, failure };
      return;
    }
    this.#write(recordingPaused(failure), this.#options.now());
    this.recording = { on: false, failure };
    this.#missed = { messages: 0, bytes: 0, events: 0 };
    for (const listener of this.#reliefListeners) listener();
    this.#options.onChange();
  }

  /**
   * Writes what waits in memory and records again, with a row that says how much is missing. Answers false, and
   * stays paused with the new failure, when the disk still refuses.
   */
  resume(): Promise<boolean> {
    this.#resuming ??= this.#tryResume().finally(() => {
      this.#resuming = null;
    });
    return this.#resuming;
  }

  async #tryResume(): Promise<boolean> {
    if (this.recording.on) return true;
    for (const segment of [...this.#unwritten, this.segment]) {
      if (!(await segment.retry())) return false;
      this.#unwritten.delete(segment);
    }
    this.recording = { on: true };
    this.happening(recordingResumed(this.#missed), this.#options.now());
    this.#reportRefused();
    this.#options.onStored();
    return true;
  }

  /** Goes on in another segment; flows keep their numbers. The old one is written to its end meanwhile. */
  switchTo(segment: LiveSegment): void {
    const old = this.segment;
    this.segment = segment;
    this.#unwritten.add(old);
    void old.flush().then((done) => {
      if (done) this.#unwritten.delete(old);
      this.#options.onStored();
    });
    this.#options.onChange();
  }

  /** A segment that is removed is not waited for. */
  forget(segment: LiveSegment): void {
    this.#unwritten.delete(segment);
  }

  /** Nothing more is scheduled. What waits stays in the segments for their owner to close. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
