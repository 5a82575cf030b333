import { stat } from 'node:fs/promises';
import { ok, type Result } from '../../core/contract/result';
import { type FileProgress, type FileSending, sendFile } from './send-file';

export interface FilesSending extends Omit<FileSending, 'path'> {
  /** In the order in which they are sent. */
  readonly paths: readonly string[];
  /** How each file went, as soon as it did. */
  readonly onFile: (path: string, result: Result<null>, progress: FileProgress) => void;
}

/** One that cannot be looked at counts as empty here; sending it says why. */
const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => null))?.size ?? 0;

/** Sends files one after the other; the first that fails ends it. Progress counts the bytes of all of them. */
export const sendFiles = async ({ paths, onFile, ...rest }: FilesSending): Promise<Result<null>> => {
  // Held over the pauses between files, too.
  const holds = rest.outlets.map((outlet) => outlet.hold());
  const sizes = await Promise.all(paths.map(sizeOf));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let before = 0;
  try {
    for (const [index, path] of paths.entries()) {
      const { result, progress } = await sendFile({
        ...rest,
        path,
        pauseFirst: index > 0,
        onProgress: (done, own) => rest.onProgress(before + done, paths.length === 1 ? own : total),
      });
      onFile(path, result, progress);
      if (!result.ok) return result;
      before += progress.total;
    }
    return ok(null);
  } finally {
    for (const release of holds) release();
  }
};
