import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newEndpoint } from '../../core/contract/endpoint';
import type { Failure } from '../../core/contract/failure';
import type { WorkspaceContent, WorkspaceStatus } from '../../core/contract/workspace';
import { openWorkspaces, type Workspaces } from './workspaces';

/** A busy machine tells late that a file was changed. */
const PATIENCE = { timeout: 30_000 } as const;

let folder: string;
let told: Failure[];
let statuses: WorkspaceStatus[];
let opened: Workspaces[];
/** Where what stands beside the file goes along to, and which workspace was open then. */
let carried: [to: string, open: string | undefined][];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-workspaces-'));
  told = [];
  statuses = [];
  opened = [];
  carried = [];
});
afterEach(async () => {
  // Until nothing watches or writes any more.
  for (const one of opened) await one.flush();
  await rm(folder, { recursive: true, force: true });
});

/** Stands for the keyring of the system, which a machine that runs tests has none of. */
const safe = {
  seal: (text: string): string => Buffer.from(text).toString('base64'),
  open: (kept: string): string => Buffer.from(kept, 'base64').toString(),
};

/** A program with a data folder of its own. */
const start = async (own = 'own', wanted: string | null = null, keyring = safe): Promise<Workspaces> => {
  await mkdir(join(folder, own), { recursive: true });
  // Those of this test: that its file is gone is told behind its end, too.
  const heard = { told, statuses, carried };
  const workspaces = await openWorkspaces({
    folder: join(folder, own),
    home: folder,
    wanted,
    safe: keyring,
    tell: (failure) => heard.told.push(failure),
    onStatus: (status) => heard.statuses.push(status),
    carry: async (to) => void heard.carried.push([to, heard.statuses.at(-1)?.name]),
  });
  opened.push(workspaces);
  return workspaces;
};
const file = (name: string): string => join(folder, name);
const withPort = (content: WorkspaceContent, port: string): WorkspaceContent => ({
  ...content,
  endpoints: content.endpoints.map((endpoint, at) => (at === 0 ? { ...endpoint, port } : endpoint)),
});
const change = async (workspaces: Workspaces, port: string): Promise<void> => {
  workspaces.set(withPort(workspaces.value, port));
  await workspaces.flush();
};
const enter = async (workspaces: Workspaces, path: string | null): Promise<void> => {
  const loaded = await workspaces.load(path);
  if (!loaded.ok) throw new Error(loaded.failure.code);
  await workspaces.enter(loaded.value);
};
const portIn = async (path: string): Promise<unknown> =>
  (JSON.parse(await readFile(path, 'utf8')) as WorkspaceContent).endpoints[0]?.port;
const aside = async (like: RegExp): Promise<string[]> =>
  (await readdir(folder)).filter((name) => like.test(name));

test('it begins unnamed, with a server and a client, and is there again', async () => {
  const first = await start();
  expect(first.value.endpoints.map(({ role }) => role)).toEqual(['server', 'client']);
  expect(first.status()).toMatchObject({ name: '', saving: { state: 'kept' }, recent: [] });
  await change(first, '502');
  expect((await start()).value).toEqual(first.value);
  if (process.platform !== 'win32') expect((await stat(file('own/workspace.json'))).mode & 0o777).toBe(0o600);
});

test('saved as a file it goes on there; recent ones are listed and opened', async () => {
  const one = await start();
  await change(one, '1');
  expect(await one.saveAs(file('plc.porthole'))).toEqual({ ok: true, value: null });
  await change(one, '2');
  expect(one.status()).toMatchObject({ name: 'plc', place: '~', recent: [{ id: '', name: '' }] });
  expect(await portIn(file('plc.porthole'))).toBe('2');
  expect(await portIn(file('own/workspace.json'))).toBe('1');

  const made = await one.create(file('new.porthole'));
  if (!made.ok) throw new Error(made.failure.code);
  await one.enter(made.value);
  expect(one.value.endpoints[0]?.port).toBe('8888');
  const { recent } = one.status();
  expect(recent.map(({ name }) => name)).toEqual(['plc', '']);
  expect(one.pathOf(recent[0]?.id ?? '')).toBe(file('plc.porthole'));
  expect(one.pathOf('')).toBe(null);
  expect(one.pathOf('nonsense')).toBeUndefined();

  // The next start opens what was open last; one that was asked for comes before it.
  await one.flush();
  expect((await start()).status().name).toBe('new');
  expect((await start('own', file('plc.porthole'))).status().name).toBe('plc');
});

