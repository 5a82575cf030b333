import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checksumByName } from '../checksum/catalogue';
import { checksumOf } from '../checksum/checksum';
import { encodeDraft } from '../payload/draft';
import { draftFromBytes } from '../payload/redraft';
import { compileTemplate } from './template';
import { rendered, renderedHex, scopeWith, textDraft } from './testing';

const HEX = (hex: string) => ({ format: 'hex', hex }) as const;

describe('text', () => {
  test.each([
    ['Hello', 'Hello'],
    ['Hello {{counter}}!', 'Hello 1!'],
    ['a\\r\\n{{"b"}}\\x00', 'a\r\nb\0'],
    ['{{ "spaces around" }}', 'spaces around'],
    ["{{'single'}}", 'single'],
    ['{{"}}"}}', '}}'],
    ['{{"\\"\\x41\\n"}}', '"A\n'],
    ['a } }} b', 'a } }} b'],
    // Two braces that are meant as such.
    ['\\{{x}}', '{{x}}'],
    ['{\\{x}}', '{{x}}'],
    ['\\\\{{counter}}', '\\1'],
  ])('%s', (text, bytes) => {
    expect(rendered(text)).toBe(bytes);
  });

  test('raw text has no expressions', () => {
    expect(rendered(textDraft('{{counter}} \\n', { raw: true }))).toBe('{{counter}} \\n');
  });

  test('the line ending comes last and is part of the whole', () => {
    expect(rendered(textDraft('{{u8(len)}}ab', { lineEnding: 'crlf' }))).toBe('\x05ab\r\n');
    expect(rendered(textDraft('{{sum8}}{{len(after)}}', { lineEnding: 'lf' }))).toBe('\x001\n');
  });

  test('in the encoding of the draft', () => {
    const draft = textDraft('{{counter}}{{$name}}é', { encoding: 'utf-16le' });
    expect(renderedHex(draft, scopeWith({ name: 'é' }))).toBe('3100e900e900');
    expect(rendered(textDraft('{{$name}}', { encoding: 'latin-1' }), scopeWith({ name: '中' }))).toBe(
      'EDRAFT_UNENCODABLE',
    );
  });
});

describe('hex', () => {
  test.each([
    ['01 {{u16(258)}} ff', '010102ff'],
    ['{{u8(1)}}', '01'],
    ['01{{"AB"}}02', '01414202'],
    // An array of C has two braces as well.
    ['{{0x01},{0x02}}', '0102'],
    ['{{counter}}', '31'],
  ])('%s', (hex, bytes) => {
    expect(renderedHex(HEX(hex))).toBe(bytes);
  });

  test('what is wrong in a later piece is shown in its place', () => {
    const compiled = compileTemplate(HEX('01 {{u8(2)}} 0'));
    expect(compiled).toMatchObject({
      ok: false,
      error: { code: 'EDRAFT_HEX_ODD', at: 13, length: 1, params: { character: 14 } },
    });
  });
});

