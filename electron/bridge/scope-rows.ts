import type { ExportScope } from '../../core/contract/export';
import { ok } from '../../core/contract/result';
import { countIn } from '../../core/log/ranges';
import type { ExportSupply } from '../analysis/start-analysis';
import type { Traffic } from '../traffic/traffic-contract';

type Views = Pick<Traffic, 'viewRows'>;
type Rows = ReturnType<ExportSupply['rows']>;

/** Rows that are written at once. */
const BATCH = 1000;

/** Rows of a view by their positions; positions that it does not reach are left out. */
async function* someOf(
  views: Views,
  { view, ranges }: Extract<ExportScope, { readonly of: 'some' }>,
  limit: number,
): Rows {
  const total = countIn(ranges);
  for (const { start, end } of ranges) {
    for (let from = start; from < end; from += BATCH) {
      const page = await views.viewRows(view, from, Math.min(BATCH, end - from));
      if (!page.ok) return yield page;
      const { rows } = page.value;
      if (rows.length === 0) break;
      yield ok({ rows: rows.filter((row) => row < limit), total });
    }
  }
}

async function* viewOf(views: Views, view: number, limit: number): Rows {
  let total = Number.POSITIVE_INFINITY;
  for (let from = 0; from < total; from += BATCH) {
    const page = await views.viewRows(view, from, BATCH);
    if (!page.ok) return yield page;
    // What comes while it is written is not in it.
    total = Math.min(total, page.value.matched);
    yield ok({ rows: page.value.rows.slice(0, total - from).filter((row) => row < limit), total });
  }
}

/** The rows of a scope, asked for as they are written: nowhere is a list of them all. */
export const rowsOf = (views: Views, scope: ExportScope): ExportSupply['rows'] =>
  async function* ({ first, end }) {
    switch (scope.of) {
      case 'row':
        yield ok({ rows: [scope.row], total: 1 });
        break;
      case 'some':
        yield* someOf(views, scope, end);
        break;
      case 'view':
        yield* viewOf(views, scope.view, end);
        break;
      case 'all':
        for (let from = first; from < end; from += BATCH) {
          const count = Math.min(BATCH, end - from);
          yield ok({ rows: Array.from({ length: count }, (_, i) => from + i), total: end - first });
        }
    }
  };
