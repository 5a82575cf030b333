import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Failure } from '../../core/contract/failure';
import { openJsonFile } from './json-file';
import { openLuaFolders, workspaceFolderOf } from './lua-folders';
import { luaSwitchesSchema, noLuaSwitches } from './lua-switches';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

const start = async (home?: string) => {
  const folder = home ?? (await mkdtemp(join(tmpdir(), 'porthole-lua-')));
  if (home === undefined) undo.push(() => rm(folder, { recursive: true, force: true }));
  const switches = await openJsonFile({
    path: join(folder, 'lua.json'),
    schema: luaSwitchesSchema,
    initial: noLuaSwitches,
    warn: (failure) => {
      throw new Error(JSON.stringify(failure));
    },
  });
  const told: Failure[] = [];
  const lua = await openLuaFolders({
    path: join(folder, 'protocols'),
    switches,
    onChange: () => undefined,
    tell: (failure) => void told.push(failure),
  });
  undo.push(() => lua.close());
  undo.push(() => switches.flush());
  const workspace = join(folder, 'plant.porthole');
  const brought = async (name: string, text: string): Promise<void> => {
    await mkdir(join(folder, 'plant.protocols'), { recursive: true });
    await writeFile(join(folder, 'plant.protocols', name), text);
  };
  const seen = () => lua.entries.map(({ place, name, on, text }) => [place, name, on, text]);
  return { folder, lua, switches, told, workspace, brought, seen };
};

const text = (words: string) => new TextEncoder().encode(words);

test.each([
  ['/a/plant.porthole', '/a/plant.protocols'],
  ['/a/plant.PORTHOLE', '/a/plant.protocols'],
  ['/a/plant', '/a/plant.protocols'],
])('beside %s its files are in %s', (workspace, folder) => {
  expect(workspaceFolderOf(workspace)).toBe(folder);
});

test('what comes with a workspace is off, is told of once, and is on where a person says so', async () => {
  const { folder, lua, switches, told, workspace, brought, seen } = await start();
  await brought('pump.lua', '-- pump');
  await lua.add('own.lua', text('-- own'));
  await lua.follow(workspace);
  expect(lua.workspaceFolder).toBe('plant.protocols');
  expect(seen()).toEqual([
    ['own', 'own.lua', true, '-- own'],
    ['workspace', 'pump.lua', false, null],
  ]);
  expect(told).toEqual([{ code: 'ELUA_BROUGHT', params: { count: 1, folder: 'plant.protocols' } }]);
  await lua.switch('workspace', 'pump.lua', true);
  expect(seen()[1]).toEqual(['workspace', 'pump.lua', true, '-- pump']);

  // Another workspace has none of it, and this one is as it was, also after a restart.
  await lua.follow(null);
  expect(lua.workspaceFolder).toBeNull();
  expect(seen()).toEqual([['own', 'own.lua', true, '-- own']]);
  await lua.follow(workspace);
  expect(seen()).toHaveLength(2);
  await switches.flush();
  const again = await start(folder);
  await again.lua.follow(workspace);
  expect(again.seen()[1]).toEqual(['workspace', 'pump.lua', true, '-- pump']);
  expect([...told, ...again.told]).toHaveLength(1);
  // The same files at another place are another workspace's.
  await again.lua.follow(join(folder, 'elsewhere', 'plant.porthole'));
  expect(again.seen()).toHaveLength(1);
});

test('a file that another program puts there is off, too', async () => {
  const { lua, told, workspace, brought, seen } = await start();
  await brought('pump.lua', '-- pump');
  await lua.follow(workspace);
  await brought('valve.lua', '-- valve');
  await lua.refresh();
  expect(seen()).toEqual([
    ['workspace', 'pump.lua', false, null],
    ['workspace', 'valve.lua', false, null],
  ]);
  expect(told).toHaveLength(2);
});

test('files are moved between the two folders, and nothing is written over', async () => {
  const { folder, lua, workspace, seen } = await start();
  await lua.add('pump.lua', text('-- pump'));
  expect(await lua.move('own', 'pump.lua')).toMatchObject({ failure: { code: 'ELUA_GONE' } });
  await lua.follow(workspace);
  // No folder is made beside a workspace that has no files.
  expect(await readdir(folder)).not.toContain('plant.protocols');
  expect(await lua.move('own', 'pump.lua')).toMatchObject({ ok: true });
  expect(seen()).toEqual([['workspace', 'pump.lua', true, '-- pump']]);
  expect(await readdir(join(folder, 'plant.protocols'))).toEqual(['pump.lua']);
  await lua.add('pump.lua', text('-- another'));
  expect(await lua.move('workspace', 'pump.lua')).toMatchObject({ failure: { code: 'ELUA_THERE' } });
  await lua.remove('own', 'pump.lua');
  expect(await lua.move('workspace', 'pump.lua')).toMatchObject({ ok: true });
  expect(seen()).toEqual([['own', 'pump.lua', true, '-- pump']]);
});

test('of two files of one name the workspace’s is used while it is on, and it is the one that is stopped', async () => {
  const { lua, workspace, brought, seen } = await start();
  await lua.add('pump.lua', text('-- own'));
  await brought('pump.lua', '-- theirs');
  await lua.follow(workspace);
  expect(seen()).toEqual([
    ['own', 'pump.lua', true, '-- own'],
    ['workspace', 'pump.lua', false, null],
  ]);
  await lua.switch('workspace', 'pump.lua', true);
  expect(seen()).toEqual([
    ['own', 'pump.lua', true, null],
    ['workspace', 'pump.lua', true, '-- theirs'],
  ]);
  expect(lua.entries[0]?.failure?.code).toBe('ELUA_TWICE');
  await lua.stop('pump.lua', { code: 'ELUA_ENDLESS', params: { file: 'pump.lua' } });
  expect(seen()).toEqual([
    ['own', 'pump.lua', true, '-- own'],
    ['workspace', 'pump.lua', false, null],
  ]);
  expect(lua.entries[1]?.failure?.code).toBe('ELUA_ENDLESS');
});
