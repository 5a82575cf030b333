import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { ExportForm } from '../../core/contract/export-forms';
import { nodeDisk } from '../capture/disk';
import { failingDisk } from '../capture/failing-disk';
import {
  bytesOf,
  cleanUp,
  flowOf,
  happeningOf,
  noControl,
  rowsOf,
  START,
  short,
  startService,
  tagOf,
  temporaryFolder,
} from '../capture/test-support';
import { Exports } from './exports';
import { fieldForest } from './field-forest';
import { FileSink } from './file-sink';

afterEach(cleanUp);

const NO_TREES = new Map();

const start = async () => {
  const { service } = await startService();
  const tcp = flowOf(1);
  const udp = flowOf(2, { transport: 'udp', endpoint: tagOf('two') });
  service.recorder.connectionOpened(tcp, 'remote', START);
  service.recorder.data(tcp, 'in', bytesOf('GET "a",\r\n'), START + 1n);
  service.recorder.happening(happeningOf('note', { params: { text: 'seen' } }), START + 2n);
  service.recorder.data(udp, 'out', Uint8Array.of(0xff, 0x3d), START + 3n);
  service.recorder.data(tcp, 'out', new Uint8Array(200_000).fill(0x78), START + 4n);
  return service;
};

const write = async (
  service: Awaited<ReturnType<typeof start>>,
  form: ExportForm,
  rows: readonly number[],
  trees: Parameters<Exports['rows']>[2] = NO_TREES,
): Promise<string> => {
  const exports = new Exports(nodeDisk);
  const path = join(await temporaryFolder(), 'out');
  const begun = await exports.begin(await service.segments(), { path, form, encoding: 'utf-8' });
  if (!begun.ok) throw new Error(begun.failure.code);
  const { id } = begun.value;
  for (const row of rows) expect(await exports.rows(id, [row], trees)).toEqual({ ok: true, value: null });
  expect(await exports.finish(id)).toEqual({ ok: true, value: null });
  return path;
};

test('text, CSV and hex dump say what a row is, and all of its message', async () => {
  const service = await start();
  const text = await readFile(await write(service, 'text', [0, 1]), 'utf8');
  expect(text).toBe(
    '#1  2026-09-21T14:13:20.000000001Z  one  in  TCP  127.0.0.1:40001  10 B\nGET "a",\r\n\n\n' +
      '#2  2026-09-21T14:13:20.000000002Z  one  info  note {"text":"seen"}\n\n',
  );
  const csv = await readFile(await write(service, 'csv', [0, 1, 2]), 'utf8');
  expect(csv.split('\r\n').slice(1)).toEqual([
    '1,2026-09-21T14:13:20.000000001Z,data,one,in,tcp,127.0.0.1:40001,10,"GET ""a"",',
    '",474554202261222C0D0A',
    '2,2026-09-21T14:13:20.000000002Z,event,one,,,,0,"note {""text"":""seen""}",',
    '3,2026-09-21T14:13:20.000000003Z,data,two,out,udp,127.0.0.1:40002,2,"\ufffd=",FF3D',
    '',
  ]);
  const dump = await readFile(await write(service, 'hexDump', [3]), 'utf8');
  expect(dump).toContain('\n00030d30  78 78');
});

test('JSON is an array, with what the dissectors say where they say it', async () => {
  const service = await start();
  expect(JSON.parse(await readFile(await write(service, 'json', []), 'utf8'))).toEqual([]);
  const field = { filter: '', isProtocol: true, source: 0, start: 0, length: 0, row: null, severity: null };
  const trees = new Map([
    [
      2,
      [
        { ...field, depth: 0, name: 'udp', label: 'UDP' },
        { ...field, depth: 1, name: 'udp.port', label: 'Port: 1' },
        { ...field, depth: 0, name: 'ip', label: 'IP' },
      ],
    ],
  ]);
  const json = JSON.parse(await readFile(await write(service, 'json', [0, 1, 2, 3], trees), 'utf8'));
  expect(json).toMatchObject([
    { row: 1, text: 'GET "a",\r\n', direction: 'in' },
    { row: 2, kind: 'event', event: 'note' },
    {
      row: 3,
      hex: 'FF3D',
      decoded: [
        { name: 'udp', fields: [{ name: 'udp.port' }] },
        { name: 'ip', label: 'IP' },
      ],
    },
    { row: 4, length: 200_000 },
  ]);
  expect(json[3].text).toBe('x'.repeat(200_000));
  expect(json[0].decoded).toBeUndefined();
});

