import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../core/contract/result';
import { AppendFile, type ByteSource } from './append-file';
import { viewOf } from './byte-target';
import type { Segment } from './capture-source';
import { type Disk, diskFailure, PRIVATE } from './disk';
import { DiskSource } from './disk-source';
import type { CaptureFailureCode } from './failures';
import { SECTION_HEADER } from './pcapng-blocks';
import { type RebuiltIndex, rebuildIndex } from './rebuild-index';
import { RECORD_BYTES, RowIndex } from './row-index';
import type { WorkControl } from './save-capture';

/** A capture file that is only looked at. Its index stands in Porthole's own folder, never beside it. */
export interface OpenedCapture extends Segment {
  readonly path: string;
  readonly name: string;
  readonly indexPath: string;
  /** Up to the end of the last whole block. */
  readonly wholeBytes: number;
  /** Bytes behind that: a torn tail, or what follows damage. */
  readonly tornBytes: number;
  readonly damaged: boolean;
  readonly blocks: DiskSource;
  /** Closes the file and removes the index. */
  close(): Promise<void>;
}

/** Magic numbers of files that people take for pcapng. Both byte orders. */
const CLASSIC_PCAP: ReadonlySet<number> = new Set([
  0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1, 0xa1b2cd34, 0x34cdb2a1,
]);
/** gzip (its first two bytes), zstd and lz4. */
const isCompressed = (magic: number): boolean =>
  magic >>> 16 === 0x1f8b || magic === 0x28b52ffd || magic === 0x04224d18;

const refusal = async (source: DiskSource): Promise<CaptureFailureCode | null> => {
  if (source.size === 0) return 'ECAPTURE_EMPTY';
  const head = new Uint8Array(4);
  await source.read(0, head);
  const magic = viewOf(head).getUint32(0);
  if (magic === SECTION_HEADER) return null;
  if (CLASSIC_PCAP.has(magic)) return 'ECAPTURE_CLASSIC_PCAP';
  return isCompressed(magic) ? 'ECAPTURE_COMPRESSED' : 'ECAPTURE_NOT_PCAPNG';
};

/** A name for an index that only this run needs. */
export const openedIndexName = (count: number): string =>
  `opened-${process.pid}-${Date.now()}-${count}.index`;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Removes the indexes of opened files that a run left behind because it crashed. */
export const removeStaleIndexes = async (disk: Disk, folder: string): Promise<void> => {
  for (const name of await disk.list(folder)) {
    const pid = /^opened-(\d+)-\d+-\d+\.index$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await disk.remove(join(folder, name));
  }
};

const INDEX_CHUNK = 256 * 1024;

/**
 * Indexes a pcapng file into a new file at `indexPath`, which is removed again when this fails: with the system's
 * code (ENOENT, EACCES …), or ECAPTURE_NOT_A_FILE, ECAPTURE_EMPTY, ECAPTURE_NOT_PCAPNG, ECAPTURE_CLASSIC_PCAP,
 * ECAPTURE_COMPRESSED, ECAPTURE_DAMAGED (nothing in it can be read), ECAPTURE_CANCELLED. Never changes the capture.
 */
export const buildIndex: BuildIndex = async (disk, path, indexPath, control) => {
  const name = basename(path);
  let source: DiskSource | null = null;
  let index: AppendFile | null = null;
  let built: Result<RebuiltIndex>;
  let indexError: unknown;
  try {
    if (!(await disk.facts(path)).isFile) return fail({ code: 'ECAPTURE_NOT_A_FILE', params: { name } });
    source = await DiskSource.open(disk, path);
    const refused = await refusal(source);
    if (refused !== null) return fail({ code: refused, params: { name } });
    index = new AppendFile({
      path: indexPath,
      create: async () => {
        await disk.makeFolder(dirname(indexPath));
        return disk.open(indexPath, 'wx+', PRIVATE);
      },
      chunkBytes: INDEX_CHUNK,
      wholeBlocks: (_bytes, used) => used - (used % RECORD_BYTES),
      onWritten: () => undefined,
      onFailure: (error) => {
        indexError = error;
      },
    });
    built = await rebuildIndex(source, index, name, control);
    if (!(await index.flush())) built = fail(diskFailure(indexError, { folder: dirname(indexPath) }));
  } catch (error) {
    built = fail(diskFailure(error, { name: basename(path) }));
  } finally {
    await source?.close().catch(() => undefined);
    await index?.close().catch(() => undefined);
  }
  if (!built.ok) await disk.remove(indexPath).catch(() => undefined);
  return built;
};

/** Where an index is built: in a worker thread, so that a big file does not hold up the sockets. */
export type BuildIndex = (
  disk: Disk,
  path: string,
  indexPath: string,
  control: WorkControl,
) => Promise<Result<RebuiltIndex>>;

/** Indexes a file and opens it for reading. Fails as `buildIndex` does. */
export const openCapture = async (
  disk: Disk,
  build: BuildIndex,
  path: string,
  indexPath: string,
  control: WorkControl,
): Promise<Result<OpenedCapture>> => {
  const built = await build(disk, path, indexPath, control);
  if (!built.ok) return built;
  const { rows, interfaces, wholeBytes, size, why } = built.value;
  let blocks: DiskSource | null = null;
  try {
    blocks = await DiskSource.open(disk, path);
    // A capture without rows has no index file.
    const records = rows === 0 ? null : await DiskSource.open(disk, indexPath);
    return ok(
      openedCapture(disk, { path, indexPath, rows, interfaces, wholeBytes, size, why }, blocks, records),
    );
  } catch (error) {
    await blocks?.close().catch(() => undefined);
    await disk.remove(indexPath).catch(() => undefined);
    return fail(diskFailure(error, { name: basename(path) }));
  }
};

interface OpenedFacts extends RebuiltIndex {
  readonly path: string;
  readonly indexPath: string;
}

const NO_RECORDS: ByteSource = { size: 0, read: () => Promise.resolve(0) };

const openedCapture = (
  disk: Disk,
  { path, indexPath, rows, interfaces, wholeBytes, size, why }: OpenedFacts,
  blocks: DiskSource,
  records: DiskSource | null,
): OpenedCapture => ({
  path,
  indexPath,
  name: basename(path),
  rows,
  interfaces,
  wholeBytes,
  tornBytes: size - wholeBytes,
  damaged: why === 'damaged',
  blocks,
  index: new RowIndex(records ?? NO_RECORDS),
  async close() {
    await blocks.close();
    await records?.close();
    await disk.remove(indexPath);
  },
});
