import type { Wiregasm } from './wiregasm';

/** A Lua file of a person's own, as it is on disk. */
export interface LuaSource {
  readonly name: string;
  readonly text: string;
}

/** Steps of Lua's machine that one call into a file may take, in 100,000s: a second of a quiet machine. */
export const MOST_STEPS = 500;
/** And so many ms: where it calls on C again and again, or throws, steps take long. */
export const MOST_MS = 10_000;
/** Bytes that all Lua values together may take, and that one call into a file may add to the module's memory. */
export const MOST_LUA_BYTES = 64 * 1024 * 1024;

export type LuaOffence = 'endless' | 'memory';

/** A file's code had to be stopped. The dissectors cannot be used any more: they stand in the middle of it. */
export class LuaStopped extends Error {
  readonly file: number;
  readonly offence: LuaOffence;

  constructor(file: number, offence: LuaOffence) {
    super(`Lua file ${file}: ${offence}`);
    this.file = file;
    this.offence = offence;
  }
}

/** Places in what is shared with whoever watches: the file whose code runs (from 1; 0: none), and its offence. */
export const RUNNING = 0;
export const OFFENCE = 1;
export const OFFENCES = ['endless', 'memory'] as const satisfies readonly LuaOffence[];
/** Memory for both. Another thread can read it while this one is stuck in a file's code. */
export const newWatch = (): Int32Array => new Int32Array(new SharedArrayBuffer(8));

/** The device that our Lua writes to, byte by byte: which file's code runs now, and what is to be known at once. */
export const DEVICE = '/dev/porthole';
/** Another 100,000 steps have gone by. */
export const STEPS = 254;
/** Lua's values take more than MOST_LUA_BYTES. */
export const TOO_MUCH = 253;
/** There is more to read in the report. Bytes below are the numbers of files, from 1: see MAX_PROTOCOLS. */
export const NEWS = 252;

/**
 * Watches what files' code does, from outside of the engine: what is thrown here ends all of it, and no Lua can catch
 * it (tried with 1.9.1: it goes up through WebAssembly's frames as it is).
 */
export class LuaGuard {
  readonly #watch: Int32Array;
  #steps = 0;
  #since = 0;
  #memoryBefore = 0;
  // What became of the files is news at first.
  #news = true;

  constructor(watch: Int32Array) {
    this.#watch = watch;
  }

  /** Makes the device. To be called before the dissectors are registered. */
  install(module: Wiregasm): void {
    const { FS } = module;
    const device = FS.makedev(64, 1);
    const memory = (): number => module.HEAPU8.buffer.byteLength;
    // The bytes come as signed ones.
    FS.registerDevice(device, {
      write: (_stream, buffer, offset, length) => {
        for (let at = 0; at < length; at += 1) this.#hear((buffer[offset + at] ?? 0) & 0xff, memory());
        return length;
      },
    });
    FS.mkdev(DEVICE, device);
  }

  /** There is more in the report since this was asked last. */
  takeNews(): boolean {
    const news = this.#news;
    this.#news = false;
    return news;
  }

  /** No file's code runs: another question begins. */
  rest(): void {
    Atomics.store(this.#watch, RUNNING, 0);
  }

  #hear(byte: number, memory: number): void {
    const running = Atomics.load(this.#watch, RUNNING);
    if (byte === NEWS) {
      this.#news = true;
    } else if (byte === TOO_MUCH) {
      if (running !== 0) this.#stop(running, 'memory');
    } else if (byte === STEPS) {
      this.#steps += 1;
      const tooLong = this.#steps > MOST_STEPS || performance.now() - this.#since > MOST_MS;
      if (running !== 0 && tooLong) this.#stop(running, 'endless');
    } else {
      if (running === 0) {
        this.#steps = 0;
        this.#since = performance.now();
        this.#memoryBefore = memory;
      } else if (memory - this.#memoryBefore > MOST_LUA_BYTES) {
        this.#stop(running, 'memory');
      }
      Atomics.store(this.#watch, RUNNING, byte);
    }
  }

  #stop(file: number, offence: LuaOffence): never {
    Atomics.store(this.#watch, OFFENCE, OFFENCES.indexOf(offence) + 1);
    throw new LuaStopped(file, offence);
  }
}
