import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RegexCaptures } from './regex-captures';
import { compileRegex } from './regex-machine';

const run = (source: string, text: string) =>
  new RegexCaptures(source, { matchCase: true })
    .match(Buffer.from(text))
    ?.map((bytes) => (bytes === null ? null : Buffer.from(bytes).toString())) ?? null;

/** What the runtime's own expressions say. */
const native = (source: string, text: string) =>
  [...(new RegExp(source).exec(text) ?? [])].map((part) => part ?? null);

test.each([
  ['(a+)(b*)', 'xaabby'],
  ['(a+?)(a*)', 'aaa'],
  ['^(\\w+) (\\d+)$', 'VOLT 12'],
  ['(a|ab)(c|bcd)(d*)', 'abcd'],
  ['(a)|(b)', 'b'],
  ['(?:x(y)?)+', 'xxyx'],
  ['(.*):(.*)', 'a:b:c'],
  ['(.*?):(.*)', 'a:b:c'],
  ['x{2,3}?(x*)', 'xxxx'],
  ['(\\bin\\b)', 'win in'],
  ['()', ''],
])('%s on %j captures as the runtime does', (source, text) => {
  // A repeated group keeps its last turn; ECMAScript alone forgets it when the next turn leaves it out.
  const expected = source === '(?:x(y)?)+' ? ['xxyx', 'y'] : native(source, text);
  expect(run(source, text)).toEqual(expected);
});

test('names, and case', () => {
  const regex = new RegexCaptures('SET (?<name>\\w+)=(?P<value>.*)|(z)', { matchCase: true });
  expect(regex.groups).toEqual(['name', 'value', '']);
  expect(regex.match(Buffer.from('set a=1'))).toBeNull();
  expect(new RegexCaptures('(?i)set (.)', { matchCase: true }).match(Buffer.from('SeT a'))).not.toBeNull();
});

test('what would backtrack without end takes no time', () => {
  const began = performance.now();
  expect(run('(a+)+$', `${'a'.repeat(2000)}!`)).toBeNull();
  expect(run('(x+x+)+y', 'x'.repeat(2000))).toBeNull();
  expect(performance.now() - began).toBeLessThan(5000);
});

test('it matches where the filter’s machine does', () => {
  const sources = ['a(b|c)*d', '^(ab)?c', '(a|b)+$', '\\b(a)', 'a{2}(b?)'];
  fc.assert(
    fc.property(fc.constantFrom(...sources), fc.stringMatching(/^[abcd\n ]{0,12}$/), (source, text) => {
      const bytes = Buffer.from(text);
      expect(new RegexCaptures(source).match(bytes) !== null).toBe(compileRegex(source).test(bytes));
    }),
  );
});
