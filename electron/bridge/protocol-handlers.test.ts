import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { LuaFiles } from '../../core/contract/lua-files';
import type { DescribedProtocol } from '../../core/contract/protocol';
import { newWorkspace } from '../../core/contract/workspace';
import { compileLua } from '../../core/protocol/compile-lua';
import { describedLua, exampleProtocol } from '../../core/protocol/described';
import { readProtocol } from '../../core/protocol/read';
import type { LuaFolders } from '../workspace/lua-folders';
import { openWorkspace } from '../workspace/workspace';
import { createOwnLua } from './lua-handlers';
import { createProtocolHandlers } from './protocol-handlers';

let folder = '';
afterEach(async () => {
  if (folder !== '') await rm(folder, { recursive: true, force: true });
  folder = '';
});

const done = async () => ({ ok: true, value: null }) as const;
const nothing = async (): Promise<void> => undefined;
/** Folders without Lua files: what is in them has tests of its own. */
const noFiles: LuaFolders = {
  entries: [],
  workspaceFolder: null,
  add: done,
  remove: done,
  switch: done,
  move: done,
  stop: nothing,
  pathOf: () => null,
  refresh: nothing,
  carry: nothing,
  follow: nothing,
  close: () => undefined,
};

const opened = (path: string | null = null) => {
  let id = 0;
  let value = newWorkspace(() => {
    id += 1;
    return `id-${id}`;
  });
  const workspace = openWorkspace({
    get value() {
      return value;
    },
    set: (next) => {
      value = next;
    },
  });
  let restarts = 0;
  let told: LuaFiles | null = null;
  const lua = createOwnLua(noFiles, {
    described: () => describedLua(workspace.protocols),
    luaChanged: () => {
      restarts += 1;
    },
    tell: (status) => {
      told = status;
    },
  });
  const handlers = createProtocolHandlers({ workspace, lua, asking: { saveLuaPath: async () => path } });
  return {
    handlers,
    lua,
    workspace,
    restarts: () => restarts,
    told: () => told,
    set: (protocols: DescribedProtocol[]) => handlers['protocols.set']({ protocols }),
  };
};
const pump = exampleProtocol('a');

test('descriptions are kept, and the dissectors start again only when what they read has changed', async () => {
  const { set, lua, workspace, restarts } = opened();
  await set([pump]);
  expect(workspace.protocols).toEqual([pump]);
  expect(lua.texts.map(({ name }) => name)).toEqual(['described:pump.lua']);
  expect(restarts()).toBe(1);
  // One that is off, or is not whole yet, is nothing that they would read.
  await set([pump, { ...pump, id: 'b', name: 'other', on: false }, { ...pump, id: 'c', name: 'Half' }]);
  expect(restarts()).toBe(1);
  await set([{ ...pump, on: false }]);
  expect([lua.texts, restarts()]).toEqual([[], 2]);
});

test('what the dissectors say of a description is told by its id', async () => {
  const { set, lua, told } = opened();
  await set([pump]);
  const error = 'described:pump.lua:2: bad argument #1 to Proto';
  lua.reported([{ file: 'described:pump.lua', protocols: [], error }]);
  expect(told()?.described).toEqual([
    { id: 'a', failure: { code: 'EPROTOCOL_ENGINE', detail: 'bad argument #1 to Proto' } },
  ]);
  await set([{ ...pump, title: 'Other' }]);
  expect(told()?.described).toEqual([{ id: 'a', failure: null }]);
});

test('one in which the dissectors had to be stopped is not read again until it is changed', async () => {
  const { set, lua, told } = opened();
  await set([pump]);
  lua.stopped('described:pump.lua', { code: 'ELUA_BROKE' });
  expect(lua.texts).toEqual([]);
  expect(told()?.described).toEqual([{ id: 'a', failure: { code: 'EPROTOCOL_STOPPED' } }]);
  await set([{ ...pump, title: 'Other' }]);
  expect(lua.texts).toHaveLength(1);
});

test('the dissector is exported; a description with faults is refused, and one that is gone', async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-protocols-'));
  const path = join(folder, 'pump.lua');
  const { set, handlers } = opened(path);
  await set([pump, { ...pump, id: 'b' }]);
  expect(await handlers['protocols.export']({ id: 'a' })).toEqual({ ok: true, value: { name: 'pump.lua' } });
  const { protocol } = readProtocol(pump);
  expect(await readFile(path, 'utf8')).toBe(protocol === null ? '' : compileLua(protocol));
  expect(await handlers['protocols.export']({ id: 'b' })).toMatchObject({
    failure: { code: 'EPROTOCOL_FAULTY' },
  });
  expect(await handlers['protocols.export']({ id: 'c' })).toMatchObject({
    failure: { code: 'EPROTOCOL_GONE' },
  });
});

test('an export that is cancelled, or cannot be written, says so', async () => {
  const cancelled = opened(null);
  await cancelled.set([pump]);
  expect(await cancelled.handlers['protocols.export']({ id: 'a' })).toEqual({ ok: true, value: null });
  const nowhere = opened('/nowhere/pump.lua');
  await nowhere.set([pump]);
  expect(await nowhere.handlers['protocols.export']({ id: 'a' })).toMatchObject({
    failure: { code: 'ENOENT', params: { target: 'pump.lua' } },
  });
});
