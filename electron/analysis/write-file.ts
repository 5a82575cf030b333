import { basename } from 'node:path';
import { fail, type Result } from '../../core/contract/result';
import { type Disk, diskFailure } from '../capture/disk';
import { FileSink } from './file-sink';

/** Writes what comes to `path`. Fails with the system's code, or ECAPTURE_CANCELLED when called off. */
export const writeFile = async (
  disk: Disk,
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<Result<null>> => {
  let sink: FileSink | null = null;
  try {
    sink = await FileSink.open(disk, path);
    for await (const piece of pieces) {
      if (signal.aborted) break;
      await sink.write(piece);
    }
    if (!signal.aborted) return await sink.finish();
    await sink.drop();
    return fail({ code: 'ECAPTURE_CANCELLED' });
  } catch (error) {
    await sink?.drop();
    return fail(diskFailure(error, { target: basename(path) }));
  }
};
