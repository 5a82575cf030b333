import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Failure } from '../../core/contract/failure';
import type { LuaPlace } from '../../core/contract/lua-files';
import { fail, type Result } from '../../core/contract/result';
import { carryLua } from './carry-lua';
import type { JsonFile } from './json-file';
import { type LuaEntry, type LuaFolder, openLuaFolder } from './lua-folder';
import { type LuaSwitches, ownSwitches, type WorkspaceSwitches, workspaceSwitches } from './lua-switches';

/** A file of one of the folders. Of two with the same name the workspace's is used, where it is on. */
export interface PlacedLua extends LuaEntry {
  readonly place: LuaPlace;
}

/** A person's own Lua dissectors, and those that come with the workspace that is open. */
export interface LuaFolders {
  /** Own ones first, each by name. */
  readonly entries: readonly PlacedLua[];
  /** What the folder of the open workspace is called; null: the unnamed workspace has none. */
  readonly workspaceFolder: string | null;
  /** Puts a file into the person's own folder. Fails as `LuaFolder.add`. */
  add(name: string, bytes: Uint8Array): Promise<Result<null>>;
  /** Fails with ELUA_GONE. */
  remove(place: LuaPlace, name: string): Promise<Result<null>>;
  switch(place: LuaPlace, name: string, on: boolean): Promise<Result<null>>;
  /** Into the other folder, where it is used. Fails as `LuaFolder.add`, with ELUA_GONE, ELUA_THERE or the system's code. */
  move(place: LuaPlace, name: string): Promise<Result<null>>;
  /** Porthole switches off the one of that name that is used. */
  stop(name: string, failure: Failure): Promise<void>;
  /** Where a folder is; null: there is none. */
  pathOf(place: LuaPlace): string | null;
  refresh(): Promise<void>;
  /**
   * The open workspace is about to go on as this one: its files are copied beside it, and used there as they are here.
   * What stands in the way is told.
   */
  carry(workspace: string): Promise<void>;
  /** Another workspace is open; null: the unnamed one. */
  follow(workspace: string | null): Promise<void>;
  close(): void;
}

interface LuaFoldersDeps {
  /** The person's own. */
  readonly path: string;
  readonly switches: JsonFile<LuaSwitches>;
  readonly onChange: () => void;
  /** Something is to be known: a workspace has brought files. */
  readonly tell: (failure: Failure) => void;
}

/** Of the files that are in the way so many are named. */
const MOST_NAMED = 5;

/** Beside `plant.porthole`: `plant.protocols`. */
export const workspaceFolderOf = (workspace: string): string =>
  join(dirname(workspace), `${basename(workspace).replace(/\.porthole$/i, '')}.protocols`);

export const openLuaFolders = async (deps: LuaFoldersDeps): Promise<LuaFolders> => {
  const { switches, onChange, tell } = deps;
  const own = await openLuaFolder({ path: deps.path, switches: ownSwitches(switches), onChange, make: true });
  let brought: { readonly folder: LuaFolder; readonly switches: WorkspaceSwitches } | null = null;
  let workspace: string | null = null;
  /** One workspace after the other. */
  let following: Promise<void> = Promise.resolve();

  const folderOf = (place: LuaPlace): LuaFolder | null => (place === 'own' ? own : (brought?.folder ?? null));
  const gone = (name: string) => fail({ code: 'ELUA_GONE', params: { file: name } });

  /** Files that nobody has said anything about are off; it is said once that they are there. */
  const tellOfNew = (): void => {
    if (brought === null || workspace === null) return;
    const { folder, switches: said } = brought;
    const unknown = folder.entries.filter(({ name }) => !said.has(name));
    if (unknown.length === 0) return;
    for (const { name } of unknown) said.set(name, false, null);
    tell({ code: 'ELUA_BROUGHT', params: { count: unknown.length, folder: basename(folder.path) } });
  };
  const changed = (): void => {
    tellOfNew();
    onChange();
  };
  const enter = async (next: string | null): Promise<void> => {
    if (next === workspace) return;
    brought?.folder.close();
    workspace = next;
    if (next === null) brought = null;
    else {
      const own = workspaceSwitches(switches, next);
      const path = workspaceFolderOf(next);
      const folder = await openLuaFolder({ path, switches: own, onChange: changed, make: false });
      brought = { folder, switches: own };
    }
    changed();
  };

  const carry = async (next: string): Promise<void> => {
    if (workspace === null || next === workspace) return;
    const [from, to] = [workspaceFolderOf(workspace), workspaceFolderOf(next)];
    const before = workspaceSwitches(switches, workspace);
    const after = workspaceSwitches(switches, next);
    const carried = await carryLua(from, to);
    switch (carried.kind) {
      case 'nothing':
        return;
      case 'carried':
        return after.replace(carried.names.map((name) => ({ name, ...before.of(name) })));
      case 'others': {
        // Whatever was said of them as another workspace's: nothing of it is used now.
        after.replace(carried.lua.map((name) => ({ name, on: false, failure: null })));
        const files = carried.names.slice(0, MOST_NAMED).join(', ');
        const more = carried.names.length > MOST_NAMED ? ' …' : '';
        const params = { folder: basename(to), from: basename(from), files: `${files}${more}` };
        return tell({ code: 'ELUA_OTHERS', params });
      }
      case 'failed':
        return tell(carried.failure);
    }
  };

  return {
    get entries() {
      const theirs = brought?.folder.entries ?? [];
      const used = new Set(theirs.flatMap(({ name, text }) => (text === null ? [] : [name.toLowerCase()])));
      const mine = own.entries.map((entry): PlacedLua => {
        const placed = { ...entry, place: 'own' as const };
        if (entry.text === null || !used.has(entry.name.toLowerCase())) return placed;
        return { ...placed, text: null, failure: { code: 'ELUA_TWICE', params: { file: entry.name } } };
      });
      return [...mine, ...theirs.map((entry): PlacedLua => ({ ...entry, place: 'workspace' }))];
    },
    get workspaceFolder() {
      return brought === null ? null : basename(brought.folder.path);
    },
    add: (name, bytes) => own.add(name, bytes),
    remove: async (place, name) => folderOf(place)?.remove(name) ?? gone(name),
    switch: async (place, name, on) => folderOf(place)?.switch(name, on, null) ?? gone(name),
    async move(place, name) {
      const from = folderOf(place);
      const to = folderOf(place === 'own' ? 'workspace' : 'own');
      if (from === null || to === null || !from.entries.some((entry) => entry.name === name))
        return gone(name);
      if (to.entries.some((entry) => entry.name === name))
        return fail({ code: 'ELUA_THERE', params: { file: name } });
      let bytes: Uint8Array;
      try {
        bytes = await readFile(join(from.path, name));
      } catch (error) {
        const { code = 'EUNEXPECTED' } = error as NodeJS.ErrnoException;
        return fail({ code, syscall: 'read', params: { file: name }, detail: String(error) });
      }
      const added = await to.add(name, bytes);
      return added.ok ? from.remove(name) : added;
    },
    async stop(name, failure) {
      const theirs = brought?.folder.entries.find((entry) => entry.name === name && entry.text !== null);
      await (theirs === undefined ? own : brought?.folder)?.switch(name, false, failure);
    },
    pathOf: (place) => folderOf(place)?.path ?? null,
    async refresh() {
      await Promise.all([own.refresh(), brought?.folder.refresh()]);
    },
    carry(next) {
      following = following.then(() => carry(next));
      return following;
    },
    follow(next) {
      following = following.then(() => enter(next));
      return following;
    },
    close() {
      own.close();
      brought?.folder.close();
    },
  };
};
