import { join } from 'node:path';
import { z } from 'zod';
import { AppendFile } from './append-file';
import { type Disk, PRIVATE } from './disk';
import { type RunOwner, runOwnerSchema } from './run-owner';

/**
 * A run of Porthole says in one small file beside its captures whose they are and which belong together. Lines of
 * JSON, only ever added to, so that a crash at any moment leaves a file that can be read.
 *
 *     captures/<run>.run                          this file
 *     captures/<run>-<capture>-<segment>.pcapng   and .index
 *     captures/<run>-opened-<count>.index         of files that were only looked at
 */
const lineSchema = z.union([
  z.object({ owner: runOwnerSchema, application: z.string() }),
  /** From here on this capture is recorded; the ones before were cleared. */
  z.object({ capture: z.number().int() }),
  /** These captures are one, in this order: a clear was taken back. */
  z.object({ joined: z.array(z.number().int()) }),
  /** The run has ended in order; what it left, it left on purpose. */
  z.object({ ended: z.literal(true) }),
]);
type Line = z.infer<typeof lineSchema>;

/** What a run says of itself. */
export interface RunFacts {
  readonly owner: RunOwner;
  /** The program and its version: who wrote the index knows how to read it. */
  readonly application: string;
  readonly ended: boolean;
  /** The capture that was recorded last. */
  readonly current: number;
  /** Captures that are one, in order. A capture that stands in none is one by itself. */
  readonly joined: readonly (readonly number[])[];
}

/** The file is touched this often while the run lives, and a run whose file is older than that is over, in ms. */
const TOUCH_EVERY_MS = 20_000;
export const TOUCHED_LATELY_MS = 60_000;

const readLine = (text: string): Line | null => {
  try {
    const parsed = lineSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

const withLine = (facts: RunFacts, line: Exclude<Line, { owner: RunOwner }>): RunFacts => {
  if ('capture' in line) return { ...facts, current: line.capture };
  if ('ended' in line) return { ...facts, ended: true };
  const { joined } = line;
  const others = facts.joined.filter((group) => !group.some((one) => joined.includes(one)));
  return { ...facts, joined: [...others, joined] };
};

/** Reads as many lines as are whole. Null when not even the first one is. */
export const readRun = (text: string): RunFacts | null => {
  const [first, ...rest] = text.split('\n').map(readLine);
  if (first == null || !('owner' in first)) return null;
  const { owner, application } = first;
  let facts: RunFacts = { owner, application, ended: false, current: 1, joined: [] };
  for (const line of rest) {
    if (line === null || 'owner' in line) break;
    facts = withLine(facts, line);
  }
  return facts;
};

/** `2026-11-22T15-45-00.123Z-k3f9qz`: when the run began, and something that no other run has. */
export const newRunName = (ms: number): string => {
  const time = new Date(ms).toISOString().replaceAll(':', '-');
  const some = Math.floor(Math.random() * 36 ** 6);
  return `${time}-${some.toString(36).padStart(6, '0')}`;
};

const CHUNK = 4096;
const NEW_LINE = 10;

/** This run's own file. It is made before the run's first capture file, and is gone when none is left. */
export class RunFile {
  readonly name: string;
  readonly #disk: Disk;
  readonly #file: AppendFile;
  #failure: unknown = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(disk: Disk, folder: string, name: string, owner: RunOwner, application: string) {
    this.name = name;
    this.#disk = disk;
    const path = join(folder, `${name}.run`);
    this.#file = new AppendFile({
      path,
      create: async () => {
        await disk.makeFolder(folder);
        return disk.open(path, 'wx+', PRIVATE);
      },
      chunkBytes: CHUNK,
      wholeBlocks: (bytes, used) => bytes.subarray(0, used).lastIndexOf(NEW_LINE) + 1,
      onWritten: () => undefined,
      onFailure: (error) => {
        this.#failure = error;
      },
    });
    this.#say({ owner, application });
  }

  /** Resolves when the file says whose the run is. Rejects with the system's error; the next call tries again. */
  async begin(): Promise<void> {
    if (!(await this.#file.retry())) throw this.#failure;
    this.#timer ??= setInterval(() => {
      this.#disk.touch(this.#file.path).catch(() => undefined);
    }, TOUCH_EVERY_MS).unref();
  }

  #say(line: Line): void {
    this.#file.append(new TextEncoder().encode(`${JSON.stringify(line)}\n`));
    // Before there is a file, it waits for the first capture. A disk that is full is told where captures are written.
    if (this.#timer !== null) void this.#file.retry();
  }

  /** This capture is recorded from now on. */
  began(capture: number): void {
    this.#say({ capture });
  }

  /** These captures are one from now on, in this order. */
  joined(captures: readonly number[]): void {
    this.#say({ joined: [...captures] });
  }

  /** Closes; with `keep` the file stays and says that the run ended in order, else it is removed. */
  async close(keep: boolean): Promise<void> {
    if (this.#timer === null) return;
    clearInterval(this.#timer);
    if (keep) {
      this.#say({ ended: true });
      await this.#file.retry();
    }
    await this.#file.close();
    if (!keep) await this.#disk.remove(this.#file.path);
  }
}
