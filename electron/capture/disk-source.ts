import type { ByteSource } from './append-file';
import type { Disk, DiskFile } from './disk';

/** A file that is only read. `size` is as it was when it was opened: it may be growing. */
export class DiskSource implements ByteSource {
  readonly size: number;
  readonly #file: DiskFile;

  private constructor(file: DiskFile, size: number) {
    this.#file = file;
    this.size = size;
  }

  /** Rejects with the system's error. */
  static async open(disk: Disk, path: string): Promise<DiskSource> {
    const { size } = await disk.facts(path);
    return new DiskSource(await disk.open(path, 'r'), size);
  }

  async read(position: number, into: Uint8Array): Promise<number> {
    let done = 0;
    while (done < into.length) {
      const { bytesRead } = await this.#file.read(into, done, into.length - done, position + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return done;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
