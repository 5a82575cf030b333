import type { Filter, Member, Value } from './ast';
import { compareNumbers, compareTest, hasTest, memberTest, transportTest } from './field-tests';
import type { FieldName, Operator } from './fields';
import type { FilterIndex } from './filter-row';
import type { Test, Verdict } from './verdict';

/** What columns say of a row. The smaller one counts for `and`, the larger one for `or`. */
export const NO = 0;
export const MAYBE = 1;
export const YES = 2;

/** What rows have in common that differ in numbers and endpoint only. */
export type RowShape = Pick<FilterIndex, 'kind' | 'dir' | 'transport' | 'severity' | 'happening'>;

/** What the row index knows of many rows, number beside number. */
export interface IndexColumns {
  readonly count: number;
  /** The number in the capture of the first of them. */
  readonly firstRow: number;
  /** Below SHAPES; `shapeOf` says what each stands for. */
  readonly shapes: Uint16Array;
  readonly shapeOf: (shape: number) => RowShape;
  /** Places in `names`; beyond it there is none. */
  readonly endpoints: Uint16Array;
  readonly names: readonly string[];
  /** Payload bytes. */
  readonly lengths: Uint32Array;
  /** Nanoseconds since the epoch: the upper and the lower 32 bits. */
  readonly timesHigh: Int32Array;
  readonly timesLow: Uint32Array;
  /** Of the capture's first row. */
  readonly firstTime: bigint;
}

/** Numbers that a shape can have. */
export const SHAPES = 2048;

/**
 * Says of each row what its index says: NO, YES, or MAYBE, where its other tests decide. Without an object or a call
 * for each row: ten million rows are a matter of tenths of a second.
 */
export type ColumnTest = (columns: IndexColumns, verdicts: Uint8Array) => void;

const gradeOf = (verdict: Verdict): number => (verdict === 'maybe' ? MAYBE : verdict ? YES : NO);

/** A test that asks for nothing but the shape. Each shape is asked about once. */
const byShape = ({ byIndex }: Pick<Test, 'byIndex'>): ColumnTest => {
  const known = new Int8Array(SHAPES).fill(-1);
  const rest = { row: 0, time: 0, instant: 0n, marked: false, endpoint: '', length: 0 };
  return ({ count, shapes, shapeOf }, verdicts) => {
    for (let i = 0; i < count; i += 1) {
      const shape = shapes[i] ?? 0;
      let verdict = known[shape] ?? MAYBE;
      if (verdict < 0) {
        verdict = gradeOf(byIndex({ ...rest, ...shapeOf(shape) }));
        known[shape] = verdict;
      }
      verdicts[i] = verdict;
    }
  };
};

/** By the endpoint's name. An event without one may carry it in the capture. */
const byEndpoint = ({ byIndex }: Pick<Test, 'byIndex'>): ColumnTest => {
  const row = { row: 0, time: 0, instant: 0n, marked: false, length: 0 };
  const nameless = byShape({ byIndex });
  let names: readonly string[] = [];
  let known: readonly number[] = [];
  return (columns, verdicts) => {
    if (names !== columns.names) {
      names = columns.names;
      const data = { kind: 'data', dir: 'in', transport: 'tcp', severity: null, happening: null } as const;
      known = names.map((endpoint) =>
        endpoint === '' ? -1 : gradeOf(byIndex({ ...row, ...data, endpoint })),
      );
    }
    nameless(columns, verdicts);
    const { count, endpoints } = columns;
    for (let i = 0; i < count; i += 1) {
      const verdict = known[endpoints[i] ?? 0] ?? -1;
      if (verdict >= 0) verdicts[i] = verdict;
    }
  };
};

const numberIn = (value: Value): number => (value.type === 'number' ? value.value : Number.NaN);
const TWO_32 = 0x1_0000_0000;

const byLength = (operator: Operator, value: Value): ColumnTest => {
  const wanted = numberIn(value);
  return ({ count, lengths }, verdicts) => {
    for (let i = 0; i < count; i += 1) {
      verdicts[i] = compareNumbers(operator, lengths[i] ?? 0, wanted) ? YES : NO;
    }
  };
};

const byRow = (operator: Operator, value: Value): ColumnTest => {
  const wanted = numberIn(value);
  return ({ count, firstRow }, verdicts) => {
    for (let i = 0; i < count; i += 1) {
      verdicts[i] = compareNumbers(operator, firstRow + i + 1, wanted) ? YES : NO;
    }
  };
};

