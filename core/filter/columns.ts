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

/** What a shape alone is graded as: such parts of a filter become one table, however many they are. */
interface ShapePart {
  readonly grade: (shape: RowShape) => number;
}

interface ColumnPart {
  readonly test: ColumnTest;
}

/** Null: it says nothing of any row. */
type Part = ShapePart | ColumnPart | null;

const REST = { row: 0, time: 0, instant: 0n, marked: false, endpoint: '', length: 0 };

/** A test that asks for nothing but the shape. */
const byShape = ({ byIndex }: Pick<Test, 'byIndex'>): ShapePart => ({
  grade: (shape) => gradeOf(byIndex({ ...REST, ...shape })),
});

/** Each shape is graded once. */
const tableTest = ({ grade }: ShapePart): ColumnTest => {
  const known = new Int8Array(SHAPES).fill(-1);
  return ({ count, shapes, shapeOf }, verdicts) => {
    for (let i = 0; i < count; i += 1) {
      const shape = shapes[i] ?? 0;
      let verdict = known[shape] ?? MAYBE;
      if (verdict < 0) {
        verdict = grade(shapeOf(shape));
        known[shape] = verdict;
      }
      verdicts[i] = verdict;
    }
  };
};

const testOf = (part: ShapePart | ColumnPart): ColumnTest => ('grade' in part ? tableTest(part) : part.test);

/** By the endpoint's name. An event without one may carry it in the capture. */
const byEndpoint = ({ byIndex }: Pick<Test, 'byIndex'>): ColumnTest => {
  const data = { kind: 'data', dir: 'in', transport: 'tcp', severity: null, happening: null } as const;
  const { grade } = byShape({ byIndex });
  let names: readonly string[] = [];
  let known: readonly number[] = [];
  return (columns, verdicts) => {
    if (names !== columns.names) {
      names = columns.names;
      known = names.map((endpoint) =>
        endpoint === '' ? -1 : gradeOf(byIndex({ ...REST, ...data, endpoint })),
      );
    }
    const { count, endpoints, shapes, shapeOf } = columns;
    for (let i = 0; i < count; i += 1) {
      const verdict = known[endpoints[i] ?? 0] ?? -1;
      // Few rows have none.
      verdicts[i] = verdict >= 0 ? verdict : grade(shapeOf(shapes[i] ?? 0));
    }
  };
};

/** What a comparison says of a number below, at and above the one that it compares with. */
const gradesOf = (operator: Operator): readonly [below: number, at: number, above: number] => {
  const [below = NO, at = NO, above = NO] = [-1, 0, 1].map((side) =>
    compareNumbers(operator, side, 0) ? YES : NO,
  );
  return [below, at, above];
};

const numberIn = (value: Value): number => (value.type === 'number' ? value.value : Number.NaN);
const TWO_32 = 0x1_0000_0000;

const byLength = (operator: Operator, value: Value): ColumnTest => {
  const wanted = numberIn(value);
  const [below, at, above] = gradesOf(operator);
  return ({ count, lengths }, verdicts) => {
    for (let i = 0; i < count; i += 1) {
      const length = lengths[i] ?? 0;
      verdicts[i] = length < wanted ? below : length > wanted ? above : at;
    }
  };
};

const byRow = (operator: Operator, value: Value): ColumnTest => {
  const wanted = numberIn(value);
  const [below, at, above] = gradesOf(operator);
  return ({ count, firstRow }, verdicts) => {
    for (let i = 0; i < count; i += 1) {
      const row = firstRow + i + 1;
      verdicts[i] = row < wanted ? below : row > wanted ? above : at;
    }
  };
};

const halves = (nanos: bigint): readonly [high: number, low: number] => [
  Number(nanos >> 32n),
  Number(nanos & 0xffff_ffffn),
];

const byTime = (operator: Operator, value: Value): ColumnTest => {
  const wanted = numberIn(value);
  const [below, at, above] = gradesOf(operator);
  return ({ count, timesHigh, timesLow, firstTime }, verdicts) => {
    const [high, low] = halves(firstTime);
    for (let i = 0; i < count; i += 1) {
      // One rounding, as a bigint made a number has it.
      const time = (((timesHigh[i] ?? 0) - high) * TWO_32 + ((timesLow[i] ?? 0) - low)) / 1e9;
      verdicts[i] = time < wanted ? below : time > wanted ? above : at;
    }
  };
};

