import { mkdir, open, readdir, rename, rm, stat, statfs, utimes } from 'node:fs/promises';
import type { Failure, Params } from '../../core/contract/failure';

/** An open file. `FileHandle` of node:fs/promises fits as it is; tests put failing ones in its place. */
export interface DiskFile {
  read(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
  /** All of the buffers, one after the other, or as much of them as the system takes at once. */
  writev(buffers: Uint8Array[], position: number): Promise<{ readonly bytesWritten: number }>;
  truncate(length: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Which file it is, whatever its name: device and inode. */
export interface FileFacts {
  readonly size: number;
  readonly isFile: boolean;
  readonly identity: string;
  /** When it was last written, in ms since the epoch. */
  readonly modified: number;
}

/** The little of a file system that a capture needs. Everything rejects with the system's own error. */
export interface Disk {
  makeFolder(path: string): Promise<void>;
  /** `wx+`: a new file to write and read; `r`: an existing one to read. `mode` is for new ones. */
  open(path: string, flags: 'wx+' | 'r', mode?: number): Promise<DiskFile>;
  rename(from: string, to: string): Promise<void>;
  /** No error when there is nothing to remove. */
  remove(path: string): Promise<void>;
  /** Names in a folder. */
  list(folder: string): Promise<readonly string[]>;
  facts(path: string): Promise<FileFacts>;
  /** The file counts as written just now. */
  touch(path: string): Promise<void>;
  /** Bytes that this user can still write where `path` is. */
  free(path: string): Promise<number>;
}

/** Captures hold what people send: nobody else reads them before they are saved. */
export const PRIVATE = 0o600;

export const nodeDisk: Disk = {
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true });
  },
  open,
  rename,
  remove: (path) => rm(path, { force: true }),
  list: (folder) => readdir(folder),
  facts: async (path) => {
    const found = await stat(path, { bigint: true });
    return {
      size: Number(found.size),
      isFile: found.isFile(),
      identity: `${found.dev}:${found.ino}`,
      modified: Number(found.mtimeMs),
    };
  },
  touch: async (path) => {
    const now = new Date();
    await utimes(path, now, now);
  },
  free: async (path) => {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  },
};

/**
 * What node:fs threw, as a value. `code` is the system's own name: ENOSPC, EIO, EACCES … `params` say which file
 * it was about, for the sentence.
 */
export const diskFailure = (error: unknown, params: Params = {}): Failure => {
  if (!(error instanceof Error)) return { code: 'EIO', params, detail: String(error) };
  const { code, errno, syscall, message } = error as NodeJS.ErrnoException;
  return {
    code: code ?? 'EIO',
    params,
    ...(errno === undefined ? {} : { errno: Math.abs(errno) }),
    ...(syscall === undefined ? {} : { syscall }),
    detail: message,
  };
};
