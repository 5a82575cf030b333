import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failureText } from '../wording';
import { TEMPLATE_CODES } from './codes';
import { compileTemplate } from './template';
import { rendered, scopeWith, textDraft } from './testing';

/** What is wrong stands between the bars. */
const CASES: readonly (readonly [string, string])[] = [
  ['a |{{|counter', 'ETEMPLATE_OPEN'],
  ['a |{{}}|', 'ETEMPLATE_EMPTY'],
  ['{{ |%| }}', 'ETEMPLATE_CHARACTER'],
  ['{{|"abc|}}', 'ETEMPLATE_QUOTE'],
  ['{{1 + |}}|', 'ETEMPLATE_EXPECTED'],
  ['{{u8(1|}}|', 'ETEMPLATE_EXPECTED'],
  ['{{u8(1 |2|)}}', 'ETEMPLATE_EXPECTED'],
  ['{{1 |2|}}', 'ETEMPLATE_EXPECTED'],
  ['{{#|5|}}', 'ETEMPLATE_EXPECTED'],
  ['{{"a"[|x|]}}', 'ETEMPLATE_EXPECTED'],
  [`{{${'('.repeat(50)}|1|${')'.repeat(50)}}}`, 'ETEMPLATE_DEEP'],
  ['{{|countr|}}', 'ETEMPLATE_NAME'],
  ['{{#b}}{{/b}}{{|b|}}', 'ETEMPLATE_NAME'],
  ['{{checksum(|CRC-99|)}}', 'ETEMPLATE_CHECKSUM'],
  ['{{u8(1, |2|)}}', 'ETEMPLATE_ARGUMENT'],
  ['{{u8(1, |x|=2)}}', 'ETEMPLATE_PARAMETER'],
  ['{{counter(start=1, |start|=2)}}', 'ETEMPLATE_TWICE'],
  ['{{|u8|}}', 'ETEMPLATE_MISSING'],
  ['{{fill(|counter|)}}', 'ETEMPLATE_CONSTANT'],
  ['{{CRC-8(as=|HeX|)}}', 'ETEMPLATE_WORD'],
  ['{{counter(width=|-1|)}}', 'ETEMPLATE_RANGE'],
  ['{{crc(width=|2|, poly=1)}}', 'ETEMPLATE_RANGE'],
  ['{{crc(width=8, poly=|256|)}}', 'ETEMPLATE_RANGE'],
  ['{{len(|body|)}}', 'ETEMPLATE_SPAN'],
  ['{{CRC-8(|1+1|)}}', 'ETEMPLATE_SPAN'],
  ['{{|#all|}}{{/all}}', 'ETEMPLATE_SPAN_NAME'],
  ['{{|#a|}}b', 'ETEMPLATE_SPAN_OPEN'],
  ['b{{|/a|}}', 'ETEMPLATE_SPAN_CLOSE'],
  ['{{#a}}{{#b}}{{|/a|}}{{/b}}', 'ETEMPLATE_SPAN_CLOSE'],
  ['{{#a}}{{/a}}{{|#a|}}{{/a}}', 'ETEMPLATE_SPAN_TWICE'],
  ['ab{{CRC-8(|all|)}}', 'ETEMPLATE_SELF'],
  ['{{#b}}ab{{md5(|b|)}}{{/b}}', 'ETEMPLATE_SELF'],
  ['ab{{|len|}}', 'ETEMPLATE_SELF_LENGTH'],
  ['{{#a}}|{{len(b)}}|{{/a}}{{#b}}{{len(a)}}{{/b}}', 'ETEMPLATE_CYCLE'],
  ['{{counter(a, start=1)}}{{|counter(a, start=2)|}}', 'ETEMPLATE_COUNTER'],
  ['{{|$nobody|}}', 'ETEMPLATE_VARIABLE'],
  ['{{u8(|$word|)}}', 'ETEMPLATE_NUMBER'],
  ['{{u8(|300|)}}', 'ETEMPLATE_OVERFLOW'],
  ['{{|$word[9:1]|}}', 'ETEMPLATE_SLICE'],
  ['{{str(|"abc"|, size=2)}}', 'ETEMPLATE_LONG'],
  ['{{bcd(|"x"|)}}', 'ETEMPLATE_DIGITS'],
  [
    '{{fill(16000000)}}{{fill(16000000)}}{{fill(16000000)}}{{fill(16000000)}}|{{fill(16000000)}}|',
    'ETEMPLATE_LARGE',
  ],
  ['{{"|\\q|"}}', 'EDRAFT_ESCAPE'],
  ['{{counter}} |\\q|', 'EDRAFT_ESCAPE'],
];

const faultOf = (source: string) => {
  const compiled = compileTemplate(textDraft(source));
  const result = compiled.ok ? compiled.template.render(scopeWith({ word: 'word' })) : compiled;
  return result.ok ? null : result.error;
};

describe('what is wrong is said at its character', () => {
  test.each(CASES)('%s', (marked, code) => {
    const [before = '', wrong = ''] = marked.split('|');
    const fault = faultOf(marked.replaceAll('|', ''));
    expect(fault).toMatchObject({ code, at: before.length, length: wrong.length });
    expect(fault?.params.character).toBe(before.length + 1);
    for (const language of ['en', 'zh-CN'] as const) {
      const { cause, advice } = failureText(language, { code, params: fault?.params ?? {} });
      expect(`${cause} ${advice}`).not.toMatch(/–|undefined/);
    }
  });

  test('every code is among them', () => {
    expect(
      [...new Set(CASES.map(([, code]) => code))].filter((code) => code.startsWith('ETEMPLATE')).sort(),
    ).toEqual([...TEMPLATE_CODES].sort());
  });
});

test.each([
  ['{{countr}}', 'Did you mean counter?'],
  ['{{tme}}', 'Did you mean time?'],
  ['{{xyzzy}}', 'Variables are written with a dollar sign: $xyzzy'],
  ['{{#b}}{{/b}}{{b}}', 'len(b)'],
  ['{{u8(1, 2)}}', 'It takes: value.'],
  ['{{CRC-8(x=1)}}', 'It takes: over, be|le, raw|hex|HEX, zeroed.'],
])('%s: %s', (source, advice) => {
  const fault = faultOf(source);
  expect(failureText('en', { code: fault?.code ?? '', params: fault?.params ?? {} }).advice).toContain(
    advice,
  );
});

test('a name with an accent or a line break within braces harms nothing', () => {
  expect(rendered('{{counter\n}}')).toBe('1');
  expect(rendered('{{é}}')).toBe('ETEMPLATE_CHARACTER');
  expect(rendered("It's {{counter}} o'clock")).toBe("It's 1 o'clock");
});

const PIECES = [
  '{{',
  '}}',
  '(',
  ')',
  '"',
  "'",
  '\\',
  'counter',
  'len',
  'all',
  '#a',
  '/a',
  '$x',
  ',',
  '=',
  '1',
  'CRC-8',
  ' ',
  '\n',
  '[0:',
  ']',
  '-',
  '+',
  '{',
  '中',
  '😀',
];

test('whatever is typed, it is bytes or a fault within the text', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...PIECES)).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(typed, fc.boolean(), (source, hex) => {
      const compiled = compileTemplate(hex ? { format: 'hex', hex: source } : textDraft(source));
      const result = compiled.ok ? compiled.template.render(scopeWith()) : compiled;
      if (result.ok) return;
      const { at, length } = result.error;
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at + length).toBeLessThanOrEqual(source.length);
    }),
    { numRuns: 2000 },
  );
});
