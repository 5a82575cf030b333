import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { Failure } from '../../core/contract/failure';
import { openJsonFile } from './json-file';

const schema = z.strictObject({ count: z.number() });
let folder: string;
let warnings: Failure[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-json-'));
  warnings = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (name = 'settings.json') =>
  openJsonFile({
    path: join(folder, name),
    schema,
    initial: () => ({ count: 0 }),
    warn: (failure) => warnings.push(failure),
  });

test('what was set is there the next time', async () => {
  const file = await open();
  file.set({ count: 1 });
  file.set({ count: 2 });
  await file.flush();
  expect((await open()).value).toEqual({ count: 2 });
  expect(warnings).toEqual([]);
});

test.skipIf(process.platform === 'win32')(
  'only the owner can read it, also where it was open to all',
  async () => {
    const path = join(folder, 'settings.json');
    await writeFile(path, '{"count":1}', { mode: 0o644 });
    const file = await open();
    file.set({ count: 2 });
    await file.flush();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  },
);

test('what cannot be put into words is said so and ends nothing', async () => {
  const file = await open();
  file.set({ count: 1n } as unknown as { count: number });
  await file.flush();
  expect(warnings).toMatchObject([{ code: 'ESETTINGS_UNWRITABLE' }]);
  file.set({ count: 4 });
  await file.flush();
  expect((await open()).value).toEqual({ count: 4 });
});

test.each([
  ['torn', '{"count": 1'],
  ['empty', ''],
  ['of another shape', '{"count": "one"}'],
  ['binary', '\u0000\u0001'],
])('a file that is %s is kept aside, said so, and defaults are used', async (_what, text) => {
  await writeFile(join(folder, 'settings.json'), text);
  const file = await open();
  expect(file.value).toEqual({ count: 0 });
  expect(warnings).toMatchObject([{ code: 'ESETTINGS_DAMAGED', params: { file: 'settings.json' } }]);
  const [aside, ...others] = await readdir(folder);
  expect(others).toEqual([]);
  expect(aside).toMatch(/^settings\.json\.damaged-/);
  expect(await readFile(join(folder, aside ?? ''), 'utf8')).toBe(text);
});

test('a file that cannot be written is said so, and the value lives on', async () => {
  const file = await open('missing-folder/settings.json');
  file.set({ count: 3 });
  await file.flush();
  expect(warnings).toMatchObject([{ code: 'ESETTINGS_UNWRITABLE' }]);
  expect(file.value).toEqual({ count: 3 });
});

test('a file that cannot be read is left as it is', async () => {
  await mkdir(join(folder, 'settings.json'));
  const file = await open();
  expect(warnings).toMatchObject([{ code: 'ESETTINGS_UNREADABLE' }]);
  file.set({ count: 4 });
  await file.flush();
  expect(file.value).toEqual({ count: 4 });
  expect(warnings.length).toBe(1);
  expect(await readdir(folder)).toEqual(['settings.json']);
});
