import type { Filter, Value } from './ast';
import type { FieldName, Operator } from './fields';

/** From `from` on and before `to`; infinite where there is no bound. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Outside of these no row can match; within them it may. */
export interface FilterBounds {
  /** Row numbers of the capture, from 0. */
  readonly rows: Interval;
  /** Microseconds since the epoch. */
  readonly times: Interval;
}

const ALL: Interval = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

export const UNBOUNDED: FilterBounds = { rows: ALL, times: ALL };

const both = (a: Interval, b: Interval): Interval => ({
  from: Math.max(a.from, b.from),
  to: Math.min(a.to, b.to),
});

const either = (a: Interval, b: Interval): Interval => ({
  from: Math.min(a.from, b.from),
  to: Math.max(a.to, b.to),
});

const joined = (all: readonly FilterBounds[], join: (a: Interval, b: Interval) => Interval): FilterBounds =>
  all.reduce((a, b) => ({ rows: join(a.rows, b.rows), times: join(a.times, b.times) }));

/** Whole numbers from `first` to `last` for a comparison with something between them. */
const around = (operator: Operator, first: number, last: number): Interval => {
  switch (operator) {
    case '==':
      return { from: first, to: last + 1 };
    case '<':
    case '<=':
      return { from: ALL.from, to: last + 1 };
    case '>':
    case '>=':
      return { from: first, to: ALL.to };
    default:
      return ALL;
  }
};

const compared = (field: FieldName, operator: Operator, value: Value): FilterBounds => {
  if (field === 'row' && value.type === 'number') {
    return { rows: around(operator, value.value - 1, value.value - 1), times: ALL };
  }
  if (field === 'frame.time' && value.type === 'instant') {
    // Division of bigints cuts towards 0; one more on either side is as good.
    const micros = Number(value.nanos / 1000n);
    return { rows: ALL, times: around(operator, micros - 1, micros + 1) };
  }
  return UNBOUNDED;
};

/** What can be said of a filter's matches without a look at any row. */
export const boundsOf = (filter: Filter): FilterBounds => {
  switch (filter.type) {
    case 'and':
      return joined([UNBOUNDED, ...filter.operands.map(boundsOf)], both);
    case 'or':
      return joined(filter.operands.map(boundsOf), either);
    case 'compare':
      return compared(filter.field, filter.operator, filter.value);
    case 'in':
      return joined(
        filter.members.map(({ from, to }) =>
          to === null
            ? compared(filter.field, '==', from)
            : joined([compared(filter.field, '>=', from), compared(filter.field, '<=', to)], both),
        ),
        either,
      );
    default:
      return UNBOUNDED;
  }
};
