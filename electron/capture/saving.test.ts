import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { failingDisk } from './failing-disk';
import {
  bytesOf,
  cleanUp,
  filterOf,
  flowOf,
  noControl,
  rowsOf,
  START,
  savedBytes,
  short,
  startService,
  tagOf,
  temporaryFolder,
} from './test-support';

afterEach(cleanUp);

const flow = flowOf(1);
const texts = async (service: Parameters<typeof rowsOf>[0]): Promise<readonly string[]> =>
  (await rowsOf(service)).map(short);

const filesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(join(folder, 'captures'))).map((name) => name.slice(name.lastIndexOf('.') + 1)).sort();

describe('save', () => {
  test('writes everything, the newest row too, and counts what is not saved yet', async () => {
    const { service } = await startService();
    service.recorder.data(flow, 'in', bytesOf('one'), START);
    expect(service.status().unsaved).toBe(1);
    const first = await savedBytes(service);
    expect(service.status().unsaved).toBe(0);
    service.recorder.data(flow, 'in', bytesOf('two'), START);
    expect(service.status().unsaved).toBe(1);
    const second = await savedBytes(service);
    expect(second.subarray(0, first.length)).toEqual(first);
    expect(second.includes('two')).toBe(true);
  });

  test('for another program is a copy of all there is, and counts as nothing saved', async () => {
    const { service } = await startService();
    service.recorder.data(flow, 'in', bytesOf('one'), START);
    const folder = await temporaryFolder();
    const path = join(folder, 'copy.pcapng');
    expect(await service.handOut(path, noControl)).toEqual({ ok: true, value: { path } });
    expect(service.status().unsaved).toBe(1);
    expect(await readFile(path)).toEqual(await savedBytes(service));

    // A file that a person opened is theirs, and needs no copy.
    await service.open(path, noControl);
    expect(await service.handOut(join(folder, 'other.pcapng'), noControl)).toEqual({
      ok: true,
      value: { path },
    });
    expect(await readdir(folder)).toEqual(['copy.pcapng']);
  });

  test('under the longest name that the file system allows', async () => {
    const { service } = await startService();
    const path = join(await temporaryFolder(), `${'记'.repeat(82)}.pcapng`);
    expect(await service.save(path, noControl)).toEqual({ ok: true, value: null });
  });

  test('goes on beside recording: the file ends at a whole row', async () => {
    const { service } = await startService();
    for (let i = 0; i < 200; i += 1) service.recorder.data(flow, 'in', new Uint8Array(65_536), START);
    const path = join(await temporaryFolder(), 'x.pcapng');
    const seen: [number, number][] = [];
    const saving = service.save(path, {
      signal: noControl.signal,
      onProgress: (done, total) => {
        seen.push([done, total]);
        service.recorder.data(flow, 'in', bytesOf('meanwhile'), START);
      },
    });
    expect((await saving).ok).toBe(true);
    const total = (await readFile(path)).length;
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.at(-1)).toEqual([total, total]);
    expect(service.status().unsaved).toBe(seen.length);
    await service.open(path, noControl);
    expect(service.status()).toMatchObject({
      rows: 200,
      source: { kind: 'file', name: 'x.pcapng', tornBytes: 0 },
    });
  });

  test('cancelled or failed, leaves what was there, and nothing of its own', async () => {
    const disk = failingDisk();
    const { service } = await startService({ disk });
    for (let i = 0; i < 200; i += 1) service.recorder.data(flow, 'in', new Uint8Array(65_536), START);
    await service.page(1, 0, 1);
    const folder = await temporaryFolder();
    const path = join(folder, 'old.pcapng');
    await writeFile(path, 'old');
    const cancel = new AbortController();
    const cancelled = await service.save(path, { signal: cancel.signal, onProgress: () => cancel.abort() });
    expect(cancelled).toMatchObject({ ok: false, failure: { code: 'ECAPTURE_CANCELLED' } });
    disk.room = 6_000_000;
    const full = await service.save(path, noControl);
    disk.room = Number.POSITIVE_INFINITY;
    expect(full).toMatchObject({ ok: false, failure: { code: 'ENOSPC', params: { target: 'old.pcapng' } } });
    expect(await service.save(join(folder, 'no', 'x'), noControl)).toMatchObject({
      failure: { code: 'ENOENT', params: { target: 'x' } },
    });
    expect(await readdir(folder)).toEqual(['old.pcapng']);
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(service.status().unsaved).toBeGreaterThanOrEqual(200);
  });

  test('never over the files that are being read or written, under any name', async () => {
    const { service, folder, until } = await startService();
    service.recorder.data(flow, 'in', bytesOf('one'), START);
    await until(() => service.recorder.pending === 0);
    const captures = join(folder, 'captures');
    const live = join(captures, (await readdir(captures)).find((name) => name.endsWith('.pcapng')) ?? '');
    await symlink(live, join(folder, 'link.pcapng'));
    for (const path of [
      live,
      join(folder, 'link.pcapng'),
      join(captures, '..', 'captures', live.slice(captures.length)),
    ]) {
      expect(await service.save(path, noControl)).toMatchObject({ failure: { code: 'ECAPTURE_SAVE_SAME' } });
    }
    const opened = join(folder, 'opened.pcapng');
    await writeFile(opened, await savedBytes(service));
    await service.open(opened, noControl);
    expect(await service.save(opened, noControl)).toMatchObject({ failure: { code: 'ECAPTURE_SAVE_SAME' } });
  });

  test('an opened file with a torn tail is saved whole', async () => {
    const { service } = await startService();
    service.recorder.data(flow, 'in', bytesOf('one'), START);
    const whole = await savedBytes(service);
    const path = join(await temporaryFolder(), 'torn.pcapng');
    await writeFile(path, Buffer.concat([whole, Buffer.from([6, 0, 0, 0, 200])]));
    await service.open(path, noControl);
    expect(service.status().source).toEqual({
      kind: 'file',
      name: 'torn.pcapng',
      tornBytes: 5,
      leftover: null,
    });
    expect(await savedBytes(service)).toEqual(whole);
  });
});

