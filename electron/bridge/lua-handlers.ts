import { mkdir, open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DissectorName } from '../../core/contract/dissect';
import type { Failure } from '../../core/contract/failure';
import { MAX_LUA_BYTES } from '../../core/contract/limits';
import type { LuaFiles, LuaReport } from '../../core/contract/lua-files';
import type { LuaAnswers } from '../../core/contract/requests/lua';
import { fail, ok, type Result } from '../../core/contract/result';
import type { DescribedLua } from '../../core/protocol/described';
import type { LuaFolders, PlacedLua } from '../workspace/lua-folders';
import type { RoomHandlers } from './answer';

export interface LuaHandlerDeps {
  readonly lua: OwnLua;
  readonly asking: { luaPaths(): Promise<readonly string[] | null> };
  /** The sample that comes with Porthole. */
  readonly luaSample: string;
  /** Shows a folder in the system's file manager; answers with what went wrong, or ''. */
  readonly showFolder: (path: string) => Promise<string>;
}

/** A text that the dissectors read, by its file's name. */
export interface LuaText {
  readonly name: string;
  readonly text: string;
}

/** A person's own Lua files and described protocols, and what the dissectors make of them. */
export interface OwnLua {
  readonly folder: LuaFolders;
  readonly status: LuaFiles;
  /** What the dissectors are to read. */
  readonly texts: readonly LuaText[];
  /** The folder or the descriptions have changed. */
  changed(): void;
  /** The dissectors had to be stopped in the code of this file: it is not used any more, as it is. */
  stopped(file: string, failure: Failure): void;
  /** The dissectors have read the files, or met an error in them. */
  reported(reports: readonly LuaReport[]): void;
}

/** `pump.lua:12: attempt to …`, as Lua words it. */
const AT_LINE = /^(?:\.\.\.)?[^\n]*?:(\d+): (.*)$/s;

/** What Lua says about a file, with the line where it says one. */
export const luaFailure = (file: string, error: string): Failure => {
  const [, line, detail] = AT_LINE.exec(error) ?? [];
  return line === undefined || detail === undefined
    ? { code: 'ELUA_ERROR', params: { file }, detail: error }
    : { code: 'ELUA_ERROR', params: { file, line: Number(line) }, detail };
};

interface Made {
  readonly protocols: readonly DissectorName[];
  readonly failure: Failure | null;
}

interface OwnLuaDeps {
  /** The described protocols, compiled. */
  readonly described: () => readonly DescribedLua[];
  readonly luaChanged: () => void;
  /** Something of the status is new. */
  readonly tell: (status: LuaFiles) => void;
}

/** Puts the folder, the descriptions and the dissectors together. */
export const createOwnLua = (folder: LuaFolders, deps: OwnLuaDeps): OwnLua => {
  let edition = 0;
  let made = new Map<string, Made>();
  /** Texts of descriptions in which the dissectors had to be stopped. */
  const stopped = new Set<string>();
  let described = deps.described();
  const texts = (): readonly LuaText[] => [
    ...folder.entries.flatMap(({ name, text }) => (text === null ? [] : [{ name, text }])),
    ...described.filter(({ text }) => !stopped.has(text)).map(({ name, text }) => ({ name, text })),
  ];
  let used = JSON.stringify(texts());

  const status = (): LuaFiles => ({
    files: folder.entries.map(({ name, place, bytes, on, text, failure }: PlacedLua) => {
      const known = text === null ? undefined : made.get(name);
      return {
        name,
        place,
        bytes,
        on,
        protocols: known?.protocols ?? null,
        failure: failure ?? known?.failure ?? null,
      };
    }),
    workspaceFolder: folder.workspaceFolder,
    described: described.map(({ id, name, text }) => ({
      id,
      failure: stopped.has(text) ? { code: 'EPROTOCOL_STOPPED' } : (made.get(name)?.failure ?? null),
    })),
    edition,
  });
  const changed = (): void => {
    described = deps.described();
    const now = JSON.stringify(texts());
    if (now !== used) {
      used = now;
      edition += 1;
      made = new Map();
      deps.luaChanged();
    }
    deps.tell(status());
  };
  return {
    folder,
    get status() {
      return status();
    },
    get texts() {
      return texts();
    },
    changed,
    stopped(file, failure) {
      const own = described.find(({ name }) => name === file);
      if (own === undefined) return void folder.stop(file, failure);
      stopped.add(own.text);
      changed();
    },
    reported(reports) {
      made = new Map(
        reports.map(({ file, protocols, error }) => [
          file,
          {
            protocols,
            failure:
              error === null
                ? null
                : described.some(({ name }) => name === file)
                  ? { code: 'EPROTOCOL_ENGINE', detail: luaFailure(file, error).detail ?? error }
                  : luaFailure(file, error),
          },
        ]),
      );
      deps.tell(status());
    },
  };
};

/** No more of a file than one byte beyond what is taken: a person may choose anything. */
const readChosen = async (path: string): Promise<Result<Uint8Array>> => {
  const file = basename(path);
  try {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      if (size > MAX_LUA_BYTES)
        return fail({ code: 'ELUA_TOO_LARGE', params: { file, most: MAX_LUA_BYTES } });
      return ok(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code = 'EUNEXPECTED' } = error as NodeJS.ErrnoException;
    return fail({ code, syscall: 'read', params: { file }, detail: String(error) });
  }
};

/** Requests about a person's own Lua dissectors. */
export const createLuaHandlers = ({
  lua,
  asking,
  luaSample,
  showFolder,
}: LuaHandlerDeps): RoomHandlers<LuaAnswers> => {
  const { folder } = lua;
  const addFrom = async (path: string): Promise<Result<null>> => {
    const bytes = await readChosen(path);
    return bytes.ok ? folder.add(basename(path), bytes.value) : bytes;
  };
  return {
    'lua.list': async () => {
      await folder.refresh();
      return ok(lua.status);
    },
    'lua.choose': async () => {
      const paths = await asking.luaPaths();
      if (paths === null) return ok(null);
      for (const path of paths) {
        const added = await addFrom(path);
        if (!added.ok) return added;
      }
      return ok({ count: paths.length });
    },
    'lua.add': ({ name, bytes }) => folder.add(name, bytes),
    'lua.sample': async () => folder.add(basename(luaSample), await readFile(luaSample)),
    'lua.switch': ({ place, name, on }) => folder.switch(place, name, on),
    'lua.remove': ({ place, name }) => folder.remove(place, name),
    'lua.move': ({ place, name }) => folder.move(place, name),
    'lua.show': async ({ place }) => {
      const path = folder.pathOf(place);
      if (path === null) return fail({ code: 'ELUA_FOLDER', detail: '' });
      // The folder of a workspace is made with its first file, or here.
      await mkdir(path, { recursive: true }).catch(() => undefined);
      const detail = await showFolder(path);
      return detail === '' ? ok(null) : fail({ code: 'ELUA_FOLDER', detail });
    },
  };
};
