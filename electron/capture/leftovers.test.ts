import { cp, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  bytesOf,
  cleanUp,
  flowOf,
  noControl,
  rowsOf,
  START,
  short,
  startService,
  type TestService,
  temporaryFolder,
} from './test-support';

afterEach(cleanUp);

const flow = flowOf(1);
const text = (one: { service: TestService['service'] }, ...texts: readonly string[]): void => {
  for (const what of texts) one.service.recorder.data(flow, 'in', bytesOf(what), START);
};

/** The folder as it is at this moment, in another place: what a kill leaves behind. */
const asLeft = async ({ folder, service, until }: TestService): Promise<string> => {
  await until(() => service.recorder.pending === 0);
  const copy = await temporaryFolder();
  await cp(folder, copy, { recursive: true, preserveTimestamps: true });
  return copy;
};

/** Says of the run's process what `change` makes of it. */
const sayOfOwner = async (folder: string, change: object): Promise<string> => {
  const captures = join(folder, 'captures');
  const name = (await readdir(captures)).find((one) => one.endsWith('.run')) ?? '';
  const path = join(captures, name);
  const [first = '', ...rest] = (await readFile(path, 'utf8')).split('\n');
  const line = JSON.parse(first) as { owner: object };
  await writeFile(
    path,
    [JSON.stringify({ ...line, owner: { ...line.owner, ...change } }), ...rest].join('\n'),
  );
  return path;
};

/** A process with the same number that began at another time. */
const GONE = { started: '1' };

const afterKill = async (one: TestService): Promise<TestService> => {
  const folder = await asLeft(one);
  await sayOfOwner(folder, GONE);
  return startService({ folder });
};

const filesIn = async ({ folder }: TestService): Promise<readonly string[]> =>
  (await readdir(join(folder, 'captures'))).map((name) => name.slice(name.lastIndexOf('.') + 1)).sort();

