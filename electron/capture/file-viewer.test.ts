import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Failure } from '../../core/contract/failure';
import type { LogRow } from '../../core/contract/log';
import { fail, type Result } from '../../core/contract/result';
import { type BuildIndex, buildIndex } from './build-index';
import type { CaptureService } from './capture-service-contract';
import type { RebuiltIndex } from './rebuild-index';
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
  tagOf,
  temporaryFolder,
} from './test-support';

afterEach(cleanUp);

/** An index that is made by hand: each step tells of more rows, until the end, or until it fails or is cancelled. */
interface Hand {
  readonly tell: (rows: number) => void;
  readonly end: (failure?: Failure) => void;
}

const byHand = () => {
  const hands: Hand[] = [];
  let begun = (): void => undefined;
  const build: BuildIndex = async (disk, path, indexPath, control) => {
    const built = await buildIndex(disk, path, indexPath, { ...noIndexControl, signal: control.signal });
    if (!built.ok) return built;
    let told = 0;
    return new Promise<Result<RebuiltIndex>>((resolve) => {
      const finish = (result: Result<RebuiltIndex>): void => {
        if (result.ok) resolve(result);
        else void disk.remove(indexPath).then(() => resolve(result));
      };
      control.signal.addEventListener('abort', () => finish(fail({ code: 'ECAPTURE_CANCELLED' })));
      hands.push({
        tell(rows) {
          control.onRows(rows, built.value.interfaces.slice(told), built.value.summary);
          told = built.value.interfaces.length;
        },
        end: (failure) => finish(failure === undefined ? built : fail(failure)),
      });
      begun();
    });
  };
  /** The index of the next file that is opened. */
  const next = async (open: () => Promise<Result<null>>) => {
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const opened = open();
    await started;
    const hand = hands.at(-1);
    if (hand === undefined) throw new Error('no index was begun');
    return { hand, opened };
  };
  return { build, next };
};

const noIndexControl = { ...noControl, onRows: () => undefined };

const sources = [flowOf(1, { endpoint: tagOf('one') }), flowOf(2, { endpoint: tagOf('two') })] as const;

/** A file of so many rows, which say their numbers. */
const fileOf = async (name: string, rows: number): Promise<string> => {
  const { service } = await startService();
  for (let row = 0; row < rows; row += 1) {
    service.recorder.data(sources[row % 2] ?? sources[0], 'in', bytesOf(`${name}-${row}`), START);
  }
  const path = join(await temporaryFolder(), `${name}.pcapng`);
  await writeFile(path, await savedBytes(service));
  return path;
};

const texts = (rows: readonly LogRow[]): readonly string[] =>
  rows.map((row) => (row.kind === 'data' ? new TextDecoder().decode(row.preview) : ''));

const shown = async (service: CaptureService): Promise<readonly string[]> => texts(await rowsOf(service));

const start = async () => {
  const { build, next } = byHand();
  const running = await startService({ buildIndex: build });
  const { service } = running;
  service.recorder.data(sources[0], 'in', bytesOf('live'), START);
  const open = (path: string, signal = noControl.signal) =>
    next(() => service.open(path, { ...noControl, signal }));
  return { ...running, open };
};

/** Waits until the first rows of a file are shown. */
const isShown = (service: CaptureService, until: (met: () => boolean) => Promise<void>, name: string) =>
  until(() => {
    const { source } = service.status();
    return source.kind === 'file' && source.name === `${name}.pcapng`;
  });

describe('a file whose index is being made', () => {
  test('shows what there is, at every step, and filters it', async () => {
    const all = Array.from({ length: 40 }, (_, row) => `a-${row}`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (steps, filtered) => {
          const { service, open, until } = await start();
          await service.setView(filterOf(filtered ? { query: 'endpoint == two' } : {}));
          const { hand, opened } = await open(await fileOf('a', 40));
          for (const rows of steps.map((step) => Math.max(1, step)).sort((a, b) => a - b)) {
            hand.tell(rows);
            await isShown(service, until, 'a');
            await until(() => service.viewState().scanned === rows);
            const visible = all.slice(0, rows).filter((_, row) => !filtered || row % 2 === 1);
            expect(await shown(service)).toEqual(visible);
            expect(service.status()).toMatchObject({ rows, source: { tornBytes: 0 } });
          }
          hand.end();
          expect(await opened).toEqual({ ok: true, value: null });
          await until(() => service.viewState().scanned === 40);
          expect(await shown(service)).toEqual(all.filter((_, row) => !filtered || row % 2 === 1));
          await cleanUp();
        },
      ),
      { numRuns: 20 },
    );
  });

  test('is not saved before it is known where it ends', async () => {
    const { service, open, until } = await start();
    const { hand } = await open(await fileOf('a', 3));
    hand.tell(1);
    await isShown(service, until, 'a');
    const saved = savedBytes(service);
    hand.end();
    const again = join(await temporaryFolder(), 'again.pcapng');
    await writeFile(again, await saved);
    const { hand: second, opened } = await open(again);
    second.end();
    await opened;
    expect(await shown(service)).toEqual(['a-0', 'a-1', 'a-2']);
  });

  test.each([
    ['fails', 'EIO'],
    ['is cancelled', 'ECAPTURE_CANCELLED'],
  ])('%s: what was shown before comes back', async (how, code) => {
    const { service, open, until } = await start();
    const first = await open(await fileOf('a', 2));
    first.hand.end();
    await first.opened;
    const cancel = new AbortController();
    const { hand, opened } = await open(await fileOf('b', 2), cancel.signal);
    hand.tell(1);
    await isShown(service, until, 'b');
    if (how === 'fails') hand.end({ code });
    else cancel.abort();
    expect(await opened).toMatchObject({ ok: false, failure: { code } });
    expect(await shown(service)).toEqual(['a-0', 'a-1']);
    await service.live();
    expect(await shown(service)).toEqual(['live']);
  });

  test('gives way to the live capture, and to another file', async () => {
    const { service, open, until } = await start();
    const cancelled = { ok: false, failure: { code: 'ECAPTURE_CANCELLED' } };
    const first = await open(await fileOf('a', 2));
    first.hand.tell(1);
    await isShown(service, until, 'a');
    await service.live();
    expect(await first.opened).toMatchObject(cancelled);
    expect(await shown(service)).toEqual(['live']);

    const second = await open(await fileOf('b', 2));
    second.hand.tell(1);
    await isShown(service, until, 'b');
    const third = await open(await fileOf('c', 2));
    expect(await second.opened).toMatchObject(cancelled);
    third.hand.end();
    expect(await third.opened).toMatchObject({ ok: true });
    expect(await shown(service)).toEqual(['c-0', 'c-1']);
  });

  test('leaves no index behind, however it ends', async () => {
    const { service, folder, open, until } = await start();
    const { hand } = await open(await fileOf('a', 2));
    hand.tell(1);
    await isShown(service, until, 'a');
    await service.close({ discard: true });
    expect(await readdir(join(folder, 'captures'))).toEqual([]);
  });
});
