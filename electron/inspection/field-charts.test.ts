import { expect, test, vi } from 'vitest';
import type { FieldChart } from '../../core/contract/field-chart';
import { fail, ok } from '../../core/contract/result';
import { type ChartWish, createFieldCharts, type FieldChartsDeps } from './field-charts';

/** Left to itself, `waitUntil` waits for a second. */
const SOON = { timeout: 30_000 };

/** Row r is at r ms; `a` is its number, `b` is a word. */
const answers: FieldChartsDeps['values'] = async (rows, fields) =>
  ok(
    rows.map((row) => ({
      row,
      micros: row * 1000,
      values: fields.map((field) => (field === 'a' ? `${row}` : 'x')),
    })),
  );

const start = (rows: number, values = answers) => {
  const state = { rows, view: 1 };
  const asked = vi.fn(values);
  const charts = createFieldCharts({
    viewRows: async (view, from, count) =>
      view === state.view
        ? ok({
            rows: Array.from({ length: Math.max(0, Math.min(count, state.rows - from)) }, (_, i) => from + i),
            matched: state.rows,
          })
        : fail({ code: 'EVIEW_GONE' }),
    values: asked,
  });
  const wish: ChartWish = { view: 1, fields: ['a'], read: true };
  const settled = async (change: Partial<ChartWish> = {}): Promise<FieldChart> => {
    const now = { ...wish, ...change };
    return vi.waitUntil(async () => {
      const chart = await charts.read(now);
      const done = chart.series.every((one) => one.done === state.rows);
      return (done && chart.total === state.rows) || chart.failure !== null ? chart : false;
    }, SOON);
  };
  return { charts, state, asked, wish, settled };
};

test('every row of the view is read once, and what comes later is read when it is there', async () => {
  const { state, asked, settled } = start(5000);
  const [a] = (await settled()).series;
  expect(a).toMatchObject({ field: 'a', done: 5000, numbers: 5000, others: 0 });
  expect(a?.points.count.reduce((x, y) => x + y, 0)).toBe(5000);
  expect(a?.points.mostRow.at(-1)).toBe(4999);
  expect(a?.points.from.length).toBeLessThanOrEqual(512);
  state.rows = 5010;
  expect((await settled()).series[0]?.numbers).toBe(5010);
  expect(asked.mock.calls.map(([rows]) => rows.length)).toEqual([2000, 2000, 1000, 10]);
});

test('a field that is added is read for itself; words are counted apart; one that is removed is forgotten', async () => {
  const { asked, settled } = start(3000);
  await settled();
  const both = await settled({ fields: ['a', 'b'] });
  expect(both.series.map(({ numbers, others }) => [numbers, others])).toEqual([
    [3000, 0],
    [0, 3000],
  ]);
  expect(asked.mock.calls.map(([, fields]) => fields.join())).toEqual(['a', 'a', 'b', 'b']);
  expect((await settled({ fields: ['b'] })).series.map(({ field }) => field)).toEqual(['b']);
  expect((await settled({ fields: ['a', 'b'] })).series[0]?.numbers).toBe(3000);
});

test('reading stops when it is told to, and goes on where it was', async () => {
  let go: () => void = () => undefined;
  const { charts, wish, asked, settled } = start(9000, async (rows, fields) => {
    await new Promise<void>((resolve) => {
      go = resolve;
    });
    return answers(rows, fields);
  });
  await charts.read(wish);
  await vi.waitUntil(() => asked.mock.calls.length === 1, SOON);
  await charts.read({ ...wish, read: false });
  go();
  const done = async () => (await charts.read({ ...wish, read: false })).series[0]?.done;
  await vi.waitUntil(async () => (await done()) === 2000, SOON);
  expect(asked).toHaveBeenCalledTimes(1);
  const pump = setInterval(() => go(), 1);
  expect((await settled()).series[0]?.numbers).toBe(9000);
  clearInterval(pump);
});

test('another view begins anew; what goes wrong is said and tried again', async () => {
  const { state, charts, settled } = start(100);
  await settled();
  state.view = 2;
  state.rows = 40;
  expect((await settled({ view: 2 })).series[0]?.numbers).toBe(40);
  expect(await settled({ view: 1 })).toMatchObject({ failure: { code: 'EVIEW_GONE' } });
  await charts.read({ view: 2, fields: ['a'], read: true });
  expect((await settled({ view: 2 })).series[0]?.numbers).toBe(40);
});
