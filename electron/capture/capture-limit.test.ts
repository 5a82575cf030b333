import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { LogRow } from '../../core/contract/log';
import type { CaptureService } from './capture-service-contract';
import {
  bytesOf,
  cleanUp,
  filterOf,
  flowOf,
  noControl,
  rowsOf,
  START,
  savedBytes,
  startService,
  type TestService,
  temporaryFolder,
} from './test-support';

afterEach(cleanUp);

const LIMIT = 64 * 1024;
/** A busy machine takes its time; what is waited for is there for two seconds. */
const SOON = { timeout: 30_000 };
const udp = flowOf(1, { transport: 'udp' });

const started = (bytes: number | null = LIMIT, ageMs: number | null = null): Promise<TestService> =>
  startService({ limit: { bytes, ageMs } });

let sent = 0;

/** Messages that say their number, from 0 on in each test. */
const send = ({ recorder }: CaptureService, count: number): void => {
  for (let i = 0; i < count; i += 1) {
    recorder.data(udp, 'in', bytesOf(`message ${sent} `.padEnd(100, '.')), START + BigInt(sent));
    sent += 1;
  }
};

const fresh = async (...args: Parameters<typeof started>): Promise<TestService> => {
  sent = 0;
  return started(...args);
};

const isWritten = ({ service, until }: TestService): Promise<void> =>
  until(() => service.recorder.pending === 0);

const bytesOnDisk = async (folder: string): Promise<number> => {
  let sum = 0;
  for (const name of await readdir(join(folder, 'captures'))) {
    if (name.endsWith('.run')) continue;
    // It may be removed this very moment.
    sum += await stat(join(folder, 'captures', name)).then(
      ({ size }) => size,
      () => 0,
    );
  }
  return sum;
};

/** The number that a message says; null for an event. */
const saidBy = (row: LogRow): number | null =>
  row.kind === 'data' ? Number(Buffer.from(row.preview).toString().split(' ')[1]) : null;

const pageAt = async (service: CaptureService, start: number, count: number) => {
  const page = await service.page(service.viewState().view, start, count);
  if (!page.ok) throw new Error(page.failure.code);
  return page.value;
};

