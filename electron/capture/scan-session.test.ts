import { afterEach, expect, test } from 'vitest';
import { compileQuery } from './compile-query';
import type { ScanJob, ScanNews } from './scan';
import { ScanSession } from './scan-session';
import { bytesOf, cleanUp, filterOf, flowOf, onCleanUp, START, startLive } from './test-support';

afterEach(cleanUp);

/** A capture of two segments on disk, with these payloads. */
const twoSegments = async (first: readonly string[], second: readonly string[]) => {
  const live = await startLive(({ kind }) => kind);
  for (const text of first) live.writer.data(flowOf(1), 'in', bytesOf(text), START);
  await live.writer.flush();
  live.clear();
  for (const text of second) live.writer.data(flowOf(1), 'in', bytesOf(text), START);
  await live.writer.flush();
  live.undoClear();
  return live.segments;
};

const start = async (first: readonly string[], second: readonly string[]) => {
  const segments = await twoSegments(first, second);
  const news: ScanNews[] = [];
  const session = new ScanSession(compileQuery, (one) => news.push(one));
  onCleanUp(() => session.stop());
  /** As if only so many rows of each segment were on disk. */
  const job = (view: number, query: string, ...rows: readonly number[]): ScanJob => ({
    view,
    filter: filterOf({ query }),
    segments: segments.map(({ blocks, indexFile, interfaces, marks }, i) => ({
      capturePath: blocks.path,
      indexPath: indexFile.path,
      firstRow: i === 0 ? 0 : first.length,
      rows: rows[i] ?? 0,
      interfaces,
      marks: marks.pieces,
      captureTime: null,
    })),
  });
  const matches = (): readonly number[] => news.flatMap((one) => (one.kind === 'batch' ? [...one.rows] : []));
  return { session, news, job, matches };
};

test('rows that are not on disk yet hold back those behind them, so that a view stays in order', async () => {
  const { session, job, matches } = await start(['a', 'b', 'c'], ['d', 'e']);
  session.update(job(1, 'len > 0', 2, 2));
  await session.idle();
  expect(matches()).toEqual([0, 1]);
  session.update(job(1, 'len > 0', 3, 1));
  await session.idle();
  expect(matches()).toEqual([0, 1, 2, 3]);
  session.update(job(1, 'len > 0', 3, 2));
  await session.idle();
  expect(matches()).toEqual([0, 1, 2, 3, 4]);
});

test('a view that was replaced says nothing more, and one that rests holds no file', async () => {
  const { session, news, job, matches } = await start(['a', 'b', 'c'], ['b']);
  session.update(job(1, 'b', 3, 1));
  session.update(job(2, 'c', 3, 1));
  await session.idle();
  expect(matches()).toEqual([2]);
  expect(news.every(({ view }) => view === 2)).toBe(true);
  await session.stop();
  news.length = 0;
  session.update(job(3, 'b', 3, 1));
  await session.idle();
  expect(matches()).toEqual([1, 3]);
});

test('files that cannot be read, and queries that cannot, fail the view once', async () => {
  const { session, news, job } = await start(['a'], []);
  const lost = job(1, 'a', 1, 0);
  session.update({
    ...lost,
    segments: lost.segments.map((segment) => ({ ...segment, capturePath: '/nowhere' })),
  });
  await session.idle();
  session.update(job(2, '((', 1, 0));
  await session.idle();
  expect(news).toMatchObject([
    { kind: 'failed', view: 1, failure: { code: 'ENOENT' } },
    { kind: 'failed', view: 2, failure: { code: expect.stringMatching(/^EFILTER_/) } },
  ]);
});
