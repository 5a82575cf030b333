import { basename, dirname } from 'node:path';
import { fail, type Result } from '../../core/contract/result';
import { AppendFile } from './append-file';
import { formatOfFile } from './capture-format';
import { type Disk, diskFailure, PRIVATE } from './disk';
import { DiskSource } from './disk-source';
import type { CaptureFailureCode } from './failures';
import { checkIndex } from './index-check';
import type { KnownRecords } from './index-writer';
import { type IndexControl, type RebuiltIndex, rebuildIndex } from './rebuild-index';
import { RECORD_BYTES } from './row-index';

const refusal = async (source: DiskSource): Promise<CaptureFailureCode | null> => {
  switch (await formatOfFile(source)) {
    case 'pcapng':
      return null;
    case 'empty':
      return 'ECAPTURE_EMPTY';
    case 'compressed':
      return 'ECAPTURE_COMPRESSED';
    default:
      return 'ECAPTURE_NOT_PCAPNG';
  }
};

const INDEX_CHUNK = 256 * 1024;

/**
 * Indexes a pcapng file into a new file at `indexPath`, which is removed again when this fails: with the system's
 * code (ENOENT, EACCES …), or ECAPTURE_NOT_A_FILE, ECAPTURE_EMPTY, ECAPTURE_NOT_PCAPNG, ECAPTURE_COMPRESSED,
 * ECAPTURE_DAMAGED (nothing in it can be read), ECAPTURE_CANCELLED. Never changes the capture.
 */
export const buildIndex: BuildIndex = async (disk, path, indexPath, control, left = null) => {
  const name = basename(path);
  let source: DiskSource | null = null;
  let records: DiskSource | null = null;
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
    let known: KnownRecords | null = null;
    if (left !== null) {
      const { size } = source;
      records = await DiskSource.open(disk, left.path).catch(() => null);
      known =
        records &&
        (await checkIndex(source, records, left.application, (at) => control.onProgress(at, size)));
    }
    built = await rebuildIndex(source, index, name, control, known);
    if (!(await index.flush())) built = fail(diskFailure(indexError, { folder: dirname(indexPath) }));
  } catch (error) {
    built = fail(diskFailure(error, { name: basename(path) }));
  } finally {
    await source?.close().catch(() => undefined);
    await records?.close().catch(() => undefined);
    await index?.close().catch(() => undefined);
  }
  if (!built.ok) await disk.remove(indexPath).catch(() => undefined);
  return built;
};

/** An index that was left behind, and the program that wrote it. */
export interface LeftIndex {
  readonly path: string;
  readonly application: string;
}

/** Where an index is built: in a worker thread, so that a big file does not hold up the sockets. */
export type BuildIndex = (
  disk: Disk,
  path: string,
  indexPath: string,
  control: IndexControl,
  /** What it says is used as far as it is sound. */
  left?: LeftIndex | null,
) => Promise<Result<RebuiltIndex>>;
