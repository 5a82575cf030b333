import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ChosenFile } from '../../core/contract/requests';
import { fail, ok, type Result } from '../../core/contract/result';

/** Files that a person chose in a dialog. The window gets a token and a name, never a path. */
export interface ChosenFiles {
  choose(path: string): Promise<Result<ChosenFile>>;
  path(token: string): string | undefined;
}

const KEPT = 100;

export const createChosenFiles = (): ChosenFiles => {
  const paths = new Map<string, string>();
  return {
    async choose(path) {
      try {
        const found = await stat(path);
        // Opening a pipe waits for whoever writes to it, and cannot be called off.
        if (!found.isFile()) return fail({ code: 'ENOTFILE', params: { name: basename(path) } });
        const { size } = found;
        const file = randomUUID();
        paths.set(file, path);
        const oldest = paths.keys().next().value;
        if (paths.size > KEPT && oldest !== undefined) paths.delete(oldest);
        return ok({ file, name: basename(path), bytes: size });
      } catch (error) {
        const { code = 'EUNEXPECTED' } = error as NodeJS.ErrnoException;
        return fail({ code, syscall: 'stat', params: { file: basename(path) }, detail: String(error) });
      }
    },
    path: (token) => paths.get(token),
  };
};
