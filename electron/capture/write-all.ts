import type { DiskFile } from './disk';

/** Writes all of it, however little the system takes at once. Rejects with the system's error. */
export const writeAll = async (file: DiskFile, bytes: Uint8Array, position: number): Promise<void> => {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await file.writev([bytes.subarray(done)], position + done);
    done += bytesWritten;
  }
};
