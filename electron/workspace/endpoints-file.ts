import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { EndpointConfig } from '../../core/contract/endpoint';
import { fail, ok, type Result } from '../../core/contract/result';
import { parseJson } from './json-file';
import { type WorkspaceFile, workspaceSchema } from './workspace';

/**
 * A `.porthole` file: endpoints with their drafts as readable JSON, the shape of the workspace, to keep or to hand on.
 * Sent messages are not handed on with it, nor where keys are logged to; certificates and their keys are not in it.
 */
export const writeEndpoints = async (
  path: string,
  endpoints: readonly EndpointConfig[],
): Promise<Result<null>> => {
  const file: Pick<WorkspaceFile, 'version' | 'endpoints'> = {
    version: 1,
    endpoints: endpoints.map((endpoint) => ({
      ...endpoint,
      tls: { ...endpoint.tls, keyLog: null },
      composer: { ...endpoint.composer, history: [] },
    })),
  };
  try {
    await writeFileAtomic(path, `${JSON.stringify(file, null, 2)}\n`);
    return ok(null);
  } catch (error) {
    return fail({ code: 'EENDPOINTS_UNWRITABLE', params: { file: basename(path) }, detail: String(error) });
  }
};

/** Fails with EENDPOINTS_UNREADABLE, whose detail says what is wrong and where. */
export const readEndpoints = async (path: string): Promise<Result<readonly EndpointConfig[]>> => {
  const unreadable = (detail: string) =>
    fail({ code: 'EENDPOINTS_UNREADABLE', params: { file: basename(path) }, detail });
  try {
    const read = parseJson(await readFile(path, 'utf8'), workspaceSchema);
    return 'value' in read ? ok(read.value.endpoints) : unreadable(read.problem);
  } catch (error) {
    return unreadable(String(error));
  }
};
