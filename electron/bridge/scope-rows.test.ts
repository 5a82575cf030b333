import { expect, test } from 'vitest';
import type { ExportScope } from '../../core/contract/export';
import { fail, ok } from '../../core/contract/result';
import { rowsOf } from './scope-rows';

/** A view of every second row, as far as 5,000 of them. */
const asked: [start: number, count: number][] = [];
const views = {
  viewRows: async (view: number, start: number, count: number) => {
    if (view !== 7) return fail({ code: 'EVIEW_GONE' });
    asked.push([start, count]);
    const there = Math.max(0, Math.min(count, 5000 - start));
    return ok({ rows: Array.from({ length: there }, (_, at) => 2 * (start + at)), matched: 5000 });
  },
};

const gather = async (scope: ExportScope, end = 100_000) => {
  const rows: number[] = [];
  let total = 0;
  asked.length = 0;
  for await (const next of rowsOf(views, scope)({ id: 1, first: 0, end })) {
    if (!next.ok) return next;
    rows.push(...next.value.rows);
    total = next.value.total;
  }
  return { rows, total };
};

test('the rows of ranges of a view, and no others', async () => {
  const ranges = [
    { start: 3, end: 5 },
    { start: 10, end: 11 },
    { start: 100, end: 2600 },
  ];
  const found = await gather({ of: 'some', view: 7, ranges });
  expect(found).toMatchObject({ total: 2503 });
  expect('rows' in found && found.rows.slice(0, 4)).toEqual([6, 8, 20, 200]);
  expect('rows' in found && found.rows).toHaveLength(2503);
  expect('rows' in found && found.rows.at(-1)).toBe(5198);
  // A range is asked for in portions.
  expect(asked.map(([, count]) => count)).toEqual([2, 1, 1000, 1000, 500]);
});

test('a range that reaches beyond the view ends with it, however far it goes', async () => {
  const ranges = [{ start: 4998, end: Number.MAX_SAFE_INTEGER }];
  expect(await gather({ of: 'some', view: 7, ranges })).toMatchObject({ rows: [9996, 9998] });
  expect(asked).toHaveLength(2);
});

test('rows that came after the export began are left out, and a view that is gone is a failure', async () => {
  const ranges = [{ start: 0, end: 5 }];
  expect(await gather({ of: 'some', view: 7, ranges }, 5)).toMatchObject({ rows: [0, 2, 4] });
  expect(await gather({ of: 'some', view: 8, ranges })).toMatchObject({ failure: { code: 'EVIEW_GONE' } });
  expect(await gather({ of: 'row', row: 9 })).toEqual({ rows: [9], total: 1 });
  const view = await gather({ of: 'view', view: 7 });
  expect('rows' in view && view.rows).toHaveLength(5000);
  const all = await gather({ of: 'all' }, 1500);
  expect('rows' in all && all.rows.at(-1)).toBe(1499);
});
