import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fail, ok, type Result } from '../../core/contract/result';
import type { ChosenFile } from '../../core/contract/snapshot';

/**
 * The files that each endpoint's composer will send, as a person chose them in a dialog. The window gets a name and
 * never a path, and asks again for what was chosen when it comes back after a crash.
 */
export interface ChosenFiles {
  choose(endpoint: string, paths: readonly string[]): Promise<Result<ChosenFile>>;
  /** The plain files of a folder, without those of the folders in it. */
  chooseFolder(endpoint: string, folder: string): Promise<Result<ChosenFile>>;
  /** In the order in which they are sent: by name, numbers by their value (`2.bin` before `10.bin`). */
  paths(endpoint: string): readonly string[] | undefined;
  forget(endpoint: string): void;
  /** By endpoint. */
  all(): Readonly<Record<string, ChosenFile>>;
}

interface Chosen {
  readonly file: ChosenFile;
  readonly paths: readonly string[];
}

const byName = new Intl.Collator('en', { numeric: true }).compare;
const inOrder = (paths: readonly string[]): readonly string[] =>
  [...paths].sort((one, other) => byName(basename(one), basename(other)));

const failed = (error: unknown, syscall: string, path: string): Result<never> => {
  const { code = 'EUNEXPECTED' } = error as NodeJS.ErrnoException;
  return fail({ code, syscall, params: { file: basename(path) }, detail: String(error) });
};

/** The bytes of all files together. A pipe or a device is refused: opening it waits for whoever writes to it. */
const sizeOf = async (paths: readonly string[]): Promise<Result<number>> => {
  let bytes = 0;
  for (const path of paths) {
    try {
      const found = await stat(path);
      if (!found.isFile()) return fail({ code: 'ENOTFILE', params: { name: basename(path) } });
      bytes += found.size;
    } catch (error) {
      return failed(error, 'stat', path);
    }
  }
  return ok(bytes);
};

export const createChosenFiles = (): ChosenFiles => {
  const chosen = new Map<string, Chosen>();
  const keep = async (
    endpoint: string,
    name: string,
    found: readonly string[],
  ): Promise<Result<ChosenFile>> => {
    const paths = inOrder(found);
    const bytes = await sizeOf(paths);
    if (!bytes.ok) return bytes;
    const file = { name, bytes: bytes.value, files: paths.length };
    chosen.set(endpoint, { file, paths });
    return ok(file);
  };
  return {
    choose: (endpoint, paths) => keep(endpoint, basename(inOrder(paths)[0] ?? ''), paths),
    async chooseFolder(endpoint, folder) {
      const name = basename(folder);
      try {
        const entries = await readdir(folder, { withFileTypes: true });
        const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(folder, entry.name));
        if (paths.length === 0) return fail({ code: 'EFOLDER_EMPTY', params: { name } });
        return await keep(endpoint, name, paths);
      } catch (error) {
        return failed(error, 'scandir', folder);
      }
    },
    paths: (endpoint) => chosen.get(endpoint)?.paths,
    forget: (endpoint) => void chosen.delete(endpoint),
    all: () => Object.fromEntries([...chosen].map(([endpoint, { file }]) => [endpoint, file])),
  };
};
