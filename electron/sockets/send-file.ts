import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Failure } from '../../core/contract/failure';
import { fail, ok, type Result } from '../../core/contract/result';
import type { Outlet } from './context';
import { failureOf } from './failure-of';

/** Bytes that are read, and over TCP written, at a time. */
export const FILE_CHUNK = 256 * 1024;

/** Datagrams after which a file over UDP lets everything else have its turn. */
const DATAGRAMS_PER_TURN = 64;

export interface FileSending {
  readonly path: string;
  readonly outlets: readonly Outlet[];
  /** Null: a stream, sent in chunks; otherwise the bytes of one datagram. */
  readonly datagramSize: number | null;
  /** Bytes that are written to a stream at a time; null: FILE_CHUNK. */
  readonly chunkSize?: number | null;
  /** Ms from the beginning of one chunk or datagram to that of the next; 0: as fast as the peers take them. */
  readonly paceMs?: number;
  /** A file went before: its last chunk is given its time, too. */
  readonly pauseFirst?: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
  /** Answers when the capture's disk can take more. */
  readonly relieved: () => Promise<void>;
}

/** How far a file got. `done` counts the file's bytes once, to however many peers they went. */
export interface FileProgress {
  readonly done: number;
  readonly total: number;
}

interface OpenFile {
  readonly handle: FileHandle;
  readonly size: number;
}

const openFile = async (path: string): Promise<Result<OpenFile>> => {
  const name = basename(path);
  try {
    const handle = await open(path, 'r');
    const stat = await handle.stat();
    if (stat.isFile()) return ok({ handle, size: stat.size });
    await handle.close();
    return fail(
      stat.isDirectory()
        ? failureOf({ code: 'EISDIR', syscall: 'read', message: 'is a directory' }, { name })
        : { code: 'ENOTFILE', params: { name } },
    );
  } catch (error) {
    return fail(failureOf(error, { name }));
  }
};

/** Fills a new buffer from the file; shorter only when the file ends. The buffer is the recorder's afterwards. */
const readChunk = async (handle: FileHandle, position: number, length: number): Promise<Buffer> => {
  const chunk = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(chunk, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return chunk.subarray(0, filled);
};

/** A pause that lets sockets be read. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Sends a file to several peers at once, never more than two chunks of it in memory: the next is read while the one
 * before is on its way, and the slowest peer sets the pace. A peer that fails is left out from then on; when none is
 * left, that is the failure. What the file grows by meanwhile is not sent; one that shrinks fails with EFILE_SHRANK.
 */
export const sendFile = async (
  sending: FileSending,
): Promise<{ readonly result: Result<null>; readonly progress: FileProgress }> => {
  // Held before anything is waited for: a peer may finish its side while the file is being opened.
  const holds = sending.outlets.map((outlet) => outlet.hold());
  const release = (): void => {
    for (const letGo of holds) letGo();
  };
  const opened = await openFile(sending.path);
  if (!opened.ok) {
    release();
    return { result: opened, progress: { done: 0, total: 0 } };
  }
  const { handle, size: total } = opened.value;
  const name = basename(sending.path);
  let alive = sending.outlets;
  let done = 0;
  let stop: Failure | null = null;
  let over = false;

  // A peer that does not read must not hold a cancel up: what is waited for ends with the person's wish, too.
  let onAbort = (): void => undefined;
  const abort = (): void => onAbort();
  sending.signal.addEventListener('abort', abort);
  const orAborted = (work: Promise<void>): Promise<void> =>
    new Promise((resolve, reject) => {
      onAbort = resolve;
      work.then(resolve, reject);
    });

  const toAll = async (bytes: Uint8Array): Promise<void> => {
    const results = await Promise.all(alive.map((outlet) => outlet.send(bytes)));
    const first = results.find((result) => !result.ok);
    alive = alive.filter((_, index) => results[index]?.ok === true);
    if (alive.length === 0 && first !== undefined && !first.ok) stop = first.failure;
    else if (!over) {
      done += bytes.length;
      sending.onProgress(done, total);
    }
  };
  const cancelled = (): boolean => {
    if (sending.signal.aborted) stop ??= { code: 'ECANCELED' };
    return stop !== null;
  };
  const { paceMs = 0 } = sending;
  let due = performance.now() + (sending.pauseFirst === true ? paceMs : 0);
  /** Until the next may go; late ones go at once, and the pace counts from then. */
  const itsTime = async (): Promise<void> => {
    const early = due - performance.now();
    if (early > 0) await setTimeout(early, undefined, { signal: sending.signal }).catch(() => undefined);
    due = Math.max(due, performance.now()) + paceMs;
  };
  const sendChunk = async (chunk: Buffer): Promise<void> => {
    const size = sending.datagramSize ?? sending.chunkSize ?? chunk.length;
    for (let at = 0, sent = 1; at < chunk.length && !cancelled(); at += size, sent += 1) {
      if (paceMs > 0) await itsTime();
      if (cancelled()) return;
      await toAll(chunk.subarray(at, at + size));
      if (sent % DATAGRAMS_PER_TURN === 0) await turn();
    }
  };

  // Chunks end where datagrams do, so that only the last datagram is short.
  const size = sending.datagramSize ?? sending.chunkSize ?? FILE_CHUNK;
  const length = Math.max(1, Math.floor(FILE_CHUNK / size)) * size;
  const chunkAt = (position: number): Promise<Buffer> =>
    readChunk(handle, position, Math.min(length, total - position));

  sending.onProgress(0, total);
  try {
    let next = total > 0 ? chunkAt(0) : null;
    for (let position = 0; next !== null && !cancelled(); ) {
      const chunk: Buffer = await next;
      const wanted = Math.min(length, total - position);
      position += chunk.length;
      const more = chunk.length === wanted && position < total;
      next = more ? chunkAt(position) : null;
      // Should the read fail while the chunk before is still on its way, it is met at the next turn.
      next?.catch(() => undefined);
      await orAborted(sendChunk(chunk));
      await orAborted(sending.relieved());
      if (chunk.length < wanted) stop ??= { code: 'EFILE_SHRANK', params: { name, done: position, total } };
    }
    await next;
  } catch (error) {
    stop ??= failureOf(error, { name });
  } finally {
    over = true;
    sending.signal.removeEventListener('abort', abort);
    release();
    await handle.close().catch(() => undefined);
  }
  return { result: stop === null ? ok(null) : fail(stop), progress: { done, total } };
};
