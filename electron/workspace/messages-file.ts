import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Library } from '../../core/contract/library';
import { fail, ok, type Result } from '../../core/contract/result';
import { type ReadMessages, readMessages, writeMessages } from '../../core/library/read-messages';

/** A list of messages that a person would keep is far smaller. In bytes. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Reads any file of messages. Fails with ELIBRARY_UNREADABLE, ELIBRARY_LARGE or ELIBRARY_NOTHING. */
export const importMessages = async (
  path: string,
): Promise<Result<ReadMessages & { readonly name: string }>> => {
  const name = basename(path);
  const params = { file: name };
  try {
    if ((await stat(path)).size > MOST_BYTES) return fail({ code: 'ELIBRARY_LARGE', params });
    const read = readMessages(await readFile(path, 'utf8'));
    return read.messages.length === 0 ? fail({ code: 'ELIBRARY_NOTHING', params }) : ok({ name, ...read });
  } catch (error) {
    return fail({ code: 'ELIBRARY_UNREADABLE', params, detail: String(error) });
  }
};

/** Writes messages whole and atomically. Fails with ELIBRARY_UNWRITABLE. */
export const exportMessages = async (path: string, library: Library): Promise<Result<null>> => {
  try {
    await writeFileAtomic(path, writeMessages(library));
    return ok(null);
  } catch (error) {
    return fail({ code: 'ELIBRARY_UNWRITABLE', params: { file: basename(path) }, detail: String(error) });
  }
};