describe('a capture that is limited by its size', () => {
  test('never takes more on disk, keeps nearly all of that, and says what has gone', async () => {
    const one = await fresh();
    const { service, folder } = one;
    for (let i = 0; i < 60; i += 1) {
      send(service, 50);
      await isWritten(one);
      // What was removed for it may take the system a moment.
      await expect.poll(() => bytesOnDisk(folder)).toBeLessThanOrEqual(LIMIT);
    }
    expect(await bytesOnDisk(folder)).toBeGreaterThan((LIMIT * 14) / 16);
    const { received, stored, dropped, removed, rows, fileBytes } = service.status();
    expect([received, stored, dropped]).toEqual([3000, 3000, { system: 0, disk: 0, porthole: 0 }]);
    const { first, matched } = service.viewState();
    expect(removed.rows).toBe(first);
    expect(rows).toBe(matched - first);
    expect(fileBytes).toBeLessThanOrEqual(LIMIT);

    // What is there is the newest, in order and without a gap; the events between say how much has gone.
    const all = await pageAt(service, first, rows);
    const messages = all.rows.map(saidBy).filter((number) => number !== null);
    expect(messages).toEqual(Array.from({ length: messages.length }, (_, i) => 3000 - messages.length + i));
    const told = all.rows.filter((row) => row.kind === 'event' && row.happening === 'removed');
    expect(told.length).toBeGreaterThan(1);
    expect(told.at(-1)).toMatchObject({
      severity: 'info',
      params: { size: LIMIT, rows: expect.any(Number) },
    });
  });

  test('keeps the numbers of rows, bytes and places, whatever vanishes in front', async () => {
    const one = await fresh();
    const { service } = one;
    send(service, 400);
    const { view, matched } = service.viewState();
    const last = await pageAt(service, matched - 1, 1);
    send(service, 100);
    const again = await pageAt(service, matched - 1, 1);
    expect(again.rows).toEqual(last.rows.map((row) => ({ ...row, delta: again.rows[0]?.delta ?? null })));
    expect(service.viewState().view).toBe(view);
    const { first } = service.viewState();
    expect(first).toBeGreaterThan(0);
    // A page that begins before what is there begins where it does.
    const page = await pageAt(service, first - 10, 20);
    expect([page.start, page.rows.length, page.rows[0]?.row]).toEqual([first, 10, first]);
    expect(await service.bytes(first - 1, 0, 10)).toMatchObject({
      failure: { code: 'ECAPTURE_ROW_REMOVED' },
    });
    expect(await service.bytes(first, 0, 10)).toMatchObject({ ok: true });
    expect(await service.locate(view, 0)).toMatchObject({ value: { position: first, row: first } });
  });

  test('counts spans of time from its first row of all, in rows, filters and searches', async () => {
    const { service, until } = await fresh();
    send(service, 500);
    await service.setView(filterOf({ query: 'time >= 0.00000045 and kind == data' }));
    await until(() => service.viewState().scanned === service.viewState().total);
    const { first, matched } = service.viewState();
    const { rows } = await pageAt(service, first, matched - first);
    expect(rows.map(({ elapsed }) => elapsed)).toEqual(Array.from({ length: 50 }, (_, i) => 450 + i));
    expect(rows.map(saidBy)).toEqual(rows.map(({ elapsed }) => elapsed));
    await service.setView(filterOf({}));
    expect(await service.find('time >= 0.00000045 and kind == data', -1, 'next')).toMatchObject({
      value: { found: 'row', row: rows[0]?.row },
    });
    const span = await service.span();
    expect(span).toMatchObject({ value: { origin: { nanos: Number(START % 1_000_000_000n) } } });
  });

  test('is filtered, saved and found again as it is', async () => {
    const one = await fresh();
    const { service, folder, until } = one;
    await service.setView(filterOf({ query: 'payload contains "5 "' }));
    for (let i = 0; i < 20; i += 1) {
      send(service, 100);
      await isWritten(one);
    }
    await until(() => service.viewState().scanned === service.viewState().total);
    const { first, matched } = service.viewState();
    const found = await pageAt(service, first, matched - first);
    expect(found.rows.length).toBe(matched - first);
    expect(found.rows.every((row) => (saidBy(row) ?? 0) % 10 === 5)).toBe(true);
    expect(saidBy(found.rows.at(-1) ?? (found.rows[0] as LogRow))).toBe(1995);

    await service.setView(filterOf({}));
    const live = await pageAt(service, service.viewState().first, 500);
    const saved = join(await temporaryFolder(), 'x.pcapng');
    await writeFile(saved, await savedBytes(service));
    expect(service.status().unsaved).toBe(0);
    await service.open(saved, noControl);
    const opened = await rowsOf(service);
    expect(opened.map(saidBy)).toEqual(live.rows.map(saidBy));
    await service.live();

    // All of it was saved: nothing is left behind.
    await service.close({ discard: false });
    expect(await readdir(join(folder, 'captures'))).toEqual([]);
  });

  test('clear and undo: cleared captures go first, and nothing is missing in between', async () => {
    const one = await fresh();
    const { service } = one;
    send(service, 100);
    await service.clear();
    expect(service.status()).toMatchObject({ rows: 0, received: 0, removed: { rows: 0 } });
    send(service, 50);
    await service.undoClear();
    const both = await pageAt(service, 0, 500);
    expect(both.rows.map(saidBy)).toEqual(Array.from({ length: 150 }, (_, i) => i));
    send(service, 1000);
    const { removed, received } = service.status();
    expect(received).toBe(1150);
    expect(removed.rows).toBeGreaterThan(500);
    await service.clear();
    send(service, 1000);
    expect(service.status()).toMatchObject({ received: 1000, canUndoClear: false });
    expect((await service.undoClear()).ok).toBe(false);
  });

  test('taken away, everything is kept; made smaller, it holds at once', async () => {
    const one = await fresh(null);
    const { service, folder } = one;
    send(service, 2000);
    expect(service.status()).toMatchObject({ rows: 2000, removed: { rows: 0 } });
    await service.setLimit({ bytes: LIMIT, ageMs: null });
    send(service, 1);
    await isWritten(one);
    // One segment was all of it, and it went whole.
    expect(service.status().rows).toBeLessThanOrEqual(2);
    await service.setLimit({ bytes: null, ageMs: null });
    send(service, 2000);
    expect(service.status().rows).toBeGreaterThanOrEqual(2000);
    await isWritten(one);
    expect(await bytesOnDisk(folder)).toBeGreaterThan(LIMIT);
  });

  test('whatever is read while it vanishes is whole or said to have gone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 80 }), { maxLength: 30 }), async (steps) => {
        const one = await fresh();
        const { service } = one;
        send(service, 200);
        const reads: Promise<void>[] = [];
        for (const step of steps) {
          const row = service.viewState().first + step;
          reads.push(
            service.page(service.viewState().view, row, 20).then((page) => {
              expect(page.ok).toBe(true);
              if (!page.ok) return;
              for (const [i, found] of page.value.rows.entries())
                expect(found.row).toBe(page.value.start + i);
            }),
            service.bytes(row, 0, 100).then((bytes) => {
              if (!bytes.ok) expect(bytes.failure.code).toMatch(/^ECAPTURE_(ROW_REMOVED|NO_ROW)$/);
            }),
          );
          send(service, step * 3);
          if (step % 5 === 0) await isWritten(one);
        }
        await Promise.all(reads);
        await cleanUp();
      }),
      { numRuns: 30 },
    );
  });
});

describe('a capture that is limited by its age', () => {
  test('loses what is older, says so, and then nothing for saying it', async () => {
    sent = 0;
    const one = await startService({
      limit: { bytes: null, ageMs: 2000 },
      now: () => START + process.hrtime.bigint(),
    });
    const { service } = one;
    send(service, 20);
    let told: LogRow | undefined;
    await vi.waitFor(async () => {
      const { first, matched } = service.viewState();
      told ??= (await pageAt(service, first, matched - first)).rows.find(({ kind }) => kind === 'event');
      expect(told).toMatchObject({ happening: 'removed', params: { rows: 20, age: 2000 } });
    }, SOON);
    // The row that says so grows old as well, and that is not worth a row.
    await vi.waitFor(() => expect(service.status().rows).toBe(0), SOON);
    expect(service.status()).toMatchObject({ received: 20, stored: 20, removed: { rows: 21 } });
  });
});

test('a limited capture that was left behind is one capture', async () => {
  const one = await fresh();
  send(one.service, 1000);
  await isWritten(one);
  const { rows } = one.service.status();
  await one.service.close({ discard: false });
  const { service } = await startService({ folder: one.folder });
  const left = await service.leftovers();
  expect(left).toMatchObject([{ rows }]);
  await service.openLeftover(left[0]?.id ?? '', noControl);
  expect((await rowsOf(service)).length).toBe(Math.min(500, rows));
});
