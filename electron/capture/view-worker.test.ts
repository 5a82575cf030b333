import { readdir, writeFile } from 'node:fs/promises';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BEHIND_THE_SOCKETS } from '../priority';
import { buildIndexInWorker, startWithSpare, startWorkers, unpackInWorker } from './capture-worker';
import { findInWorker } from './find-worker';
import { scanInWorker } from './scan-worker';
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
  temporaryFolder,
} from './test-support';

// The thread itself, built as it is shipped; everything it does is tested without a thread elsewhere.
const folders: (() => Promise<void>)[] = [];
let script = '';

beforeAll(async () => {
  const { mkdtemp, rm } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const outDir = await mkdtemp(join(tmpdir(), 'porthole-worker-'));
  folders.push(() => rm(outDir, { recursive: true }));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'view-worker.ts'),
      outDir,
      target: 'node20.18',
      rollupOptions: { output: { format: 'es', entryFileNames: 'view-worker.mjs' } },
    },
  });
  script = join(outDir, 'view-worker.mjs');
}, 60_000);
afterEach(cleanUp);
afterAll(async () => {
  for (const remove of folders) await remove();
});

const flow = flowOf(1);

const startInThreads = () =>
  startService({
    startScanHost: scanInWorker(startWorkers(script)),
    findHost: findInWorker(startWorkers(script)),
    buildIndex: buildIndexInWorker(startWorkers(script)),
    unpack: unpackInWorker(startWorkers(script)),
  });

/** Nearly each byte leads this expression into a state that it has not been in: minutes for one row. */
const ENDLESS = 'len > 1000 and /(a?b?c?d?e?){200}[xyz]$/';
const endlessRow = (): Uint8Array => {
  let random = 1;
  return new Uint8Array(4_000_000).map(() => {
    random = (random * 48_271) % 0x7fff_ffff;
    return 0x61 + (random % 5);
  });
};