const byInstant = (operator: Operator, wanted: bigint): ColumnTest => {
  const [high, low] = halves(wanted);
  const [below, at, above] = gradesOf(operator);
  return ({ count, timesHigh, timesLow }, verdicts) => {
    for (let i = 0; i < count; i += 1) {
      const difference = (timesHigh[i] ?? 0) - high || (timesLow[i] ?? 0) - low;
      verdicts[i] = difference < 0 ? below : difference > 0 ? above : at;
    }
  };
};

const not = (part: Part): Part => {
  if (part === null) return null;
  if ('grade' in part) return { grade: (shape) => YES - part.grade(shape) };
  return {
    test: (columns, verdicts) => {
      part.test(columns, verdicts);
      for (let i = 0; i < columns.count; i += 1) verdicts[i] = YES - (verdicts[i] ?? MAYBE);
    },
  };
};

const allOf = (tests: readonly ColumnTest[]): ColumnTest => {
  let scratch = new Uint8Array(0);
  return (columns, verdicts) => {
    const { count } = columns;
    if (scratch.length < count) scratch = new Uint8Array(count);
    tests.forEach((test, place) => {
      if (place === 0) {
        test(columns, verdicts);
        return;
      }
      test(columns, scratch);
      for (let i = 0; i < count; i += 1) {
        if ((scratch[i] ?? 0) < (verdicts[i] ?? 0)) verdicts[i] = scratch[i] ?? 0;
      }
    });
  };
};

/** A part that says nothing makes every YES a MAYBE. */
const and = (parts: readonly Part[]): Part => {
  const shapes = parts.filter((part) => part !== null && 'grade' in part);
  const others = parts.filter((part) => part !== null && 'test' in part);
  if (shapes.length + others.length === 0) return null;
  const most = parts.includes(null) ? MAYBE : YES;
  const whole: ShapePart = {
    grade: (shape) => shapes.reduce((least, { grade }) => Math.min(least, grade(shape)), most),
  };
  if (others.length === 0) return whole;
  const needed = shapes.length > 0 || most === MAYBE ? [tableTest(whole)] : [];
  return { test: allOf([...needed, ...others.map(({ test }) => test)]) };
};

const or = (parts: readonly Part[]): Part => not(and(parts.map(not)));

const compare = (field: FieldName, operator: Operator, value: Value): Part => {
  switch (field) {
    case 'len':
      return and([byShape(hasTest('len')), { test: byLength(operator, value) }]);
    case 'row':
      return { test: byRow(operator, value) };
    case 'time':
      return { test: byTime(operator, value) };
    case 'frame.time':
      return value.type === 'instant' ? { test: byInstant(operator, value.nanos) } : null;
    case 'endpoint':
      return { test: byEndpoint(compareTest(field, null, operator, value)) };
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

const member = (field: FieldName, one: Member): Part => {
  const { from, to } = one;
  if (to === null) return compare(field, '==', from);
  if (field === 'tcp.port' || field === 'udp.port') return byShape(memberTest(field, null, [one]));
  return and([compare(field, '>=', from), compare(field, '<=', to)]);
};

const has = (field: FieldName): Part => {
  if (field === 'endpoint') return { test: byEndpoint(hasTest(field)) };
  return field === 'peer' || field === 'ip.addr' ? null : byShape(hasTest(field));
};

const partOf = (filter: Filter): Part => {
  switch (filter.type) {
    case 'and':
      return and(filter.operands.map(partOf));
    case 'or':
      return or(filter.operands.map(partOf));
    case 'not':
      return not(partOf(filter.operand));
    case 'transport':
      return byShape(transportTest(filter.transport));
    case 'has':
      return has(filter.field);
    case 'compare':
      return compare(filter.field, filter.operator, filter.value);
    case 'in':
      return or(filter.members.map((one) => member(filter.field, one)));
    case 'all':
    case 'dissector':
    case 'search':
    case 'hex':
    case 'regex':
      return null;
  }
};

/** The part of a filter that the index decides, for many rows at once; null when it decides nothing. */
export const compileColumns = (filter: Filter): ColumnTest | null => {
  const part = partOf(filter);
  return part === null ? null : testOf(part);
};
