import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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
  const file = { name: 'data.bin', bytes: 4 };
  expect(await files.choose('one', path)).toEqual({ ok: true, value: file });
  expect(files.path('one')).toBe(path);
  expect(files.path('other')).toBeUndefined();
  expect(files.all()).toEqual({ one: file });
  files.forget('one');
  expect(files.path('one')).toBeUndefined();
  expect(files.all()).toEqual({});
});

test('what is not there, and what is no file, is refused', async () => {
  const files = createChosenFiles();
  expect(await files.choose('one', join(folder, 'none'))).toMatchObject({ failure: { code: 'ENOENT' } });
  expect(await files.choose('one', folder)).toMatchObject({ failure: { code: 'ENOTFILE' } });
});

test.skipIf(process.platform === 'win32')(
  'a pipe, which would be waited for without end, is refused',
  async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(await createChosenFiles().choose('one', pipe)).toMatchObject({ failure: { code: 'ENOTFILE' } });
  },
);
