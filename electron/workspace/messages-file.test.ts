import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exportMessages, importMessages } from './messages-file';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-messages-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('what is exported is readable, and is imported again', async () => {
  const path = join(folder, 'messages.json');
  const message = {
    id: 'a',
    name: 'Hi',
    folder: '',
    note: '',
    endpoint: '',
    key: '' as const,
    draft: { format: 'hex' as const, hex: '48 69' },
  };
  expect(await exportMessages(path, [message])).toEqual({ ok: true, value: null });
  expect(await readFile(path, 'utf8')).toContain('"hex": "48 69"');
  const { id: _id, ...rest } = message;
  expect(await importMessages(path)).toEqual({
    ok: true,
    value: { name: 'messages.json', messages: [rest], skipped: 0 },
  });
});

test.each([
  ['with nothing in it', '', 'ELIBRARY_NOTHING'],
  ['that is not there', null, 'ELIBRARY_UNREADABLE'],
])('a file %s is said so', async (_what, text, code) => {
  const path = join(folder, 'x.txt');
  if (text !== null) await writeFile(path, text);
  expect(await importMessages(path)).toMatchObject({
    ok: false,
    failure: { code, params: { file: 'x.txt' } },
  });
});

test('a folder that does not exist is said so', async () => {
  expect(await exportMessages(join(folder, 'none', 'x.json'), [])).toMatchObject({
    ok: false,
    failure: { code: 'ELIBRARY_UNWRITABLE' },
  });
});
