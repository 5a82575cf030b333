import type { Severity } from '../contract/happening';
import type { Direction } from '../contract/recorder';
import type { Filter } from './ast';
import { compareTest, hasTest, memberTest } from './field-tests';
import { findBytes } from './finder';
import { compileRegex } from './regex-machine';
import { findText } from './text-search';
import { byPayload, type Test, type Verdict } from './verdict';

/** What the row index knows of a row, without a look at the capture. */
export interface FilterIndex {
  /** From 0, as in the contract; filters count from 1, as it is shown. */
  readonly row: number;
  /** Seconds since the capture's first row. */
  readonly time: number;
  readonly kind: 'data' | 'event';
  /** The endpoint's name; empty for Porthole's own rows, and for events of which the index does not know it. */
  readonly endpoint: string;
  /** Of data. */
  readonly dir: Direction | null;
  /** Payload bytes of data. */
  readonly length: number;
  /** Of data; null for events, whose flow the index does not know. */
  readonly transport: 'tcp' | 'udp' | 'other' | null;
  /** Of events. */
  readonly severity: Severity | null;
  /** Of events; null for those that Porthole did not write. */
  readonly happening: string | null;
}

/** A row as read from the capture. Whatever is costly to have should be a getter: it is asked for only when needed. */
export interface FilterRow extends FilterIndex {
  /** `host:port` as shown, empty where there is none. */
  readonly peer: string;
  /** Of the row's flow, for events too where they belong to one. Null or empty where there is none. */
  readonly localPort: number | null;
  readonly peerPort: number | null;
  readonly localAddress: string;
  readonly peerAddress: string;
  /** The English sentence of an event, as stored. */
  readonly message: string;
  /** Called for data only. */
  payload(): Uint8Array;
}

export interface Matcher {
  /** `full` may ask for payloads. */
  readonly needsPayload: boolean;
  /** The cheap part: decides by the index alone, or says `maybe`. */
  readonly byIndex: (record: FilterIndex) => Verdict;
  readonly full: (row: FilterRow) => boolean;
}

const and = (tests: readonly Test[]): Test => ({
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
  needsPayload: test.needsPayload,
  byIndex: (record) => {
    const verdict = test.byIndex(record);
    return verdict === 'maybe' ? 'maybe' : !verdict;
  },
  full: (row) => !test.full(row),
});

const or = (tests: readonly Test[]): Test => not(and(tests.map(not)));

/** Those that need no payload first: they may spare reading it. */
const cheapFirst = (tests: readonly Test[]): readonly Test[] => [
  ...tests.filter((test) => !test.needsPayload),
  ...tests.filter((test) => test.needsPayload),
];

const transportTest = (transport: 'tcp' | 'udp'): Test => ({
  needsPayload: false,
  byIndex: (record) => (record.kind === 'event' ? 'maybe' : record.transport === transport),
  full: (row) => row.transport === transport,
});

const searchTest = (text: string): Test => {
  const small = text.toLowerCase();
  return byPayload(findText(text), (message) => message.toLowerCase().includes(small));
};

const regexTest = (source: string): Test => {
  const machine = compileRegex(source);
  const encoder = new TextEncoder();
  return byPayload(
    (bytes) => machine.test(bytes),
    (message) => machine.test(encoder.encode(message)),
  );
};

const compile = (filter: Filter): Test => {
  switch (filter.type) {
    case 'all':
      return { needsPayload: false, byIndex: () => true, full: () => true };
    case 'and':
      return and(cheapFirst(filter.operands.map(compile)));
    case 'or':
      return or(cheapFirst(filter.operands.map(compile)));
    case 'not':
      return not(compile(filter.operand));
    case 'search':
      return searchTest(filter.text);
    case 'hex':
      return byPayload(findBytes(filter.pattern), () => false, filter.pattern.length);
    case 'regex':
      return regexTest(filter.source);
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
export const compileFilter = (filter: Filter): Matcher => compile(filter);
