import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FILTER_CODES } from './codes';
import { compileFilter } from './evaluate';
import { FIELD_NAMES, OPERATOR_FORMS } from './fields';
import { parseFilter } from './parse';
import { printFilter } from './print';

const read = (text: string): string => {
  const parsed = parseFilter(text);
  if (parsed.ok) return printFilter(parsed.filter);
  const { code, at, length } = parsed.error;
  return `${code} ${at}+${length}`;
};

describe('parseFilter', () => {
  test.each([
    ['', ''],
    ['  ', ''],
    // Plain words.
    ['hello', '"hello"'],
    ['"two words"', '"two words"'],
    ['hello world', '"hello" and "world"'],
    ['user@example.com', '"user@example.com"'],
    ['192.168.1.1:80', '"192.168.1.1:80"'],
    ['/index.html', '"/index.html"'],
    ['and/or', '"and/or"'],
    ['android nothing orbit', '"android" and "nothing" and "orbit"'],
    ['<img src=x>', '"<img" and "src=x>"'],
    ['a<b', '"a<b"'],
    ['hello in world', '"hello" and "in" and "world"'],
    ['time-out row-5', '"time-out" and "row-5"'],
    ['中文', '"中文"'],
    ['"say \\"hi\\"\\r\\n\\x41"', '"say \\"hi\\"\\r\\nA"'],
    ['"\\xff\\x00a"', 'hex ff:00:61'],
    ['constructor', '"constructor"'],
    // Bytes and regular expressions.
    ['hex 01 03', 'hex 01:03'],
    ['hex 0103', 'hex 01:03'],
    ['hex 01:03', 'hex 01:03'],
    ['hex 0x01 ?? 0a??', 'hex 01:??:0a:??'],
    ['hex 01 and hex 02', 'hex 01 and hex 02'],
    ['hexagon', '"hexagon"'],
    ['/a b+/', '/a b+/'],
    ['/a\\/b/ c', '/a\\/b/ and "c"'],
    ['(/x/)', '/x/'],
    ['//', '"//"'],
    // Joined.
    ['a and b or c', '("a" and "b") or "c"'],
    ['a or b and c', '"a" or ("b" and "c")'],
    ['a&&b||c', '("a" and "b") or "c"'],
    ['(a or b) c', '("a" or "b") and "c"'],
    ['a AND NOT b', '"a" and not "b"'],
    ['!a', 'not "a"'],
    ['! (a b)', 'not ("a" and "b")'],
    ['not not a', 'not not "a"'],
    ['((a))', '"a"'],
    // Fields.
    ['dir == in', 'dir == in'],
    ['dir==IN&&len>5', 'dir == in and len > 5'],
    ['len ge 0x10', 'len >= 16'],
    ['len === 5', 'len == 5'],
    ['row in {1 3,5..9 , 11 .. 12}', 'row in {1, 3, 5..9, 11..12}'],
    ['time > 1.50', 'time > 1.500000000'.replace(/0+$/, '')],
    ['frame.time >= "2026-11-22 12:04:31.402"', 'frame.time >= "2026-11-22 12:04:31.402"'],
    ['frame.time > 2026-11-22 12:04:31 hello', 'frame.time > "2026-11-22 12:04:31" and "hello"'],
    ['frame.time<2026-11-22T12:04Z', 'frame.time < "2026-11-22T12:04Z"'],
    ['time == 0.000000001', 'time == 0.000000001'],
    ['event not in {listening, CLOSEDBYPEER}', 'not event in {listening, closedByPeer}'],
    ['severity >= warning', 'severity >= warning'],
    ['endpoint == "TCP :8888"', 'endpoint == "TCP :8888"'],
    ['endpoint contains TCP', 'endpoint contains "TCP"'],
    ['peer == [::1]:8888', 'peer == "[::1]:8888"'],
    ['peer ~ "^10\\."', 'peer matches "^10\\\\."'],
    ['tcp.port == 80', 'tcp.port == 80'],
    ['tcp.port in {80 8000..8100}', 'tcp.port in {80, 8000..8100}'],
    ['ip.addr == 10.0.0.0/8', 'ip.addr == 10.0.0.0/8'],
    ['ip.addr != fe80::1%eth0', 'ip.addr != fe80::1'],
    ['payload contains 01:03', 'payload contains 01:03'],
    ['payload contains 01 03 dir == in', 'payload contains 01:03 and dir == in'],
    ['payload contains "01"', 'payload contains "01"'],
    ['payload contains "\\xff"', 'payload contains ff'],
    ['payload == 01:??', 'payload == 01:??'],
    ['payload in {01:03 02 "x"}', 'payload in {01:03, 02, "x"}'],
    ['payload matches /^a\\/b/', 'payload matches "^a\\\\/b"'],
    ['payload matches "\\\\d\\""', 'payload matches "\\\\d\\""'],
    ['payload matches "\\d"', 'payload matches "\\\\d"'],
    ['payload matches r"\\d"', 'payload matches "\\\\d"'],
    ['payload[0] == 1f', 'payload[0] == 1f'],
    ['payload[2:4]==01:02:03:04', 'payload[2:4] == 01:02:03:04'],
    ['payload[0-1] == 01:02', 'payload[0:2] == 01:02'],
    ['payload[:2] == 01:02', 'payload[0:2] == 01:02'],
    ['payload[-2:] contains 0a', 'payload[-2:] contains 0a'],
    ['payload[-3 - -2] > 00', 'payload[-3:2] > 00'],
    ['payload[0] in {01 02}', 'payload[0] in {01, 02}'],
    // A field alone, and the two transports.
    ['event', 'event'],
    ['tcp or udp.port', 'tcp or udp.port'],
    ['"tcp"', '"tcp"'],
    ['tcpdump', '"tcpdump"'],
  ])('%j is %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    ['and', 'EFILTER_OPERAND 0+3'],
    ['a and', 'EFILTER_OPERAND 5+0'],
    ['a || || b', 'EFILTER_OPERAND 5+2'],
    ['not', 'EFILTER_OPERAND 3+0'],
    ['()', 'EFILTER_OPERAND 1+1'],
    ['== 5', 'EFILTER_OPERAND 0+2'],
    ['a )', 'EFILTER_PAREN_CLOSE 2+1'],
    ['x (a', 'EFILTER_PAREN_OPEN 2+1'],
    ['"abc', 'EFILTER_QUOTE 0+4'],
    ['endpoint == "abc\\"', 'EFILTER_QUOTE 12+6'],
    ['payload matches r"a', 'EFILTER_QUOTE 16+3'],
    ['"a\\q"', 'EFILTER_ESCAPE 2+2'],
    ['endpoint == "\\xff"', 'EFILTER_ESCAPE 12+6'],
    ['http.host == "x"', 'EFILTER_FIELD 0+9'],
    ['x < 5', 'EFILTER_FIELD 0+1'],
    ['foo contains bar', 'EFILTER_FIELD 0+3'],
    ['foo not in {1}', 'EFILTER_FIELD 0+3'],
    ['constructor == 5', 'EFILTER_FIELD 0+11'],
    ['dir < in', 'EFILTER_OPERATOR 4+1'],
    ['len contains 5', 'EFILTER_OPERATOR 4+8'],
    ['ip.addr matches "1"', 'EFILTER_OPERATOR 8+7'],
    ['dir = in', 'EFILTER_EQUALS 4+1'],
    ['len >', 'EFILTER_VALUE_MISSING 5+0'],
    ['len > )', 'EFILTER_VALUE_MISSING 6+0'],
    ['payload[0]', 'EFILTER_VALUE_MISSING 10+0'],
    ['dir == up', 'EFILTER_VALUE 7+2'],
    ['event == closed', 'EFILTER_VALUE 9+6'],
    ['len == abc', 'EFILTER_NUMBER 7+3'],
    ['len == -1', 'EFILTER_NUMBER 7+2'],
    ['len == 1.5', 'EFILTER_NUMBER 7+3'],
    ['tcp.port == 65536', 'EFILTER_NUMBER 12+5'],
    ['frame.time > 12:04', 'EFILTER_TIME 13+5'],
    ['frame.time contains "1"', 'EFILTER_OPERATOR 11+8'],
    ['frame.time in {2026-11-22Z .. 2026-11-21Z}', 'EFILTER_RANGE 15+26'],
    ['row in {5..1}', 'EFILTER_RANGE 8+4'],
    ['dir in {in .. out}', 'EFILTER_RANGE 8+9'],
    ['ip.addr == localhost', 'EFILTER_ADDRESS 11+9'],
    ['ip.addr == 10.0.0.0/33', 'EFILTER_ADDRESS 11+11'],
    ['payload contains hello', 'EFILTER_BYTES 17+5'],
    ['payload == 123', 'EFILTER_BYTES 11+3'],
    ['payload[0] > ??', 'EFILTER_BYTES 13+2'],
    ['hex', 'EFILTER_HEX 0+3'],
    ['hex zz', 'EFILTER_HEX 4+2'],
    ['len in 5', 'EFILTER_SET 7+1'],
    ['len in {5', 'EFILTER_SET 7+2'],
    ['len in {}', 'EFILTER_SET 7+2'],
    ['payload[x] == 01', 'EFILTER_SLICE 7+3'],
    ['payload[0:0] == 01', 'EFILTER_SLICE 7+5'],
    ['payload[3-1] == 01', 'EFILTER_SLICE 7+5'],
    ['len[0] == 1', 'EFILTER_SLICE 3+1'],
    ['payload matches "(a"', 'EFILTER_REGEX 16+4'],
    ['/(?=a)/', 'EFILTER_REGEX_UNSUPPORTED 0+7'],
    ['peer matches "a{5000}"', 'EFILTER_REGEX_LARGE 13+9'],
    ['('.repeat(3000), 'EFILTER_DEEP 100+1'],
    ['!'.repeat(3000), 'EFILTER_DEEP 100+1'],
  ])('%j is refused: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('what fills the sentences', () => {
    expect(parseFilter('len contains 5')).toMatchObject({
      error: {
        params: { field: 'len', found: 'contains', operators: '==, !=, <, <=, >, >=, in', character: 5 },
      },
    });
    expect(parseFilter('dir == up')).toMatchObject({ error: { params: { value: 'up', values: 'in, out' } } });
    expect(parseFilter('/a(/')).toMatchObject({ error: { params: { part: '(' } } });
  });

  test('long chains are no deep nesting', () => {
    const parsed = parseFilter(new Array(2000).fill('a').join(' and '));
    expect(parsed.ok && parsed.filter).toMatchObject({ type: 'and', operands: { length: 2000 } });
  });
});

