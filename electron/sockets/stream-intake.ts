/** Where what arrived goes. */
export interface IntakeTarget {
  /** One row: bytes as the reader asked for them. */
  take(bytes: Buffer, at: bigint): void;
  /** The wanted number of bytes is there; reading stops again, and `rest` was read too far: null: nothing was. */
  satisfied(rest: Buffer | null): void;
}

/**
 * How the bytes of a stream become rows: as they come, in pieces of a read size (`recv(bufsize)`), gathered to an exact
 * number (`recv(n, MSG_WAITALL)`), or thrown away after `shutdown(SHUT_RD)`.
 */
export class StreamIntake {
  #wanted = 0;
  #parts: Buffer[] = [];
  #gathered = 0;
  #closed = false;
  #discarded = 0;

  constructor(private readonly target: IntakeTarget) {}

  /** An exact number of bytes is waited for. */
  get waits(): boolean {
    return this.#wanted > 0;
  }

  /** Nothing more is taken: what comes is thrown away. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Bytes thrown away. */
  get discarded(): number {
    return this.#discarded;
  }

  /** The next row holds exactly so many bytes; fewer only when the peer ends before. */
  want(bytes: number): void {
    this.#wanted = bytes;
  }

  /** Gives up waiting; what was gathered is a row. */
  flush(at: bigint): void {
    this.#wanted = 0;
    if (this.#gathered > 0) this.target.take(this.#gather(), at);
  }

  close(at: bigint): void {
    this.flush(at);
    this.#closed = true;
  }

  received(chunk: Buffer, at: bigint, readSize: number): void {
    if (this.#closed) this.#discarded += chunk.length;
    else if (this.#wanted > 0) this.#toExact(chunk, at);
    else if (chunk.length <= readSize) this.target.take(chunk, at);
    else {
      for (let from = 0; from < chunk.length; from += readSize) {
        this.target.take(chunk.subarray(from, from + readSize), at);
      }
    }
  }

  #toExact(chunk: Buffer, at: bigint): void {
    const missing = this.#wanted - this.#gathered;
    this.#parts.push(chunk.length > missing ? chunk.subarray(0, missing) : chunk);
    this.#gathered += Math.min(chunk.length, missing);
    if (this.#gathered < this.#wanted) return;
    this.#wanted = 0;
    const bytes = this.#gather();
    this.target.satisfied(chunk.length > missing ? chunk.subarray(missing) : null);
    this.target.take(bytes, at);
  }

  #gather(): Buffer {
    const bytes = this.#parts.length === 1 && this.#parts[0] ? this.#parts[0] : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#gathered = 0;
    return bytes;
  }
}
