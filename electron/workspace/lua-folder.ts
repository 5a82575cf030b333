import { type FSWatcher, watch } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Failure } from '../../core/contract/failure';
import { MAX_LUA_BYTES, MAX_LUA_FILES } from '../../core/contract/limits';
import { fail, ok, type Result } from '../../core/contract/result';
import type { LuaSwitchboard } from './lua-switches';

/** A file of the folder. */
export interface LuaEntry {
  readonly name: string;
  readonly bytes: number;
  readonly on: boolean;
  /** Null where it is not used: it is off or cannot be read. */
  readonly text: string | null;
  readonly failure: Failure | null;
}

/** A folder of Lua dissectors. What changes in it, from whatever side, is told. */
export interface LuaFolder {
  /** Where it is. */
  readonly path: string;
  /** By name. */
  readonly entries: readonly LuaEntry[];
  /**
   * Puts a file there, in the place of one with the same name. Fails with ELUA_NAME, ELUA_TOO_LARGE, ELUA_FULL, or the
   * system's code.
   */
  add(name: string, bytes: Uint8Array): Promise<Result<null>>;
  /** Fails with ELUA_GONE. */
  remove(name: string): Promise<Result<null>>;
  /** `failure`: why Porthole switches it off itself. Fails with ELUA_GONE. */
  switch(name: string, on: boolean, failure: Failure | null): Promise<Result<null>>;
  /** Looks at once: where a folder cannot be watched, or has come meanwhile. */
  refresh(): Promise<void>;
  close(): void;
}

interface LuaFolderDeps {
  readonly path: string;
  readonly switches: LuaSwitchboard;
  readonly onChange: () => void;
  /** It is made when it is opened, and not only with the first file. */
  readonly make: boolean;
}

/** Editors write a file in several steps; it is read when they rest for so many ms. */
const REST_MS = 200;

/** A plain name of a Lua file, for every system: no folders, no device of Windows, nothing that a terminal would obey. */
const NAME = /^(?!\.)[^\p{Cc}\p{Cf}/\\:*?"<>|]{1,100}\.lua$/iu;
export const isLuaName = (name: string): boolean => NAME.test(name);

const failed = (error: unknown, syscall: string, file: string): Failure => {
  const { code = 'EUNEXPECTED' } = error as NodeJS.ErrnoException;
  return { code, syscall, params: { file }, detail: String(error) };
};

const sameEntry = (a: LuaEntry, b: LuaEntry | undefined): boolean =>
  b !== undefined && JSON.stringify(a) === JSON.stringify(b);

/** Opens the folder. Never throws: without a folder there are no files. */
export const openLuaFolder = async (deps: LuaFolderDeps): Promise<LuaFolder> => {
  const { path, switches, onChange, make } = deps;
  let entries: readonly LuaEntry[] = [];
  let watcher: FSWatcher | null = null;
  /** What is found first is no change. */
  let open = false;
  let resting: NodeJS.Timeout | undefined;

  const entryOf = async (name: string): Promise<LuaEntry | null> => {
    const { on, failure: why } = switches.of(name);
    try {
      const found = await stat(join(path, name));
      if (!found.isFile()) return null;
      const bytes = found.size;
      if (bytes > MAX_LUA_BYTES) {
        const failure = { code: 'ELUA_TOO_LARGE', params: { file: name, most: MAX_LUA_BYTES } };
        return { name, bytes, on, text: null, failure };
      }
      const text = on ? await readFile(join(path, name), 'utf8') : null;
      return { name, bytes, on, text, failure: why };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      return { name, bytes: 0, on, text: null, failure: failed(error, 'read', name) };
    }
  };

  const read = async (): Promise<void> => {
    const names = await readdir(path).catch(() => []);
    const own = names.filter(isLuaName).sort();
    const found = await Promise.all(own.slice(0, MAX_LUA_FILES).map(entryOf));
    const next = found.filter((entry) => entry !== null);
    const same = next.length === entries.length && next.every((entry, i) => sameEntry(entry, entries[i]));
    if (same) return;
    entries = next;
    if (open) onChange();
  };
  /** One reading after the other: the folder may change while it is read. */
  let reading: Promise<void> = Promise.resolve();
  const readAgain = (): Promise<void> => {
    reading = reading.then(read);
    return reading;
  };

  const gone = (name: string) => fail({ code: 'ELUA_GONE', params: { file: name } });
  const has = (name: string): boolean => entries.some((entry) => entry.name === name);

  const watchIt = (): void => {
    if (watcher !== null) return;
    try {
      const watching = watch(path, () => {
        clearTimeout(resting);
        resting = setTimeout(() => void readAgain(), REST_MS);
      });
      watcher = watching;
      watching.on('error', () => {
        watching.close();
        if (watcher === watching) watcher = null;
      });
    } catch {
      // Where nothing can be watched, what Porthole changes itself is read all the same.
    }
  };
  const makeIt = (): Promise<unknown> => mkdir(path, { recursive: true }).catch(() => undefined);

  if (make) await makeIt();
  watchIt();
  await readAgain();
  open = true;

  return {
    path,
    get entries() {
      return entries;
    },
    async add(name, bytes) {
      if (!isLuaName(name)) return fail({ code: 'ELUA_NAME', params: { file: name } });
      if (bytes.length > MAX_LUA_BYTES)
        return fail({ code: 'ELUA_TOO_LARGE', params: { file: name, most: MAX_LUA_BYTES } });
      if (!has(name) && entries.length >= MAX_LUA_FILES)
        return fail({ code: 'ELUA_FULL', params: { max: MAX_LUA_FILES } });
      try {
        await makeIt();
        await writeFileAtomic(join(path, name), Buffer.from(bytes));
      } catch (error) {
        return fail(failed(error, 'write', name));
      }
      watchIt();
      switches.set(name, true, null);
      await readAgain();
      return ok(null);
    },
    async remove(name) {
      if (!has(name)) return gone(name);
      try {
        await rm(join(path, name));
      } catch (error) {
        return fail(failed(error, 'unlink', name));
      }
      switches.forget(name);
      await readAgain();
      return ok(null);
    },
    async switch(name, on, failure) {
      if (!has(name)) return gone(name);
      switches.set(name, on, failure);
      await readAgain();
      return ok(null);
    },
    async refresh() {
      watchIt();
      await readAgain();
    },
    close() {
      clearTimeout(resting);
      watcher?.close();
      watcher = null;
    },
  };
};
