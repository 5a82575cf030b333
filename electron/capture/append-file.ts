import { type ByteTarget, byteTarget } from './byte-target';
import type { DiskFile } from './disk';

/** Bytes that can be read at a position, wherever they are. */
export interface ByteSource {
  readonly size: number;
  /** Fills `into` from `position` on; answers how many bytes there were. Rejects with the system's error. */
  read(position: number, into: Uint8Array): Promise<number>;
}

interface Chunk extends ByteTarget {
  /** Position in the file of the chunk's first byte. */
  base: number;
  used: number;
}

interface AppendFileOptions {
  readonly path: string;
  /** Called before the first write. */
  readonly create: () => Promise<DiskFile>;
  readonly chunkBytes: number;
  /** How many of the first `used` bytes form whole blocks: where a torn write is cut. */
  readonly wholeBlocks: (bytes: Uint8Array, used: number) => number;
  /** After each write that the system took. */
  readonly onWritten: () => void;
  /** Once, when writing has failed; nothing more is written until `retry`. */
  readonly onFailure: (error: unknown) => void;
}

/** Chunks that are empty again are kept for reuse, up to this many. */
const SPARE_CHUNKS = 16;
/**
 * Bytes in one write. The next write waits for a turn of the event loop, which a flood keeps busy: what one write
 * takes bounds what a turn can store.
 */
const MOST_PER_WRITE = 16 * 1024 * 1024;

/**
 * A file that grows at its end. Blocks are encoded straight into a chunk of memory; `flush` writes what is there,
 * one write in flight, in order. What is not yet written stays in memory and can be read like the rest, so that a
 * reader never waits for the disk, and a failed write loses nothing: the file is cut back to whole blocks and the
 * bytes are written again on `retry`.
 *
 * A block never straddles two chunks. The file is created by the first write.
 */
export class AppendFile implements ByteSource {
  /** Bytes appended, written or not. */
  size = 0;
  /** Bytes that the system has taken. */
  written = 0;
  readonly path: string;
  readonly #options: AppendFileOptions;
  readonly #chunks: Chunk[] = [];
  readonly #spare: ByteTarget[] = [];
  #file: DiskFile | null = null;
  #writing: Promise<void> | null = null;
  #failed = false;

  constructor(options: AppendFileOptions) {
    this.#options = options;
    this.path = options.path;
  }

  /** A chunk with room for `length` more bytes at `used`. Write them there, then call `advance`. */
  reserve(length: number): Chunk {
    const last = this.#chunks.at(-1);
    return last !== undefined && last.bytes.length - last.used >= length ? last : this.#addChunk(length);
  }

  advance(chunk: Chunk, length: number): void {
    chunk.used += length;
    this.size += length;
  }

  append(bytes: Uint8Array): void {
    const chunk = this.reserve(bytes.length);
    chunk.bytes.set(bytes, chunk.used);
    this.advance(chunk, bytes.length);
  }

  #addChunk(length: number): Chunk {
    const { chunkBytes } = this.#options;
    this.#releaseWritten(0);
    const room =
      (length <= chunkBytes ? this.#spare.pop() : undefined) ?? byteTarget(Math.max(chunkBytes, length));
    const chunk = { bytes: room.bytes, view: room.view, base: this.size, used: 0 };
    this.#chunks.push(chunk);
    void this.flush();
    return chunk;
  }

  /** Forgets chunks that are on disk, but for the last `keep` ones. */
  #releaseWritten(keep: number): void {
    for (let first = this.#chunks[0]; first !== undefined; first = this.#chunks[0]) {
      if (this.#chunks.length <= keep || first.base + first.used > this.written) return;
      this.#chunks.shift();
      if (first.bytes.length === this.#options.chunkBytes && this.#spare.length < SPARE_CHUNKS) {
        this.#spare.push({ bytes: first.bytes, view: first.view });
      }
    }
  }

  /** Writes what was appended before the call. Answers whether all of that is with the system. Never rejects. */
  async flush(): Promise<boolean> {
    const goal = this.size;
    while (this.written < goal) {
      if (this.#failed) return false;
      this.#writing ??= this.#writeOnce();
      await this.#writing;
    }
    return true;
  }

  async #writeOnce(): Promise<void> {
    try {
      this.#file ??= await this.#options.create();
      const { bytesWritten } = await this.#file.writev(this.#unwritten(), this.written);
      if (bytesWritten === 0) throw new Error('the system took no byte');
      this.written += bytesWritten;
      this.#releaseWritten(1);
      this.#options.onWritten();
    } catch (error) {
      await this.#cut();
      this.#failed = true;
      this.#options.onFailure(error);
    } finally {
      this.#writing = null;
    }
  }

  #unwritten(): Uint8Array[] {
    const pieces: Uint8Array[] = [];
    let length = 0;
    for (const { bytes, base, used } of this.#chunks) {
      if (length > 0 && length + used > MOST_PER_WRITE) break;
      const piece = bytes.subarray(Math.max(0, this.written - base), used);
      pieces.push(piece);
      length += piece.length;
    }
    return pieces;
  }

  async #cut(): Promise<void> {
    const chunk = this.#chunks[0];
    if (chunk === undefined) return;
    this.written = chunk.base + this.#options.wholeBlocks(chunk.bytes, this.written - chunk.base);
    try {
      await this.#file?.truncate(this.written);
    } catch {
      // A disk that cannot write may not cut either. The next write starts at `written` and covers the remains.
    }
  }

  /** Tries again after a failure. Answers whether everything could be written. */
  retry(): Promise<boolean> {
    this.#failed = false;
    return this.flush();
  }

  async read(position: number, into: Uint8Array): Promise<number> {
    const length = Math.max(0, Math.min(into.length, this.size - position));
    // What is in memory is copied before anything is awaited: chunks are reused as soon as they are written.
    const held = Math.min(Math.max((this.#chunks[0]?.base ?? this.size) - position, 0), length);
    for (const { bytes, base, used } of this.#chunks) {
      const from = Math.max(position + held, base);
      const to = Math.min(position + length, base + used);
      if (from < to) into.set(bytes.subarray(from - base, to - base), from - position);
    }
    let done = 0;
    while (done < held) {
      if (this.#file === null) throw new Error('the capture file is closed');
      const { bytesRead } = await this.#file.read(into, done, held - done, position + done);
      if (bytesRead === 0) return done;
      done += bytesRead;
    }
    return length;
  }

  /** Closes as it stands, after the write that is under way. */
  async close(): Promise<void> {
    await this.#writing;
    const file = this.#file;
    this.#file = null;
    this.#failed = true;
    await file?.close();
  }
}
