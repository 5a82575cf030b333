import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prettyPrint } from './pretty';
import { prettyJson } from './pretty-json';
import { prettyXml } from './pretty-xml';

describe('JSON', () => {
  test('numbers keep their digits, names that come twice stay, empty containers stay short', () => {
    expect(
      prettyJson('{"n":12345678901234567890,"f":1.10,"e":1E+2,"n":-0,"o":{},"a":[ ],"s":"\\u00e9\\/"}'),
    ).toBe(
      `{
  "n": 12345678901234567890,
  "f": 1.10,
  "e": 1E+2,
  "n": -0,
  "o": {},
  "a": [],
  "s": "\\u00e9\\/"
}`,
    );
  });

  test.each([
    ['', '  '],
    ['{', '}x'],
    ['[1,]'],
    ['{"a":1,}'],
    ['[1 2]'],
    ['{"a" 1}'],
    ['{a:1}'],
    ["['a']"],
    ['[01]'],
    ['[.5]'],
    ['[1.]'],
    ['[+1]'],
    ['[NaN]'],
    ['["a\nb"]'],
    ['["\\x41"]'],
    ['["\\u12"]'],
    ['["open]'],
    ['[1]]'],
    ['[}'],
    ['{]'],
    ['// no\n[1]'],
    ['{"a":1}{"b":2}'],
    ['[tru]'],
    [']'],
    ['"\\'],
  ])('%j is not JSON', (...texts) => {
    for (const text of texts) expect(prettyJson(text)).toBeNull();
  });

  test('agrees with JSON.parse about what is JSON, and changes nothing but white space', () => {
    const noise = fc.string({ unit: fc.constantFrom(...'{}[]:,"01.e-\\u tfn') });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          noise,
          fc.json().map((json) => json.slice(0, -1)),
        ),
        (text) => {
          let expected: string | null = null;
          try {
            expected = JSON.stringify(JSON.parse(text));
          } catch {
            expected = null;
          }
          const pretty = prettyJson(text);
          expect(pretty === null).toBe(expected === null);
          if (pretty !== null) expect(JSON.stringify(JSON.parse(pretty))).toBe(expected);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('prints as JSON.stringify does where that loses nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(prettyJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  test('nesting has a limit, and long strings none', () => {
    expect(prettyJson('['.repeat(200) + ']'.repeat(200))).not.toBeNull();
    expect(prettyJson('['.repeat(202) + ']'.repeat(202))).toBeNull();
    expect(prettyJson('['.repeat(100_000))).toBeNull();
    expect(prettyJson(`["${'a'.repeat(1_000_000)}"]`)).not.toBeNull();
  });
});

describe('XML', () => {
  test('a line for every element; text and what it holds stay as they are', () => {
    expect(
      prettyXml(
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a b="1>2"><c/><d>text <b>x</b></d>  <!-- hi --><e><f>&x;</f><g></g></e></a>\n',
      ),
    ).toBe(`<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY x "y">]>
<a b="1>2">
  <c/>
  <d>text <b>x</b></d>
  <!-- hi -->
  <e>
    <f>&x;</f>
    <g></g>
  </e>
</a>`);
  });

  test('what must not move', () => {
    expect(prettyXml('<a><![CDATA[<b> ]]></a>')).toBe('<a><![CDATA[<b> ]]></a>');
    expect(prettyXml('<a><p xml:space="preserve"> <b/> </p></a>')).toBe(
      '<a>\n  <p xml:space="preserve"> <b/> </p>\n</a>',
    );
    expect(prettyXml('<a> </a>')).toBe('<a> </a>');
  });

  test.each([
    [''],
    ['text'],
    ['<a>'],
    ['</a>'],
    ['<a></b>'],
    ['<a><b></a></b>'],
    ['<a/><b/>'],
    ['<a/>text'],
    ['<a b=1/>'],
    ['<a b="<"/>'],
    ['<a b>'],
    ['<1a/>'],
    ['<!-- only -->'],
    ['<a><!-- open</a>'],
    ['<![CDATA[x]]>'],
    ['<html><br></html>'],
    ['<a><b'],
  ])('%j is not well-formed', (text) => {
    expect(prettyXml(text)).toBeNull();
  });

  test('nothing but white space between elements changes, and a second time nothing does', () => {
    const tree = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('<x/>', '<y z="1"/>', '<!-- c -->', '<t>word</t>', '<m>a<b/>c</m>'),
        fc.array(tie('node'), { maxLength: 4 }).map((children) => `<e>${children.join('')}</e>`),
      ),
    })).node;
    fc.assert(
      fc.property(tree, (inner) => {
        const text = `<r>${inner}</r>`;
        const pretty = prettyXml(text);
        expect(pretty?.replace(/\n\s*/g, '')).toBe(text);
        expect(prettyXml(pretty ?? '')).toBe(pretty);
      }),
    );
  });

  test('nesting has a limit, and hostile beginnings take no time', () => {
    expect(prettyXml('<a>'.repeat(100_000))).toBeNull();
    // With work that grew as the square of these, the test would run into its timeout.
    expect(prettyXml(`<a ${'b="c" '.repeat(400_000)}`)).toBeNull();
    expect(prettyXml(`<!DOCTYPE a [${' '.repeat(1_000_000)}`)).toBeNull();
  });
});

describe('prettyPrint', () => {
  test.each([
    ['{"a":1}', 'json'],
    ['\ufeff [1]', 'json'],
    ['<a/>', 'xml'],
    ['\n<a/>', 'xml'],
  ])('%j is %s', (text, kind) => {
    expect(prettyPrint(text)?.kind).toBe(kind);
  });

  test.each(['', 'hello', '42', '"text"', 'true', '<b>bold', '{"a":'])('%j is left alone', (text) => {
    expect(prettyPrint(text)).toBeNull();
  });

  test('what would become all indentation is left alone', () => {
    const json = (members: number) => `${'['.repeat(200)}${'1,'.repeat(members)}1${']'.repeat(200)}`;
    expect(prettyPrint(json(10_000))).not.toBeNull();
    expect(prettyPrint(json(100_000))).toBeNull();
    const xml = (elements: number) => '<a>'.repeat(199) + '<b/>'.repeat(elements) + '</a>'.repeat(199);
    expect(prettyPrint(xml(10_000))).not.toBeNull();
    expect(prettyPrint(xml(100_000))).toBeNull();
  });

  test('longer texts than the limit are left alone', () => {
    expect(prettyPrint('[1,2]', 4)).toBeNull();
    expect(prettyPrint('[1,2]', 5)).not.toBeNull();
  });
});