describe('numbers', () => {
  test.each([
    ['{{u8(255)}}{{i8(-1)}}', 'ffff'],
    ['{{u16(0x1234)}}{{u16le(0x1234)}}', '12343412'],
    ['{{u24(0x123456)}}{{i24le(-2)}}', '123456feffff'],
    ['{{u32(0xDEADBEEF)}}{{u32le(0xDEADBEEF)}}', 'deadbeefefbeadde'],
    ['{{i40(-1)}}{{u48le(1)}}', 'ffffffffff010000000000'],
    ['{{u64(18446744073709551615)}}', 'ffffffffffffffff'],
    ['{{i64le(-9223372036854775808)}}', '0000000000000080'],
    ['{{u64(9007199254740993)}}', '0020000000000001'],
    ['{{f16(1.5)}}{{f32(-2)}}{{f64le(0.1)}}', '3e00c00000009a9999999999b93f'],
    ['{{varint(0)}}{{varint(127)}}{{varint(300)}}', '007fac02'],
    ['{{u8(2*3+1)}}{{u8(2+3*4)}}{{u8((2+3)*4)}}{{u8(10-3-2)}}{{i8(-(2+1))}}', '070e1405fd'],
    ['{{u8(uint("AB")-0x4141)}}{{u16(uintle("AB"))}}', '014241'],
    ['{{u8("12")}}{{u8("0x1F")}}', '0c1f'],
    ['{{bcd("2026-11-22")}}{{bcd(7)}}', '2026112207'],
    ['{{unhex("01:02 0a")}}', '01020a'],
    ['{{fill(3, 0xFF)}}{{fill(2)}}{{fill(2, "x")}}', 'ffffff00007878'],
  ])('%s', (text, bytes) => {
    expect(renderedHex(text)).toBe(bytes);
  });

  test.each([
    '{{u8(256)}}',
    '{{u8(-1)}}',
    '{{i8(128)}}',
    '{{u16(1.5)}}',
    '{{u64(18446744073709551616)}}',
    '{{i64(9223372036854775808)}}',
    '{{varint(-1)}}',
  ])('%s does not fit', (text) => {
    expect(rendered(text)).toBe('ETEMPLATE_OVERFLOW');
  });
});

describe('text functions', () => {
  test.each([
    ['{{str("ab", size=4)}}|', 'ab  |'],
    ['{{str("ab", size=4, pad=".", align=right)}}|', '..ab|'],
    ['{{str("ab", prefix=u16)}}', '\0\x02ab'],
    ['{{str("ab", u16le, size=3, pad=0)}}', '\x03\0ab\0'],
    ['{{str("ab", varint)}}', '\x02ab'],
    ['{{hex("AZ")}} {{HEX("\\xffé")}}', '415a FFC3A9'],
    ['{{base64("Hello")}}', 'SGVsbG8='],
    ['{{"abcdef"[1:2]}}{{"abcdef"[-2:]}}{{"abcdef"[0]}}{{"abcdef"[1-3]}}{{"abcdef"[:2]}}', 'bcefabcdab'],
    ['{{HEX(unhex("0a0b0c")[1:])}}', '0B0C'],
  ])('%s', (text, bytes) => {
    expect(rendered(text)).toBe(bytes);
  });

  test.each([
    ['{{str("abcde", size=4)}}', 'ETEMPLATE_LONG'],
    ['{{"abc"[2:2]}}', 'ETEMPLATE_SLICE'],
    ['{{"abc"[-4:1]}}', 'ETEMPLATE_SLICE'],
    ['{{"abc"[2-1]}}', 'ETEMPLATE_SLICE'],
    ['{{bcd("1A")}}', 'ETEMPLATE_DIGITS'],
    ['{{u8("x")}}', 'ETEMPLATE_NUMBER'],
    ['{{uint("123456789")}}', 'ETEMPLATE_LONG'],
    ['{{fill(99999999999)}}', 'ETEMPLATE_RANGE'],
  ])('%s is refused', (text, code) => {
    expect(rendered(text)).toBe(code);
  });
});

test('counters: name, start, step, width, radix; the same throughout a message; on with the next', () => {
  const scope = scopeWith();
  const text = '{{counter}} {{counter(seq, start=254, step=2, width=4, radix=16)}} {{u8(counter(seq))}}';
  const compiled = compileTemplate(textDraft(text));
  if (!compiled.ok) throw new Error(compiled.error.code);
  const bytes = [1, 2].map(() => {
    const result = compiled.template.render(scope);
    return result.ok ? String.fromCharCode(...result.bytes) : '';
  });
  // A counter runs over at the width of its integer.
  expect(bytes).toEqual(['1 00FE \xfe', '2 0100 \0']);
  expect([...scope.counters]).toEqual([
    ['counter', 3],
    ['seq', 258],
  ]);
  expect(compiled.template.counters).toEqual(['counter', 'seq']);
  // Another template goes on where this one was.
  expect(rendered('{{counter(seq)}}', scope)).toBe('258');
});