test('what was sent stays with the person and out of the file', async () => {
  const one = await start();
  await one.saveAs(file('plc.porthole'));
  const [endpoint = newEndpoint('x', 'server')] = one.value.endpoints;
  const history = [{ format: 'hex' as const, hex: 'de ad' }];
  const keyLog = { file: 'f', name: 'keys.log' };
  one.set({
    ...one.value,
    endpoints: [
      { ...endpoint, composer: { ...endpoint.composer, history }, tls: { ...endpoint.tls, keyLog } },
    ],
  });
  await one.flush();
  expect(await readFile(file('plc.porthole'), 'utf8')).not.toMatch(/de ad|keys\.log/);
  const again = await start();
  expect(again.value.endpoints[0]?.composer.history).toEqual(history);
  expect(again.value.endpoints[0]?.tls.keyLog).toEqual(keyLog);
  const other = await start('other', file('plc.porthole'));
  expect(other.value.endpoints[0]?.composer.history).toEqual([]);
});

test('the value of a secret variable is in no file but the person’s own, and there sealed', async () => {
  const one = await start();
  await one.saveAs(file('plc.porthole'));
  const password = { name: 'password', value: 'hunter2', secret: true as const };
  const lab = { name: 'lab', variables: [{ ...password, value: 'other' }] };
  one.set({ ...one.value, variables: { shared: [password], environments: [lab], active: 0 } });
  await one.flush();
  expect(await readFile(file('plc.porthole'), 'utf8')).not.toMatch(/hunter2|other/);
  for (const name of await readdir(file('own/workspaces'))) {
    expect(await readFile(file(`own/workspaces/${name}`), 'utf8')).not.toMatch(/hunter2|other/);
  }
  expect((await start()).value.variables).toEqual(one.value.variables);
  // A keyring that is locked takes nothing away: the next start with it open has them again.
  const locked = await start('own', null, { ...safe, open: () => '' });
  expect(locked.value.variables.shared).toEqual([{ ...password, value: '' }]);
  await change(locked, '1');
  expect((await start()).value.variables).toEqual(one.value.variables);
  // Saved under another name, they go with the person, and not with the file.
  await one.saveAs(file('copy.porthole'));
  await one.flush();
  expect((await start()).value.variables).toEqual(one.value.variables);
  const elsewhere = await start('other', file('copy.porthole'));
  expect(elsewhere.value.variables.shared).toEqual([{ ...password, value: '' }]);
});

test('two programs on one file: the change of the other is noticed, and nothing is written over it', async () => {
  const one = await start();
  await one.saveAs(file('plc.porthole'));
  const two = await start('two', file('plc.porthole'));
  await change(one, '1');
  await vi.waitFor(
    () =>
      expect(two.status().saving).toMatchObject({
        state: 'blocked',
        failure: { code: 'EWORKSPACE_CHANGED', params: { file: 'plc.porthole' } },
        changes: false,
      }),
    PATIENCE,
  );
  await change(two, '2');
  expect(two.unkept()).toBe(true);
  expect(await portIn(file('plc.porthole'))).toBe('1');

  // Kept is what is here; the other one is beside it.
  await two.keepMine();
  expect(two.status().saving).toEqual({ state: 'kept' });
  expect(await portIn(file('plc.porthole'))).toBe('2');
  const [kept = ''] = await aside(/^plc\.porthole\.other-/);
  expect(await portIn(file(kept))).toBe('1');

  // And the first one takes it over.
  await vi.waitFor(() => expect(one.status().saving.state).toBe('blocked'), PATIENCE);
  const loaded = await one.loadAgain();
  if (!loaded.ok) throw new Error(loaded.failure.code);
  await one.enter(loaded.value);
  expect(one.value.endpoints[0]?.port).toBe('2');
  expect(one.status().saving).toEqual({ state: 'kept' });
});

