import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { FindDirection, Found } from '../../core/contract/log';
import { bytesOf, cleanUp, filterOf, flowOf, happeningOf, START, startService } from './test-support';

afterEach(cleanUp);

const flow = flowOf(1);

/** A capture of two files; letters are payloads, `!` is an event. */
const recorded = async (first: string, second: string) => {
  const running = await startService();
  const { service } = running;
  const write = (letters: string): void => {
    for (const letter of letters) {
      if (letter === '!') service.recorder.happening(happeningOf('note'), START);
      else service.recorder.data(flow, 'in', bytesOf(letter), START);
    }
  };
  write(first);
  await service.clear();
  write(second);
  await service.undoClear();
  const find = async (query: string, from: number, direction: FindDirection): Promise<Found> => {
    const found = await service.find(query, from, direction);
    if (!found.ok) throw new Error(found.failure.code);
    return found.value;
  };
  return { ...running, find };
};

const at = (row: number, wrapped = false): Found => ({ found: 'row', row, wrapped });

describe('finding a row', () => {
  test('goes on from a row in either direction, through all files, and around', async () => {
    const { find } = await recorded('xaxx', '!xax');
    expect(await find('a', -1, 'next')).toEqual(at(1));
    expect(await find('a', 1, 'next')).toEqual(at(6));
    expect(await find('a', 6, 'next')).toEqual(at(1, true));
    expect(await find('a', 8, 'previous')).toEqual(at(6));
    expect(await find('a', 6, 'previous')).toEqual(at(1));
    expect(await find('a', 1, 'previous')).toEqual(at(6, true));
    expect(await find('note', 0, 'next')).toEqual(at(4));
    expect(await find('row == 3', 2, 'next')).toEqual(at(2, true));
    expect(await find('nothing', 3, 'previous')).toEqual({ found: 'none' });
  });

  test('finds only what the view shows', async () => {
    const { service, find } = await recorded('aba!', 'ab');
    await service.setView(filterOf({ query: 'row > 1', events: false }));
    expect(await find('a', -1, 'next')).toEqual(at(2));
    expect(await find('a', 2, 'previous')).toEqual(at(4, true));
    expect(await find('note', 0, 'next')).toEqual({ found: 'none' });
    expect(await find('row > 2', 3, 'next')).toEqual(at(4));
  });

  test('finds what was recorded a moment ago, in a capture that is empty no more', async () => {
    const { service, find } = await recorded('', '');
    expect(await find('a', -1, 'next')).toEqual({ found: 'none' });
    service.recorder.data(flow, 'in', bytesOf('a'), START);
    expect(await find('a', -1, 'next')).toEqual(at(0));
  });

  test('a query that cannot be read fails with its place', async () => {
    const { service } = await recorded('a', '');
    expect(await service.find('len > > 3', -1, 'next')).toMatchObject({
      failure: { code: expect.stringMatching(/^EFILTER_/), params: { at: expect.any(Number) } },
    });
  });

  test('says which of some rows match', async () => {
    const { service } = await recorded('abab', '!abc');
    const matching = async (query: string, ...rows: readonly number[]) => await service.matches(query, rows);
    expect(await matching('a', 0, 1, 2, 3, 5, 7)).toEqual({ ok: true, value: { rows: [0, 2, 5] } });
    expect(await matching('kind == event', 3, 4, 5, 99)).toEqual({ ok: true, value: { rows: [4] } });
    expect(await matching('a')).toEqual({ ok: true, value: { rows: [] } });
  });
});

test('finds what a walk through an array finds', async () => {
  const { service, find } = await recorded('', '');
  // Rare and dense, over several slices.
  const matching = (row: number): boolean => row % 997 === 5 || (row > 4000 && row % 3 === 0);
  const rows = 6000;
  for (let row = 0; row < rows; row += 1)
    service.recorder.data(flow, 'in', bytesOf(matching(row) ? 'yes' : 'no'), START);
  const all = Array.from({ length: rows }, (_, row) => row).filter(matching);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: -1, max: rows }),
      fc.constantFrom('next', 'previous'),
      async (from, direction) => {
        const next = direction === 'next' ? all.find((row) => row > from) : all.findLast((row) => row < from);
        const other = direction === 'next' ? all[0] : all.at(-1);
        expect(await find('yes', from, direction)).toEqual(
          next === undefined ? at(other ?? -1, true) : at(next),
        );
      },
    ),
    { numRuns: 40 },
  );
  expect(service.findProgress()).toBeNull();
});

describe('marks', () => {
  const value = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T => {
    if (!result.ok) throw new Error('failed');
    return result.value;
  };

  test('are gone through in either direction and around, in all files, among what the view shows', async () => {
    const { service, until } = await recorded('xxxx', 'xxxxx');
    expect(await service.nextMark(-1, 'next')).toMatchObject({ failure: { code: 'EMARKS_NONE' } });
    for (const row of [1, 3, 4, 8]) expect(value(await service.mark(row, null))).toEqual({ marked: true });
    expect(await service.mark(9, null)).toMatchObject({ failure: { code: 'ECAPTURE_NO_ROW' } });
    expect(service.status().marked).toBe(4);
    const walk = async (from: number, direction: FindDirection, steps: number) => {
      const rows: number[] = [];
      for (let row = from; rows.length < steps; ) {
        row = value(await service.nextMark(row, direction)).row;
        rows.push(row);
      }
      return rows;
    };
    expect(await walk(-1, 'next', 6)).toEqual([1, 3, 4, 8, 1, 3]);
    expect(await walk(9, 'previous', 6)).toEqual([8, 4, 3, 1, 8, 4]);
    expect(await walk(5, 'previous', 1)).toEqual([4]);
    const shown = async (query: string): Promise<void> => {
      await service.setView(filterOf({ query }));
      await until(() => service.viewState().scanned === 9);
    };
    await shown('row in {4 9}');
    expect(await walk(0, 'next', 3)).toEqual([3, 8, 3]);
    await shown('row == 1');
    expect(await service.nextMark(0, 'next')).toMatchObject({ failure: { code: 'EMARKS_HIDDEN' } });
  });

  test('stand in the rows and in the filter, stay with their capture, and go on being what was marked', async () => {
    const { service, until } = await recorded('abc', 'abc');
    for (const row of [1, 5]) await service.mark(row, true);
    const matching = async (query: string): Promise<readonly number[]> => {
      const { view } = value(await service.setView(filterOf({ query })));
      await until(() => service.viewState().scanned === service.viewState().total);
      return value(await service.page(view, 0, 100)).rows.map(({ row }) => row);
    };
    expect(await matching('frame.marked == true')).toEqual([1, 5]);
    expect(await matching('frame.marked != 1 and b')).toEqual([4]);
    expect(await matching('frame.marked')).toHaveLength(6);
    await service.setView(filterOf({}));
    const marked = async (): Promise<readonly boolean[]> =>
      value(await service.page(service.viewState().view, 0, 100)).rows.map((row) => row.marked);
    expect(await marked()).toEqual([false, true, false, false, false, true]);
    expect(value(await service.mark(5, null))).toEqual({ marked: false });

    await service.clear();
    service.recorder.data(flow, 'in', bytesOf('d'), START);
    expect([service.status().marked, await marked()]).toEqual([0, [false]]);
    await service.undoClear();
    expect(await marked()).toEqual([false, true, false, false, false, false, false]);
    await service.unmarkAll();
    expect(service.status().marked).toBe(0);
  });
});
