import { basename } from 'node:path';
import { fail, ok, type Result } from '../../core/contract/result';
import type { LeftIndex } from './build-index';
import type { CaptureRows } from './capture-source';
import type { LeftCapture } from './leftover-finder';
import { type OpenedSegment, openSegment, type SegmentTools } from './opened-segment';
import type { WorkControl } from './save-capture';

/** A capture that can be opened: a file that a person chose, or what an earlier run left behind. */
export interface CaptureFiles {
  readonly name: string;
  /** The id of the leftover that it is. */
  readonly leftover: string | null;
  /** The file that a person chose, as it is; null: the files are Porthole's own. */
  readonly origin: string | null;
  readonly files: readonly {
    readonly path: string;
    /** An index that is there already. */
    readonly left: LeftIndex | null;
  }[];
}

export const fileToOpen = (path: string): CaptureFiles => ({
  name: basename(path),
  leftover: null,
  origin: path,
  files: [{ path, left: null }],
});

export const leftoverToOpen = (
  { about, files, indexKept }: LeftCapture,
  application: string,
): CaptureFiles => ({
  name: about.name,
  leftover: about.id,
  origin: null,
  files: files.map(({ path, indexPath }) => ({
    path,
    left: indexKept ? { path: indexPath, application } : null,
  })),
});

/** A file of several that the crash left without even a whole first block. */
const NOTHING_IN_IT: ReadonlySet<string> = new Set([
  'ECAPTURE_EMPTY',
  'ECAPTURE_NOT_PCAPNG',
  'ECAPTURE_DAMAGED',
]);

export type OpeningTools = SegmentTools;

/** The files of a capture, opened one after the other; those of several in which nothing can be read are counted. */
class FileQueue {
  lostBytes = 0;
  /** Why nothing can be read of the file before. */
  refused: Result<never> | null = null;
  readonly #tools: OpeningTools;
  readonly #files: CaptureFiles['files'];
  readonly #control: WorkControl;
  readonly #sizes: number[] = [];
  #next = 0;

  constructor(tools: OpeningTools, { files }: CaptureFiles, control: WorkControl) {
    this.#tools = tools;
    this.#files = files;
    this.#control = control;
  }

  /** Null after the last one. Fails as `buildIndex` does. */
  async next(): Promise<Result<OpenedSegment | null>> {
    for (;;) {
      const place = this.#next;
      const file = this.#files[place];
      if (file === undefined) return ok(null);
      this.#next += 1;
      const opened = await openSegment(this.#tools, file.path, await this.#part(place), file.left);
      if (opened.ok || this.#files.length === 1 || !NOTHING_IN_IT.has(opened.failure.code)) return opened;
      this.lostBytes += this.#sizes[place] ?? 0;
      this.refused = opened;
    }
  }

  /** The progress of one file among all. */
  async #part(place: number): Promise<WorkControl> {
    // A file alone speaks for itself.
    if (this.#files.length === 1) return this.#control;
    for (const { path } of this.#files.slice(this.#sizes.length)) {
      this.#sizes.push(
        await this.#tools.disk.facts(path).then(
          ({ size }) => size,
          () => 0,
        ),
      );
    }
    const sum = (sizes: readonly number[]): number => sizes.reduce((all, size) => all + size, 0);
    const before = sum(this.#sizes.slice(0, place));
    const { onProgress, signal } = this.#control;
    return { signal, onProgress: (done) => onProgress(before + done, sum(this.#sizes)) };
  }
}

/**
 * A capture that is only looked at, never changed. It can be read from its first rows on; more are added, of one
 * file after the other, until `complete`.
 */
export class OpenedCapture implements CaptureRows {
  readonly name: string;
  readonly leftover: string | null;
  /** As `CaptureFiles.origin`. */
  readonly origin: string | null;
  /** Resolves when all rows are there, with the failure when they never will be. */
  readonly complete: Promise<Result<null>>;
  /** Called whenever rows were added. */
  onGrown: () => void = () => undefined;
  readonly #queue: FileQueue;
  #segments: readonly OpenedSegment[] = [];

  private constructor({ name, leftover, origin }: CaptureFiles, queue: FileQueue, first: OpenedSegment) {
    this.name = name;
    this.leftover = leftover;
    this.origin = origin;
    this.#queue = queue;
    this.complete = this.#addAll(first);
  }

  /**
   * Opens a capture for reading as soon as its first rows are indexed; `complete` says how the rest went. Fails as
   * `buildIndex` does.
   */
  static async open(
    tools: OpeningTools,
    wanted: CaptureFiles,
    control: WorkControl,
  ): Promise<Result<OpenedCapture>> {
    const queue = new FileQueue(tools, wanted, control);
    const first = await queue.next();
    if (!first.ok) return first;
    if (first.value !== null) return ok(new OpenedCapture(wanted, queue, first.value));
    return queue.refused ?? fail({ code: 'ECAPTURE_EMPTY', params: { name: wanted.name } });
  }

  async #addAll(first: OpenedSegment): Promise<Result<null>> {
    for (let segment: OpenedSegment | null = first; segment !== null; ) {
      segment.onGrown = () => this.onGrown();
      this.#segments = [...this.#segments, segment];
      this.onGrown();
      const complete = await segment.complete;
      if (!complete.ok) return complete;
      const next: Result<OpenedSegment | null> = await this.#queue.next();
      if (!next.ok) return next;
      segment = next.value;
    }
    this.onGrown();
    return ok(null);
  }

  get segments(): readonly OpenedSegment[] {
    return this.#segments;
  }

  /** Up to the ends of the last whole blocks; before `complete`, all there is so far. */
  get wholeBytes(): number {
    return this.#segments.reduce((sum, { wholeBytes }) => sum + wholeBytes, 0);
  }

  /** Bytes behind those: torn tails, or what follows damage. */
  get tornBytes(): number {
    return this.#segments.reduce((sum, { tornBytes }) => sum + tornBytes, this.#queue.lostBytes);
  }

  /** Something in it is no block, from this byte on; null: nothing is, as far as it was read. */
  get damagedFrom(): number | null {
    return this.#segments.find(({ damagedAt }) => damagedAt !== null)?.damagedAt ?? null;
  }

  /** Closes the files and removes their indexes, once. Not before `complete` has resolved. */
  async close(): Promise<void> {
    for (const segment of this.#segments) await segment.close();
  }
}
