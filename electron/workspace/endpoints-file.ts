import { basename } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { EndpointConfig } from '../../core/contract/endpoint';
import type { Failure } from '../../core/contract/failure';
import { fail, ok, type Result } from '../../core/contract/result';
import { noVariables } from '../../core/contract/variables';
import { writeWorkspace } from '../../core/workspace/write';
import { readWorkspaceFile } from './workspace-file';

/**
 * A `.porthole` file of endpoints alone, to hand on: a workspace with nothing else in it. What was sent and where keys
 * are logged to is not in it, nor are certificates and their keys.
 */
export const writeEndpoints = async (
  path: string,
  endpoints: readonly EndpointConfig[],
): Promise<Result<null>> => {
  try {
    const rest = { variables: noVariables(), library: [], sequences: [], decodeAs: [], protocols: [] };
    await writeFileAtomic(path, writeWorkspace({ endpoints: [...endpoints], ...rest }));
    return ok(null);
  } catch (error) {
    return fail({ code: 'EENDPOINTS_UNWRITABLE', params: { file: basename(path) }, detail: String(error) });
  }
};

export interface ReadEndpoints {
  readonly endpoints: readonly EndpointConfig[];
  /** What could not be read beside them. */
  readonly damage: Failure | null;
}

/** The endpoints of any workspace, whatever else is in it. Fails as `readWorkspaceFile`. */
export const readEndpoints = async (path: string): Promise<Result<ReadEndpoints>> => {
  const read = await readWorkspaceFile(path);
  if (!read.ok) return read;
  const { content, faults, faultCount } = read.value;
  const [first] = faults;
  const params = {
    file: basename(path),
    count: faultCount,
    line: first?.line ?? 1,
    column: first?.column ?? 1,
  };
  return ok({
    endpoints: content.endpoints,
    damage: first === undefined ? null : { code: 'EENDPOINTS_PARTLY', params },
  });
};
