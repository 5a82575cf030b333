import { copyAs } from '../../payload/copy-as';
import type { Arguments, TemplateFunction } from '../arguments';
import { type Place, refuse } from '../fault';
import { INTEGER_TYPES, varint, writeInteger } from '../integers';
import { bytesValue, type Run, textValue, type Value } from '../value';

const PREFIXES = ['u8', 'u16', 'u16le', 'u32', 'u32le', 'varint'] as const;
type Prefix = (typeof PREFIXES)[number];
const SIDES = ['left', 'right'] as const;
const MAX_BYTES = 16 * 1024 * 1024;

const joined = (first: Uint8Array, second: Uint8Array): Uint8Array => {
  const out = new Uint8Array(first.length + second.length);
  out.set(first);
  out.set(second, first.length);
  return out;
};

const prefixBytes = (prefix: Prefix, length: number, place: Place): Uint8Array => {
  if (prefix === 'varint') return varint(length, place);
  const type = INTEGER_TYPES.find(({ name }) => name === prefix);
  if (type === undefined) return new Uint8Array();
  const out = new Uint8Array(type.bytes);
  writeInteger(out, length, type, false, place);
  return out;
};

/** One byte, as a number or as a character below 80. */
const byteOf = (args: Arguments, name: string, fallback: number): number => {
  if (!args.has(name)) return fallback;
  const value = args.given(name);
  if (value.type !== 'text') return args.whole(name, fallback, 0, 255);
  const unit = value.constant?.length === 1 ? value.constant.charCodeAt(0) : 256;
  return unit < 256 ? unit : refuse('ETEMPLATE_RANGE', value.place, { parameter: name, min: 0, max: 255 });
};

const str: TemplateFunction = {
  name: 'str',
  gives: 'bytes',
  parameters: [
    { name: 'value', takes: 'value', required: true },
    { name: 'prefix', takes: 'word', words: PREFIXES },
    { name: 'size', takes: 'constant' },
    { name: 'pad', takes: 'constant' },
    { name: 'align', takes: 'word', words: SIDES },
  ],
  build: (args) => {
    const value = args.given('value');
    const bytes = args.builder.bytes(value);
    const prefix = args.has('prefix') ? args.word('prefix', PREFIXES, 'u8') : null;
    const size = args.has('size') ? args.whole('size', 0, 0, MAX_BYTES) : null;
    const pad = byteOf(args, 'pad', 0x20);
    const right = args.word('align', SIDES, 'left') === 'right';
    const padded = (made: Uint8Array): Uint8Array => {
      if (size === null) return made;
      if (made.length > size) refuse('ETEMPLATE_LONG', value.place, { length: made.length, size });
      const out = new Uint8Array(size).fill(pad);
      out.set(made, right ? size - made.length : 0);
      return out;
    };
    const make = (run: Run): Uint8Array => {
      const content = padded(bytes(run));
      return prefix === null ? content : joined(prefixBytes(prefix, content.length, value.place), content);
    };
    const before = prefix === null ? 0 : prefixBytes(prefix, size ?? 0, value.place).length;
    return bytesValue(args.place, size === null ? null : before + size, make, value.needs);
  },
};

const sizeOf = (value: Value): number | null => (value.type === 'bytes' ? value.size : null);

const hex = (name: string, digits: string): TemplateFunction => ({
  name,
  gives: 'bytes',
  parameters: [{ name: 'value', takes: 'value', required: true }],
  build: (args) => {
    const value = args.given('value');
    const make = args.builder.bytes(value);
    const size = sizeOf(value);
    return bytesValue(
      args.place,
      size === null ? null : 2 * size,
      (run) => {
        const bytes = make(run);
        const out = new Uint8Array(2 * bytes.length);
        for (let i = 0; i < bytes.length; i++) {
          const byte = bytes[i] ?? 0;
          out[2 * i] = digits.charCodeAt(byte >> 4);
          out[2 * i + 1] = digits.charCodeAt(byte & 15);
        }
        return out;
      },
      value.needs,
    );
  },
});

/** Digits in pairs; what separates them is left out. Fails with ETEMPLATE_DIGITS. */
const fromDigits = (text: string, place: Place, decimal: boolean): Uint8Array => {
  const digits = text.replace(/[\s:.,_-]/g, '');
  const allowed = decimal ? /^\d*$/ : /^[0-9a-f]*$/i;
  if (!allowed.test(digits)) return refuse('ETEMPLATE_DIGITS', place, { value: text.slice(0, 40) });
  const even = digits.length % 2 === 1 ? `0${digits}` : digits;
  return Uint8Array.from({ length: even.length / 2 }, (_, i) =>
    Number.parseInt(even.slice(2 * i, 2 * i + 2), 16),
  );
};

const digits = (name: string, decimal: boolean): TemplateFunction => ({
  name,
  gives: 'bytes',
  parameters: [{ name: 'digits', takes: 'value', required: true }],
  build: (args) => {
    const value = args.given('digits');
    const make = args.builder.bytes(value);
    return bytesValue(
      args.place,
      null,
      (run) => fromDigits(String.fromCharCode(...make(run).subarray(0, 4096)), value.place, decimal),
      value.needs,
    );
  },
});

/** Text and bytes in other forms. */
export const TEXT_FUNCTIONS: readonly TemplateFunction[] = [
  str,
  hex('hex', '0123456789abcdef'),
  hex('HEX', '0123456789ABCDEF'),
  digits('unhex', false),
  digits('bcd', true),
  {
    name: 'base64',
    gives: 'text',
    parameters: [{ name: 'value', takes: 'value', required: true }],
    build: (args) => {
      const value = args.given('value');
      const make = args.builder.bytes(value);
      return textValue(args.place, (run) => copyAs(make(run), 'base64'), value.needs);
    },
  },
  {
    /** As `value[start:length]`, where only the message tells which part. */
    name: 'part',
    gives: 'bytes',
    parameters: [
      { name: 'value', takes: 'value', required: true },
      { name: 'start', takes: 'value', required: true },
      { name: 'length', takes: 'value' },
    ],
    build: (args) => {
      const value = args.given('value');
      const make = args.builder.bytes(value);
      const start = args.number('start');
      const length = args.has('length') ? args.number('length') : null;
      const needs = [...value.needs, ...start.needs, ...(length?.needs ?? [])];
      return bytesValue(
        args.place,
        null,
        (run) => {
          // Numbers first: they may be read from the very buffer that the bytes are made in.
          const from = Number(start.make(run));
          const count = length === null ? null : Number(length.make(run));
          const bytes = make(run);
          const begin = from < 0 ? bytes.length + from : from;
          const end = count === null ? bytes.length : begin + count;
          const whole = Number.isInteger(begin) && Number.isInteger(end);
          if (!whole || begin < 0 || begin > bytes.length || end < begin || end > bytes.length) {
            return refuse('ETEMPLATE_SLICE', args.place, { length: bytes.length });
          }
          return bytes.subarray(begin, end);
        },
        needs,
      );
    },
  },
  {
    name: 'fill',
    gives: 'bytes',
    parameters: [
      { name: 'length', takes: 'constant', required: true },
      { name: 'byte', takes: 'constant' },
    ],
    build: (args) => {
      const length = args.whole('length', 0, 0, MAX_BYTES);
      const out = new Uint8Array(length).fill(byteOf(args, 'byte', 0));
      return bytesValue(args.place, length, () => out);
    },
  },
];
