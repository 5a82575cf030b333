import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { MAX_LUA_BYTES } from '../../core/contract/limits';
import { type JsonFile, openJsonFile } from './json-file';
import { openLuaFolder } from './lua-folder';
import { type LuaSwitches, luaSwitchesSchema, noLuaSwitches, ownSwitches } from './lua-switches';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

/** A machine that does other things, too, may take its time to tell. */
const SOON = { timeout: 30_000 };

const openFolder = async (home?: string) => {
  const folder = home ?? (await mkdtemp(join(tmpdir(), 'porthole-lua-')));
  if (home === undefined) undo.push(() => rm(folder, { recursive: true, force: true }));
  const switches: JsonFile<LuaSwitches> = await openJsonFile({
    path: join(folder, 'lua.json'),
    schema: luaSwitchesSchema,
    initial: noLuaSwitches,
    warn: (failure) => {
      throw new Error(JSON.stringify(failure));
    },
  });
  let changes = 0;
  const path = join(folder, 'protocols');
  const lua = await openLuaFolder({
    path,
    switches: ownSwitches(switches),
    onChange: () => (changes += 1),
    make: true,
  });
  undo.push(() => lua.close());
  undo.push(() => switches.flush());
  return { folder, path, lua, switches, changes: () => changes };
};
const text = (words: string) => new TextEncoder().encode(words);

test('files are added, replaced, switched off and removed; a restart finds them so', async () => {
  const { folder, path, lua, switches } = await openFolder();
  expect(lua.entries).toEqual([]);
  expect(await lua.add('b.lua', text('-- b'))).toMatchObject({ ok: true });
  expect(await lua.add('a.lua', text('-- a'))).toMatchObject({ ok: true });
  expect(await lua.add('a.lua', text('-- a, again'))).toMatchObject({ ok: true });
  expect(await lua.switch('b.lua', false, null)).toMatchObject({ ok: true });
  const expected = [
    { name: 'a.lua', bytes: 11, on: true, text: '-- a, again', failure: null },
    { name: 'b.lua', bytes: 4, on: false, text: null, failure: null },
  ];
  expect(lua.entries).toEqual(expected);
  await switches.flush();
  expect((await openFolder(folder)).lua.entries).toEqual(expected);
  expect(await lua.remove('b.lua')).toMatchObject({ ok: true });
  expect(await lua.remove('b.lua')).toMatchObject({ failure: { code: 'ELUA_GONE' } });
  expect(await lua.switch('b.lua', true, null)).toMatchObject({ failure: { code: 'ELUA_GONE' } });
  expect(await readdir(path)).toEqual(['a.lua']);
});

test('why Porthole switched a file off is kept until it is switched on, or replaced', async () => {
  const { lua } = await openFolder();
  const failure = { code: 'ELUA_ENDLESS', params: { file: 'a.lua' } };
  await lua.add('a.lua', text('while true do end'));
  await lua.switch('a.lua', false, failure);
  expect(lua.entries[0]).toMatchObject({ on: false, failure });
  await lua.add('a.lua', text('-- mended'));
  expect(lua.entries[0]).toMatchObject({ on: true, failure: null, text: '-- mended' });
});

test('what another program changes in the folder is noticed', async () => {
  const { path, lua, changes } = await openFolder();
  await writeFile(join(path, 'pump.lua'), '-- 1');
  await expect.poll(() => lua.entries.map((entry) => entry.text), SOON).toEqual(['-- 1']);
  await writeFile(join(path, 'pump.lua'), '-- 2');
  await expect.poll(() => lua.entries.map((entry) => entry.text), SOON).toEqual(['-- 2']);
  await rm(join(path, 'pump.lua'));
  await expect.poll(() => lua.entries, SOON).toEqual([]);
  expect(changes()).toBeGreaterThan(0);
}, 60_000);

test('only plain files of a bearable size are used', async () => {
  const { folder, path, lua } = await openFolder();
  await mkdir(join(path, 'folder.lua'));
  await symlink(join(folder, 'nowhere'), join(path, 'dangling.lua'));
  await writeFile(join(path, 'notes.txt'), 'x');
  await writeFile(join(path, 'large.lua'), ' '.repeat(MAX_LUA_BYTES + 1));
  await lua.add('a.lua', text('-- a'));
  expect(lua.entries.map(({ name, failure }) => [name, failure?.code])).toEqual([
    ['a.lua', undefined],
    ['large.lua', 'ELUA_TOO_LARGE'],
  ]);
});

test.each([
  '../a.lua',
  'a/b.lua',
  'a\\b.lua',
  'C:a.lua',
  '.lua',
  '.hidden.lua',
  'a.txt',
  'a\n.lua',
  '\u202Ea.lua',
  '',
])('%j is no name of a file here', async (name) => {
  const { folder, path, lua } = await openFolder();
  expect(await lua.add(name, text('x'))).toMatchObject({ failure: { code: 'ELUA_NAME' } });
  expect(await readdir(path)).toEqual([]);
  expect(await readdir(folder)).toEqual(['protocols']);
});

test('a file that is too large is not added', async () => {
  const { lua } = await openFolder();
  const answer = await lua.add('a.lua', new Uint8Array(MAX_LUA_BYTES + 1));
  expect(answer).toMatchObject({ failure: { code: 'ELUA_TOO_LARGE', params: { file: 'a.lua' } } });
});