test('a message that fails uses no number up', () => {
  const scope = scopeWith();
  expect(rendered('{{counter}}{{$nobody}}', scope)).toBe('ETEMPLATE_VARIABLE');
  expect(scope.counters.size).toBe(0);
});

test.each([
  ['{{time}}', '2026-11-22T15:45:00.123Z'],
  ['{{time(iso)}}', '2026-11-22T15:45:00.123Z'],
  ['{{time(s)}} {{time(ms)}}', '1795362300 1795362300123'],
  ['{{time(us)}} {{time(ns)}}', '1795362300123456 1795362300123456789'],
  ['{{time("dd.MM.yy HH:mm:ss,SSS")}}', '22.11.26 15:45:00,123'],
  ['{{HEX(time(bcd))}}', '20261122154500'],
  ['{{HEX(bcd(time("yyMMddHHmmss")))}}', '261122154500'],
  // 2026-11-22 is 1795362300 s; 2208988800 more since 1900; .123456789 of 2^32.
  ['{{HEX(time(ntp))}}', 'EEAD8C7C1F9ADD37'],
  ['{{HEX(u32(time(s)))}} {{HEX(u8(time(s)))}}', '6B030DFC FC'],
  ['{{HEX(u64(time(ns)))}}', '18EA687FEDFCA515'],
])('%s', (text, bytes) => {
  expect(rendered(text)).toBe(bytes);
});

test('local time is that of the clock on the wall', () => {
  const local = new Date(1_795_362_300_123);
  const two = (value: number): string => String(value).padStart(2, '0');
  expect(rendered('{{time("HH:mm", local)}}')).toBe(`${two(local.getHours())}:${two(local.getMinutes())}`);
});

describe('random', () => {
  test('as much as was asked for, within its bounds', () => {
    for (let i = 0; i < 50; i++) {
      expect(renderedHex('{{random(8)}}')).toHaveLength(16);
      expect(rendered('{{random(2, 5)}}').length).toBeGreaterThanOrEqual(2);
      expect(rendered('{{random(2, 5)}}').length).toBeLessThanOrEqual(5);
      expect(rendered('{{randint(-3, 3)}}')).toMatch(/^-?[0-3]$/);
      expect(rendered('{{randtext(10)}}')).toMatch(/^[A-Za-z0-9]{10}$/);
      expect(rendered('{{randtext(3, of="01")}}')).toMatch(/^[01]{3}$/);
      expect(rendered('{{uuid}}')).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }
  });

  test('a seed makes the same again, and goes on from message to message', () => {
    const text = '{{hex(random(4, seed=7))}} {{randint(0, 1000000, seed=7)}} {{uuid(seed=8)}}';
    const scope = scopeWith();
    const first = rendered(text, scope);
    expect(rendered(text, scope)).not.toBe(first);
    expect(rendered(text, scopeWith())).toBe(first);
    expect(rendered('{{uuid}}')).not.toBe(rendered('{{uuid}}'));
  });
});

describe('spans', () => {
  test.each([
    ['{{u16(len(body))}}{{#body}}abc{{/body}}', '0003616263'],
    ['{{u16(len(body)+2)}}{{#body}}abc{{/body}}', '0005616263'],
    ['{{#a}}x{{#b}}yz{{/b}}{{/a}}{{u8(len(a))}}{{u8(len(b))}}', '78797a0302'],
    ['{{u8(len)}}ab', '036162'],
    ['ab{{u8(len(before))}}{{u8(len(after))}}cde', '616202' + '03636465'],
    ['{{#e}}{{/e}}{{u8(len(e))}}', '00'],
  ])('%s', (text, bytes) => {
    expect(renderedHex(text)).toBe(bytes);
  });

  test('a length in digits may stand before what it counts', () => {
    expect(
      rendered(
        'Content-Length: {{len(b)}}\\r\\n\\r\\n{{#b}}Hello {{$name}}{{/b}}',
        scopeWith({ name: 'Ada' }),
      ),
    ).toBe('Content-Length: 9\r\n\r\nHello Ada');
    expect(rendered('{{str(len(all), size=4, pad="0", align=right)}}x')).toBe('0005x');
  });

  test('a length that does not fit fails instead of running over', () => {
    expect(rendered(`{{u8(len(b))}}{{#b}}${'x'.repeat(256)}{{/b}}`)).toBe('ETEMPLATE_OVERFLOW');
  });
});

