import type { Params } from '../contract/failure';
import { encodeDraft } from '../payload/draft';
import { parseHex } from '../payload/hex';
import { decodeMessage } from './decode';
import { computedNames, type Encoded, encodeMessage, type Given } from './encode';
import type { FormCode } from './form-codes';
import { bitsOf, isNumber } from './layout';
import type { Protocol, ProtocolBits, ProtocolField, ValueText } from './protocol';
import { hexNumber, type Value } from './values';

/** What a person typed, by the name of the field or of its bits. */
export type Typed = Readonly<Record<string, string>>;

export interface FormFault {
  readonly code: FormCode;
  readonly params: Params;
}

export interface FormLine {
  readonly field: ProtocolField;
  /** Null: the field itself. */
  readonly bits: ProtocolBits | null;
  /** It is part of the message, as the fields before it stand. */
  readonly there: boolean;
  /** What the message has: a length, a number of items or a checksum, which nobody types; null: it is typed. */
  readonly computed: string | null;
  /** As it is in the message when nothing is typed. */
  readonly without: string;
  /** What is wrong with what is typed; null: nothing. */
  readonly fault: FormFault | null;
}

export interface Form {
  readonly lines: readonly FormLine[];
  /** The message; null as long as something is wrong. */
  readonly bytes: Uint8Array | null;
}

class Refused {
  readonly fault: FormFault;
  constructor(code: FormCode, params: Params = {}) {
    this.fault = { code, params };
  }
}

const WHOLE = /^[+-]?(?:\d+|0x[0-9a-f]+|0b[01]+)$/i;

/** The least and the most of a whole number of so many bits. */
const boundsOf = (bits: number, signed: boolean): readonly [bigint, bigint] =>
  signed ? [-(1n << BigInt(bits - 1)), (1n << BigInt(bits - 1)) - 1n] : [0n, (1n << BigInt(bits)) - 1n];

const readWhole = (
  typed: string,
  texts: readonly ValueText[],
  bits: number,
  signed: boolean,
): bigint | Refused => {
  const words = typed.trim();
  const worded = texts.find(({ text }) => text.toLowerCase() === words.toLowerCase());
  if (worded === undefined && !WHOLE.test(words)) return new Refused('EFORM_NUMBER', { typed: words });
  const size = worded === undefined ? BigInt(words.replace(/^[+-]/, '')) : BigInt(worded.value);
  const value = worded === undefined && words.startsWith('-') ? -size : size;
  const [least, most] = boundsOf(bits, signed);
  return value < least || value > most
    ? new Refused('EFORM_RANGE', { least: String(least), most: String(most) })
    : value;
};

const bytesOf = ({ size }: ProtocolField): number | null => (size.of === 'bytes' ? size.bytes : null);

const readItem = (field: ProtocolField, typed: string): Value | Refused => {
  const { kind, texts, size } = field;
  const length = bytesOf(field);
  switch (kind) {
    case 'uint':
    case 'int':
      return readWhole(typed, texts, 8 * (length ?? 1), kind === 'int');
    case 'float': {
      const value = Number(typed.trim());
      return typed.trim() === '' || Number.isNaN(value)
        ? new Refused('EFORM_NUMBER', { typed: typed.trim() })
        : value;
    }
    case 'checksum':
      return 0;
    case 'text':
    case 'textz':
    case 'bytes': {
      const read =
        kind === 'bytes'
          ? parseHex(typed)
          : encodeDraft({ format: 'text', text: typed, encoding: 'utf-8', lineEnding: 'none', raw: false });
      if (!read.ok) return new Refused(kind === 'bytes' ? 'EFORM_HEX' : 'EFORM_ESCAPE');
      const { bytes } = read;
      if (size.of === 'zero') {
        if (bytes.includes(0)) return new Refused('EFORM_ZERO');
        if (bytes.length >= size.most)
          return new Refused('EFORM_LONG', { count: bytes.length + 1, most: size.most });
      }
      return length !== null && bytes.length > length
        ? new Refused('EFORM_LONG', { count: bytes.length, most: length })
        : bytes;
    }
  }
};

const isText = ({ kind }: ProtocolField): boolean => kind === 'text' || kind === 'textz';

/** Items stand one behind the other with commas between them; of texts, which may have commas, with semicolons. */
const itemsOf = (field: ProtocolField, typed: string): readonly string[] => {
  if (field.repeat.of === 'once') return typed === '' ? [] : [typed];
  const items = typed.split(isText(field) ? /\s*;\s*/ : /[,;，、]\s*/);
  return items.length === 1 && items[0]?.trim() === '' ? [] : items;
};

