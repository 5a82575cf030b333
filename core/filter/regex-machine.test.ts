import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileRegex, type RegexMachine } from './regex-machine';
import { RegexError } from './regex-syntax';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const matches = (source: string, text: string): boolean => compileRegex(source).test(bytesOf(text));

describe('as in Perl', () => {
  test.each([
    ['hello', 'say Hello!', true],
    ['hello', 'help', false],
    ['', '', true],
    ['^$', '', true],
    ['^$', 'a', false],
    ['^get /', 'GET / HTTP/1.1', true],
    ['^get', ' get', false],
    ['1\\.1$', 'HTTP/1.1\n', true],
    ['1\\.1$', 'HTTP/1.1\n\n', false],
    ['1\\.1$', 'HTTP/1.1\r\n', false],
    ['a|b|cd', 'xcdx', true],
    ['a(b|c)*d', 'abcbcd', true],
    ['a(b|c)+d', 'ad', false],
    ['ab?c', 'ac', true],
    ['a{3}', 'aa', false],
    ['a{3}', 'aaa', true],
    ['^a{2,3}$', 'aaaa', false],
    ['^a{2,}$', 'aaaaa', true],
    ['^(?:ab){2}$', 'ABab', true],
    ['(?<name>x)y', 'xy', true],
    ['(?i)abc', 'ABC', true],
    ['a+?b', 'aab', true],
    ['\\d+\\s\\w+', 'error 42\tx_1', true],
    ['^\\D\\S\\W$', 'ab-', true],
    ['[a-c]x[^a-c]', 'bxD', true],
    ['[a-c]x[^a-c]', 'BxC', false],
    ['[]a]', ']', true],
    ['[^]a]', ']', false],
    ['[a-]', '-', true],
    ['[\\d.-]+$', '1.5-2', true],
    ['\\bcat\\b', 'a cat.', true],
    ['\\bcat\\b', 'concat', false],
    ['\\Bcat', 'concat', true],
    ['\\bx', 'x', true],
    ['x\\b', 'x', true],
    ['\\Ab\\z', 'b', true],
    ['a{,3}', 'a{,3}', true],
    ['x{', 'x{', true],
    ['\\/\\-\\]', '/-]', true],
    ['\\t\\x41\\u{42}\\u0043', '\tABC', true],
    ['.', '\n', false],
    ['^.$', '中', true],
    ['^..$', '中文', true],
    ['中+文?$', '中中', true],
    ['[一-龥]{2}', '中文', true],
    ['^[^中]$', '中', false],
    ['^[^中]$', '文', true],
    ['É', 'é', true],
    ['[à-ü]', 'É', true],
    ['😀|x', '😀', true],
    ['^[😀-😂]$', '😁', true],
  ])('/%s/ on %j: %s', (source, text, expected) => {
    expect(matches(source, text)).toBe(expected);
  });

  test('raw bytes', () => {
    const machine = compileRegex('^\\xff[\\x00-\\x10\\xf0-\\xfe]+.$');
    expect(machine.test(Uint8Array.of(0xff, 0x00, 0xf5, 0x80))).toBe(true);
    expect(machine.test(Uint8Array.of(0xff, 0x11, 0x80))).toBe(false);
    expect(compileRegex('[^a]').test(Uint8Array.of(0xc0))).toBe(true);
  });
});

