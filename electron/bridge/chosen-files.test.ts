import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createChosenFiles } from './chosen-files';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-chosen-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('each endpoint has its file; the window learns nothing of where it is', async () => {
  const files = createChosenFiles();
  const path = join(folder, 'data.bin');
  await writeFile(path, 'four');
  const file = { name: 'data.bin', bytes: 4, files: 1 };
  expect(await files.choose('one', [path])).toEqual({ ok: true, value: file });
  expect(files.paths('one')).toEqual([path]);
  expect(files.paths('other')).toBeUndefined();
  expect(files.all()).toEqual({ one: file });
  files.forget('one');
  expect(files.paths('one')).toBeUndefined();
  expect(files.all()).toEqual({});
});

test('the files of a folder go by name, numbers by their value; folders in it are left out', async () => {
  const files = createChosenFiles();
  expect(await files.chooseFolder('one', folder)).toMatchObject({ failure: { code: 'EFOLDER_EMPTY' } });
  for (const name of ['10.bin', '2.bin', 'a.bin']) await writeFile(join(folder, name), name);
  await mkdir(join(folder, '1'));
  expect(await files.chooseFolder('one', folder)).toMatchObject({ value: { bytes: 16, files: 3 } });
  expect(files.paths('one')).toEqual(['2.bin', '10.bin', 'a.bin'].map((name) => join(folder, name)));
  const several = [join(folder, 'a.bin'), join(folder, '2.bin')];
  expect(await files.choose('one', several)).toMatchObject({ value: { name: '2.bin', files: 2 } });
  expect(await files.chooseFolder('one', join(folder, 'none'))).toMatchObject({
    failure: { code: 'ENOENT' },
  });
});

test('what is not there, and what is no file, is refused', async () => {
  const files = createChosenFiles();
  expect(await files.choose('one', [join(folder, 'none')])).toMatchObject({ failure: { code: 'ENOENT' } });
  expect(await files.choose('one', [folder])).toMatchObject({ failure: { code: 'ENOTFILE' } });
});

test.skipIf(process.platform === 'win32')(
  'a pipe, which would be waited for without end, is refused',
  async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe], { timeout: 60_000 });
    expect(await createChosenFiles().choose('one', [pipe])).toMatchObject({ failure: { code: 'ENOTFILE' } });
  },
);
