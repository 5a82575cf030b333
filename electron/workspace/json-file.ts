import { readFile, rename } from 'node:fs/promises';
import { basename } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { z } from 'zod';
import type { Failure } from '../../core/contract/failure';

/** A small file of JSON that is read once and written, whole and atomically, a moment after each change. */
export interface JsonFile<T> {
  readonly value: T;
  /** Changes the value now and the file `SAVE_AFTER_MS` later. */
  set(value: T): void;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
}

export interface JsonFileDeps<T> {
  readonly path: string;
  readonly schema: z.ZodType<T>;
  readonly initial: () => T;
  /** Told when a damaged file was kept aside, or when the file cannot be written. */
  readonly warn: (failure: Failure) => void;
}

const SAVE_AFTER_MS = 300;
/** Drafts and the history of messages may hold what is nobody else's: only the owner reads them. */
const PRIVATE = 0o600;

const textOf = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

type Read<T> = { readonly value: T } | { readonly problem: string };

/** JSON of a known shape, or what is wrong with it and where. */
const parseJson = <T>(text: string, schema: z.ZodType<T>): Read<T> => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { problem: (error as Error).message };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { value: parsed.data as T };
  const issue = parsed.error.issues[0];
  return { problem: issue === undefined ? 'unreadable' : `${issue.path.join('.')}: ${issue.message}` };
};

const stamp = (): string => new Date().toISOString().replaceAll(/[:.]/g, '-');

/** Reads the file; a damaged one is renamed to `<name>.damaged-<time>` and the initial value is used. Never throws. */
export const openJsonFile = async <T>(deps: JsonFileDeps<T>): Promise<JsonFile<T>> => {
  /** What could not be read may be whole: it is not written over. */
  let known = true;
  const read = async (): Promise<T> => {
    try {
      const text = await textOf(deps.path);
      if (text === null) return deps.initial();
      const result = parseJson(text, deps.schema);
      if ('value' in result) return result.value;
      const aside = `${deps.path}.damaged-${stamp()}`;
      await rename(deps.path, aside);
      deps.warn({
        code: 'ESETTINGS_DAMAGED',
        params: { file: basename(deps.path), kept: basename(aside) },
        detail: result.problem,
      });
    } catch (error) {
      known = false;
      deps.warn({
        code: 'ESETTINGS_UNREADABLE',
        params: { file: basename(deps.path) },
        detail: String(error),
      });
    }
    return deps.initial();
  };

  let value: T = (await read()) as T;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  /** What was written last: the same again is no reason to write. */
  let last: string | undefined;

  const write = (): void => {
    timer = undefined;
    const written = value;
    // Within the chain: what is too long for one string throws, and a timer has nobody to throw to.
    writing = writing
      .then(async () => {
        const text = `${JSON.stringify(written, null, 2)}\n`;
        if (text === last) return;
        await writeFileAtomic(deps.path, text, { mode: PRIVATE });
        last = text;
      })
      .catch((error: unknown) =>
        deps.warn({
          code: 'ESETTINGS_UNWRITABLE',
          params: { file: basename(deps.path) },
          detail: String(error),
        }),
      );
  };

  return {
    get value() {
      return value;
    },
    set(next) {
      value = next;
      if (known) timer ??= setTimeout(write, SAVE_AFTER_MS);
    },
    async flush() {
      if (timer !== undefined) {
        clearTimeout(timer);
        write();
      }
      await writing;
    },
  };
};
