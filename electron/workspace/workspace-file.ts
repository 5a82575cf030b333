import { createHash, randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fail, ok, type Result } from '../../core/contract/result';
import type { WorkspaceContent, WorkspaceFault } from '../../core/contract/workspace';
import { readWorkspace } from '../../core/workspace/read';
import { WORKSPACE_VERSION } from '../../core/workspace/write';

/** A workspace as its file held it. */
export interface OpenedFile {
  readonly content: WorkspaceContent;
  /** Of the format. */
  readonly version: number;
  readonly faults: readonly WorkspaceFault[];
  readonly faultCount: number;
  /** Of the text: tells whether somebody else has changed it. */
  readonly mark: string;
  /** Lines end as they do on Windows, and go on to. */
  readonly crlf: boolean;
}

/** No workspace that a person made is larger. In bytes. */
const MOST_BYTES = 256 * 1024 * 1024;

export const markOf = (text: string): string => createHash('sha256').update(text).digest('base64');

/** Null: there is no such file. */
export const textOf = async (path: string): Promise<string | null> => {
  try {
    const { size } = await stat(path).then((found) => {
      if (!found.isFile()) throw new Error('it is no file');
      return found;
    });
    if (size > MOST_BYTES) throw new Error(`it holds ${size} bytes`);
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

/** Of the file as it is there now; null: there is none. Throws what reading it throws. */
export const markOfFile = async (path: string): Promise<string | null> => {
  const text = await textOf(path);
  return text === null ? null : markOf(text);
};

/**
 * Reads the file of a workspace, of this version or an earlier one, and changes nothing. Fails with
 * EWORKSPACE_ABSENT, EWORKSPACE_UNREADABLE, EWORKSPACE_NOTHING or EWORKSPACE_NEWER.
 */
export const readWorkspaceFile = async (path: string): Promise<Result<OpenedFile>> => {
  const file = basename(path);
  let text: string | null;
  try {
    text = await textOf(path);
  } catch (error) {
    return fail({ code: 'EWORKSPACE_UNREADABLE', params: { file }, detail: String(error) });
  }
  if (text === null) return fail({ code: 'EWORKSPACE_ABSENT', params: { file } });
  const read = readWorkspace(text, randomUUID);
  switch (read.kind) {
    case 'newer':
      return fail({
        code: 'EWORKSPACE_NEWER',
        params: { file, version: read.version, known: WORKSPACE_VERSION },
      });
    case 'nothing': {
      const { line, column } = read.fault;
      return fail({ code: 'EWORKSPACE_NOTHING', params: { file, line, column } });
    }
    case 'workspace':
      return ok({ ...read, mark: markOf(text), crlf: text.includes('\r\n') });
  }
};
