import type { Filter } from './ast';
import { type ColumnTest, compileColumns } from './columns';
import { compareTest, hasTest, memberTest, transportTest } from './field-tests';
import type { FilterIndex, FilterRow } from './filter-row';
import { findBytes } from './finder';
import { type Needle, oneNeedle } from './needle';
import { compileRegex } from './regex-machine';
import { findText, needlesOfText } from './text-search';
import { byIndexOnly, byPayload, type Test, type Verdict } from './verdict';

export interface Matcher {
  /** `full` may ask for payloads. */
  readonly needsPayload: boolean;
  /** The cheap part: decides by the index alone, or says `maybe`. */
  readonly byIndex: (record: FilterIndex) => Verdict;
  readonly full: (row: FilterRow) => boolean;
  /** The cheap part for many rows at once; null where it decides nothing. */
  readonly columns: ColumnTest | null;
  /** Data can only match where one of these stands in its payload; null when there is no such condition. */
  readonly needles: readonly Needle[] | null;
}

/** The condition that is the least work to look for: few patterns, long ones. */
const sharpest = (tests: readonly Test[]): Test['needles'] => {
  const work = (needles: readonly Needle[]): number =>
    needles.reduce((sum, { pattern }) => sum + 1 / pattern.length, 0);
  const all = tests.map(({ needles }) => needles).filter((needles) => needles !== null);
  return all.sort((a, b) => work(a) - work(b))[0] ?? null;
};

/** One of them must hold. */
const anyOf = (tests: readonly Test[]): Test['needles'] => {
  const all: Needle[] = [];
  for (const { needles } of tests) {
    if (needles === null) return null;
    all.push(...needles);
  }
  return all;
};

const and = (tests: readonly Test[]): Test => ({
  needles: sharpest(tests),
  needsPayload: tests.some((test) => test.needsPayload),
  byIndex: (record) => {
    let verdict: Verdict = true;
    for (const test of tests) {
      const one = test.byIndex(record);
      if (one === false) return false;
      if (one === 'maybe') verdict = 'maybe';
    }
    return verdict;
  },
  full: (row) => tests.every((test) => test.full(row)),
});

const not = (test: Test): Test => ({
  needles: null,
  needsPayload: test.needsPayload,
  byIndex: (record) => {
    const verdict = test.byIndex(record);
    return verdict === 'maybe' ? 'maybe' : !verdict;
  },
  full: (row) => !test.full(row),
});

const or = (tests: readonly Test[]): Test => ({ ...not(and(tests.map(not))), needles: anyOf(tests) });

/** Those that need no payload first: they may spare reading it. */
const cheapFirst = (tests: readonly Test[]): readonly Test[] => [
  ...tests.filter((test) => !test.needsPayload),
  ...tests.filter((test) => test.needsPayload),
];

const searchTest = (text: string): Test => {
  const small = text.toLowerCase();
  return byPayload(findText(text), (message) => message.toLowerCase().includes(small), {
    needles: needlesOfText(text),
  });
};

const regexTest = (source: string): Test => {
  const machine = compileRegex(source);
  const encoder = new TextEncoder();
  return byPayload(
    (bytes) => machine.test(bytes),
    (message) => machine.test(encoder.encode(message)),
  );
};

/** Only data is dissected; a row that was not is none of it. */
const dissectorTest = (text: string): Test => ({
  needsPayload: false,
  needles: null,
  byIndex: ({ kind }) => (kind === 'event' ? false : 'maybe'),
  full: ({ says }) => says?.(text) ?? false,
});

const compile = (filter: Filter): Test => {
  switch (filter.type) {
    case 'all':
      return byIndexOnly(() => true);
    case 'and':
      return and(cheapFirst(filter.operands.map(compile)));
    case 'or':
      return or(cheapFirst(filter.operands.map(compile)));
    case 'not':
      return not(compile(filter.operand));
    case 'search':
      return searchTest(filter.text);
    case 'hex':
      return byPayload(findBytes(filter.pattern), () => false, {
        least: filter.pattern.length,
        needles: oneNeedle(filter.pattern),
      });
    case 'regex':
      return regexTest(filter.source);
    case 'dissector':
      return dissectorTest(filter.text);
    case 'transport':
      return transportTest(filter.transport);
    case 'has':
      return hasTest(filter.field);
    case 'compare':
      return compareTest(filter.field, filter.slice, filter.operator, filter.value);
    case 'in':
      return memberTest(filter.field, filter.slice, filter.members);
  }
};

/**
 * A filter as something that can be asked about row after row. As in Wireshark, a comparison with a field that a row
 * does not have is false, `!=` included; `tcp.port`, `udp.port` and `ip.addr` hold when one of their two values does,
 * and `!=` when both differ.
 *
 * @param filter from `parseFilter`
 */
export const compileFilter = (filter: Filter): Matcher => ({
  ...compile(filter),
  columns: compileColumns(filter),
});
