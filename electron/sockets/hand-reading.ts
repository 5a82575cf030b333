import type { Reading } from './reading';
import type { StreamIntake } from './stream-intake';

/** A person reads a connection by hand: not at all, an exact number of bytes, or never again. */
export class HandReading {
  #paused = false;

  constructor(
    private readonly reading: Reading,
    private readonly intake: StreamIntake,
    private readonly now: () => bigint,
  ) {}

  get paused(): boolean {
    return this.#paused;
  }

  /** Answers whether that changed anything. */
  pause(on: boolean): boolean {
    if (this.#paused === on || this.intake.closed) return false;
    this.#paused = on;
    if (!on) this.intake.flush(this.now());
    this.hold();
    return true;
  }

  /** While paused: the next row holds exactly so many bytes, then nothing is read again. */
  exactly(bytes: number): void {
    this.intake.flush(this.now());
    this.intake.want(bytes);
    this.hold();
  }

  /**
   * Answers whether that changed anything. Node has no shutdown(SHUT_RD): what comes is read and thrown away, so that
   * the peer is not held up.
   */
  finish(): boolean {
    if (this.intake.closed) return false;
    this.intake.close(this.now());
    this.#paused = false;
    this.hold();
    return true;
  }

  /** Not read while paused, unless a number of bytes is waited for. */
  hold(): void {
    this.reading.set('hand', this.#paused && !this.intake.waits);
  }
}