describe('the worker thread', () => {
  test.runIf(process.platform === 'linux')('stands behind the sockets, and takes no one along', async () => {
    const behind = async (): Promise<number> => {
      const threads = await readdir('/proc/self/task');
      return threads.filter((thread) => getPriority(Number(thread)) === BEHIND_THE_SOCKETS).length;
    };
    const own = getPriority();
    const before = await behind();
    const { service, until } = await startInThreads();
    service.recorder.data(flow, 'in', bytesOf('needle'), START);
    await service.setView(filterOf({ query: 'needle' }));
    await until(() => service.viewState().matched === 1);
    expect(await behind()).toBeGreaterThan(before);
    expect(getPriority()).toBe(own);
  });

  test('evaluates views, while the capture grows', async () => {
    const { service, until } = await startInThreads();
    for (let i = 0; i < 5000; i += 1) {
      service.recorder.data(flow, 'in', bytesOf(i % 1000 === 7 ? 'needle' : 'hay'), START);
    }
    await service.setView(filterOf({ query: 'needle' }));
    await until(() => service.viewState().scanned === 5000);
    service.recorder.data(flow, 'out', bytesOf('needle'), START);
    await until(() => service.viewState().scanned === 5001);
    expect((await rowsOf(service)).map(({ row }) => row)).toEqual([7, 1007, 2007, 3007, 4007, 5000]);
    // Another view, an identity in between, and back.
    await service.setView(filterOf({ in: false }));
    await until(() => service.viewState().scanned === 5001);
    expect((await rowsOf(service)).map(({ row }) => row)).toEqual([5000]);
    await service.setView(filterOf({}));
    expect(service.viewState()).toMatchObject({ matched: 5001, scanned: 5001 });
    await service.setView(filterOf({ query: 'row == 3' }));
    await until(() => service.viewState().scanned === 5001);
    expect(service.viewState().matched).toBe(1);
  });

  test('takes another view, even within one row', async () => {
    const { service, until } = await startService({ startScanHost: scanInWorker(startWorkers(script), 100) });
    for (let i = 0; i < 1000; i += 1) service.recorder.data(flow, 'in', bytesOf('hay'), START);
    service.recorder.data(flow, 'in', endlessRow(), START);
    await service.setView(filterOf({ query: ENDLESS }));
    await until(() => service.viewState().scanned > 0);
    await service.setView(filterOf({ query: 'hay' }));
    await until(() => service.viewState().scanned === 1001);
    expect(service.viewState().matched).toBe(1000);
    // None at all, and another one.
    await service.setView(filterOf({ query: ENDLESS }));
    await until(() => service.viewState().scanned > 0);
    await service.setView(filterOf({}));
    expect(service.viewState().matched).toBe(1001);
    await service.setView(filterOf({ query: 'len > 1000' }));
    await until(() => service.viewState().scanned === 1001);
    expect(service.viewState().matched).toBe(1);
  });

  test('finds rows, reports and is called off, even within one row', async () => {
    const { service, until } = await startInThreads();
    for (let i = 0; i < 60_000; i += 1) {
      service.recorder.data(flow, 'in', bytesOf(i === 50_000 ? 'needle' : 'hay'), START);
    }
    const seen: number[] = [];
    const found = service.find('needle', 100, 'next');
    await until(() => {
      const { done = 0 } = service.findProgress() ?? {};
      if (done > (seen.at(-1) ?? 0)) seen.push(done);
      return seen.length > 0 && service.findProgress() === null;
    });
    expect(await found).toEqual({ ok: true, value: { found: 'row', row: 50_000, wrapped: false } });
    expect(seen.length).toBeGreaterThan(1);
    expect(await service.matches('needle', [3, 50_000])).toEqual({ ok: true, value: { rows: [50_000] } });

    service.recorder.data(flow, 'in', endlessRow(), START);
    const slow = service.find(ENDLESS, 0, 'next');
    // Slices double: the next one ends in that row.
    await until(() => (service.findProgress()?.done ?? 0) > 49_000);
    await service.stopFind();
    expect(await slow).toEqual({ ok: true, value: { found: 'stopped' } });
    // Another question gets another thread, and takes the place of the one before it.
    const [first, second] = [service.find('hay', 0, 'next'), service.find('needle', 0, 'next')];
    expect(await first).toEqual({ ok: true, value: { found: 'stopped' } });
    expect(await second).toEqual({ ok: true, value: { found: 'row', row: 50_000, wrapped: false } });
  });

  test('indexes files, reports and cancels', async () => {
    const { service, folder } = await startInThreads();
    for (let i = 0; i < 100; i += 1) service.recorder.data(flow, 'in', new Uint8Array(65_536), START);
    const path = join(folder, 'a.pcapng');
    await writeFile(path, await savedBytes(service));
    const seen: number[] = [];
    const opened = await service.open(path, { ...noControl, onProgress: (done) => seen.push(done) });
    expect(opened).toEqual({ ok: true, value: null });
    expect(seen.length).toBeGreaterThan(3);
    expect((await rowsOf(service)).map(short)).toHaveLength(100);
    const cancel = new AbortController();
    cancel.abort();
    expect(await service.open(path, { ...noControl, signal: cancel.signal })).toMatchObject({
      failure: { code: 'ECAPTURE_CANCELLED' },
    });
    await writeFile(join(folder, 'no'), 'no');
    expect(await service.open(join(folder, 'no'), noControl)).toMatchObject({
      failure: { code: 'ECAPTURE_NOT_PCAPNG' },
    });
    expect(service.status().source).toMatchObject({ name: 'a.pcapng' });
  });

  test('stands ready before there is a task, and another one after it was taken', async () => {
    const start = startWithSpare(script, 0);
    for (let round = 0; round < 2; round += 1) {
      // Timers of the same delay fire in the order in which they were set.
      await new Promise((resolve) => setTimeout(resolve, 0));
      const later = startWorkers(script)({ task: 'find' });
      let taken = Number.POSITIVE_INFINITY;
      const build = buildIndexInWorker((task) => {
        const worker = start(task);
        taken = worker.threadId;
        return worker;
      });
      const { service, folder } = await startService({ buildIndex: build });
      const path = join(folder, 'a.pcapng');
      service.recorder.data(flow, 'in', bytesOf('x'), START);
      await writeFile(path, await savedBytes(service));
      expect(await service.open(path, noControl)).toEqual({ ok: true, value: null });
      expect(await rowsOf(service)).toHaveLength(1);
      expect(taken).toBeLessThan(later.threadId);
      await later.terminate();
    }
  });

  test('that breaks fails its view with a reason, and the next view gets another thread', async () => {
    const broken = join(await temporaryFolder(), 'broken.mjs');
    await writeFile(broken, 'throw new Error("broken");');
    const { service, warnings, until } = await startService({
      startScanHost: scanInWorker(startWorkers(broken)),
    });
    service.recorder.data(flow, 'in', bytesOf('x'), START);
    await service.setView(filterOf({ query: 'x' }));
    await until(() => warnings.length > 0);
    // More rows are no reason to try, and to fail, again.
    service.recorder.data(flow, 'in', bytesOf('y'), START);
    await until(() => service.recorder.pending === 0);
    expect(warnings).toEqual([{ code: 'EVIEW_STOPPED', detail: 'broken' }]);
    await service.setView(filterOf({}));
    expect(await rowsOf(service)).toHaveLength(2);
  });
});
