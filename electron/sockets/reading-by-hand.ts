import type { Params } from '../../core/contract/failure';
import type { HappeningKind } from '../../core/contract/happening';
import type { Reading } from './reading';
import { StreamIntake } from './stream-intake';

interface Connection {
  /** One row of what was received. */
  take(bytes: Buffer, at: bigint): void;
  /** Read too far: it comes again when reading goes on. */
  putBack(rest: Buffer): void;
  say(kind: HappeningKind, params: Params): void;
  now(): bigint;
}

/** What a person does with the reading of a connection: pause it, read exactly so many bytes, or read no more. */
export class ReadingByHand {
  readonly #intake: StreamIntake;
  #paused = false;

  constructor(
    private readonly reading: Reading,
    private readonly connection: Connection,
  ) {
    this.#intake = new StreamIntake({
      take: (bytes, at) => connection.take(bytes, at),
      satisfied: (rest) => {
        this.#hold();
        // Paused first: a stream that flows would give it out again at once.
        if (rest !== null) connection.putBack(rest);
      },
    });
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** An exact number of bytes is waited for. */
  get waits(): boolean {
    return this.#intake.waits;
  }

  /** We read no more. */
  get finished(): boolean {
    return this.#intake.closed;
  }

  /** Bytes that came since, and were thrown away. */
  get discarded(): number {
    return this.#intake.discarded;
  }

  received(chunk: Buffer, at: bigint, readSize: number): void {
    this.#intake.received(chunk, at, readSize);
  }

  /** What was gathered for an exact read becomes a row: no more of it will come. */
  flush(at: bigint): void {
    this.#intake.flush(at);
  }

  pause(on: boolean): void {
    if (this.#paused === on || this.finished) return;
    this.#paused = on;
    if (!on) this.flush(this.connection.now());
    this.#hold();
    this.connection.say(on ? 'readingPaused' : 'readingResumed', {});
  }

  /** Only while paused. A read that still waits is given up, and what it gathered is a row. */
  exactly(bytes: number): void {
    this.flush(this.connection.now());
    this.#intake.want(bytes);
    this.connection.say('readingExactly', { bytes });
    this.#hold();
  }

  /** Node has no shutdown(SHUT_RD): what comes is read and thrown away, so that the peer is not held up. */
  finish(): void {
    if (this.finished) return;
    this.#intake.close(this.connection.now());
    this.#paused = false;
    this.#hold();
    this.connection.say('readingFinished', {});
  }

  #hold(): void {
    this.reading.set('hand', this.#paused && !this.waits);
  }
}
