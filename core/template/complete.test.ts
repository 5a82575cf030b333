import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completeTemplate } from './complete';

/** The caret stands at the bar. */
const complete = (marked: string, variables: readonly string[] = []) => {
  const caret = marked.indexOf('|');
  return completeTemplate(marked.replace('|', ''), 'text', caret, variables);
};
const labels = (marked: string, variables: readonly string[] = []): readonly string[] =>
  complete(marked, variables)?.options.map(({ label }) => label) ?? [];

/** The text and the caret after the first option was taken. */
const taken = (marked: string, variables: readonly string[] = []): string => {
  const completion = complete(marked, variables);
  const option = completion?.options[0];
  if (completion === null || option === undefined) return '';
  const source = marked.replace('|', '');
  const marks = `${option.text.slice(0, option.caret)}|${option.text.slice(option.caret)}`;
  return source.slice(0, completion.from) + marks + source.slice(completion.to);
};

test.each([
  'plain |text',
  '{{counter}} |',
  '|{{counter}}',
  '{|',
  'no braces|',
  '{{"in a string |',
  '\\{{co|',
])('nothing is offered in %s', (marked) => {
  expect(complete(marked)).toBeNull();
});

describe('what is offered', () => {
  test('at the beginning: functions, then variables and checksums', () => {
    const all = labels('{{|', ['host']);
    expect(all.slice(0, 5)).toEqual(['counter', 'time', 'len', 'checksum', 'crc']);
    expect(all).toContain('$host');
    expect(all).toContain('CRC-16/MODBUS');
  });

  test.each([
    ['{{cou|', ['counter']],
    ['{{modb|', ['CRC-16/MODBUS']],
    ['{{CRC-16/MOD|', ['CRC-16/MODBUS']],
    ['{{counter|', []],
    ['{{#body}}x{{/|', ['/body']],
    ['{{#body}}x{{/body}}{{len(|', ['body', 'all', 'before', 'after', 'width=', 'radix=']],
    ['{{CRC-8(all, |', ['all', 'before', 'after', 'be', 'le', 'raw', 'hex', 'HEX', 'zeroed']],
    ['{{CRC-8(as=|', ['raw', 'hex', 'HEX']],
    ['{{CRC-8(as=H|', ['HEX', 'hex']],
    ['{{checksum(MODB|)}}', ['CRC-16/MODBUS']],
    ['{{time(l|', ['local']],
    ['{{fill(3, by|', ['byte=']],
    ['{{randtext(3, of="a,b(", se|', ['seed=']],
  ])('%s', (marked, expected) => {
    expect(labels(marked)).toEqual(expected);
  });

  test('variables', () => {
    expect(labels('{{$|', ['host', 'port'])).toEqual(['$host', '$port']);
    expect(labels('{{u16($po|', ['host', 'port'])).toEqual(['$port']);
  });
});

test.each([
  ['{{cou|', '{{counter|'],
  ['{{u1|', '{{u16(|)'],
  ['{{cou|nt}} x', '{{counter|}} x'],
  ['{{le|(all)}}', '{{len|(all)}}'],
  ['{{u16(co|)}}', '{{u16(counter|)}}'],
])('%s becomes %s', (marked, after) => {
  expect(taken(marked)).toBe(after);
});

test('never throws, and replaces what stands around the caret', () => {
  const source = fc
    .array(fc.constantFrom('{{', '}}', '(', ')', '"', 'cou', 'nter', '$', '#a', '/', ',', '=', ' '))
    .map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(source, fc.nat(), (text, place) => {
      const caret = text.length === 0 ? 0 : place % (text.length + 1);
      const completion = completeTemplate(text, 'text', caret, ['x']);
      if (completion === null) return;
      expect(completion.from).toBeLessThanOrEqual(caret);
      expect(completion.to).toBeGreaterThanOrEqual(caret);
      expect(completion.options.length).toBeGreaterThan(0);
    }),
  );
});
