import { readAddress, samePrefix } from '../contract/ip-address';
import type { BytePattern, Member, Slice, Value } from './ast';
import { FIELDS, type FieldName, type Operator } from './fields';
import type { FilterIndex, FilterRow } from './filter-row';
import { compareBytes, equalsPattern, type Finder, findBytes } from './finder';
import { oneNeedle } from './needle';
import { compileRegex } from './regex-machine';
import { byIndexOnly, type Test, type Verdict } from './verdict';

/** How a field of each kind is had from a row; null where the row has none. */
type NumberField = 'len' | 'row' | 'time';
type WordField = 'dir' | 'kind' | 'severity' | 'event' | 'frame.marked';
type PortField = 'tcp.port' | 'udp.port';

const NUMBERS: Readonly<Record<NumberField, (record: FilterIndex) => number | null>> = {
  len: ({ kind, length }) => (kind === 'data' ? length : null),
  row: ({ row }) => row + 1,
  time: ({ time }) => time,
};

const WORDS: Readonly<Record<WordField, (record: FilterIndex) => string | null>> = {
  dir: ({ dir }) => dir,
  kind: ({ kind }) => kind,
  severity: ({ severity }) => severity,
  event: ({ happening }) => happening,
  'frame.marked': ({ marked }) => (marked ? 'true' : 'false'),
};

const ports = (row: FilterRow, field: PortField): readonly number[] =>
  row.transport === field.slice(0, 3) ? [row.localPort, row.peerPort].filter((port) => port !== null) : [];

const addresses = (row: FilterRow): readonly (readonly number[])[] =>
  [row.localAddress, row.peerAddress].map(readAddress).filter((bytes) => bytes !== null);

/** The index knows that data of another transport has no such port. */
const portVerdict =
  (field: PortField) =>
  (record: FilterIndex): Verdict =>
    record.kind === 'data' && record.transport !== field.slice(0, 3) ? false : 'maybe';

const fromFile = (full: (row: FilterRow) => boolean, byIndex: (record: FilterIndex) => Verdict): Test => ({
  needsPayload: false,
  byIndex,
  full,
  needles: null,
});
const maybe = (): Verdict => 'maybe';

/** The field's own comparison of one value; `difference` is below 0, 0 or above. */
const ordered = (operator: Operator, difference: number): boolean => {
  switch (operator) {
    case '==':
      return difference === 0;
    case '!=':
      return difference !== 0;
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    case 'contains':
    case 'matches':
      return false;
  }
};

const encoder = new TextEncoder();

const textOf = (value: Value): string => (value.type === 'text' ? value.text : '');
const numberOf = (value: Value): number => (value.type === 'number' ? value.value : Number.NaN);
const patternOf = (value: Value): BytePattern =>
  value.type === 'bytes' ? value.pattern : [...encoder.encode(textOf(value))];

/** A number on the left of an operator, and one on its right. */
export const compareNumbers = (operator: Operator, left: number, right: number): boolean =>
  ordered(operator, left - right);

/** A field of several values: one must hold, except that all must differ for `!=`; none is no match. */
const anyOrAll = <T>(values: readonly T[], operator: Operator, holds: (value: T) => boolean): boolean =>
  values.length > 0 && (operator === '!=' ? values.every(holds) : values.some(holds));

const textTest = (operator: Operator, wanted: string): ((text: string) => boolean) => {
  if (operator === 'contains') return (text) => text.includes(wanted);
  if (operator === '==') return (text) => text === wanted;
  if (operator === '!=') return (text) => text !== wanted;
  const machine = compileRegex(wanted);
  return (text) => machine.test(encoder.encode(text));
};

/** An event without a name in the index may carry one in the capture. */
const endpointTest = (test: (name: string) => boolean): Test => {
  const full = ({ endpoint }: FilterIndex): boolean => endpoint !== '' && test(endpoint);
  return fromFile(full, (record) =>
    record.kind === 'event' && record.endpoint === '' ? 'maybe' : full(record),
  );
};

/** A peer is also named by its address alone. */
const peerTest = (operator: Operator, wanted: string): ((row: FilterRow) => boolean) => {
  const test = textTest(operator, wanted);
  const address = operator === '==' || operator === '!=' ? readAddress(wanted) : null;
  if (address === null) return (row) => row.peer !== '' && test(row.peer);
  const same = (row: FilterRow): boolean => {
    const peer = readAddress(row.peerAddress);
    return peer !== null && samePrefix(peer, address, address.length * 8);
  };
  return (row) => row.peer !== '' && same(row) === (operator === '==');
};

const wordTest = (field: WordField, operator: Operator, wanted: string): Test => {
  const { words } = FIELDS[field];
  const rank = (word: string): number => (words as readonly string[]).indexOf(word);
  const place = rank(wanted);
  const read = WORDS[field];
  return byIndexOnly((record) => {
    const word = read(record);
    return word !== null && ordered(operator, rank(word) - place);
  });
};

/** The part of a payload that a slice names; null when the payload does not reach that far. */
const cut = (bytes: Uint8Array, { offset, length }: Slice): Uint8Array | null => {
  const start = offset < 0 ? bytes.length + offset : offset;
  const end = length === null ? bytes.length : start + length;
  return start < 0 || start >= bytes.length || end > bytes.length ? null : bytes.subarray(start, end);
};

