import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completeFilter, type KnownValues } from './complete';
import { parseFilter } from './parse';

const known: KnownValues = {
  endpoint: ['TCP :8888', 'Modbus'],
  peer: ['127.0.0.1:52114', '[::1]:40222'],
  'tcp.port': ['8888', '502'],
};

/** The caret stands at the bar. */
const complete = (marked: string) => {
  const caret = marked.indexOf('|');
  return completeFilter(marked.replace('|', ''), caret, known);
};
const texts = (marked: string): readonly string[] => complete(marked)?.options.map(({ text }) => text) ?? [];

describe('completeFilter', () => {
  test.each([
    ['d|', ['dir']],
    ['pay|', ['payload']],
    ['tc|', ['tcp.port', 'tcp']],
    ['zzz|', []],
    ['len |', ['==', '!=', '<', '<=', '>', '>=', 'in', 'and', 'or']],
    ['endpoint c|', ['contains']],
    ['payload[0:2] |', ['==', '!=', '<', '<=', '>', '>=', 'contains', 'matches', 'in', 'and', 'or']],
    ['dir == |', ['in', 'out']],
    ['dir ==|', ['in', 'out']],
    ['dir == o|', ['out']],
    ['severity >= |', ['info', 'warning', 'error']],
    ['event == refu|', ['refused']],
    ['endpoint == |', ['"TCP :8888"', 'Modbus']],
    ['endpoint == "t|', ['"TCP :8888"']],
    ['endpoint == mod|', ['Modbus']],
    ['peer == ::1|', ['[::1]:40222']],
    ['tcp.port in {|', ['8888', '502']],
    ['tcp.port in {8888, 5|', ['502']],
    ['tcp.port not in {|', ['8888', '502']],
    ['dir == in |', ['and', 'or']],
    ['dir == in a|', ['and']],
    ['dir == in and |', [...texts('|')]],
    ['(dir == in) o|', ['or']],
    ['not d|', ['dir']],
    ['!d|', ['dir']],
    ['hello |', ['and', 'or']],
    ['hello && len|', []],
    ['hello && le|', ['len']],
    // Nothing is offered within a text.
    ['"dir |', []],
    ['constructor |', ['and', 'or']],
  ])('%s', (marked, expected) => {
    expect(texts(marked)).toEqual(expected);
  });

  test('at the beginning: the fields and what else begins a term', () => {
    expect(texts('|')).toEqual(expect.arrayContaining(['endpoint', 'ip.addr', 'not', 'hex']));
    expect(texts('(|')).toEqual(texts('|'));
  });

  test('what is replaced is the word around the caret', () => {
    expect(complete('len > 5 and en|dp == x')).toMatchObject({ from: 12, to: 16 });
    expect(complete('dir == |')).toMatchObject({ from: 7, to: 7 });
    expect(complete('endpoint == "TC|')).toMatchObject({ from: 12, to: 15 });
  });

  test('a value that was chosen can be parsed', () => {
    for (const [field, values] of Object.entries({ ...known, endpoint: ['a"b\\c', 'x y', '1..2', ''] })) {
      for (const value of values) {
        const options = completeFilter(`${field} == `, field.length + 4, { [field]: [value] })?.options ?? [];
        const parsed = parseFilter(`${field} == ${options[0]?.text}`);
        expect(parsed).toMatchObject({ ok: true, filter: { type: 'compare', field } });
        if (parsed.ok && parsed.filter.type === 'compare' && parsed.filter.value.type === 'text') {
          expect(parsed.filter.value.text).toBe(value);
        }
      }
    }
  });

  test('never throws, and replaces only what is there', () => {
    const text = fc.string({ unit: fc.constantFrom(...'dirlen. ="\\(){}[]|&!<>,inot5', '中', '\n') });
    fc.assert(
      fc.property(text, fc.nat(20), (typed, place) => {
        const caret = Math.min(place, typed.length);
        const completion = completeFilter(typed, caret, known);
        if (completion === null) return;
        expect(completion.from).toBeLessThanOrEqual(caret);
        expect(completion.to).toBeGreaterThanOrEqual(caret);
        expect(completion.to).toBeLessThanOrEqual(typed.length);
        expect(completion.options.length).toBeGreaterThan(0);
      }),
      { numRuns: 3000 },
    );
  });
});
