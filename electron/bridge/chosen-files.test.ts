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

test('a file gets a token that says nothing of where it is', async () => {
  const files = createChosenFiles();
  const path = join(folder, 'data.bin');
  await writeFile(path, 'four');
  const chosen = await files.choose(path);
  if (!chosen.ok) throw new Error(chosen.failure.code);
  expect(chosen.value).toEqual({
    file: expect.stringMatching(/^[0-9a-f-]{36}$/),
    name: 'data.bin',
    bytes: 4,
  });
  expect(files.path(chosen.value.file)).toBe(path);
  expect(files.path(path)).toBeUndefined();
});

test('what is not there, and what is no file, is refused', async () => {
  const files = createChosenFiles();
  expect(await files.choose(join(folder, 'none'))).toMatchObject({ failure: { code: 'ENOENT' } });
  expect(await files.choose(folder)).toMatchObject({ failure: { code: 'ENOTFILE' } });
});

test.skipIf(process.platform === 'win32')(
  'a pipe, which would be waited for without end, is refused',
  async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(await createChosenFiles().choose(pipe)).toMatchObject({ failure: { code: 'ENOTFILE' } });
  },
);
