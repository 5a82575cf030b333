import type { ByteSource } from './append-file';

/** Small enough to cost little where the next row stands far away. */
const WINDOW = 64 * 1024;

/** Answers many small reads, one behind the other, with few large ones. For one reader at a time. */
class ReadAhead implements ByteSource {
  readonly #source: ByteSource;
  readonly #bytes = new Uint8Array(WINDOW);
  #at = 0;
  #held = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  get size(): number {
    return this.#source.size;
  }

  async read(position: number, into: Uint8Array): Promise<number> {
    if (into.length >= WINDOW) return this.#source.read(position, into);
    if (position < this.#at || position + into.length > this.#at + this.#held) {
      this.#held = await this.#source.read(position, this.#bytes);
      this.#at = position;
    }
    const from = position - this.#at;
    const got = Math.min(into.length, this.#held - from);
    into.set(this.#bytes.subarray(from, from + got));
    return got;
  }
}

/** Reads segments of a capture ahead, one after the other. */
export class SegmentsAhead {
  #ahead: { readonly blocks: ByteSource; readonly reader: ReadAhead } | null = null;

  /** A reader of the segment's blocks, the same one until another segment is asked for. */
  of({ blocks }: { readonly blocks: ByteSource }): ReadAhead {
    if (this.#ahead?.blocks !== blocks) this.#ahead = { blocks, reader: new ReadAhead(blocks) };
    return this.#ahead.reader;
  }
}
