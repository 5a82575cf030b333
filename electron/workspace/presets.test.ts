import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { endpointConfigSchema, newEndpoint } from '../../core/contract/endpoint';
import type { Failure } from '../../core/contract/failure';
import { type PresetsFile, presetsFileSchema } from '../../core/contract/preset';
import { builtInPreset } from '../../core/preset/built-in';
import { BUILT_IN_IDS } from '../../core/preset/built-in-ids';
import { type JsonFile, openJsonFile } from './json-file';
import { noPresets, openPresets } from './presets';

let folder = '';
let warnings: Failure[] = [];
let opened: JsonFile<PresetsFile>[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'presets-'));
  warnings = [];
  opened = [];
});
afterEach(async () => {
  // Until nothing waits to be written any more.
  for (const file of opened) await file.flush();
  await rm(folder, { recursive: true, force: true });
});

const openFile = async (): Promise<JsonFile<PresetsFile>> => {
  const file = await openJsonFile<PresetsFile>({
    path: join(folder, 'presets.json'),
    schema: presetsFileSchema,
    initial: noPresets,
    warn: (failure) => warnings.push(failure),
  });
  opened.push(file);
  return file;
};

const sent = { format: 'hex', hex: '00' } as const;
const endpoint = {
  ...newEndpoint('a', 'client'),
  name: 'mine',
  port: '502',
  tls: { ...newEndpoint('a', 'client').tls, keyLog: { file: 'x', name: 'keys.txt' } },
  composer: { ...newEndpoint('a', 'client').composer, history: [sent] },
};

test('kept under a name, found again after a restart, renamed, deleted', async () => {
  const file = await openFile();
  const presets = openPresets(file);
  const saved = presets.save(endpoint, '  Modbus  ');
  if (!saved.ok) throw new Error(saved.failure.code);
  const { id } = saved.value;
  expect(saved.value).toEqual({ id, name: 'Modbus', role: 'client' });
  await file.flush();

  const again = openPresets(await openFile());
  expect(again.list()).toEqual([{ id, name: 'Modbus', role: 'client' }]);
  expect(again.find(id)?.endpoint).toMatchObject({
    port: '502',
    tls: { keyLog: null },
    composer: { history: [] },
  });
  expect(again.rename(id, 'PLC')).toEqual({ ok: true, value: null });
  expect(again.list()[0]?.name).toBe('PLC');
  again.remove(id);
  expect(again.list()).toEqual([]);
  expect(warnings).toEqual([]);
});

test('a name is there, and there once', async () => {
  const presets = openPresets(await openFile());
  const first = presets.save(endpoint, 'PLC');
  expect(presets.save(endpoint, ' ')).toEqual({ ok: false, failure: { code: 'EPRESET_NAME' } });
  expect(presets.save(endpoint, 'plc')).toMatchObject({
    failure: { code: 'EPRESET_TAKEN', params: { name: 'plc' } },
  });
  expect(presets.rename('nobody', 'x')).toEqual({ ok: false, failure: { code: 'EPRESET_GONE' } });
  expect(first.ok && presets.rename(first.value.id, 'plc').ok).toBe(true);
});

test('a damaged file is kept aside and said so', async () => {
  await writeFile(join(folder, 'presets.json'), '{"version":1,"presets":[{"id":"a"}]}');
  expect(openPresets(await openFile()).list()).toEqual([]);
  expect(warnings).toMatchObject([{ code: 'ESETTINGS_DAMAGED', params: { file: 'presets.json' } }]);
  const aside = (await readdir(folder)).find((name) => name.startsWith('presets.json.damaged-'));
  expect(await readFile(join(folder, aside ?? ''), 'utf8')).toContain('"id":"a"');
});

test('what everyone can start from passes the schema of endpoints', () => {
  for (const id of BUILT_IN_IDS) expect(endpointConfigSchema.safeParse(builtInPreset(id)).success).toBe(true);
  expect(builtInPreset('built-in-mdns')).toMatchObject({
    protocol: 'udp',
    port: '5353',
    groups: [{ group: '224.0.0.251' }],
  });
  expect(builtInPreset('nothing')).toBeNull();
});
