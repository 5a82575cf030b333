import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Filter } from './ast';
import { asksOwn, dissectorTerms, leftToJudge, widened } from './dissector-terms';
import { compileFilter } from './evaluate';
import type { FilterRow } from './filter-row';
import { parseFilter } from './parse';
import { printFilter } from './print';

const parsed = (text: string): Filter => {
  const read = parseFilter(text, { dissectors: true });
  if (!read.ok) throw new Error(read.error.code);
  return read.filter;
};

describe('terms of the dissectors', () => {
  test.each([
    ['modbus.func_code == 3', ['modbus.func_code == 3']],
    ['modbus.func_code==3', ['modbus.func_code==3']],
    ['modbus.func_code == 3 && dir == in && len > 9', ['modbus.func_code == 3']],
    [
      '(http.host contains "a b)" or dns.qry.name matches "x") and not tcp',
      ['http.host contains "a b)"', 'dns.qry.name matches "x"'],
    ],
    ['http.response.code in {200, "}", 301..308} dir == out', ['http.response.code in {200, "}", 301..308}']],
    ['tcp.completeness.syn-ack == True', ['tcp.completeness.syn-ack == True']],
    ['udp.payload[0:2] == 01:02', ['udp.payload[0:2] == 01:02']],
    ['ip.src == 127.0.0.1/8', ['ip.src == 127.0.0.1/8']],
    ['! mqtt.msgtype eq 3', ['mqtt.msgtype eq 3']],
    ['hello example.com x=1 a<b', []],
    ['dir == in', []],
  ])('%s', (text, terms) => {
    expect(dissectorTerms(parsed(text))).toEqual(terms);
    expect(printFilter(parsed(printFilter(parsed(text))))).toBe(printFilter(parsed(text)));
  });

  test.each([
    ['modbus.func_code ==', 'EFILTER_VALUE_MISSING', 19],
    ['a.b == {1', 'EFILTER_SET', 7],
    ['a.b == "x', 'EFILTER_QUOTE', 7],
  ])('%s is not finished', (text, code, at) => {
    expect(parseFilter(text, { dissectors: true })).toMatchObject({ ok: false, error: { code, at } });
  });

  test('are refused where only our own fields can be asked', () => {
    expect(parseFilter('modbus.func_code == 3')).toMatchObject({
      ok: false,
      error: { code: 'EFILTER_FIELD' },
    });
  });
});

test('our own terms narrow, the rest is left to judge', () => {
  const filter = parsed('modbus.func_code == 3 && dir == in && (a.b == 1 || len > 9)');
  expect(printFilter(leftToJudge(filter) ?? { type: 'all' })).toBe(
    'modbus.func_code == 3 and (a.b == 1 or len > 9)',
  );
  expect(asksOwn(parsed('a.b == 1 and not c.d == 2'))).toBe(false);
  expect(asksOwn(parsed('a.b == 1 or dir == in'))).toBe(true);
  expect(leftToJudge(parsed('dir == in'))).toBeNull();
});

test('narrowing first and judging then is the same as judging all', () => {
  const term = fc.constantFrom('a.b == 1', 'c.d == 2', 'dir == in', 'len > 5', 'hello');
  const tree = fc.letrec<{ filter: string }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 4 },
      term,
      fc
        .tuple(tie('filter'), fc.constantFrom('and', 'or'), tie('filter'))
        .map(([a, by, b]) => `(${a} ${by} ${b})`),
      tie('filter').map((one) => `not (${one})`),
    ),
  })).filter;
  const rows = [0, 1, 2, 3].flatMap((says) =>
    (['in', 'out'] as const).flatMap((dir) =>
      ['hello there', 'x'].map(
        (text): FilterRow => ({
          row: 0,
          time: 0,
          instant: 0n,
          marked: false,
          kind: 'data',
          endpoint: '',
          dir,
          length: text.length,
          transport: 'tcp',
          severity: null,
          happening: null,
          peer: '',
          localPort: null,
          peerPort: null,
          localAddress: '',
          peerAddress: '',
          message: '',
          payload: () => new TextEncoder().encode(text),
          says: (asked) => (says & (asked === 'a.b == 1' ? 1 : 2)) !== 0,
        }),
      ),
    ),
  );
  fc.assert(
    fc.property(tree, (text) => {
      const filter = parsed(text);
      const whole = compileFilter(filter);
      const narrow = compileFilter(widened(filter));
      const rest = leftToJudge(filter);
      const judge = rest === null ? null : compileFilter(rest);
      for (const row of rows) {
        const both = narrow.full(row) && (judge === null || judge.full(row));
        expect(both).toBe(whole.full(row));
        if (whole.full(row)) expect(narrow.byIndex(row)).not.toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});
