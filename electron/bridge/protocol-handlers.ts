import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ProtocolAnswers } from '../../core/contract/requests/protocols';
import { fail, ok } from '../../core/contract/result';
import { compileLua } from '../../core/protocol/compile-lua';
import { readProtocol, takenNames } from '../../core/protocol/read';
import type { Workspace } from '../workspace/workspace';
import type { RoomHandlers } from './answer';
import type { OwnLua } from './lua-handlers';

export interface ProtocolHandlerDeps {
  readonly workspace: Workspace;
  readonly lua: OwnLua;
  readonly asking: { saveLuaPath(suggestedName: string): Promise<string | null> };
}

/** Requests about described protocols. */
export const createProtocolHandlers = ({
  workspace,
  lua,
  asking,
}: ProtocolHandlerDeps): RoomHandlers<ProtocolAnswers> => ({
  'protocols.set': ({ protocols }) => {
    workspace.setProtocols(protocols);
    lua.changed();
    return ok(null);
  },
  'protocols.export': async ({ id }) => {
    const described = workspace.protocols.find((one) => one.id === id);
    if (described === undefined) return fail({ code: 'EPROTOCOL_GONE' });
    const { protocol } = readProtocol(described, takenNames(workspace.protocols, id));
    if (protocol === null) return fail({ code: 'EPROTOCOL_FAULTY' });
    const path = await asking.saveLuaPath(`${protocol.name}.lua`);
    if (path === null) return ok(null);
    try {
      await writeFile(path, compileLua(protocol));
      return ok({ name: basename(path) });
    } catch (error) {
      const { code = 'EUNEXPECTED' } = error as NodeJS.ErrnoException;
      return fail({ code, syscall: 'write', params: { target: basename(path) }, detail: String(error) });
    }
  },
});