describe('open and back', () => {
  test('the live capture goes on recording while a file is shown', async () => {
    const { service, folder } = await startService();
    service.recorder.data(flow, 'in', bytesOf('one'), START);
    const path = join(folder, 'a.pcapng');
    await service.save(path, noControl);
    await service.open(path, noControl);
    const view = service.viewState().view;
    service.recorder.data(flow, 'in', bytesOf('two'), START);
    expect(await texts(service)).toEqual(['in tcp 3 one']);
    expect(service.status()).toMatchObject({ rows: 1, received: 2, unsaved: 1, source: { kind: 'file' } });
    expect(await service.live()).toEqual({ ok: true, value: null });
    expect(await texts(service)).toEqual(['in tcp 3 one', 'in tcp 3 two']);
    expect(await service.page(view, 0, 1)).toMatchObject({ ok: false, failure: { code: 'EVIEW_GONE' } });
    expect(await service.locate(view, 0)).toMatchObject({ ok: false, failure: { code: 'EVIEW_GONE' } });
  });

  test('a failed or cancelled open leaves what is shown, and no index behind', async () => {
    const { service, folder, until } = await startService();
    for (let i = 0; i < 100; i += 1) service.recorder.data(flow, 'in', new Uint8Array(65_536), START);
    await until(() => service.recorder.pending === 0);
    const path = join(folder, 'a.pcapng');
    await service.save(path, noControl);
    const cancel = new AbortController();
    const cancelled = service.open(path, { signal: cancel.signal, onProgress: () => cancel.abort() });
    expect(await cancelled).toMatchObject({ failure: { code: 'ECAPTURE_CANCELLED' } });
    expect(service.status().source).toEqual({ kind: 'live' });
    expect(await filesIn(folder)).toEqual(['index', 'pcapng', 'run']);
    await service.open(path, noControl);
    expect(await filesIn(folder)).toEqual(['index', 'index', 'pcapng', 'run']);
    await writeFile(join(folder, 'no'), 'no');
    await service.open(join(folder, 'no'), noControl);
    expect(service.status().source).toMatchObject({ kind: 'file', name: 'a.pcapng' });
    await service.open(path, noControl);
    expect(await filesIn(folder)).toEqual(['index', 'index', 'pcapng', 'run']);
    await service.live();
    expect(await filesIn(folder)).toEqual(['index', 'pcapng', 'run']);
  });
});

