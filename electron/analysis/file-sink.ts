import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../core/contract/result';
import { type Disk, type DiskFile, diskFailure } from '../capture/disk';
import { writeAll } from '../capture/write-all';

const BUFFER = 256 * 1024;

/**
 * A file that is written from its beginning to its end: under a temporary name beside it, renamed when it is whole,
 * so that a file that was there before stays until then. Small pieces are gathered.
 */
export class FileSink {
  readonly #disk: Disk;
  readonly #path: string;
  readonly #temporary: string;
  readonly #buffer = new Uint8Array(BUFFER);
  #file: DiskFile | null = null;
  #done = 0;
  #held = 0;

  private constructor(disk: Disk, path: string) {
    this.#disk = disk;
    this.#path = path;
    // A name has room for 255 bytes, and a character of it takes up to 3.
    const name = `.${basename(path).slice(0, 60)}.${process.pid}-${Date.now()}.part`;
    this.#temporary = join(dirname(path), name);
  }

  /** Rejects with the system's error, as `write` does. */
  static async open(disk: Disk, path: string): Promise<FileSink> {
    const sink = new FileSink(disk, path);
    sink.#file = await disk.open(sink.#temporary, 'wx+');
    return sink;
  }

  async write(piece: Uint8Array): Promise<void> {
    if (this.#held + piece.length > BUFFER) await this.#flush();
    if (piece.length > BUFFER) {
      if (this.#file !== null) await writeAll(this.#file, piece, this.#done);
      this.#done += piece.length;
      return;
    }
    this.#buffer.set(piece, this.#held);
    this.#held += piece.length;
  }

  async #flush(): Promise<void> {
    if (this.#file !== null) await writeAll(this.#file, this.#buffer.subarray(0, this.#held), this.#done);
    this.#done += this.#held;
    this.#held = 0;
  }

  /** Puts the file in its place. Fails with the system's code; then, as after `drop`, nothing is left of it. */
  async finish(): Promise<Result<null>> {
    try {
      await this.#flush();
      await this.#file?.sync();
      await this.#file?.close();
      this.#file = null;
      await this.#disk.rename(this.#temporary, this.#path);
      return ok(null);
    } catch (error) {
      return fail(this.failure(error));
    } finally {
      await this.drop();
    }
  }

  async drop(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close().catch(() => undefined);
    await this.#disk.remove(this.#temporary).catch(() => undefined);
  }

  /** What the system said about this file. */
  failure(error: unknown) {
    return diskFailure(error, { target: basename(this.#path) });
  }
}