const readField = (field: ProtocolField, typed: string): readonly Value[] | Refused => {
  const items = itemsOf(field, typed);
  const { repeat } = field;
  if (repeat.of === 'count' && items.length > repeat.count)
    return new Refused('EFORM_MANY', { count: items.length, most: repeat.count });
  const values: Value[] = [];
  for (const item of items) {
    const value = readItem(field, item);
    if (value instanceof Refused) return value;
    values.push(value);
  }
  return values;
};

/** The number that bits were typed into. */
const withBits = (
  field: ProtocolField,
  given: Value,
  typed: Typed,
  blame: (name: string, fault: FormFault) => void,
): Value => {
  let whole = typeof given === 'bigint' ? given : 0n;
  for (const { name, first, width, texts } of field.bits) {
    const words = typed[name]?.trim() ?? '';
    if (words === '') continue;
    const value = readWhole(words, texts, width, false);
    if (value instanceof Refused) {
      blame(name, value.fault);
      continue;
    }
    const mask = boundsOf(width, false)[1] << BigInt(first);
    whole = (whole & ~mask) | (value << BigInt(first));
  }
  return whole;
};

/** Lengths and numbers of items that do not fit where they are said, by the name of the field that is too long. */
const overflows = (protocol: Protocol, { computed, spans }: Encoded): ReadonlyMap<string, FormFault> => {
  const found = new Map<string, FormFault>();
  const mostOf = (name: string): number => {
    for (const field of protocol.fields) {
      const bits = field.bits.find((one) => one.name === name);
      if (bits !== undefined) return 2 ** bits.width - 1;
      if (field.name === name) return 2 ** (8 * (bytesOf(field) ?? 4) - (field.kind === 'int' ? 1 : 0)) - 1;
    }
    return 0;
  };
  for (const { name, size, repeat } of protocol.fields) {
    if (!spans.has(name)) continue;
    for (const by of [size, repeat]) {
      if (by.of !== 'field') continue;
      const value = computed.get(by.field) ?? 0;
      if (value < 0 || value > mostOf(by.field))
        found.set(name, { code: 'EFORM_FITS', params: { value, field: by.field, most: mostOf(by.field) } });
    }
  }
  return found;
};

const shown = (value: Value): string =>
  value instanceof Uint8Array || typeof value === 'string' ? '' : String(value);

/** Makes a message of what was typed into the form of a protocol. Never throws. */
export const fillForm = (protocol: Protocol, typed: Typed): Form => {
  const faults = new Map<string, FormFault>();
  const blame = (name: string, fault: FormFault): void => void faults.set(name, fault);
  const given: Record<string, readonly Value[]> = {};
  const computing = computedNames(protocol);
  for (const field of protocol.fields) {
    if (field.kind === 'checksum' || computing.has(field.name)) continue;
    const read = readField(field, typed[field.name] ?? '');
    if (read instanceof Refused) blame(field.name, read.fault);
    else given[field.name] = read;
    if (field.bits.length > 0 && isNumber(field))
      given[field.name] = [withBits(field, given[field.name]?.[0] ?? 0n, typed, blame)];
  }
  const made = encodeMessage(protocol, given as Given);
  for (const [name, fault] of overflows(protocol, made)) if (!faults.has(name)) blame(name, fault);
  const { items } = decodeMessage(protocol, made.bytes);
  const lines = protocol.fields.flatMap((field, place): FormLine[] => {
    const own = items.filter((item) => item.field === place);
    const there = made.spans.has(field.name);
    const value = own[0]?.value ?? 0;
    const span = made.spans.get(field.name);
    const sum =
      field.kind === 'checksum' && span !== undefined
        ? hexNumber(made.bytes.subarray(span.at, span.at + span.length), field.order)
        : null;
    const line = {
      field,
      bits: null,
      there,
      computed: sum ?? (computing.has(field.name) || field.kind === 'checksum' ? shown(value) : null),
      without: shown(value),
      // What is not part of the message is wrong in no way.
      fault: there ? (faults.get(field.name) ?? null) : null,
    };
    if (!isNumber(field) || field.bits.length === 0) return [line];
    const numbers = new Map(bitsOf(field, Number(value)));
    return [
      line,
      ...field.bits.map((bits): FormLine => {
        const number = String(numbers.get(bits.name) ?? 0);
        return {
          field,
          bits,
          there,
          computed: computing.has(bits.name) || computing.has(field.name) ? number : null,
          without: number,
          fault: there ? (faults.get(bits.name) ?? null) : null,
        };
      }),
    ];
  });
  return { lines, bytes: lines.every(({ fault }) => fault === null) ? made.bytes : null };
};