test('without a watch, a change of the other is noticed before anything is written', async () => {
  const one = await start();
  await one.saveAs(file('plc.porthole'));
  const before = await readFile(file('plc.porthole'), 'utf8');
  one.set(withPort(one.value, '7'));
  await writeFile(file('plc.porthole'), before.replace('"server"', '"client"'));
  await one.flush();
  expect(one.status().saving).toMatchObject({ state: 'blocked', changes: true });
  // It is taken back: what waited is written.
  await writeFile(file('plc.porthole'), before);
  await one.check();
  await one.flush();
  expect(one.status().saving).toEqual({ state: 'kept' });
  expect(await portIn(file('plc.porthole'))).toBe('7');
});

test('a file that was moved away is not made again unasked', async () => {
  const one = await start();
  await one.saveAs(file('plc.porthole'));
  await rename(file('plc.porthole'), file('elsewhere.porthole'));
  await change(one, '9');
  expect(one.status().saving).toMatchObject({ state: 'blocked', failure: { code: 'EWORKSPACE_MOVED' } });
  expect(await aside(/^plc/)).toEqual([]);
  await one.keepMine();
  expect(await portIn(file('plc.porthole'))).toBe('9');
});

test('a damaged one is opened with what can be read, and kept aside before the first change', async () => {
  const text =
    '{ "version": 2, "endpoints": [{ "id": "a", "role": "server", "port": [] }, { "id": "b", "role": "client" },] }';
  await writeFile(file('bad.porthole'), text);
  const one = await start('own', file('bad.porthole'));
  expect(one.value.endpoints.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(told).toMatchObject([
    { code: 'EWORKSPACE_DAMAGED', params: { file: 'bad.porthole', count: 2, line: 1 } },
  ]);
  expect(one.status().faults.map(({ field, failure }) => [field, failure.code])).toEqual([
    ['endpoints › #1 › port', 'EFIELD_TEXT'],
    ['endpoints › #2', 'EJSON_COMMA'],
  ]);
  expect(await readFile(file('bad.porthole'), 'utf8')).toBe(text);
  await change(one, '502');
  const [kept = ''] = await aside(/^bad\.porthole\.damaged-/);
  expect(await readFile(file(kept), 'utf8')).toBe(text);
  expect(told.at(-1)).toMatchObject({ code: 'EWORKSPACE_ASIDE', params: { kept } });
  await change(one, '503');
  expect(await aside(/damaged/)).toHaveLength(1);
});

test('one of version 1 is read, and kept aside before it becomes one of version 2', async () => {
  const text = JSON.stringify({ version: 1, endpoints: [newEndpoint('a', 'server')] });
  await writeFile(file('old.porthole'), text);
  const one = await start('own', file('old.porthole'));
  expect(one.status().faultCount).toBe(0);
  expect(await readFile(file('old.porthole'), 'utf8')).toBe(text);
  await change(one, '502');
  expect(JSON.parse(await readFile(file('old.porthole'), 'utf8'))).toMatchObject({
    porthole: 'workspace',
    version: 2,
  });
  const [kept = ''] = await aside(/^old\.porthole\.version-1-/);
  expect(await readFile(file(kept), 'utf8')).toBe(text);
});

test('one of a later version is refused and never touched; the unnamed one is left alone', async () => {
  const later = '{ "porthole": "workspace", "version": 3, "future": true }';
  await writeFile(file('later.porthole'), later);
  const one = await start('own', file('later.porthole'));
  expect(told).toMatchObject([{ code: 'EWORKSPACE_NEWER', params: { version: 3, known: 2 } }]);
  expect(one.status().name).toBe('');
  expect(await readFile(file('later.porthole'), 'utf8')).toBe(later);

  await mkdir(file('new'));
  await writeFile(file('new/workspace.json'), later);
  const other = await start('new');
  expect(other.status().saving).toMatchObject({ state: 'blocked', failure: { code: 'EWORKSPACE_LATER' } });
  await change(other, '1');
  await other.keepMine();
  expect(await readFile(file('new/workspace.json'), 'utf8')).toBe(later);
  // It can be saved elsewhere, and goes on there.
  await other.saveAs(file('saved.porthole'));
  expect(other.status().saving).toEqual({ state: 'kept' });
  expect(await portIn(file('saved.porthole'))).toBe('1');
});

test.each([
  ['that is not there', null, 'EWORKSPACE_ABSENT'],
  ['that holds no workspace', '\0\x01', 'EWORKSPACE_NOTHING'],
  ['that is empty', '', 'EWORKSPACE_NOTHING'],
])('a file %s is said so, and what is open stays open', async (_what, text, code) => {
  const one = await start();
  if (text !== null) await writeFile(file('x.porthole'), text);
  expect(await one.load(file('x.porthole'))).toMatchObject({ ok: false, failure: { code } });
  expect(one.status().name).toBe('');
});

test('what stands beside the file goes along before it is the open one, and only when it was written', async () => {
  const one = await start();
  await one.saveAs(file('plc.porthole'));
  expect(await one.saveAs(file('none/x.porthole'))).toMatchObject({ ok: false });
  await one.saveAs(file('lab.porthole'));
  expect(carried).toEqual([
    [file('plc.porthole'), undefined],
    [file('lab.porthole'), 'plc'],
  ]);
});

test('one that cannot be opened stays in the list with the reason, until it is taken off or opened', async () => {
  const one = await start();
  await one.saveAs(file('plc.porthole'));
  await one.saveAs(file('lab.porthole'));
  await rename(file('plc.porthole'), file('away'));
  const read = await one.load(file('plc.porthole'));
  if (read.ok) throw new Error('it was opened');
  one.unopened(file('plc.porthole'), read.failure);
  const failures = () => one.status().recent.map(({ name, failure }) => [name, failure?.code]);
  expect(failures()).toEqual([
    ['plc', 'EWORKSPACE_ABSENT'],
    ['', undefined],
  ]);
  expect(statuses.at(-1)).toEqual(one.status());

  await rename(file('away'), file('plc.porthole'));
  await enter(one, file('plc.porthole'));
  await enter(one, file('lab.porthole'));
  expect(failures()).toEqual([
    ['plc', undefined],
    ['', undefined],
  ]);
  one.forget(file('plc.porthole'));
  expect(failures()).toEqual([['', undefined]]);
  expect(await portIn(file('plc.porthole'))).toBeDefined();

  // What was open last and cannot be read at the next start is said and stays as well.
  await one.flush();
  await rm(file('lab.porthole'));
  const again = await start();
  expect(told.map(({ code }) => code)).toEqual(['EWORKSPACE_ABSENT']);
  expect(again.status().recent).toMatchObject([{ name: 'lab', failure: { code: 'EWORKSPACE_ABSENT' } }]);
});

test('a folder, and a file that cannot be written, are said so', async () => {
  const one = await start();
  expect(await one.load(folder)).toMatchObject({ failure: { code: 'EWORKSPACE_UNREADABLE' } });
  expect(await one.saveAs(file('none/x.porthole'))).toMatchObject({
    failure: { code: 'EWORKSPACE_UNWRITABLE' },
  });
  expect(one.status().name).toBe('');
});

test('lines end as they did', async () => {
  const one = await start();
  await one.saveAs(file('plc.porthole'));
  const text = (await readFile(file('plc.porthole'), 'utf8')).replaceAll('\n', '\r\n');
  await writeFile(file('plc.porthole'), text);
  await enter(one, file('plc.porthole'));
  await change(one, '502');
  expect(await readFile(file('plc.porthole'), 'utf8')).toBe(text.replace('"8888"', '"502"'));
});

test('a change is a change of one line, and none of nothing', async () => {
  const one = await start();
  await one.saveAs(file('plc.porthole'));
  const before = (await readFile(file('plc.porthole'), 'utf8')).split('\n');
  await change(one, '502');
  const after = (await readFile(file('plc.porthole'), 'utf8')).split('\n');
  expect(after.filter((line, at) => line !== before[at])).toEqual(['      "port": "502"']);
  const { mtimeMs } = await stat(file('plc.porthole'));
  await change(one, '502');
  expect((await stat(file('plc.porthole'))).mtimeMs).toBe(mtimeMs);
});