describe('checksums', () => {
  test.each([
    ['123456789{{CRC-16/MODBUS}}', '4b37'],
    ['123456789{{CRC-16/MODBUS(le)}}', '374b'],
    ['123456789{{crc16modbus(before, le)}}', '374b'],
    ['123456789{{checksum(CRC-16/MODBUS, le)}}', '374b'],
    ['123456789{{checksum("crc-16/modbus", order=le)}}', '374b'],
    ['123456789{{crc(width=16, poly=0x8005, init=0xFFFF, refin, refout)}}', '4b37'],
    [
      '123456789{{crc(before, le, width=32, poly=0x04C11DB7, init=0xFFFFFFFF, refin, refout, xorout=0xFFFFFFFF)}}',
      '2639f4cb',
    ],
    ['123456789{{CRC-82/DARC}}', '09ea83f625023801fd612'],
    ['123456789{{crc-5/usb}}', '19'],
    ['xx{{#b}}123456789{{/b}}yy{{CRC-32(b)}}', 'cbf43926'],
  ])('%s', (text, value) => {
    expect(renderedHex(text).endsWith(value)).toBe(true);
  });

  test('as digits', () => {
    expect(rendered('{{#b}}abc{{/b}} {{md5(b, hex)}}')).toBe('abc 900150983cd24fb0d6963f7d28e17f72');
    expect(rendered('123456789{{CRC-32(HEX)}}')).toBe('123456789CBF43926');
    expect(rendered('123456789{{CRC-32(le, hex)}}')).toBe('1234567892639f4cb');
  });

  test('whose own place counts as zeros', () => {
    const header = '4500 0073 0000 4000 4011 {{internet(all, zeroed)}} c0a8 0001 c0a8 00c7';
    expect(renderedHex(HEX(header))).toBe('450000730000400040' + '11b861' + 'c0a80001c0a800c7');
  });

  test('over a length that is not known before', () => {
    const text = '{{len(b)}}:{{#b}}{{$x}}{{/b}}{{SUM-8}}';
    const bytes = rendered(text, scopeWith({ x: 'abcdefghij' }));
    const sum = [...'10:abcdefghij'].reduce((total, one) => total + one.charCodeAt(0), 0) & 255;
    expect(bytes).toBe(`10:abcdefghij${String.fromCharCode(sum)}`);
  });
});

describe('variables', () => {
  const scope = scopeWith({
    name: 'Ada',
    n: ' 41 ',
    h: '0x10',
    bytes: Uint8Array.of(1, 2, 3, 255),
    1: 'cap',
  });

  test.each([
    ['{{$name}}', '416461'],
    ['{{u8($n + 1)}}{{u8($h)}}', '2a10'],
    ['{{$bytes}}', '010203ff'],
    ['{{$bytes[1:2]}}{{u16(uint($bytes[0:2]) + 1)}}', '02030103'],
    ['{{part($bytes, uint($bytes[0:1]), 2)}}{{part($bytes, -1)}}', '0203ff'],
    ['{{$1}}', '636170'],
    ['{{str($name, u8)}}{{CRC-8($x)}}', 'ETEMPLATE_SPAN'],
  ])('%s', (text, bytes) => {
    expect(renderedHex(text, scope)).toBe(bytes);
  });

  test('are named, so that it can be said beforehand which are missing', () => {
    const compiled = compileTemplate(textDraft('{{$a}}{{u8($b+1)}}{{$a}}'));
    expect(compiled.ok && compiled.template.variables).toEqual(['a', 'b']);
  });
});