describe('clear and undo', () => {
  test('nothing is lost on the way there and back', async () => {
    const { service, folder, until } = await startService();
    const other = flowOf(2, { endpoint: tagOf('two') });
    service.recorder.data(flow, 'in', bytesOf('one'), START);
    expect(await service.undoClear()).toMatchObject({ failure: { code: 'ECAPTURE_NOTHING_CLEARED' } });
    await service.clear();
    expect(await texts(service)).toEqual([]);
    expect(service.status()).toMatchObject({
      rows: 0,
      received: 0,
      bytesIn: 0,
      unsaved: 0,
      canUndoClear: true,
    });
    service.recorder.data(other, 'out', bytesOf('two'), START + 1n);
    await service.clear();
    service.recorder.data(flow, 'in', bytesOf('three'), START + 2n);
    expect(await texts(service)).toEqual(['in tcp 5 three']);
    await service.setView(filterOf({ query: 'len == 3' }));

    await service.undoClear();
    await until(() => service.viewState().scanned === 2);
    expect((await rowsOf(service)).map((row) => `${row.row} ${row.endpoint} ${short(row)}`)).toEqual([
      '0 two out tcp 3 two',
    ]);
    await service.undoClear();
    service.recorder.data(other, 'in', bytesOf('end'), START + 3n);
    await until(() => service.viewState().scanned === 4);
    expect((await rowsOf(service)).map((row) => `${row.row} ${row.endpoint} ${short(row)}`)).toEqual([
      '0 one in tcp 3 one',
      '1 two out tcp 3 two',
      '3 two in tcp 3 end',
    ]);
    expect(service.status()).toMatchObject({
      rows: 4,
      received: 3,
      sent: 1,
      stored: 4,
      bytesIn: 11,
      bytesOut: 3,
      canUndoClear: false,
    });
    await service.setView(filterOf({}));
    const rows = await rowsOf(service);
    expect(rows.map(({ delta }) => delta)).toEqual([null, 1, 1, 1]);
    // One file again when it is saved.
    const path = join(folder, 'all.pcapng');
    await service.save(path, noControl);
    expect(service.status().unsaved).toBe(0);
    await service.open(path, noControl);
    expect(await rowsOf(service)).toEqual(rows);
  });

  test('the closed window keeps what was not saved, and removes the rest', async () => {
    const kept = await startService();
    kept.service.recorder.data(flow, 'in', bytesOf('cleared'), START);
    await kept.service.clear();
    kept.service.recorder.data(flow, 'in', bytesOf('unsaved'), START);
    await kept.service.close({ discard: false });
    expect(await filesIn(kept.folder)).toEqual(['index', 'pcapng', 'run']);
    const captures = join(kept.folder, 'captures');
    const names = await readdir(captures);
    const file = await readFile(join(captures, names.find((name) => name.endsWith('.pcapng')) ?? ''));
    expect(file.includes('unsaved')).toBe(true);
    expect(names[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z-[0-9a-z]{6}-2-1\.index$/);

    // The next run leaves the file alone.
    const next = await startService({ folder: kept.folder });
    next.service.recorder.data(flow, 'in', bytesOf('x'), START);
    expect(await savedBytes(next.service)).toBeTruthy();
    await next.service.close({ discard: false });
    expect(await readdir(captures)).toEqual(names);

    const discarded = await startService();
    discarded.service.recorder.data(flow, 'in', bytesOf('x'), START);
    await discarded.until(() => discarded.service.recorder.pending === 0);
    await discarded.service.close({ discard: true });
    expect(await filesIn(discarded.folder)).toEqual([]);

    const empty = await startService();
    await empty.service.close({ discard: false });
    expect(await filesIn(empty.folder)).toEqual([]);
  });
});
