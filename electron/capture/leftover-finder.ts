import { join } from 'node:path';
import type { Leftover } from '../../core/contract/capture';
import { captureFileName } from '../../core/contract/capture-name';
import { viewOf } from './byte-target';
import type { Disk } from './disk';
import { DiskSource } from './disk-source';
import { RowIndex } from './row-index';
import { type RunFacts, readRun, TOUCHED_LATELY_MS } from './run-file';
import { type RunOwner, stillRuns } from './run-owner';

/** One file of a capture that was left behind. */
export interface LeftFile {
  readonly path: string;
  readonly indexPath: string;
  readonly bytes: number;
}

export interface LeftCapture {
  readonly about: Leftover;
  /** In the order of time. */
  readonly files: readonly LeftFile[];
  /** Its run was this very program in this boot of this machine: the system has all that it wrote. */
  readonly indexKept: boolean;
}

export interface LeftCaptures {
  /** Newest first. */
  readonly captures: readonly LeftCapture[];
  /** Another Porthole records into the same folder; what it leaves may have to be looked for later. */
  readonly othersRun: boolean;
}

/** Files that a run makes (see `run-file.ts`): its name, and what of it each one is. */
const OWN_FILE = /^(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z-[0-9a-z]{6})([-.].+)$/;
const CAPTURE_FILE = /^-(\d+)-(\d+)\.pcapng$/;
const INDEX_FILE = /^(-\d+-\d+)\.index$/;
const OPENED_FILE = /^-opened-\d+\.(index|pcapng)$/;
const RUN_FILE = '.run';

interface FoundFile {
  /** Without its ending. */
  readonly name: string;
  readonly capture: number;
  readonly segment: number;
}

const byPlace = (a: FoundFile, b: FoundFile): number => a.segment - b.segment;

/** Files by capture, in the order in which they were written; captures that were joined are one. */
const grouped = (
  files: readonly FoundFile[],
  facts: RunFacts | null,
): readonly { readonly files: readonly FoundFile[]; readonly cleared: boolean }[] => {
  const numbers = new Set(files.map(({ capture }) => capture));
  const joined = facts?.joined ?? [];
  const single = [...numbers].filter((one) => !joined.some((group) => group.includes(one)));
  const groups = [...joined, ...single.map((one) => [one])];
  return groups
    .map((group) => ({
      files: group.flatMap((one) => files.filter(({ capture }) => capture === one).sort(byPlace)),
      cleared: facts !== null && !group.includes(facts.current),
    }))
    .filter((group) => group.files.length > 0);
};

/** The rows of an index whose blocks are there, without reading more than a few records. */
const rowsIn = async (disk: Disk, { indexPath, bytes }: LeftFile) => {
  const source = await DiskSource.open(disk, indexPath).catch(() => null);
  if (source === null) return null;
  try {
    const index = new RowIndex(source);
    const isThere = async (row: number): Promise<boolean> => {
      const record = await index.record(row);
      return record !== null && record.position + record.blockBytes <= bytes;
    };
    let low = 0;
    let high = index.rows;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (await isThere(middle)) low = middle + 1;
      else high = middle;
    }
    const first = low === 0 ? null : await index.record(0);
    return { rows: low, begun: first === null ? null : Number(first.time / 1_000_000n) };
  } finally {
    await source.close();
  }
};

/** Whether a file holds more than the section header that a capture begins with. */
const holdsMore = async (disk: Disk, { path, bytes }: LeftFile): Promise<boolean> => {
  if (bytes < 12) return false;
  const source = await DiskSource.open(disk, path);
  try {
    const head = new Uint8Array(12);
    await source.read(0, head);
    return bytes > viewOf(head).getUint32(4, true);
  } finally {
    await source.close();
  }
};

const TIME = /^(.+T\d\d)-(\d\d)-(\d\d\.\d{3}Z)-.*$/;

/** When a run began, as its name says, in ms since the epoch. */
const begunOf = (run: string): number => Date.parse(run.replace(TIME, '$1:$2:$3'));

/** Looks at captures that runs before this one, `own`, left in a folder. */
export class LeftoverFinder {
  readonly #disk: Disk;
  readonly #folder: string;
  readonly #self: RunOwner;
  readonly #application: string;
  readonly #own: string;

  constructor(disk: Disk, folder: string, self: RunOwner, application: string, own: string) {
    this.#disk = disk;
    this.#folder = folder;
    this.#self = self;
    this.#application = application;
    this.#own = own;
  }