test('what an expression made, and where it was written', () => {
  const compiled = compileTemplate(
    textDraft('a{{counter}}{{#b}}{{len(b)}}xy{{/b}}'.replace('{{len(b)}}', '{{"q"}}')),
  );
  if (!compiled.ok) throw new Error(compiled.error.code);
  compiled.template.render(scopeWith());
  expect(compiled.template.made()).toEqual([
    { from: 1, to: 2, place: { start: 1, end: 12 } },
    { from: 2, to: 3, place: { start: 18, end: 25 } },
  ]);
});

test('every message has a buffer of its own', () => {
  const compiled = compileTemplate(textDraft('{{counter}}'));
  if (!compiled.ok) throw new Error(compiled.error.code);
  const scope = scopeWith();
  const first = compiled.template.render(scope);
  const second = compiled.template.render(scope);
  expect([first.ok && first.bytes[0], second.ok && second.bytes[0]]).toEqual([0x31, 0x32]);
});

test('a draft without braces is what it always was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const draft = textDraft(text.replaceAll('{{', '{'));
      const compiled = compileTemplate(draft);
      const encoded = encodeDraft(draft);
      const result = compiled.ok ? compiled.template.render(scopeWith()) : compiled;
      if (encoded.ok) expect(result).toMatchObject({ ok: true, bytes: encoded.bytes });
      else expect(result).toEqual(encoded);
    }),
  );
});

test('a message made of any bytes is those bytes again, whatever braces are among them', () => {
  const text = fc
    .array(fc.constantFrom('{', '{{', '}}', '\\\\', 'x', '\\n'))
    .map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, fc.constantFrom('utf-8', 'utf-16le'), (written, encoding) => {
      const draft = draftFromBytes(new TextEncoder().encode(written), encoding);
      const compiled = compileTemplate(draft);
      expect(compiled.ok && !compiled.template.dynamic).toBe(true);
      expect(rendered(draft)).toBe(written);
    }),
  );
});

/** Parts whose bytes are known, and spans within spans. */
type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'span'; readonly name: string; readonly parts: readonly Part[] };

const anyParts = fc.letrec<{ part: Part; parts: Part[] }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small' },
    fc.record({ kind: fc.constant('text' as const), text: fc.stringMatching(/^[a-z]{0,12}$/) }),
    fc.record({ kind: fc.constant('span' as const), name: fc.constant(''), parts: tie('parts') }),
  ),
  parts: fc.array(tie('part'), { maxLength: 4 }),
})).parts;

/** Gives spans their names and collects what stands in each. */
const laid = (parts: readonly Part[], spans: Map<string, string>): { source: string; bytes: string } => {
  let source = '';
  let bytes = '';
  for (const part of parts) {
    if (part.kind === 'text') {
      source += part.text;
      bytes += part.text;
      continue;
    }
    const name = `s${spans.size}`;
    spans.set(name, '');
    const inner = laid(part.parts, spans);
    spans.set(name, inner.bytes);
    source += `{{#${name}}}${inner.source}{{/${name}}}`;
    bytes += inner.bytes;
  }
  return { source, bytes };
};

test('lengths and checksums before and after any nest of spans are theirs', () => {
  const crc = checksumByName('CRC-16/MODBUS');
  if (crc === undefined) throw new Error('no CRC');
  const crcHex = (text: string): string =>
    Buffer.from(checksumOf(crc, Buffer.from(text, 'latin1'))).toString('hex');
  fc.assert(
    fc.property(anyParts, (parts) => {
      const spans = new Map<string, string>();
      const { source, bytes } = laid(parts, spans);
      const wanted = [...spans].map(([name, content]) => ({ name, content }));
      const before = wanted.map(({ name }) => `{{len(${name})}},{{CRC-16/MODBUS(${name}, hex)}};`).join('');
      const expected = wanted.map(({ content }) => `${content.length},${crcHex(content)};`).join('');
      const all = expected + bytes + expected;
      expect(rendered(`${before}${source}${before}{{CRC-16/MODBUS(hex)}}`)).toBe(all + crcHex(all));
    }),
  );
});
