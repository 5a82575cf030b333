import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../core/contract/result';
import type { ByteSource } from './append-file';
import { type Disk, type DiskFile, diskFailure } from './disk';
import { writeAll } from './write-all';

const COPY_CHUNK = 4 * 1024 * 1024;

export interface WorkControl {
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** The first `length` bytes of a source. */
export interface Part {
  readonly source: ByteSource;
  readonly length: number;
}

/**
 * Writes the parts, one after the other, to `path`: first under a temporary name beside it, then renamed, so that a
 * file that was there before is whole until the new one is. Fails with the system's code, ECAPTURE_CANCELLED, or
 * ECAPTURE_SHORT when a source had fewer bytes than it said; the temporary file is removed then.
 */
export const saveParts = async (
  disk: Disk,
  parts: readonly Part[],
  path: string,
  { onProgress, signal }: WorkControl,
): Promise<Result<null>> => {
  // A name has room for 255 bytes, and a character of it takes up to 3.
  const temporary = join(dirname(path), `.${basename(path).slice(0, 60)}.${process.pid}-${Date.now()}.part`);
  const total = parts.reduce((sum, { length }) => sum + length, 0);
  const buffer = new Uint8Array(Math.min(COPY_CHUNK, Math.max(1, total)));
  let file: DiskFile | null = null;
  try {
    file = await disk.open(temporary, 'wx+');
    let done = 0;
    for (const { source, length } of parts) {
      for (let from = 0; from < length; ) {
        if (signal.aborted) return fail({ code: 'ECAPTURE_CANCELLED' });
        const piece = buffer.subarray(0, Math.min(buffer.length, length - from));
        if ((await source.read(from, piece)) < piece.length) return fail({ code: 'ECAPTURE_SHORT' });
        await writeAll(file, piece, done);
        from += piece.length;
        done += piece.length;
        onProgress(done, total);
      }
    }
    await file.sync();
    await file.close();
    file = null;
    if (signal.aborted) return fail({ code: 'ECAPTURE_CANCELLED' });
    await disk.rename(temporary, path);
    return ok(null);
  } catch (error) {
    return fail(diskFailure(error, { target: basename(path) }));
  } finally {
    await file?.close().catch(() => undefined);
    await disk.remove(temporary).catch(() => undefined);
  }
};
