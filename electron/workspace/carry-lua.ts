import { randomUUID } from 'node:crypto';
import { lstat, mkdir, open, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Failure } from '../../core/contract/failure';
import { MAX_LUA_BYTES, MAX_LUA_FILES } from '../../core/contract/limits';
import { isLuaName } from './lua-folder';

/** What became of a folder's Lua files that were to be in another folder, too. */
export type Carried =
  /** There are none. */
  | { readonly kind: 'nothing' }
  /** The other folder has these files, byte for byte, and no other Lua files. */
  | { readonly kind: 'carried'; readonly names: readonly string[] }
  /** There was something else already, which is as it was. */
  | { readonly kind: 'others'; readonly names: readonly string[]; readonly lua: readonly string[] }
  /** Nothing was copied. */
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Why a folder is not carried. */
class Left extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** What the system said, without the path. */
const said = (error: unknown): string =>
  error instanceof Error ? (error.message.split(',', 1)[0] ?? '') : String(error);

const isAbsent = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

const bytesOf = async (path: string): Promise<Buffer | null> => {
  const file = await open(path, 'r');
  try {
    const found = await file.stat();
    if (!found.isFile()) return null;
    if (found.size <= MAX_LUA_BYTES) {
      const bytes = await file.readFile();
      if (bytes.length <= MAX_LUA_BYTES) return bytes;
    }
    const params = { file: basename(path), folder: basename(dirname(path)), most: MAX_LUA_BYTES };
    throw new Left({ code: 'ELUA_LEFT_LARGE', params });
  } finally {
    await file.close();
  }
};

/** The Lua files of a folder by name; throws Left. Without a folder there are none. */
const filesOf = async (folder: string): Promise<ReadonlyMap<string, Buffer>> => {
  const all = await readdir(folder).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw new Left({ code: 'ELUA_LEFT', params: { file: basename(folder) }, detail: said(error) });
  });
  const names = all.filter(isLuaName).sort();
  if (names.length > MAX_LUA_FILES)
    throw new Left({ code: 'ELUA_LEFT_FULL', params: { folder: basename(folder), max: MAX_LUA_FILES } });
  const files = new Map<string, Buffer>();
  for (const name of names) {
    try {
      const bytes = await bytesOf(join(folder, name));
      if (bytes !== null) files.set(name, bytes);
    } catch (error) {
      if (error instanceof Left) throw error;
      throw new Left({ code: 'ELUA_LEFT', params: { file: name }, detail: said(error) });
    }
  }
  return files;
};

/** What is in a folder; null: there is none. Throws Left where something else has its name. */
const contentOf = async (folder: string): Promise<readonly string[] | null> => {
  try {
    // What a link points at is nobody's to be written to.
    if (!(await lstat(folder)).isDirectory())
      throw new Left({
        code: 'ELUA_LEFT',
        params: { file: basename(folder) },
        detail: 'ENOTDIR: not a directory',
      });
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isAbsent(error)) return null;
    if (error instanceof Left) throw error;
    throw new Left({ code: 'ELUA_LEFT', params: { file: basename(folder) }, detail: said(error) });
  }
};

const areSame = (one: ReadonlyMap<string, Buffer>, other: ReadonlyMap<string, Buffer>): boolean =>
  one.size === other.size && [...one].every(([name, bytes]) => other.get(name)?.equals(bytes) === true);

/** Writes all files or none: into a folder of another name, which then gets this one. */
const write = async (files: ReadonlyMap<string, Buffer>, folder: string, isThere: boolean): Promise<void> => {
  const made = join(dirname(folder), `.porthole-${randomUUID()}`);
  let file = basename(folder);
  try {
    await mkdir(made);
    for (const [name, bytes] of files) {
      file = name;
      await writeFile(join(made, name), bytes, { flag: 'wx' });
    }
    file = basename(folder);
    // Only an empty one can be removed so.
    if (isThere) await rmdir(folder);
    await rename(made, folder);
  } catch (error) {
    await rm(made, { recursive: true, force: true }).catch(() => undefined);
    throw new Left({ code: 'ELUA_LEFT', params: { file }, detail: said(error) });
  }
};

/** Copies the Lua files of a folder into one that is not there or empty; never into one that has anything. Never throws. */
export const carryLua = async (from: string, to: string): Promise<Carried> => {
  try {
    const files = await filesOf(from);
    if (files.size === 0) return { kind: 'nothing' };
    const names = [...files.keys()];
    const content = await contentOf(to);
    if (content === null || content.length === 0) {
      await write(files, to, content !== null);
      return { kind: 'carried', names };
    }
    // What cannot be read there is not the same.
    const theirs = await filesOf(to).catch(() => new Map<string, Buffer>());
    if (areSame(files, theirs)) return { kind: 'carried', names };
    return { kind: 'others', names: content, lua: content.filter(isLuaName) };
  } catch (error) {
    const failure =
      error instanceof Left
        ? error.failure
        : { code: 'ELUA_LEFT', params: { file: basename(from) }, detail: said(error) };
    return { kind: 'failed', failure };
  }
};
