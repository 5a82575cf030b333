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
  expect(await readEndpoints(path)).toEqual({ ok: true, value: [endpoint] });
  expect(await readFile(path, 'utf8')).toContain('"port": "502"');
});

test.each([
  ['no JSON', 'hello', /JSON/],
  ['of another shape', '{"version": 1, "endpoints": [{"id": "a"}]}', /endpoints\.0/],
  ['of a later version', '{"version": 2, "endpoints": []}', /version/],
])('a file that is %s is refused with the place', async (_what, text, place) => {
  const path = join(folder, 'bad.porthole');
  await writeFile(path, text);
  const result = await readEndpoints(path);
  expect(result).toMatchObject({ ok: false, failure: { code: 'EENDPOINTS_UNREADABLE' } });
  expect(result.ok ? '' : result.failure.detail).toMatch(place);
});

test('a folder that does not exist is said so', async () => {
  expect(await writeEndpoints(join(folder, 'none', 'x.porthole'), [])).toMatchObject({
    ok: false,
    failure: { code: 'EENDPOINTS_UNWRITABLE', params: { file: 'x.porthole' } },
  });
});
