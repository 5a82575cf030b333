import type { Disk } from './disk';
import type { LiveSegment } from './live-segment';

/** Segments whose rows have gone: their files are closed and removed as soon as nobody reads them. */
export class LeavingSegments {
  readonly #disk: Disk;
  /** Readers of segments; while there are any, no file is closed under them. */
  #readers = 0;
  readonly #leaving: LiveSegment[] = [];

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  add(segment: LiveSegment): void {
    this.#leaving.push(segment);
    if (this.#readers === 0) this.#close();
  }

  /** Reads segments: none of their files is closed or removed meanwhile. */
  async reading<T>(read: () => Promise<T>): Promise<T> {
    this.#readers += 1;
    try {
      return await read();
    } finally {
      this.#readers -= 1;
      if (this.#readers === 0) this.#close();
    }
  }

  /** Removes the files of a segment that is closed. */
  async remove({ blocks, indexFile }: LiveSegment): Promise<void> {
    await this.#disk.remove(blocks.path);
    await this.#disk.remove(indexFile.path);
  }

  #close(): void {
    for (const segment of this.#leaving.splice(0)) {
      // Without its rows nothing of it is worth writing any more.
      void segment
        .abandon()
        .then(() => this.remove(segment))
        .catch(() => undefined);
    }
  }
}
