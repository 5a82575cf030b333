import type { Disk, DiskFile } from './disk';
import { nodeDisk } from './disk';

/** A disk that can be made to fail, in place of one that cannot be had in a test. Everything else is real. */
export interface FailingDisk extends Disk {
  /** Bytes that writes still take; then they take what is left, and fail with `code`. */
  room: number;
  code: string;
  /** What `free` answers; null asks the system. */
  freeBytes: number | null;
  /** While set, writes do not come to an end. */
  stalled: Promise<void> | null;
}

const failure = (code: string, syscall: string): Error =>
  Object.assign(new Error(`${code}: ${syscall}`), { code, syscall, errno: -28 });

export const failingDisk = (): FailingDisk => {
  const wrap = (file: DiskFile): DiskFile => ({
    read: (buffer, offset, length, position) => file.read(buffer, offset, length, position),
    async writev(buffers, position) {
      if (disk.stalled !== null) await disk.stalled;
      const wanted = buffers.reduce((sum, { length }) => sum + length, 0);
      if (disk.room <= 0) throw failure(disk.code, 'write');
      if (wanted <= disk.room) {
        disk.room -= wanted;
        return file.writev(buffers, position);
      }
      const taken = Buffer.concat(buffers).subarray(0, disk.room);
      disk.room = 0;
      return file.writev([taken], position);
    },
    truncate: (length) => file.truncate(length),
    sync: () => file.sync(),
    close: () => file.close(),
  });
  const disk: FailingDisk = {
    ...nodeDisk,
    room: Number.POSITIVE_INFINITY,
    code: 'ENOSPC',
    freeBytes: null,
    stalled: null,
    async open(path, flags, mode) {
      return wrap(await nodeDisk.open(path, flags, mode));
    },
    free: (path) => (disk.freeBytes === null ? nodeDisk.free(path) : Promise.resolve(disk.freeBytes)),
  };
  return disk;
};
