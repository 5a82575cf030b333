const FEW = 256;

/** Bytes that grow as they are written. Doubles, so that appending is linear in what is appended. */
export class ByteBuilder {
  #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;

  constructor(capacity = 64) {
    this.#bytes = new Uint8Array(Math.max(capacity, 1));
  }

  get length(): number {
    return this.#length;
  }

  /** Begins anew with the room that there is. What `finish` answered with is not valid any more. */
  clear(): void {
    this.#length = 0;
  }

  push(byte: number): void {
    if (this.#length === this.#bytes.length) this.#reserve(1);
    this.#bytes[this.#length++] = byte;
  }

  append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Appends bytes `start` to `end - 1` of others. A view of a few bytes would cost more than copying them. */
  appendPart(bytes: Uint8Array, start: number, end: number): void {
    if (end - start > FEW) {
      this.append(bytes.subarray(start, end));
      return;
    }
    this.#reserve(end - start);
    for (let at = start; at < end; at += 1) this.#bytes[this.#length++] = bytes[at] ?? 0;
  }

  /** Appends bytes that were already written. */
  repeat(start: number, end: number): void {
    this.#reserve(end - start);
    this.#bytes.copyWithin(this.#length, start, end);
    this.#length += end - start;
  }

  /** The bytes written so far, in a buffer of their own. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#length === this.#bytes.length ? this.#bytes : this.#bytes.slice(0, this.#length);
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

/** One byte or code unit as upper-case hex, at least two digits. */
export const hexByte = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0');
