import { randomUUID } from 'node:crypto';
import { chmodSync, lstatSync, renameSync, unlinkSync } from 'node:fs';
import { lstat, stat, unlink } from 'node:fs/promises';
import { connect, type Server } from 'node:net';
import { dirname } from 'node:path';
import type { EndpointConfig } from '../../core/contract/endpoint';
import type { Failure, Params } from '../../core/contract/failure';
import { fail, ok, type Result } from '../../core/contract/result';
import { failureOf } from './failure-of';
import { localPlanOf } from './local-plan';
import { pathOwner } from './port-owner';

/** What stands where a socket file is to be. `stale`: a socket that nobody listens on, as a crash leaves it. */
type There = 'nothing' | 'folder' | 'file' | 'stale' | 'used' | 'foreign';

const codeOf = (error: unknown): string => failureOf(error).code;

/** Whether somebody listens on a socket file, by connecting to it. Answers `used` on any doubt. */
const probe = (path: string): Promise<There> =>
  new Promise((resolve) => {
    const socket = connect({ path });
    const end = (there: There): void => {
      socket.destroy();
      resolve(there);
    };
    socket.on('connect', () => end('used'));
    socket.on('error', (error) => {
      const code = codeOf(error);
      if (code === 'ECONNREFUSED') end('stale');
      else end(code === 'EACCES' || code === 'EPERM' ? 'foreign' : 'used');
    });
  });

const look = async (path: string): Promise<There> => {
  try {
    const facts = await lstat(path);
    if (facts.isDirectory()) return 'folder';
    return facts.isSocket() ? await probe(path) : 'file';
  } catch (error) {
    const code = codeOf(error);
    return code === 'EACCES' || code === 'EPERM' ? 'foreign' : 'nothing';
  }
};

const inUse = async (path: string): Promise<Params> => {
  const { program, pid, own } = await pathOwner(path);
  if (own !== undefined) return { ours: 1 };
  return program === undefined || pid === undefined ? {} : { holder: program, pid };
};

/** The folder of a path, when a socket file cannot be in it; null: it can. */
const wrongFolder = async (path: string): Promise<Params | null> => {
  const folder = dirname(path);
  try {
    return (await stat(folder)).isDirectory() ? null : { noFolder: folder };
  } catch (error) {
    return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? { noFolder: folder } : null;
  }
};

/** Why a socket file could not be made. */
export const bindFailure = async (error: unknown, path: string): Promise<Failure> => {
  const failure = failureOf(error, { path });
  const about = (params: Params): Failure => ({ ...failure, params: { ...params, path } });
  if (failure.code === 'EADDRINUSE') {
    const there = await look(path);
    if (there === 'used') return about(await inUse(path));
    return there === 'nothing' ? failure : about({ [there]: 1 });
  }
  // libuv tells a folder that is not there as EACCES, as Windows does (uv_pipe_bind).
  const folder = failure.code === 'EACCES' || failure.code === 'ENOTDIR' ? await wrongFolder(path) : null;
  if (folder === null) return failure;
  const { errno: _errno, ...rest } = failure;
  return { ...rest, code: 'ENOENT', params: { ...folder, path } };
};

/** Why a socket file could not be connected to. */
export const connectFailure = async (error: unknown, path: string, params: Params): Promise<Failure> => {
  const failure = failureOf(error, params);
  if (failure.code !== 'ECONNREFUSED' && failure.code !== 'ENOTSOCK') return failure;
  const facts = await lstat(path).catch(() => null);
  if (facts === null || facts.isSocket() || facts.isSymbolicLink()) return failure;
  return { ...failure, params: { [facts.isDirectory() ? 'folder' : 'file']: 1, ...params } };
};

/**
 * Removes a socket file that nobody listens on; nothing there is as well. Fails, and leaves it alone, when somebody
 * does, or when it is no socket.
 */
export const removeStale = async (path: string): Promise<Result<null>> => {
  const there = await look(path);
  if (there === 'nothing') return ok(null);
  if (there !== 'stale') {
    const params = there === 'used' ? await inUse(path) : { [there]: 1 };
    return fail({ code: 'EADDRINUSE', params: { ...params, path } });
  }
  try {
    await unlink(path);
    return ok(null);
  } catch (error) {
    return fail(failureOf(error, { path }));
  }
};

/** The same for the path of a local server; nothing to do for one that is elsewhere. */
export const removeStaleSocket = async (config: EndpointConfig): Promise<Result<null>> => {
  const plan = localPlanOf(config);
  if (!plan.ok) return plan;
  return plan.value.kind === 'file' ? removeStale(plan.value.name) : ok(null);
};

/** Which file a path is at this moment; null: none. */
const identityOf = (path: string): string | null => {
  const facts = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  return facts === undefined ? null : `${facts.dev}:${facts.ino}`;
};

/** The file of a socket that has just been made. */
export class SocketFile {
  readonly #path: string;
  readonly #identity: string | null;
  #released = false;

  constructor(path: string) {
    this.#path = path;
    this.#identity = identityOf(path);
  }

  setMode(mode: number): Result<null> {
    try {
      chmodSync(this.#path, mode);
      return ok(null);
    } catch (error) {
      return fail(failureOf(error, { path: this.#path }));
    }
  }

  /**
   * Closes the server, or null when it is closed already, and removes its file. libuv removes whatever has the path by
   * then (`uv__pipe_close`): what another program has put there meanwhile steps aside for that moment.
   */
  close(server: Server | null): void {
    if (this.#released) {
      server?.close();
      this.#remove();
      return;
    }
    if (server === null) return;
    const there = identityOf(this.#path);
    if (there === null || there === this.#identity) server.close();
    // What we may not rename, libuv may not remove.
    else if (!this.#sheltered(() => server.close()).ok) server.close();
  }

  /** Closes the server and keeps its file, which libuv then knows no more of: its socket goes on listening. */
  release(server: Server): Result<null> {
    const close = (): void => void server.close();
    if (this.#released || identityOf(this.#path) === null) close();
    else {
      const sheltered = this.#sheltered(close);
      if (!sheltered.ok) return sheltered;
    }
    this.#released = true;
    return ok(null);
  }

  /** Does it while what has the path is elsewhere. Fails, and does nothing, when that may not be moved. */
  #sheltered(close: () => void): Result<null> {
    const path = this.#path;
    const aside = `${path}.${randomUUID()}`;
    try {
      renameSync(path, aside);
    } catch (error) {
      return fail(failureOf(error, { path }));
    }
    close();
    renameSync(aside, path);
    return ok(null);
  }

  #remove(): void {
    if (identityOf(this.#path) !== this.#identity) return;
    try {
      unlinkSync(this.#path);
    } catch {
      // As libuv does: who listens next is told what stands in the way.
    }
  }
}
