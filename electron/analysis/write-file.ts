import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../core/contract/result';
import { type Disk, type DiskFile, diskFailure } from '../capture/disk';
import { writeAll } from '../capture/write-all';

const BUFFER = 256 * 1024;

/**
 * Writes what comes to `path`: first under a temporary name beside it, then renamed, so that a file that was there
 * before is whole until the new one is. Small pieces are gathered. Fails with the system's code, or
 * ECAPTURE_CANCELLED when called off; the temporary file is removed then.
 */
export const writeFile = async (
  disk: Disk,
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<Result<null>> => {
  // A name has room for 255 bytes, and a character of it takes up to 3.
  const temporary = join(dirname(path), `.${basename(path).slice(0, 60)}.${process.pid}-${Date.now()}.part`);
  let file: DiskFile | null = null;
  let done = 0;
  let held = 0;
  const buffer = new Uint8Array(BUFFER);
  try {
    file = await disk.open(temporary, 'wx+');
    for await (const piece of pieces) {
      if (signal.aborted) return fail({ code: 'ECAPTURE_CANCELLED' });
      if (held + piece.length > BUFFER) {
        await writeAll(file, buffer.subarray(0, held), done);
        done += held;
        held = 0;
      }
      if (piece.length > BUFFER) {
        await writeAll(file, piece, done);
        done += piece.length;
      } else {
        buffer.set(piece, held);
        held += piece.length;
      }
    }
    await writeAll(file, buffer.subarray(0, held), done);
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