/** Bits of the language and near misses, in any order. */
const soup = fc
  .array(
    fc.constantFrom(
      ...FIELD_NAMES,
      ...Object.keys(OPERATOR_FORMS),
      ...[
        '(',
        ')',
        '{',
        '}',
        ',',
        '..',
        '"',
        '"a b"',
        '"\\',
        '/a+/',
        '/',
        '!',
        '&&',
        '||',
        'and',
        'or',
        'not',
      ],
      ...[
        'hex',
        '01',
        '01:03',
        '??',
        '5',
        '0x10',
        '1.5',
        'in',
        'out',
        'data',
        'error',
        'tcp',
        '10.0.0.0/8',
        '::1',
        '2026-11-22Z',
        '"2026-11-22 12:04"',
      ],
      ...['[0]', '[1:2]', '[-1:]', '[', 'hello', '中', '=', '\\', '\ud800', 'r"\\d"', 'refused', '%', '.'],
    ),
    { maxLength: 12 },
  )
  .chain((parts) => fc.constantFrom(' ', '', '  ').map((separator) => parts.join(separator)));

describe('whatever is typed', () => {
  test('parsing answers, with a known code and a place within the text', () => {
    fc.assert(
      fc.property(fc.oneof(soup, fc.string()), (text) => {
        const parsed = parseFilter(text);
        if (parsed.ok) return;
        expect(FILTER_CODES).toContain(parsed.error.code);
        expect(parsed.error.at).toBeGreaterThanOrEqual(0);
        expect(parsed.error.at + parsed.error.length).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 5000 },
    );
  });

  test('printed and parsed again it is the same tree, and compiles', () => {
    let trees = 0;
    fc.assert(
      fc.property(soup, (text) => {
        const parsed = parseFilter(text);
        if (!parsed.ok) return;
        trees++;
        expect(parseFilter(printFilter(parsed.filter))).toEqual(parsed);
        compileFilter(parsed.filter);
      }),
      { numRuns: 5000 },
    );
    expect(trees).toBeGreaterThan(300);
  });

  test('any quoted text is a search for it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        const parsed = parseFilter(printFilter({ type: 'search', text }));
        expect(parsed).toEqual({ ok: true, filter: { type: 'search', text } });
      }),
    );
  });
});