const payloadPredicate = (operator: Operator, value: Value): Finder => {
  if (operator === 'matches') {
    const machine = compileRegex(textOf(value));
    return (bytes) => machine.test(bytes);
  }
  const pattern = patternOf(value);
  if (operator === 'contains') return findBytes(pattern);
  if (operator === '==') return (bytes) => equalsPattern(bytes, pattern);
  if (operator === '!=') return (bytes) => !equalsPattern(bytes, pattern);
  return (bytes) => ordered(operator, compareBytes(bytes, pattern));
};

/** Payload bytes that must be there for a match to be possible, and those that it must have exactly. */
const lengthVerdict = (slice: Slice | null, operator: Operator, value: Value) => {
  const size = operator === 'matches' ? 0 : patternOf(value).length;
  return ({ kind, length }: FilterIndex): Verdict => {
    if (kind !== 'data') return false;
    if (slice !== null) {
      const reach = slice.offset < 0 ? -slice.offset : slice.offset + (slice.length ?? 1);
      return length < reach ? false : 'maybe';
    }
    if (operator === '==') return length === size ? 'maybe' : false;
    if (operator === '!=') return length === size ? 'maybe' : true;
    return operator === 'contains' && length < size ? false : 'maybe';
  };
};

const payloadTest = (slice: Slice | null, operator: Operator, value: Value): Test => {
  const holds = payloadPredicate(operator, value);
  return {
    needsPayload: true,
    needles: operator === 'contains' || operator === '==' ? oneNeedle(patternOf(value)) : null,
    byIndex: lengthVerdict(slice, operator, value),
    full: (row) => {
      if (row.kind !== 'data') return false;
      const bytes = slice === null ? row.payload() : cut(row.payload(), slice);
      return bytes !== null && holds(bytes);
    },
  };
};

export const compareTest = (
  field: FieldName,
  slice: Slice | null,
  operator: Operator,
  value: Value,
): Test => {
  switch (field) {
    case 'endpoint': {
      return endpointTest(textTest(operator, textOf(value)));
    }
    case 'peer':
      return fromFile(peerTest(operator, textOf(value)), maybe);
    case 'dir':
    case 'kind':
    case 'severity':
    case 'event':
    case 'frame.marked':
      return wordTest(field, operator, textOf(value));
    case 'len':
    case 'row':
    case 'time': {
      const wanted = numberOf(value);
      const read = NUMBERS[field];
      return byIndexOnly((record) => {
        const number = read(record);
        return number !== null && ordered(operator, number - wanted);
      });
    }
    case 'frame.time': {
      if (value.type !== 'instant') return byIndexOnly(() => false);
      const { nanos } = value;
      return byIndexOnly(({ instant }) => ordered(operator, instant < nanos ? -1 : instant > nanos ? 1 : 0));
    }
    case 'tcp.port':
    case 'udp.port': {
      const wanted = numberOf(value);
      return fromFile(
        (row) => anyOrAll(ports(row, field), operator, (port) => ordered(operator, port - wanted)),
        portVerdict(field),
      );
    }
    case 'ip.addr': {
      if (value.type !== 'address') return byIndexOnly(() => false);
      const same = (address: readonly number[]): boolean => samePrefix(address, value.bytes, value.prefix);
      return fromFile(
        (row) => anyOrAll(addresses(row), operator, (address) => same(address) === (operator === '==')),
        maybe,
      );
    }
    case 'payload':
      return payloadTest(slice, operator, value);
  }
};

/** `in` is one comparison or another; a range is two comparisons of the same value. */
export const memberTest = (field: FieldName, slice: Slice | null, members: readonly Member[]): Test => {
  const tests = members.map(({ from, to }): Test => {
    if (to === null) return compareTest(field, slice, '==', from);
    if (field === 'tcp.port' || field === 'udp.port') {
      const [low, high] = [numberOf(from), numberOf(to)];
      return fromFile(
        (row) => ports(row, field).some((port) => port >= low && port <= high),
        portVerdict(field),
      );
    }
    const [low, high] = [compareTest(field, slice, '>=', from), compareTest(field, slice, '<=', to)];
    return byIndexOnly((record) => low.byIndex(record) === true && high.byIndex(record) === true);
  });
  return {
    needsPayload: tests.some((test) => test.needsPayload),
    needles: null,
    byIndex: (record) => {
      let verdict: Verdict = false;
      for (const test of tests) {
        const one = test.byIndex(record);
        if (one === true) return true;
        if (one === 'maybe') verdict = 'maybe';
      }
      return verdict;
    },
    full: (row) => tests.some((test) => test.full(row)),
  };
};

/** The flow of an event is not in the index. */
export const transportTest = (transport: 'tcp' | 'udp'): Test =>
  fromFile(
    (row) => row.transport === transport,
    (record) => (record.kind === 'event' ? 'maybe' : record.transport === transport),
  );

/** The row has the field. */
export const hasTest = (field: FieldName): Test => {
  switch (field) {
    case 'row':
    case 'time':
    case 'frame.time':
    case 'kind':
    case 'frame.marked':
      return byIndexOnly(() => true);
    case 'endpoint':
      return endpointTest(() => true);
    case 'dir':
    case 'len':
    case 'payload':
      return byIndexOnly(({ kind }) => kind === 'data');
    case 'severity':
      return byIndexOnly(({ severity }) => severity !== null);
    case 'event':
      return byIndexOnly(({ happening }) => happening !== null);
    case 'peer':
      return fromFile((row) => row.peer !== '', maybe);
    case 'tcp.port':
    case 'udp.port':
      return fromFile((row) => ports(row, field).length > 0, portVerdict(field));
    case 'ip.addr':
      return fromFile((row) => addresses(row).length > 0, maybe);
  }
};
