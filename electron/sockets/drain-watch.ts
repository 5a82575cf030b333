import type { Taken } from '../../core/contract/status';

/**
 * A wait that is worth a row, in ms: after it a message is answered as queued, too. Shorter ones are the ordinary coming
 * and going of buffers; the details of the connection show the last of them.
 */
export const LONG_WAIT_MS = 1000;

/** How long the system took to take what was handed to it, from the first byte that waited to the last. */
export class DrainWatch {
  #since: number | null = null;
  #bytes = 0;
  #last: Taken | null = null;

  /** The latest stretch of bytes that was taken; null: none was yet. */
  get last(): Taken | null {
    return this.#last;
  }

  added(bytes: number): void {
    this.#since ??= performance.now();
    this.#bytes += bytes;
  }

  /** What waits was held back by us until now: that is not the system's time. */
  restart(): void {
    if (this.#since !== null) this.#since = performance.now();
  }

  /** Nothing waits any more. Answers what was taken, when that took long. */
  emptied(): Taken | null {
    if (this.#since === null) return null;
    const taken = { bytes: this.#bytes, ms: performance.now() - this.#since };
    this.#since = null;
    this.#bytes = 0;
    this.#last = taken;
    return taken.ms >= LONG_WAIT_MS ? taken : null;
  }
}