test('a tree whose depths leave some out is still a tree', () => {
  const field = { filter: '', isProtocol: false, source: 0, start: 0, length: 0, row: null, severity: null };
  const at = (depth: number, name: string) => ({ ...field, depth, name, label: name });
  expect(fieldForest([at(0, 'a'), at(3, 'b'), at(1, 'c'), at(0, 'd')])).toEqual([
    {
      name: 'a',
      label: 'a',
      fields: [
        { name: 'b', label: 'b' },
        { name: 'c', label: 'c' },
      ],
    },
    { name: 'd', label: 'd' },
  ]);
});

test('pcapng opens again with the same rows', async () => {
  const service = await start();
  const before = await rowsOf(service);
  const path = await write(service, 'pcapng', [0, 1, 2, 3]);
  const other = await startService();
  expect(await other.service.open(path, noControl)).toEqual({ ok: true, value: null });
  const after = await rowsOf(other.service);
  expect(after.map((row) => `${row.nanos} ${row.endpoint} ${row.flow} ${short(row)}`)).toEqual(
    before.map((row) => `${row.nanos} ${row.endpoint} ${row.flow} ${short(row)}`),
  );
});

test('what is called off or fails leaves no file', async () => {
  const service = await start();
  const folder = await temporaryFolder();
  const disk = failingDisk();
  const exports = new Exports(disk);
  const wish = { path: join(folder, 'out'), form: 'csv' as const, encoding: 'utf-8' as const };
  const begun = await exports.begin(await service.segments(), wish);
  if (!begun.ok) throw new Error(begun.failure.code);
  await exports.rows(begun.value.id, [0], NO_TREES);
  await exports.drop(begun.value.id);
  expect(await readdir(folder)).toEqual([]);
  expect(await exports.rows(begun.value.id, [0], NO_TREES)).toMatchObject({ failure: { code: 'ECANCELED' } });

  const full = await exports.begin(await service.segments(), wish);
  if (!full.ok) throw new Error(full.failure.code);
  disk.room = 0;
  expect(await exports.rows(full.value.id, [3], NO_TREES)).toMatchObject({
    failure: { code: 'ENOSPC', params: { target: 'out' } },
  });
  expect(await readdir(folder)).toEqual([]);
  expect(
    await exports.begin(await service.segments(), { ...wish, path: join(folder, 'no', 'out') }),
  ).toMatchObject({
    failure: { code: 'ENOENT' },
  });
});

test('an export whose first bytes cannot be written leaves no file', async () => {
  const service = await start();
  const folder = await temporaryFolder();
  // Heads are small and wait in the sink's memory for rows, so that no disk makes this fail today.
  const writing = vi
    .spyOn(FileSink.prototype, 'write')
    .mockRejectedValueOnce(Object.assign(new Error('ENOSPC: write'), { code: 'ENOSPC' }));
  try {
    const wish = { path: join(folder, 'out'), form: 'csv' as const, encoding: 'utf-8' as const };
    expect(await new Exports(nodeDisk).begin(await service.segments(), wish)).toMatchObject({
      failure: { code: 'ENOSPC', params: { target: 'out' } },
    });
    expect(await readdir(folder)).toEqual([]);
  } finally {
    writing.mockRestore();
  }
});
