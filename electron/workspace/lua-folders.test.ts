import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Failure } from '../../core/contract/failure';
import { MAX_LUA_BYTES } from '../../core/contract/limits';
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

/** A workspace with a file that is on, one that is off, and one of which nobody has said anything. */
const startWithFiles = async () => {
  const made = await start();
  await made.brought('on.lua', '-- on');
  await made.brought('off.lua', '-- off');
  await made.brought('notes.txt', 'no Lua');
  await made.lua.follow(made.workspace);
  await made.lua.switch('workspace', 'on.lua', true);
  made.told.length = 0;
  const to = join(made.folder, 'lab.porthole');
  const goOn = async (): Promise<void> => {
    await made.lua.carry(to);
    await made.lua.follow(to);
  };
  const put = async (name: string, words: string): Promise<void> => {
    await mkdir(join(made.folder, 'lab.protocols'), { recursive: true });
    await writeFile(join(made.folder, 'lab.protocols', name), words);
  };
  const there = (): Promise<string[]> => readdir(join(made.folder, 'lab.protocols'));
  return { ...made, to, goOn, put, there };
};
const AS_BEFORE = [
  ['workspace', 'off.lua', false, null],
  ['workspace', 'on.lua', true, '-- on'],
];

test.each([false, true])(
  'saved as another workspace the files go along, used as before; into an empty folder too: %s',
  async (empty) => {
    const { folder, goOn, there, seen, told } = await startWithFiles();
    if (empty) await mkdir(join(folder, 'lab.protocols'));
    await goOn();
    expect(seen()).toEqual(AS_BEFORE);
    expect(await there()).toEqual(['off.lua', 'on.lua']);
    expect(told).toEqual([]);
    // Nothing else is left there, and where they were they are as they were.
    const folders = (await readdir(folder, { withFileTypes: true })).filter((one) => one.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual(['lab.protocols', 'plant.protocols', 'protocols']);
    expect((await readdir(join(folder, 'plant.protocols'))).sort()).toEqual([
      'notes.txt',
      'off.lua',
      'on.lua',
    ]);
  },
);

test('the same files, byte for byte, that are there already are used as before', async () => {
  const { goOn, put, seen, told } = await startWithFiles();
  await put('on.lua', '-- on');
  await put('off.lua', '-- off');
  await put('more.txt', 'no Lua');
  await goOn();
  expect(seen()).toEqual(AS_BEFORE);
  expect(told).toEqual([]);
});

test.each([
  ['a file of the same name', { 'on.lua': '-- another' }],
  ['one more file', { 'off.lua': '-- off', 'on.lua': '-- on', 'more.lua': '-- more' }],
  ['something that is no Lua', { 'data.csv': '1' }],
] as const)(
  '%s that is there is neither touched nor used, and nothing is mixed with it',
  async (_what, files) => {
    const { lua, to, workspace, goOn, put, there, seen, told, folder } = await startWithFiles();
    for (const [name, words] of Object.entries(files)) await put(name, words);
    // Even what was used there before.
    await lua.follow(to);
    for (const name of Object.keys(files))
      if (name.endsWith('.lua')) await lua.switch('workspace', name, true);
    await lua.follow(workspace);
    told.length = 0;
    await goOn();
    const names = Object.keys(files).sort();
    expect(await there()).toEqual(names);
    for (const [name, words] of Object.entries(files))
      expect(await readFile(join(folder, 'lab.protocols', name), 'utf8')).toBe(words);
    expect(seen().map(([, name, on]) => [name, on])).toEqual(
      names.filter((name) => name.endsWith('.lua')).map((name) => [name, false]),
    );
    const params = { folder: 'lab.protocols', from: 'plant.protocols', files: names.join(', ') };
    expect(told).toEqual([{ code: 'ELUA_OTHERS', params }]);
  },
);

test('what cannot be copied is named, with the reason, and nothing is left half', async () => {
  const { folder, goOn, brought, told, lua, workspace, to } = await startWithFiles();
  await brought('zhuge.lua', 'x'.repeat(MAX_LUA_BYTES + 1));
  // That it is there is told now, and not whenever the watch gets to it.
  await lua.refresh();
  told.length = 0;
  await goOn();
  expect(told).toEqual([
    {
      code: 'ELUA_LEFT_LARGE',
      params: { file: 'zhuge.lua', folder: 'plant.protocols', most: MAX_LUA_BYTES },
    },
  ]);
  expect(await readdir(folder)).not.toContain('lab.protocols');
  // A link is not followed, wherever it leads.
  await rm(join(folder, 'plant.protocols', 'zhuge.lua'));
  await mkdir(join(folder, 'elsewhere'));
  await symlink(join(folder, 'elsewhere'), join(folder, 'lab.protocols'), 'junction');
  await lua.follow(workspace);
  told.length = 0;
  await lua.carry(to);
  expect(told).toMatchObject([{ code: 'ELUA_LEFT', params: { file: 'lab.protocols' } }]);
  expect(await readdir(join(folder, 'elsewhere'))).toEqual([]);
  // Where nothing can be written at all.
  told.length = 0;
  await lua.carry(join(folder, 'nowhere', 'lab.porthole'));
  expect(told).toMatchObject([
    { code: 'ELUA_LEFT', params: { file: 'lab.protocols' }, detail: 'ENOENT: no such file or directory' },
  ]);
});

test('the unnamed workspace and one without files take nothing along', async () => {
  const { folder, lua, workspace, told } = await start();
  await lua.carry(workspace);
  await lua.follow(workspace);
  await lua.carry(join(folder, 'lab.porthole'));
  expect(await readdir(folder)).toEqual(['protocols']);
  expect(told).toEqual([]);
});
