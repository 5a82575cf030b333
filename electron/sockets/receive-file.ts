import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { fail, ok, type Result } from '../../core/contract/result';
import { failureOf } from './failure-of';

/** Who hears what a connection receives. */
export interface Tap {
  received(bytes: Uint8Array): void;
  /** The connection is over: nothing more comes. */
  ended(): void;
}

/** What a listener can do to the connection that it hears. */
export interface Tapping {
  /** Stops reading until the listener has caught up; the peer's own flow control slows it down. */
  pause(on: boolean): void;
  end(): void;
}

/** Above this many bytes that wait for the disk, the connection is not read; below half of it, it is again. */
const MOST_WAITING = 8 * 1024 * 1024;

export interface FileReceiving {
  readonly path: string;
  readonly tap: (tap: Tap) => Tapping;
  /** The person's wish to stop. What came until then is in the file. */
  readonly signal: AbortSignal;
  /** Bytes in the file; how many there will be nobody knows. */
  readonly onProgress: (done: number) => void;
}

const writeAll = async (handle: FileHandle, bytes: Uint8Array): Promise<void> => {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at);
    at += bytesWritten;
  }
};

/**
 * Writes what a connection receives from now on to a file as it arrives (`makefile('rb')` and a copy), until the
 * connection or the person ends it. No more than a few megabytes are in memory, whatever the size. The file is
 * overwritten. Answers with the failure of the disk, and how much is in the file.
 */
export const receiveFile = async ({
  path,
  tap,
  signal,
  onProgress,
}: FileReceiving): Promise<{ readonly result: Result<null>; readonly done: number }> => {
  const waiting: Uint8Array[] = [];
  let bytes = 0;
  let done = 0;
  let over = signal.aborted;
  let wake = (): void => undefined;
  // Before the file is opened: what comes meanwhile belongs into it.
  const tapping = tap({
    received: (chunk) => {
      waiting.push(chunk);
      bytes += chunk.length;
      if (bytes > MOST_WAITING) tapping.pause(true);
      wake();
    },
    ended: () => {
      over = true;
      wake();
    },
  });
  const stop = (): void => {
    over = true;
    tapping.end();
    wake();
  };
  signal.addEventListener('abort', stop);
  let handle: FileHandle | null = null;
  try {
    handle = await open(path, 'w');
    onProgress(0);
    for (;;) {
      if (waiting.length === 0) {
        if (over) break;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      const batch = Buffer.concat(waiting.splice(0));
      await writeAll(handle, batch);
      bytes -= batch.length;
      done += batch.length;
      if (bytes < MOST_WAITING / 2) tapping.pause(false);
      onProgress(done);
    }
    await handle.close();
    handle = null;
    return { result: ok(null), done };
  } catch (error) {
    return { result: fail(failureOf(error, { target: basename(path), name: basename(path) })), done };
  } finally {
    signal.removeEventListener('abort', stop);
    tapping.end();
    await handle?.close().catch(() => undefined);
  }
};
