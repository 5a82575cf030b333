import type { Readable } from 'node:stream';

/**
 * Why a connection is not read: a person's wish, the capture's disk, answers that the peer does not take, the disk that
 * it is saved to.
 */
export type PauseReason = 'hand' | 'pressure' | 'owed' | 'file';

/** Reading goes on only when no reason against it is left. */
export class Reading {
  readonly #reasons = new Set<PauseReason>();

  constructor(private stream: Readable) {}

  has(reason: PauseReason): boolean {
    return this.#reasons.has(reason);
  }

  set(reason: PauseReason, on: boolean): void {
    if (this.#reasons.has(reason) === on) return;
    if (on) this.#reasons.add(reason);
    else this.#reasons.delete(reason);
    this.#apply();
  }

  /** Another stream carries the connection from here on. */
  moveTo(stream: Readable): void {
    this.stream = stream;
    if (this.#reasons.size > 0) this.#apply();
  }

  #apply(): void {
    if (this.#reasons.size > 0) this.stream.pause();
    else this.stream.resume();
  }
}
