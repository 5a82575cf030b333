import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Draft } from '../contract/draft';
import { readBase64 } from '../payload/base64';
import { COPY_FORMS, copyAs } from '../payload/copy-as';
import { decodeRuns } from '../payload/encodings';
import { formatHex, parseHex } from '../payload/hex';
import { createScope } from './scope';
import { compileTemplate } from './template';

const sent = (draft: Draft): readonly number[] | string => {
  const compiled = compileTemplate(draft);
  if (!compiled.ok) return compiled.error.code;
  const scope = createScope({ now: () => 0n, variable: () => undefined });
  const rendered = compiled.template.render(scope);
  return rendered.ok ? [...rendered.bytes] : rendered.error.code;
};

/** Any bytes, and many that mean something in one of the forms. */
const bytes = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(...Buffer.from('{{$crc}}#|>\'"\\ \n\r\t/*0', 'latin1')),
      fc.constant(null),
    ),
    { maxLength: 60 },
  )
  .map((list) =>
    Uint8Array.from(list.flatMap((byte) => (byte === null ? [...Buffer.from('{{crc}}')] : [byte]))),
  );

const HEX_FORMS = COPY_FORMS.filter((form) => form !== 'text' && form !== 'base64');

test('what is copied as hex, dump or code is pasted back into the composer as it was', () => {
  fc.assert(
    fc.property(bytes, fc.constantFrom(...HEX_FORMS), fc.nat(70_000), (any, form, first) => {
      expect(sent({ format: 'hex', hex: copyAs(any, form, 'utf-8', first) })).toEqual([...any]);
    }),
    { numRuns: 2000 },
  );
});

test('what is copied as Base64 is read as it was, and is hex only where its letters are that, too', () => {
  fc.assert(
    fc.property(bytes, (any) => {
      const text = copyAs(any, 'base64');
      if (parseHex(text).ok) expect(text).toMatch(/^[0-9a-fxh+]*(\/\/.*)?$/i);
      if (text === '') return;
      expect(sent({ format: 'hex', hex: formatHex(readBase64(text) ?? new Uint8Array()) })).toEqual([...any]);
    }),
    { numRuns: 1000 },
  );
});

test('what is copied as text is, as raw text, what it was, where it is text in its encoding', () => {
  fc.assert(
    // In the others some characters are written in several ways.
    fc.property(bytes, fc.constantFrom('utf-8', 'latin-1', 'utf-16le', 'utf-16be'), (any, encoding) => {
      const text = copyAs(any, 'text', encoding);
      const isText = decodeRuns(any, encoding).every((run) => run.text !== null);
      if (!isText) return;
      expect(sent({ format: 'text', text, encoding, lineEnding: 'none', raw: true })).toEqual([...any]);
    }),
    { numRuns: 1000 },
  );
});

test('an expression behind a dump or behind Python is one all the same', () => {
  expect(sent({ format: 'hex', hex: "b'\\x01a' {{u8(2)}}" })).toEqual([1, 0x61, 2]);
  expect(sent({ format: 'hex', hex: '00000000  41 42  |{{|\n00000002\n' })).toEqual([0x41, 0x42]);
  expect(sent({ format: 'hex', hex: '00000000  41 42  |AB|\n00000002\n{{u8(3)}}' })).toEqual([0x41, 0x42, 3]);
});
