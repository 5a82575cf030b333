import type { Failure } from '../../core/contract/failure';
import { type FieldChart, type FieldSeries, MOST_POINTS } from '../../core/contract/field-chart';
import type { Result } from '../../core/contract/result';
import { fieldNumber } from '../../core/measure/field-number';
import { createTimeBuckets, type TimeBuckets } from '../../core/measure/time-buckets';
import type { FieldValues } from '../dissect/dissectors';

export interface FieldChartsDeps {
  /** Rows at positions of a view, and how many it has by now. */
  readonly viewRows: (
    view: number,
    start: number,
    count: number,
  ) => Promise<Result<{ readonly rows: readonly number[]; readonly matched: number }>>;
  readonly values: (
    rows: readonly number[],
    fields: readonly string[],
  ) => Promise<Result<readonly FieldValues[]>>;
}

/** What the window wants to see: which fields, of which view, and whether reading goes on. */
export interface ChartWish {
  readonly view: number;
  readonly fields: readonly string[];
  readonly read: boolean;
}

export interface FieldCharts {
  /** What was found so far, at once. Reading goes on behind it. */
  read(wish: ChartWish): Promise<FieldChart>;
}

/** So many rows keep the dissectors from other questions for some tenths of a second at most. */
const ROWS_AT_ONCE = 2000;
/** A window that has not asked for so long, in ms, does not look. */
const PATIENCE_MS = 3000;

interface Series {
  readonly buckets: TimeBuckets;
  done: number;
  numbers: number;
  others: number;
}

const newSeries = (): Series => ({ buckets: createTimeBuckets(MOST_POINTS), done: 0, numbers: 0, others: 0 });

/**
 * Reads fields of the rows of a view, a few rows at a time from the first to the last, and keeps what they are over
 * time in a room of one size. New rows are read when they have come; another view begins anew.
 */
export const createFieldCharts = ({ viewRows, values }: FieldChartsDeps): FieldCharts => {
  let wish: ChartWish = { view: -1, fields: [], read: false };
  let series = new Map<string, Series>();
  let total = 0;
  let failure: Failure | null = null;
  let reading = false;
  let asked = Number.NEGATIVE_INFINITY;

  const take = (fields: readonly string[], found: readonly FieldValues[]): void => {
    for (const { row, micros, values: texts } of found) {
      fields.forEach((field, i) => {
        const [text, one] = [texts[i] ?? '', series.get(field)];
        if (text === '' || one === undefined) return;
        const number = fieldNumber(text);
        if (number === null) one.others += 1;
        else {
          one.numbers += 1;
          one.buckets.add(micros, number, row);
        }
      });
    }
  };

  /** Reads on for the series that have read least. Answers whether there may be more. */
  const step = async (): Promise<boolean> => {
    const { view } = wish;
    const start = Math.min(...[...series.values()].map(({ done }) => done));
    const of = series;
    const fields = [...series].flatMap(([field, { done }]) => (done === start ? [field] : []));
    const page = await viewRows(view, start, ROWS_AT_ONCE);
    if (wish.view !== view || series !== of) return true;
    if (!page.ok) {
      failure = page.failure;
      return false;
    }
    total = page.value.matched;
    const { rows } = page.value;
    if (rows.length === 0) return false;
    const answer = await values(rows, fields);
    // Another view, or the same field taken away and added again, has series of its own.
    if (wish.view !== view || series !== of) return true;
    if (!answer.ok) {
      failure = answer.failure;
      return false;
    }
    take(fields, answer.value);
    for (const field of fields) {
      const one = series.get(field);
      if (one !== undefined) one.done = start + rows.length;
    }
    return true;
  };

  const run = async (): Promise<void> => {
    if (reading) return;
    reading = true;
    try {
      const mayGoOn = (): boolean =>
        wish.read && series.size > 0 && performance.now() - asked < PATIENCE_MS && failure === null;
      while (mayGoOn() && (await step()));
    } finally {
      reading = false;
    }
  };

  const found = (field: string): readonly FieldSeries[] => {
    const one = series.get(field);
    if (one === undefined) return [];
    const { done, numbers, others, buckets } = one;
    return [{ field, done, numbers, others, points: buckets.points() }];
  };

  return {
    async read(next) {
      asked = performance.now();
      const kept = next.view === wish.view ? series : new Map<string, Series>();
      const same = kept === series && next.fields.join() === wish.fields.join();
      if (!same) {
        series = new Map(next.fields.map((field) => [field, kept.get(field) ?? newSeries()]));
        if (kept.size === 0) total = 0;
      }
      wish = next;
      // What went wrong is tried again when it is asked for again, and said until then.
      const said = failure;
      failure = null;
      void run();
      return { total, series: next.fields.flatMap(found), failure: said };
    },
  };
};