describe('what a killed run left behind', () => {
  test('is offered, opened, saved, and then left behind no more', async () => {
    const killed = await startService();
    text(killed, 'one', 'two', 'three');
    const after = await afterKill(killed);
    const { service } = after;
    expect(service.status()).toMatchObject({ leftovers: 1, rows: 0, source: { kind: 'live' } });
    const [left] = await service.leftovers();
    expect(left).toMatchObject({ rows: 3, begun: Number(START / 1_000_000n), cleared: false });
    expect(left?.bytes).toBe(killed.service.status().fileBytes);
    expect(left?.name).toMatch(/^porthole-2026-\d\d-\d\d-\d{6}\.pcapng$/);
    const id = left?.id ?? '';

    expect(await service.openLeftover(id, noControl)).toEqual({ ok: true, value: null });
    expect((await rowsOf(service)).map(short)).toEqual(['in tcp 3 one', 'in tcp 3 two', 'in tcp 5 three']);
    expect(service.status().source).toEqual({
      kind: 'file',
      name: left?.name,
      tornBytes: 0,
      leftover: id,
    });
    expect(service.status().leftovers).toBe(1);

    const path = join(await temporaryFolder(), 'saved.pcapng');
    expect(await service.save(path, noControl)).toEqual({ ok: true, value: null });
    // It is still on the screen, so its files are still there.
    expect(service.status().leftovers).toBe(0);
    expect((await rowsOf(service)).length).toBe(3);
    expect(await filesIn(after)).toEqual(['index', 'index', 'pcapng', 'run']);
    await service.live();
    expect(await filesIn(after)).toEqual([]);
    await service.open(path, noControl);
    expect((await rowsOf(service)).map(short)).toContain('in tcp 3 two');
  });

  test('is saved without being opened, and discarded', async () => {
    const killed = await startService();
    text(killed, 'first');
    await killed.service.clear();
    text(killed, 'second');
    const after = await afterKill(killed);
    const { service } = after;
    const left = await service.leftovers();
    expect(left.map(({ rows, cleared }) => [rows, cleared])).toEqual(
      expect.arrayContaining([
        [1, false],
        [1, true],
      ]),
    );
    const id = (cleared: boolean): string => left.find((one) => one.cleared === cleared)?.id ?? '';
    const path = join(await temporaryFolder(), 'saved.pcapng');
    expect(await service.saveLeftover(id(true), path, noControl)).toEqual({ ok: true, value: null });
    expect((await readFile(path)).includes('first')).toBe(true);
    expect(service.status().leftovers).toBe(1);
    await service.openLeftover(id(false), noControl);
    expect(await service.discardLeftovers([id(false)])).toEqual({ ok: true, value: null });
    expect(service.status()).toMatchObject({ leftovers: 0, source: { kind: 'live' } });
    expect(await filesIn(after)).toEqual([]);
    for (const act of [
      service.openLeftover(id(false), noControl),
      service.saveLeftover(id(false), path, noControl),
    ]) {
      expect(await act).toMatchObject({ failure: { code: 'ECAPTURE_LEFTOVER_GONE' } });
    }
    expect((await service.discardLeftovers([id(false)])).ok).toBe(true);
  });

  test('is one capture where a clear had been taken back', async () => {
    const killed = await startService();
    text(killed, 'first');
    await killed.service.clear();
    text(killed, 'second');
    await killed.service.undoClear();
    await killed.service.clear();
    text(killed, 'third');
    await killed.service.undoClear();
    const { service } = await afterKill(killed);
    const [left, ...more] = await service.leftovers();
    expect(more).toEqual([]);
    expect(left).toMatchObject({ rows: 3, cleared: false });
    await service.openLeftover(left?.id ?? '', noControl);
    expect((await rowsOf(service)).map(short)).toEqual([
      'in tcp 5 first',
      'in tcp 6 second',
      'in tcp 5 third',
    ]);
    expect((await service.bytes(1, 0, 10)).ok).toBe(true);
    const path = join(await temporaryFolder(), 'saved.pcapng');
    await service.save(path, noControl);
    await service.open(path, noControl);
    expect((await rowsOf(service)).length).toBe(3);
  });

  test('and all of it that the end left on purpose', async () => {
    const ended = await startService();
    text(ended, 'kept');
    await ended.service.close({ discard: false });
    const { service } = await startService({ folder: ended.folder });
    expect(await service.leftovers()).toMatchObject([{ rows: 1, cleared: false }]);
  });

  test('is never saved over', async () => {
    const killed = await startService();
    text(killed, 'one');
    const after = await afterKill(killed);
    const captures = join(after.folder, 'captures');
    const name = (await readdir(captures)).find((one) => one.endsWith('.pcapng')) ?? '';
    text(after, 'new');
    expect(await after.service.save(join(captures, name), noControl)).toMatchObject({
      failure: { code: 'ECAPTURE_SAVE_SAME' },
    });
  });

  test('with nothing in it is cleared away, and what was only looked at', async () => {
    const killed = await startService();
    text(killed, 'one');
    const folder = await asLeft(killed);
    const run = (await sayOfOwner(folder, GONE)).replace(/\.run$/, '');
    const whole = await readFile(`${run}-1-1.pcapng`);
    const header = whole.subarray(0, whole.readUInt32LE(4));
    await writeFile(`${run}-1-1.pcapng`, header);
    await writeFile(`${run}-2-1.pcapng`, '');
    await writeFile(`${run}-opened-1.index`, 'x');
    await writeFile(`${run}-9-9.index`, 'x');
    await writeFile(join(folder, 'captures', 'somebody’s.pcapng'), 'x');
    const after = await startService({ folder });
    expect(await after.service.leftovers()).toEqual([]);
    expect(await readdir(join(folder, 'captures'))).toEqual(['somebody’s.pcapng']);
  });

  test('where one file of several is nothing but zeros, the rest is shown', async () => {
    const killed = await startService();
    text(killed, 'first');
    await killed.service.clear();
    text(killed, 'second');
    await killed.service.undoClear();
    const folder = await asLeft(killed);
    const run = (await sayOfOwner(folder, GONE)).replace(/\.run$/, '');
    const { length } = await readFile(`${run}-1-1.pcapng`);
    await writeFile(`${run}-1-1.pcapng`, Buffer.alloc(length));
    const { service } = await startService({ folder });
    const [left] = await service.leftovers();
    expect((await service.openLeftover(left?.id ?? '', noControl)).ok).toBe(true);
    expect((await rowsOf(service)).map(short)).toEqual(['in tcp 6 second']);
    expect(service.status().source).toMatchObject({ tornBytes: length });
    await writeFile(`${run}-2-1.pcapng`, Buffer.alloc(200));
    expect(await service.openLeftover(left?.id ?? '', noControl)).toMatchObject({ ok: false });
  });
});

describe('whose capture it is', () => {
  const linux = process.platform === 'linux';

  test('a Porthole that still runs keeps its own', async () => {
    const running = await startService();
    text(running, 'one');
    const folder = await asLeft(running);
    const { service } = await startService({ folder });
    expect(await service.leftovers()).toEqual([]);
    text({ service }, 'two');
    expect(service.status()).toMatchObject({ rows: 1, leftovers: 0 });
  });

  test('a process that has the number of a dead one does not, where the system tells them apart', async () => {
    const killed = await startService();
    text(killed, 'one');
    const folder = await asLeft(killed);
    await sayOfOwner(folder, { started: '12345' });
    const { service } = await startService({ folder });
    expect(await service.leftovers()).toHaveLength(linux ? 1 : 0);
  });

  test('another machine has it while it touches its file', async () => {
    const killed = await startService();
    text(killed, 'one');
    const folder = await asLeft(killed);
    const path = await sayOfOwner(folder, { machine: 'another boot', pid: 999_999_999 });
    const { service } = await startService({ folder });
    expect(await service.leftovers()).toEqual([]);
    const old = new Date(Date.now() - 120_000);
    await utimes(path, old, old);
    expect(await service.leftovers()).toHaveLength(1);
  });

  test('a run whose file was never written has none', async () => {
    const killed = await startService();
    text(killed, 'one');
    const folder = await asLeft(killed);
    const path = await sayOfOwner(folder, GONE);
    await writeFile(path, '');
    const { service } = await startService({ folder });
    // It might begin this very moment.
    expect(await service.leftovers()).toEqual([]);
    const old = new Date(Date.now() - 120_000);
    await utimes(path, old, old);
    expect(await service.leftovers()).toHaveLength(1);
  });
});
