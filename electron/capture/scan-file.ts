import { closeSync, openSync, readSync } from 'node:fs';

/**
 * A file that is read by a thread that has nothing else to do meanwhile: without a promise per piece, which would
 * cost more than a small piece itself.
 */
export class ScanFile {
  readonly #handle: number;

  /** Throws the system's error, as `read` does. */
  constructor(path: string) {
    this.#handle = openSync(path, 'r');
  }

  /** Fills `into` from `position` on; answers how many bytes there were. */
  read(position: number, into: Uint8Array): number {
    let done = 0;
    while (done < into.length) {
      const read = readSync(this.#handle, into, done, into.length - done, position + done);
      if (read === 0) break;
      done += read;
    }
    return done;
  }

  close(): void {
    closeSync(this.#handle);
  }
}

/** What a scan reads from. */
export type ScanBytes = Pick<ScanFile, 'read'>;
