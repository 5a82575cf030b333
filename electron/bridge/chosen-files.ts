import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ChosenFile } from '../../core/contract/requests';
import { fail, ok, type Result } from '../../core/contract/result';

/**
 * The file that each endpoint's composer will send, as a person chose it in a dialog. The window gets a name and
 * never a path, and asks again for what was chosen when it comes back after a crash.
 */
export interface ChosenFiles {
  choose(endpoint: string, path: string): Promise<Result<ChosenFile>>;
  path(endpoint: string): string | undefined;
  forget(endpoint: string): void;
  /** By endpoint. */
  all(): Readonly<Record<string, ChosenFile>>;
}

export const createChosenFiles = (): ChosenFiles => {
  const chosen = new Map<string, { readonly path: string; readonly file: ChosenFile }>();
  return {
    async choose(endpoint, path) {
      try {
        const found = await stat(path);
        // Opening a pipe waits for whoever writes to it, and cannot be called off.
        if (!found.isFile()) return fail({ code: 'ENOTFILE', params: { name: basename(path) } });
        const file = { name: basename(path), bytes: found.size };
        chosen.set(endpoint, { path, file });
        return ok(file);
      } catch (error) {
        const { code = 'EUNEXPECTED' } = error as NodeJS.ErrnoException;
        return fail({ code, syscall: 'stat', params: { file: basename(path) }, detail: String(error) });
      }
    },
    path: (endpoint) => chosen.get(endpoint)?.path,
    forget: (endpoint) => void chosen.delete(endpoint),
    all: () => Object.fromEntries([...chosen].map(([endpoint, { file }]) => [endpoint, file])),
  };
};