const halves = (nanos: bigint): readonly [high: number, low: number] => [
  Number(nanos >> 32n),
  Number(nanos & 0xffff_ffffn),
];

const byTime = (operator: Operator, value: Value): ColumnTest => {
  const wanted = numberIn(value);
  return ({ count, timesHigh, timesLow, firstTime }, verdicts) => {
    const [high, low] = halves(firstTime);
    for (let i = 0; i < count; i += 1) {
      // One rounding, as a bigint made a number has it.
      const nanos = ((timesHigh[i] ?? 0) - high) * TWO_32 + ((timesLow[i] ?? 0) - low);
      verdicts[i] = compareNumbers(operator, nanos / 1e9, wanted) ? YES : NO;
    }
  };
};

const byInstant = (operator: Operator, value: Value): ColumnTest | null => {
  if (value.type !== 'instant') return null;
  const [high, low] = halves(value.nanos);
  return ({ count, timesHigh, timesLow }, verdicts) => {
    for (let i = 0; i < count; i += 1) {
      const difference = (timesHigh[i] ?? 0) - high || (timesLow[i] ?? 0) - low;
      verdicts[i] = compareNumbers(operator, difference, 0) ? YES : NO;
    }
  };
};

const not = (test: ColumnTest | null): ColumnTest | null =>
  test === null
    ? null
    : (columns, verdicts) => {
        test(columns, verdicts);
        for (let i = 0; i < columns.count; i += 1) verdicts[i] = YES - (verdicts[i] ?? MAYBE);
      };

/** Those that say nothing make every YES a MAYBE. */
const and = (tests: readonly (ColumnTest | null)[]): ColumnTest | null => {
  const [first, ...others] = tests.filter((test) => test !== null);
  if (first === undefined) return null;
  const most = others.length + 1 < tests.length ? MAYBE : YES;
  let scratch = new Uint8Array(0);
  return (columns, verdicts) => {
    const { count } = columns;
    if (scratch.length < count) scratch = new Uint8Array(count);
    first(columns, verdicts);
    for (const test of others) {
      test(columns, scratch);
      for (let i = 0; i < count; i += 1) {
        if ((scratch[i] ?? 0) < (verdicts[i] ?? 0)) verdicts[i] = scratch[i] ?? 0;
      }
    }
    if (most === YES) return;
    for (let i = 0; i < count; i += 1) if (verdicts[i] === YES) verdicts[i] = MAYBE;
  };
};

const or = (tests: readonly (ColumnTest | null)[]): ColumnTest | null => not(and(tests.map(not)));

const compare = (field: FieldName, operator: Operator, value: Value): ColumnTest | null => {
  switch (field) {
    case 'len':
      return and([byShape(hasTest('len')), byLength(operator, value)]);
    case 'row':
      return byRow(operator, value);
    case 'time':
      return byTime(operator, value);
    case 'frame.time':
      return byInstant(operator, value);
    case 'endpoint':
      return byEndpoint(compareTest(field, null, operator, value));
    case 'dir':
    case 'kind':
    case 'severity':
    case 'event':
    case 'tcp.port':
    case 'udp.port':
      return byShape(compareTest(field, null, operator, value));
    case 'peer':
    case 'ip.addr':
    case 'payload':
    case 'frame.marked':
      return null;
  }
};

const member = (field: FieldName, one: Member): ColumnTest | null => {
  const { from, to } = one;
  if (to === null) return compare(field, '==', from);
  if (field === 'tcp.port' || field === 'udp.port') return byShape(memberTest(field, null, [one]));
  return and([compare(field, '>=', from), compare(field, '<=', to)]);
};

const has = (field: FieldName): ColumnTest | null => {
  if (field === 'endpoint') return byEndpoint(hasTest(field));
  return field === 'peer' || field === 'ip.addr' ? null : byShape(hasTest(field));
};

/** The part of a filter that the index decides, for many rows at once; null when it decides nothing. */
export const compileColumns = (filter: Filter): ColumnTest | null => {
  switch (filter.type) {
    case 'and':
      return and(filter.operands.map(compileColumns));
    case 'or':
      return or(filter.operands.map(compileColumns));
    case 'not':
      return not(compileColumns(filter.operand));
    case 'transport':
      return byShape(transportTest(filter.transport));
    case 'has':
      return has(filter.field);
    case 'compare':
      return compare(filter.field, filter.operator, filter.value);
    case 'in':
      return or(filter.members.map((one) => member(filter.field, one)));
    case 'all':
    case 'search':
    case 'hex':
    case 'regex':
      return null;
  }
};
