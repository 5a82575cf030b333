import { basename } from 'node:path';
import { fail, ok, type Result } from '../../core/contract/result';
import type { ByteSource } from './append-file';
import type { BuildIndex, LeftIndex } from './build-index';
import { formatOfFile } from './capture-format';
import type { InterfaceFacts, Segment } from './capture-source';
import { type Disk, diskFailure } from './disk';
import { DiskSource } from './disk-source';
import type { IndexControl, RebuiltIndex } from './rebuild-index';
import { RowIndex } from './row-index';
import { RowMarks } from './row-marks';
import { emptySummary, type RowSummary } from './row-summary';
import type { WorkControl } from './save-capture';
import { TimeSteps } from './time-steps';
import { isPacked, type Unpack, type Unpacked } from './unpack';

const NO_RECORDS: ByteSource = { size: 0, read: () => Promise.resolve(0) };

/** What is known of a file's rows while its index is made. */
interface Indexed {
  rows: number;
  readonly interfaces: InterfaceFacts[];
  summary: RowSummary;
  onGrown: () => void;
}

/**
 * A file of a capture that is only looked at. Its index is one of this run's own, never beside it. It can be read
 * while the index is still being made: rows are added until `complete`.
 */
export class OpenedSegment implements Segment {
  readonly blocks: DiskSource;
  readonly index: RowIndex;
  readonly times: TimeSteps;
  readonly marks = new RowMarks();
  /** Resolves when all rows are there, with the failure when they never will be. */
  readonly complete: Promise<Result<null>>;
  /** Up to the end of the last whole block; before `complete`, all there is. */
  wholeBytes: number;
  /** Bytes behind that: a torn tail, or what follows damage. */
  tornBytes = 0;
  /** Where that damage begins; null where there is none. */
  damagedAt: number | null = null;
  readonly #disk: Disk;
  /** What `path` was unpacked from had this wrong with it; null: it is the file that was chosen. */
  readonly #unpacked: Unpacked | null;
  readonly #indexed: Indexed;
  readonly #records: DiskSource | null;
  #closed: Promise<void> | null = null;

  constructor(
    disk: Disk,
    readonly path: string,
    readonly indexPath: string,
    files: { readonly blocks: DiskSource; readonly records: DiskSource | null },
    indexed: Indexed,
    built: Promise<Result<RebuiltIndex>>,
    unpacked: Unpacked | null,
  ) {
    this.#disk = disk;
    this.#unpacked = unpacked;
    this.blocks = files.blocks;
    this.wholeBytes = files.blocks.size;
    this.#records = files.records;
    this.index = new RowIndex(files.records ?? NO_RECORDS);
    this.times = new TimeSteps(files.records ?? NO_RECORDS);
    this.#indexed = indexed;
    this.complete = built.then((result) => this.#finish(result));
  }

  get rows(): number {
    return this.#indexed.rows;
  }

  get interfaces(): readonly InterfaceFacts[] {
    return this.#indexed.interfaces;
  }

  get summary(): RowSummary {
    return this.#indexed.summary;
  }

  /** Called whenever rows were added. */
  set onGrown(onGrown: () => void) {
    this.#indexed.onGrown = onGrown;
  }

  #finish(built: Result<RebuiltIndex>): Result<null> {
    if (!built.ok) return built;
    const { rows, interfaces, summary, wholeBytes, size, why } = built.value;
    this.wholeBytes = wholeBytes;
    this.tornBytes = size - wholeBytes + (this.#unpacked?.tornBytes ?? 0);
    this.damagedAt = why === 'damaged' ? wholeBytes : (this.#unpacked?.damagedAt ?? null);
    addRows(this.#indexed, rows, interfaces.slice(this.interfaces.length), summary);
    return ok(null);
  }

  /** Closes the file and removes the index and what was unpacked, once. Not before `complete` has resolved. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await this.blocks.close();
    await this.#records?.close();
    await this.#disk.remove(this.indexPath);
    if (this.#unpacked !== null) await this.#disk.remove(this.path);
  }
}

const addRows = (
  indexed: Indexed,
  rows: number,
  interfaces: readonly InterfaceFacts[],
  summary: RowSummary,
): void => {
  for (const facts of interfaces) indexed.interfaces.push(facts);
  indexed.rows = rows;
  indexed.summary = summary;
  indexed.onGrown();
};

export interface SegmentTools {
  readonly disk: Disk;
  readonly build: BuildIndex;
  readonly unpack: Unpack;
  /** A path for the index of one file; what is unpacked stands beside it. */
  readonly newIndex: () => string;
}

/**
 * Opens a file for reading as soon as its first rows are indexed; `complete` says how the rest went. A file that
 * cannot be read at any place (gzip, the older format) is unpacked first. Fails as `buildIndex` and `unpack` do.
 */
export const openSegment = async (
  { disk, build, unpack, newIndex }: SegmentTools,
  path: string,
  control: WorkControl,
  left: LeftIndex | null = null,
): Promise<Result<OpenedSegment>> => {
  const indexPath = newIndex();
  if (!(await needsUnpacking(disk, path)))
    return openPlain(disk, build, path, indexPath, control, left, null);
  const to = indexPath.replace(/\.index$/, '.pcapng');
  const { onProgress, signal } = control;
  const half = (from: 0 | 1): WorkControl => ({
    signal,
    onProgress: (done, total) => onProgress(from * total + done, 2 * total),
  });
  const unpacked = await unpack(disk, path, to, half(0));
  if (!unpacked.ok) return unpacked;
  const opened = await openPlain(disk, build, to, indexPath, half(1), null, unpacked.value);
  if (!opened.ok) await disk.remove(to).catch(() => undefined);
  return opened;
};

/** What cannot be read at all is left to the index, which says why. */
const needsUnpacking = async (disk: Disk, path: string): Promise<boolean> => {
  const isFile = await disk.facts(path).then(
    (facts) => facts.isFile,
    () => false,
  );
  const source = isFile ? await DiskSource.open(disk, path).catch(() => null) : null;
  if (source === null) return false;
  try {
    return isPacked(await formatOfFile(source));
  } catch {
    return false;
  } finally {
    await source.close().catch(() => undefined);
  }
};

const openPlain = async (
  disk: Disk,
  build: BuildIndex,
  path: string,
  indexPath: string,
  control: WorkControl,
  left: LeftIndex | null,
  unpacked: Unpacked | null,
): Promise<Result<OpenedSegment>> => {
  const indexed: Indexed = {
    rows: 0,
    interfaces: [],
    summary: emptySummary(),
    onGrown: () => undefined,
  };
  let begin = (): void => undefined;
  const begun = new Promise<null>((resolve) => {
    begin = () => resolve(null);
  });
  const indexControl: IndexControl = {
    ...control,
    onRows(rows, interfaces, summary) {
      addRows(indexed, rows, interfaces, summary);
      begin();
    },
  };
  const built = build(disk, path, indexPath, indexControl, left);
  const refused = await Promise.race([built, begun]);
  if (refused !== null && !refused.ok) return refused;
  let blocks: DiskSource | null = null;
  try {
    blocks = await DiskSource.open(disk, path);
    // A capture without rows has no index file.
    const known = indexed.rows > 0 || (refused !== null && refused.value.rows > 0);
    const records = known ? await DiskSource.open(disk, indexPath) : null;
    return ok(new OpenedSegment(disk, path, indexPath, { blocks, records }, indexed, built, unpacked));
  } catch (error) {
    await blocks?.close().catch(() => undefined);
    await built;
    await disk.remove(indexPath).catch(() => undefined);
    return fail(diskFailure(error, { name: basename(path) }));
  }
};