  /** What is left behind now; also clears away what is of no use to anyone. Rejects with the system's error. */
  async find(): Promise<LeftCaptures> {
    const runs = new Map<string, string[]>();
    for (const name of await this.#disk.list(this.#folder)) {
      const [, run, rest] = OWN_FILE.exec(name) ?? [];
      if (run === undefined || rest === undefined || run === this.#own) continue;
      runs.set(run, [...(runs.get(run) ?? []), rest]);
    }
    const captures: LeftCapture[] = [];
    let othersRun = false;
    for (const [run, names] of runs) {
      const found = await this.#ofRun(run, names);
      if (found === null) othersRun = true;
      else captures.push(...found);
    }
    return { captures: captures.sort((a, b) => b.about.begun - a.about.begun), othersRun };
  }

  /** Null when the run has not ended. */
  async #ofRun(run: string, names: readonly string[]): Promise<readonly LeftCapture[] | null> {
    const facts = names.includes(RUN_FILE) ? await this.#factsOf(run) : null;
    if (facts === 'runs') return null;
    const files = names.flatMap((rest) => {
      const [, capture, segment] = CAPTURE_FILE.exec(rest) ?? [];
      return capture === undefined
        ? []
        : [{ name: `${run}-${capture}-${segment}`, capture: Number(capture), segment: Number(segment) }];
    });
    const left: LeftCapture[] = [];
    for (const group of grouped(files, facts)) {
      const capture = await this.#capture(run, group.files, group.cleared, facts);
      if (capture !== null) left.push(capture);
    }
    await this.#sweep(run, names);
    return left;
  }

  async #factsOf(run: string): Promise<RunFacts | 'runs' | null> {
    const path = join(this.#folder, run + RUN_FILE);
    const { modified } = await this.#disk.facts(path);
    const facts = readRun(await this.#textOf(path));
    const touchedLately = Math.abs(Date.now() - modified) < TOUCHED_LATELY_MS;
    // Without a word in it: a run that begins this moment.
    if (facts === null) return touchedLately ? 'runs' : null;
    return !facts.ended && (await stillRuns(facts.owner, this.#self, touchedLately)) ? 'runs' : facts;
  }

  async #textOf(path: string): Promise<string> {
    const source = await DiskSource.open(this.#disk, path);
    try {
      const bytes = new Uint8Array(source.size);
      return new TextDecoder().decode(bytes.subarray(0, await source.read(0, bytes)));
    } finally {
      await source.close();
    }
  }

  /** Null when there is nothing in it; then its files are removed. */
  async #capture(
    run: string,
    found: readonly FoundFile[],
    cleared: boolean,
    facts: RunFacts | null,
  ): Promise<LeftCapture | null> {
    const files: LeftFile[] = [];
    let rows: number | null = 0;
    let begun: number | null = null;
    let ended = 0;
    for (const { name } of found) {
      const path = join(this.#folder, `${name}.pcapng`);
      const { size: bytes, modified } = await this.#disk.facts(path);
      const file = { path, indexPath: join(this.#folder, `${name}.index`), bytes };
      if (!(await holdsMore(this.#disk, file))) {
        await this.#removeFile(file);
        continue;
      }
      const known = await rowsIn(this.#disk, file);
      rows = known === null || rows === null ? null : rows + known.rows;
      begun ??= known?.begun ?? null;
      ended = Math.max(ended, modified);
      files.push(file);
    }
    const [first] = found;
    if (first === undefined || files.length === 0) return null;
    const since = begun ?? begunOf(run);
    const { machine } = this.#self;
    return {
      about: {
        id: first.name,
        name: captureFileName(new Date(since)),
        begun: since,
        ended,
        bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
        rows,
        cleared,
      },
      files,
      indexKept:
        machine !== null && facts?.owner.machine === machine && facts.application === this.#application,
    };
  }

  /** Removes what a run that is over left beside its captures. */
  async #sweep(run: string, names: readonly string[]): Promise<void> {
    const useless = names.filter((rest) => {
      if (OPENED_FILE.test(rest)) return true;
      const of = INDEX_FILE.exec(rest)?.[1];
      return of === undefined
        ? rest === RUN_FILE && !names.some((other) => CAPTURE_FILE.test(other))
        : !names.includes(`${of}.pcapng`);
    });
    for (const rest of useless) await this.#disk.remove(join(this.#folder, run + rest));
  }

  async #removeFile({ path, indexPath }: LeftFile): Promise<void> {
    await this.#disk.remove(path);
    await this.#disk.remove(indexPath);
  }

  /** Removes a capture that was saved or is not wanted. */
  async remove({ files }: LeftCapture): Promise<void> {
    for (const file of files) await this.#removeFile(file);
  }
}
