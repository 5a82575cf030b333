import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newEndpoint } from '../../core/contract/endpoint';
import { readEndpoints, writeEndpoints } from './endpoints-file';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-endpoints-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('what was written is read again, without the history of sent messages', async () => {
  const endpoint = { ...newEndpoint('a', 'server'), name: 'PLC', port: '502' };
  const sent = { ...endpoint, composer: { ...endpoint.composer, history: [endpoint.autoReply.reply] } };
  const path = join(folder, 'plc.porthole');
  expect(await writeEndpoints(path, [sent])).toEqual({ ok: true, value: null });
  expect(await readEndpoints(path)).toEqual({ ok: true, value: { endpoints: [endpoint], damage: null } });
  expect(await readFile(path, 'utf8')).toContain('"port": "502"');
});

test.each([
  ['no JSON', 'hello', { code: 'EWORKSPACE_NOTHING', params: { line: 1, column: 1 } }],
  ['of another shape', '{"name": "x"}', { code: 'EWORKSPACE_NOTHING' }],
  [
    'of a later version',
    '{"version": 3, "endpoints": []}',
    { code: 'EWORKSPACE_NEWER', params: { version: 3 } },
  ],
])('a file that is %s is refused', async (_what, text, failure) => {
  const path = join(folder, 'bad.porthole');
  await writeFile(path, text);
  expect(await readEndpoints(path)).toMatchObject({ ok: false, failure });
});

test('of a damaged file what can be read is added, and the rest said', async () => {
  const path = join(folder, 'bad.porthole');
  await writeFile(path, '{"version": 2,\n "endpoints": [{"id": "a", "role": "server"}, 5]}');
  expect(await readEndpoints(path)).toMatchObject({
    ok: true,
    value: { endpoints: [{ id: 'a' }], damage: { code: 'EENDPOINTS_PARTLY', params: { count: 1, line: 2 } } },
  });
});

test('a folder that does not exist is said so', async () => {
  expect(await writeEndpoints(join(folder, 'none', 'x.porthole'), [])).toMatchObject({
    ok: false,
    failure: { code: 'EENDPOINTS_UNWRITABLE', params: { file: 'x.porthole' } },
  });
});
