import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type IndexColumns, MAYBE, YES } from './columns';
import { compileFilter, type Matcher } from './evaluate';
import type { FilterIndex, FilterRow } from './filter-row';
import { parseFilter } from './parse';

const matcher = (text: string): Matcher => {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.code}`);
  return compileFilter(parsed.filter);
};

/** 2026-11-22 12:00:00 UTC. */
const START = 1_795_348_800_000_000_000n;

const data = (
  over: Partial<Omit<FilterRow, 'length' | 'payload'>> = {},
  payload = 'Hello, server!',
): FilterRow => {
  const bytes = new TextEncoder().encode(payload);
  return {
    row: 4,
    time: 1.5,
    marked: false,
    instant: START + 1_500_000_000n,
    kind: 'data',
    endpoint: 'TCP :8888',
    dir: 'in',
    transport: 'tcp',
    severity: null,
    happening: null,
    peer: '127.0.0.1:50000',
    localPort: 8888,
    peerPort: 50_000,
    localAddress: '127.0.0.1',
    peerAddress: '127.0.0.1',
    message: '',
    ...over,
    length: bytes.length,
    payload: () => bytes,
  };
};

const event = (over: Partial<FilterRow> = {}): FilterRow => ({
  row: 9,
  time: 20,
  marked: false,
  instant: START + 20_000_000_000n,
  kind: 'event',
  endpoint: 'TCP :8888',
  dir: null,
  length: 0,
  transport: 'tcp',
  severity: 'error',
  happening: 'resetByPeer',
  peer: '[::1]:40222',
  localPort: 8888,
  peerPort: 40_222,
  localAddress: '::1',
  peerAddress: '::1',
  message: 'Connection reset by peer',
  payload: () => {
    throw new Error('an event has no payload');
  },
  ...over,
});

/** The row as the index knows it: without a look at the capture. */
const indexed = (row: FilterRow): FilterIndex => {
  const { row: number, time, instant, marked, kind, endpoint, dir, length, severity, happening } = row;
  const transport = kind === 'event' ? null : row.transport;
  return { row: number, time, instant, marked, kind, endpoint, dir, length, transport, severity, happening };
};

/** Both times of a row, so that they agree. */
const timesOf = ({ time }: FilterRow) => ({ time, instant: START + BigInt(time * 1e9) });

/** As a capture has its index. */
const columnsOf = (rows: readonly FilterRow[], firstRow: number): IndexColumns => {
  const names = ['TCP :1', 'a'];
  const shapes = rows.map(indexed);
  const half = (nanos: bigint, high: boolean): number => Number(high ? nanos >> 32n : nanos & 0xffff_ffffn);
  return {
    count: rows.length,
    firstRow,
    shapes: Uint16Array.from(rows, (_, i) => i),
    shapeOf: (shape) => shapes[shape] ?? indexed(event()),
    endpoints: Uint16Array.from(rows, ({ endpoint }) => (endpoint === '' ? 0xffff : names.indexOf(endpoint))),
    names,
    lengths: Uint32Array.from(rows, ({ length }) => length),
    timesHigh: Int32Array.from(rows, ({ instant }) => half(instant, true)),
    timesLow: Uint32Array.from(rows, ({ instant }) => half(instant, false)),
    firstTime: START,
  };
};

describe('what a filter says of data', () => {
  const row = data();
  test.each([
    ['', true],
    ['hello', true],
    ['"o, s"', true],
    ['goodbye', false],
    ['hex 48 65', true],
    ['hex 48 ?? 6c', true],
    ['hex 00', false],
    ['/hel+o/', true],
    ['/^server/', false],
    ['dir == in', true],
    ['dir != in', false],
    ['dir in {out}', false],
    ['kind == data', true],
    ['len == 14', true],
    ['len != 14', false],
    ['len > 13 and len < 15', true],
    ['len in {1..5 14}', true],
    ['len in {1..13}', false],
    // Rows count from 1, as they are shown.
    ['row == 5', true],
    ['row == 4', false],
    ['row in {5..5}', true],
    ['time >= 1.5', true],
    ['time < 1.5', false],
    ['frame.time == "2026-11-22 12:00:01.5Z"', true],
    ['frame.time > "2026-11-22 12:00:01.499999999Z"', true],
    ['frame.time < 2026-11-22T12:00:01.5Z', false],
    ['frame.time != "2026-11-22 20:00:01.5+08:00"', false],
    ['frame.time in {"2026-11-22 12:00Z" .. "2026-11-22 12:01Z"}', true],
    ['frame.time in {"2026-11-22 12:01Z" .. "2026-11-22 12:02Z"}', false],
    ['endpoint == "TCP :8888"', true],
    ['endpoint == "tcp :8888"', false],
    ['endpoint contains ":88"', true],
    ['endpoint matches "^tcp"', true],
    ['endpoint != x', true],
    ['endpoint in {a "TCP :8888"}', true],
    ['peer == 127.0.0.1:50000', true],
    ['peer == 127.0.0.1', true],
    ['peer != 127.0.0.1', false],
    ['peer == 127.0.0.2', false],
    ['peer contains 500', true],
    ['peer matches ":5\\d+$"', true],
    ['tcp', true],
    ['udp', false],
    ['tcp.port == 8888', true],
    ['tcp.port == 50000', true],
    ['tcp.port == 80', false],
    // != holds when both differ, as in Wireshark 4.
    ['tcp.port != 8888', false],
    ['tcp.port != 80', true],
    ['tcp.port > 40000', true],
    ['tcp.port in {1..100 8000..9000}', true],
    // Neither value is within, though one is below and one above.
    ['tcp.port in {10000..20000}', false],
    ['udp.port == 8888', false],
    ['udp.port != 1', false],
    ['not udp.port == 8888', true],
    ['ip.addr == 127.0.0.1', true],
    ['ip.addr == 127.0.0.0/8', true],
    ['ip.addr == ::1', false],
    ['ip.addr != ::1', true],
    ['ip.addr in {10.0.0.0/8 127.0.0.1}', true],
    ['payload contains "server"', true],
    ['payload contains "SERVER"', false],
    ['payload contains 2c:20', true],
    ['payload matches "SERVER"', true],
    ['payload == "Hello, server!"', true],
    ['payload != "Hello, server!"', false],
    ['payload != "x"', true],
    ['payload > 47', true],
    ['payload < "Hello"', false],
    ['payload[0] == 48', true],
    ['payload[0] >= 49', false],
    ['payload[-1:] == "!"', true],
    ['payload[7:6] == "server"', true],
    ['payload[7:] contains "Hello"', false],
    ['payload[100] == 00', false],
    ['payload[100] != 00', false],
    ['payload[12:3] != 00', false],
    ['payload[0] in {47 48}', true],
    ['severity == info', false],
    ['severity != info', false],
    ['event', false],
    ['event != refused', false],
    ['payload', true],
    ['endpoint and peer and dir and len and row and time and kind and ip.addr and tcp.port', true],
    ['udp.port', false],
    ['hello or goodbye', true],
    ['hello goodbye', false],
    ['not goodbye', true],
    ['hello and not (dir == out or len < 3)', true],
  ])('%s: %s', (text, expected) => {
    expect(matcher(text).full(row)).toBe(expected);
  });
});

describe('what a filter says of events', () => {
  const row = event();
  test.each([
    ['reset', true],
    ['RESET BY', true],
    ['"reset by"', true],
    ['hello', false],
    ['/reset.*peer$/', true],
    ['hex 72', false],
    ['event == resetByPeer', true],
    ['event in {refused resetbypeer}', true],
    ['event != refused', true],
    ['severity >= warning', true],
    ['severity < error', false],
    ['severity == error', true],
    ['kind == event', true],
    ['dir == in', false],
    ['dir != in', false],
    ['not dir == in', true],
    ['len == 0', false],
    ['payload contains ""', false],
    ['payload[0] == 00', false],
    ['peer == ::1', true],
    ['ip.addr == ::/0', true],
    ['tcp.port == 40222', true],
    ['tcp', true],
    ['event', true],
  ])('%s: %s', (text, expected) => {
    expect(matcher(text).full(row)).toBe(expected);
  });

  test('one that belongs to no flow has no ports, addresses or peer', () => {
    const lonely = event({
      transport: null,
      peer: '',
      localPort: null,
      peerPort: null,
      localAddress: '',
      peerAddress: '',
      endpoint: '',
    });
    for (const text of [
      'tcp.port != 1',
      'ip.addr != 1.1.1.1',
      'peer != x',
      'endpoint != x',
      'peer',
      'ip.addr',
    ]) {
      expect([text, matcher(text).full(lonely)]).toEqual([text, false]);
    }
  });

  test('a foreign journal entry has no name and is still found by its words', () => {
    const foreign = event({ happening: null, message: 'systemd started' });
    expect(matcher('systemd').full(foreign)).toBe(true);
    expect(matcher('event').full(foreign)).toBe(false);
  });
});

describe('the cheap part', () => {
  const row = indexed(data());
  test.each<[string, boolean | 'maybe', boolean]>([
    ['', true, false],
    ['dir == in', true, false],
    ['dir == out', false, false],
    ['len > 100', false, false],
    ['endpoint == "TCP :8888" and row < 10', true, false],
    ['kind == event', false, false],
    ['severity == error', false, false],
    ['event == refused', false, false],
    ['time > 1', true, false],
    ['tcp', true, false],
    ['udp.port == 1', false, false],
    ['tcp.port == 8888', 'maybe', false],
    ['ip.addr == ::1', 'maybe', false],
    ['peer == x', 'maybe', false],
    ['hello', 'maybe', true],
    ['hello and dir == out', false, true],
    ['hello or dir == in', true, true],
    ['not hello', 'maybe', true],
    ['not dir == out', true, false],
    ['hex 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00', false, true],
    ['payload == "x"', false, true],
    ['payload != "x"', true, true],
    ['payload[100] == 00', false, true],
    ['payload contains "longer than the payload"', false, true],
  ])('%s: %s by the index, payload %s', (text, verdict, needsPayload) => {
    expect(matcher(text).byIndex(row)).toBe(verdict);
    expect(matcher(text).needsPayload).toBe(needsPayload);
  });

  test('ports of events are not known without reading, nor is an endpoint that the index has no name for', () => {
    expect(matcher('tcp.port == 8888').byIndex(indexed(event()))).toBe('maybe');
    expect(matcher('udp').byIndex(indexed(event()))).toBe('maybe');
    expect(matcher('endpoint == a').byIndex(indexed(event({ endpoint: '' })))).toBe('maybe');
    expect(matcher('endpoint == a').byIndex(indexed(event()))).toBe(false);
  });

  test('what the rest decides is not read', () => {
    let reads = 0;
    const counted: FilterRow = {
      ...data(),
      payload: () => {
        reads++;
        return new Uint8Array();
      },
    };
    expect(matcher('hello and dir == out').full(counted)).toBe(false);
    expect(matcher('hello or dir == in').full(counted)).toBe(true);
    expect(reads).toBe(0);
  });
});

describe('any filter on any row', () => {
  const term = fc.constantFrom(
    ...[
      'hello',
      'hex 48',
      'hex ?? ?? ??',
      '/l+/',
      'dir == in',
      'dir != out',
      'kind == event',
      'len < 5',
      'len in {0..3 14}',
    ],
    ...[
      'row == 5',
      'row in {1..6}',
      'time > 3',
      'frame.time > "2026-11-22 12:00Z"',
      'endpoint == a',
      'endpoint matches "t"',
      'peer == ::1',
      'peer contains 5',
    ],
    ...[
      'tcp',
      'udp',
      'tcp.port == 80',
      'udp.port != 80',
      'tcp.port in {70..90}',
      'ip.addr == 10.0.0.0/8',
      'ip.addr != ::1',
    ],
    ...[
      'payload == "Hi"',
      'payload != "Hi"',
      'payload[0] == 48',
      'payload[-2:] contains 69',
      'payload[1:2] != 00:00',
    ],
    ...[
      'payload > 50',
      'payload contains "lo"',
      'payload in {"Hi" 00}',
      'payload matches "^h"',
      'payload[0-1] in {48:69}',
    ],
    ...[
      'severity >= warning',
      'event == refused',
      'event',
      'payload',
      'udp.port',
      'peer',
      'severity',
      'endpoint',
      'reset',
    ],
  );
  const filter = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      term,
      fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a} and ${b})`),
      fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a} or ${b})`),
      tie('node').map((a) => `not (${a})`),
    ),
  })).node;
  const flow = fc.record({
    endpoint: fc.constantFrom('', 'a', 'TCP :1'),
    localPort: fc.constantFrom(80, 5000, null),
    peerPort: fc.constantFrom(80, 65_535),
    localAddress: fc.constantFrom('10.1.1.1', '::1', ''),
    peerAddress: fc.constantFrom('10.1.1.1', '::1', ''),
    peer: fc.constantFrom('', '10.1.1.1:80', '[::1]:5000'),
    row: fc.integer({ min: 0, max: 8 }),
    time: fc.constantFrom(0, 3, 3.5),
    instant: fc.constantFrom(START, START + 3n, -1n),
  });
  const row = fc.oneof(
    fc
      .tuple(
        flow,
        fc.record({ transport: fc.constantFrom('tcp', 'udp', 'other'), dir: fc.constantFrom('in', 'out') }),
        fc.constantFrom('', 'H', 'Hi', 'Hello', 'shell', '\0\0'),
      )
      .map(([one, two, payload]) => data({ ...one, ...two }, payload)),
    fc
      .tuple(
        flow,
        fc.record({
          transport: fc.constantFrom('tcp', 'udp', null),
          severity: fc.constantFrom('info', 'warning', 'error'),
          happening: fc.constantFrom('refused', 'listening', null),
          message: fc.constantFrom('hello', 'reset', ''),
        }),
      )
      .map(([one, two]) => event({ ...one, ...two })),
  );

  test('the index never contradicts the full answer', () => {
    fc.assert(
      fc.property(filter, row, (text, one) => {
        const { byIndex, full } = matcher(text);
        const verdict = byIndex(indexed(one));
        if (verdict !== 'maybe') expect(full(one)).toBe(verdict);
      }),
      { numRuns: 5000 },
    );
  });

  test('columns never contradict the full answer, nor do they know less than they can', () => {
    fc.assert(
      fc.property(filter, fc.array(row, { minLength: 1, maxLength: 6 }), (text, some) => {
        const { columns, byIndex, full } = matcher(text);
        if (columns === null) return;
        // Rows count on, as they do in a capture.
        const rows = some.map((one, i): FilterRow => ({ ...one, row: i + 3, ...timesOf(one) }));
        const verdicts = new Uint8Array(rows.length);
        columns(columnsOf(rows, 3), verdicts);
        rows.forEach((one, i) => {
          if (verdicts[i] !== MAYBE) expect(full(one)).toBe(verdicts[i] === YES);
          else if (/^(dir|kind|len|row|time|frame\.time)\b[^()]*$/.test(text))
            expect(byIndex(one)).toBe('maybe');
        });
      }),
      { numRuns: 5000 },
    );
  });

  test('a filter that needs no payload never asks for one', () => {
    fc.assert(
      fc.property(filter, row, (text, one) => {
        const { needsPayload, full } = matcher(text);
        if (needsPayload) return;
        full({
          ...one,
          payload: () => {
            throw new Error('asked for the payload');
          },
        });
      }),
      { numRuns: 2000 },
    );
  });

  test('both sides of not, and of and and or, hold together', () => {
    fc.assert(
      fc.property(filter, filter, row, (a, b, one) => {
        const [x, y] = [matcher(a).full(one), matcher(b).full(one)];
        expect(matcher(`(${a}) (${b})`).full(one)).toBe(x && y);
        expect(matcher(`(${a}) || (${b})`).full(one)).toBe(x || y);
        expect(matcher(`!(${a})`).full(one)).toBe(!x);
      }),
      { numRuns: 1000 },
    );
  });
});
