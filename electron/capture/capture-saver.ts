import { basename } from 'node:path';
import type { Failure } from '../../core/contract/failure';
import { fail, ok, type Result } from '../../core/contract/result';
import type { Disk } from './disk';
import type { Leftovers } from './leftovers';
import type { LiveCapture } from './live-capture';
import { leftoverToOpen, OpenedCapture, type OpeningTools } from './opened-capture';
import { type Part, saveParts, type WorkControl } from './save-capture';

interface SaverOptions {
  readonly disk: Disk;
  readonly live: LiveCapture;
  /** The file that is looked at; null: what is being recorded. */
  readonly opened: () => OpenedCapture | null;
  readonly leftovers: Leftovers;
  readonly tools: OpeningTools;
  readonly application: string;
  readonly onChange: () => void;
  /** What went wrong behind the scenes. */
  readonly tell: (error: unknown) => void;
}

/** Copies captures to where a person wants them: what is recorded, what is looked at, what earlier runs left behind. */
export class CaptureSaver {
  readonly #options: SaverOptions;

  constructor(options: SaverOptions) {
    this.#options = options;
  }

  async save(path: string, control: WorkControl): Promise<Result<null>> {
    const shown = this.#options.opened();
    if (shown !== null) return this.#saveOpened(shown, path, control);
    if (await this.#isOwnFile(path)) return fail(saveSame(path));
    const segments = withRows(this.#options.live.segments);
    const rows = segments.map((segment) => segment.rows);
    const saved = await this.#copyLive(segments, path, control);
    if (saved.ok) {
      for (const [i, segment] of segments.entries()) {
        segment.savedRows = Math.max(segment.savedRows, rows[i] ?? 0);
      }
      this.#options.onChange();
    }
    return saved;
  }

  async handOut(path: string, control: WorkControl): Promise<Result<{ readonly path: string }>> {
    const shown = this.#options.opened();
    if (shown !== null && shown.origin !== null) return ok({ path: shown.origin });
    const copied =
      shown === null
        ? await this.#copyLive(withRows(this.#options.live.segments), path, control)
        : await this.#copyOpened(shown, path, control);
    return copied.ok ? ok({ path }) : copied;
  }

  #copyLive(segments: LiveCapture['segments'], path: string, control: WorkControl): Promise<Result<null>> {
    const parts: readonly Part[] = segments.map(({ blocks }) => ({ source: blocks, length: blocks.size }));
    return this.#options.live.reading(() => saveParts(this.#options.disk, parts, path, control));
  }

  async saveLeftover(id: string, path: string, control: WorkControl): Promise<Result<null>> {
    const shown = this.#options.opened();
    if (shown?.leftover === id) return this.#saveOpened(shown, path, control);
    const left = this.#options.leftovers.find(id);
    if (left === undefined) return fail({ code: 'ECAPTURE_LEFTOVER_GONE' });
    const { onProgress, signal } = control;
    // Half of the work is finding where the whole blocks end.
    const half = (from: 0 | 1): WorkControl => ({
      signal,
      onProgress: (done, total) => onProgress(from * total + done, 2 * total),
    });
    const files = leftoverToOpen(left, this.#options.application);
    const opened = await OpenedCapture.open(this.#options.tools, files, half(0));
    if (!opened.ok) return opened;
    const saved = await this.#saveOpened(opened.value, path, half(1));
    await opened.value.close();
    return saved;
  }

  async #saveOpened(opened: OpenedCapture, path: string, control: WorkControl): Promise<Result<null>> {
    // Only then is it known where its last whole block ends.
    const complete = await opened.complete;
    if (!complete.ok) return complete;
    if (await this.#isOwnFile(path)) return fail(saveSame(path));
    const saved = await this.#copyOpened(opened, path, control);
    const left = opened.leftover === null ? undefined : this.#options.leftovers.find(opened.leftover);
    if (saved.ok && left !== undefined)
      await this.#options.leftovers.saved(left, this.#options.opened() === opened).catch(this.#options.tell);
    return saved;
  }

  async #copyOpened(opened: OpenedCapture, path: string, control: WorkControl): Promise<Result<null>> {
    const complete = await opened.complete;
    if (!complete.ok) return complete;
    const parts = withRows(opened.segments).map(({ blocks, wholeBytes }) => ({
      source: blocks,
      length: wholeBytes,
    }));
    return saveParts(this.#options.disk, parts, path, control);
  }

  /** By device and inode, so that no other spelling and no link leads to a file that is being read. */
  async #isOwnFile(path: string): Promise<boolean> {
    const identity = (name: string) =>
      this.#options.disk.facts(name).then(
        (facts) => facts.identity,
        () => null,
      );
    const target = await identity(path);
    if (target === null) return false;
    const own = [
      ...(this.#options.opened()?.segments.map((segment) => segment.path) ?? []),
      ...this.#options.live.segments.map(({ blocks }) => blocks.path),
      ...this.#options.leftovers.paths,
    ];
    for (const name of own) if ((await identity(name)) === target) return true;
    return false;
  }
}

const saveSame = (path: string): Failure => ({
  code: 'ECAPTURE_SAVE_SAME',
  params: { target: basename(path) },
});

/** Segments that hold something; the last one where none does, for even an empty capture is a file. */
const withRows = <S extends { readonly rows: number }>(segments: readonly S[]): readonly S[] =>
  segments.some(({ rows }) => rows > 0) ? segments.filter(({ rows }) => rows > 0) : segments.slice(-1);