test.each([
  ['(', 'EFILTER_REGEX', '('],
  [')', 'EFILTER_REGEX', ')'],
  ['a)b', 'EFILTER_REGEX', ')'],
  ['[a', 'EFILTER_REGEX', '['],
  ['[', 'EFILTER_REGEX', '['],
  ['[a-', 'EFILTER_REGEX', '['],
  ['[z-a]', 'EFILTER_REGEX', '-'],
  ['*', 'EFILTER_REGEX', '*'],
  ['a**', 'EFILTER_REGEX', '*'],
  ['a|+', 'EFILTER_REGEX', '+'],
  ['a{3,1}', 'EFILTER_REGEX', '{3,1}'],
  ['\\', 'EFILTER_REGEX', '\\'],
  ['\\y', 'EFILTER_REGEX', '\\y'],
  ['\\u{110000}', 'EFILTER_REGEX', '\\u{110000}'],
  ['(?=a)', 'EFILTER_REGEX_UNSUPPORTED', '(?'],
  ['(?<!a)b', 'EFILTER_REGEX_UNSUPPORTED', '(?'],
  ['(a)\\1', 'EFILTER_REGEX_UNSUPPORTED', '\\1'],
  ['a++', 'EFILTER_REGEX_UNSUPPORTED', '++'],
  ['\\p{L}', 'EFILTER_REGEX_UNSUPPORTED', '\\p'],
  ['[[:alpha:]]', 'EFILTER_REGEX_UNSUPPORTED', '[:'],
  ['a{1001}', 'EFILTER_REGEX_LARGE', '{1001}'],
  ['(((a{900}){900}){900}){900}', 'EFILTER_REGEX_LARGE', ''],
  ['a'.repeat(1001), 'EFILTER_REGEX_LARGE', '1001'],
  [`(${'|'.repeat(900)}x){1000}y`, 'EFILTER_REGEX_LARGE', ''],
  ['('.repeat(60), 'EFILTER_REGEX_LARGE', '('],
])('/%s/ is refused', (source, code, found) => {
  let caught: unknown;
  try {
    compileRegex(source);
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(RegexError);
  expect(caught).toMatchObject({ code, found });
});

test.each([
  ['a(?=b)', 1, '(?'],
  ['é(?<!a)b', 1, '(?'],
  ['(?:(?:a)(?i)b)', 8, '(?'],
  ['(a)\\1', 3, '\\1'],
  ['ab++', 2, '++'],
  ['a{2,3}+', 1, '{2,3}+'],
  ['a{3,2}', 1, '{3,2}'],
  ['a{1001}', 1, '{1001}'],
  ['ab***', 3, '*'],
  ['(?:?)', 3, '?'],
  ['a|*', 2, '*'],
  ['a(b(c)', 1, '('],
  ['(?:a(?<name>b)', 0, '('],
  ['ab)c', 2, ')'],
  ['x[ab', 1, '['],
  ['x[^a-', 1, '['],
  ['x[a-cz-y]', 6, '-'],
  ['x[[:alpha:]]', 2, '[:'],
  ['x[[.a.]]', 2, '[.'],
  ['x\\p{L}', 1, '\\p'],
  ['x[\\q]', 2, '\\q'],
  ['x\\u{110000}', 1, '\\u{110000}'],
  ['ab\\', 2, '\\'],
  ['('.repeat(60), 50, '('],
])('what is wrong in /%s/ begins at %d: %s', (source, at, found) => {
  let caught: unknown;
  try {
    compileRegex(source);
  } catch (error) {
    caught = error;
  }
  expect(caught).toMatchObject({ at, found });
  expect(source.startsWith(found, at)).toBe(true);
});

describe('against the platform', () => {
  const atom = fc.constantFrom(
    'a',
    'b',
    '.',
    '[ab]',
    '[^a]',
    '\\d',
    '\\w',
    '\\s',
    '\\b',
    '^',
    '$',
    '-',
    '\\W',
  );
  const expression = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      atom,
      fc.tuple(tie('node'), tie('node')).map(([a, b]) => a + b),
      fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(?:${a}|${b})`),
      fc
        .tuple(tie('node'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '*?'))
        .map(([a, q]) => `(?:${a})${q}`),
    ),
  })).node;

  test('any expression on any text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '-', '1', ' ', '_', '\n'), maxLength: 8 });
    fc.assert(
      fc.property(expression, text, (source, subject) => {
        // As in Perl, $ also stands before a line feed that ends the text.
        const expected = new RegExp(source.replaceAll('$', '(?=\\n?$(?![^]))'), 'i').test(subject);
        expect(matches(source, subject)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });

  test('one machine, asked again and again, answers as a fresh one does', () => {
    fc.assert(
      fc.property(
        expression,
        fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '1', '\n') })),
        (source, texts) => {
          const machine: RegexMachine = compileRegex(source);
          for (const text of texts) expect(machine.test(bytesOf(text))).toBe(matches(source, text));
        },
      ),
    );
  });

  test('any source either compiles or is refused, and any bytes are taken', () => {
    const source = fc.string({ unit: fc.constantFrom(...'ab.[]^-(){}|*+?\\dwsxu01,:$é中') });
    fc.assert(
      fc.property(source, fc.uint8Array(), (text, bytes) => {
        try {
          compileRegex(text).test(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(RegexError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

test('what makes a backtracking engine hang takes no time here', () => {
  const before = process.cpuUsage();
  const subject = bytesOf(`${'a'.repeat(100_000)}b`);
  for (const source of ['(a+)+$', '(a|aa)+$', '^(a|a)*$', '^(.*a){20}$', '(x+x+)+y']) {
    expect(compileRegex(source).test(subject)).toBe(false);
  }
  // More sets of places than are kept: the machine forgets them on the way and still ends.
  const random = Uint8Array.from({ length: 20_000 }, (_, i) => 0x61 + ((i * i * 31 + (i >> 3)) % 2));
  expect(compileRegex('a.{12}c').test(random)).toBe(false);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(5);
});
