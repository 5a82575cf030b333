import { checksumBytes, isThere } from './decode';
import { bitsOf, isNumber, placeOf } from './layout';
import type { Protocol, ProtocolField } from './protocol';
import { readValue, type Value, writeValue } from './values';

/** What a person gives each field, by name: one value for each time that it is there. */
export type Given = Readonly<Record<string, readonly Value[]>>;

export interface Encoded {
  readonly bytes: Uint8Array;
  /** Lengths and numbers of items as they ought to be, by the name of the number that says them. */
  readonly computed: ReadonlyMap<string, number>;
  /** Bytes of each field that is there, by name. */
  readonly spans: ReadonlyMap<string, { readonly at: number; readonly length: number }>;
}

const nothingOf = ({ kind }: ProtocolField): Value =>
  kind === 'text' || kind === 'textz' ? '' : kind === 'bytes' ? new Uint8Array() : 0;

const itemsOf = (field: ProtocolField, given: Given): readonly Value[] => {
  const values = given[field.name] ?? [];
  if (field.repeat.of === 'once') return [values[0] ?? nothingOf(field)];
  if (field.repeat.of !== 'count') return values;
  return Array.from({ length: field.repeat.count }, (_, i) => values[i] ?? nothingOf(field));
};

/** The names of the numbers that the encoder makes: lengths and numbers of items. */
export const computedNames = ({ fields }: Protocol): ReadonlySet<string> =>
  new Set(
    fields.flatMap(({ size, repeat }) => [
      ...(size.of === 'field' ? [size.field] : []),
      ...(repeat.of === 'field' ? [repeat.field] : []),
    ]),
  );

/** A number as it goes out: as it is given, or computed, all of it or some of its bits. */
const numberOf = (field: ProtocolField, given: Value, computed: ReadonlyMap<string, number>): Value => {
  const own = computed.get(field.name);
  if (own !== undefined) return own;
  let value = typeof given === 'bigint' ? given : BigInt(Math.trunc(Number(given)) || 0);
  for (const { name, first, width } of field.bits) {
    const bits = computed.get(name);
    if (bits === undefined) continue;
    const mask = (1n << BigInt(width)) - 1n;
    value = (value & ~(mask << BigInt(first))) | ((BigInt(bits) & mask) << BigInt(first));
  }
  return value;
};

const encodeWith = (protocol: Protocol, given: Given, before: ReadonlyMap<string, number>): Encoded => {
  const computed = new Map<string, number>();
  const numbers = new Map<string, number>();
  const spans = new Map<string, { readonly at: number; readonly length: number }>();
  const starts: number[] = [];
  const bytes: number[] = [];
  for (const [place, field] of protocol.fields.entries()) {
    const at = bytes.length;
    starts[place] = at;
    if (!isThere(field, numbers)) continue;
    const { kind, size, repeat } = field;
    if (kind === 'checksum') {
      const from = placeOf(protocol, field.checksum?.from ?? '');
      bytes.push(...checksumBytes(field, Uint8Array.from(bytes.slice(starts[from] ?? at))));
    } else {
      const items = itemsOf(field, given);
      if (repeat.of === 'field') computed.set(repeat.field, items.length);
      for (const item of items) {
        const written = writeValue(field, isNumber(field) ? numberOf(field, item, before) : item);
        if (size.of === 'field') computed.set(size.field, written.length - size.plus);
        if (isNumber(field)) {
          // As it will be read: what does not fit has wrapped around.
          const value = Number(readValue(field, written));
          numbers.set(field.name, value);
          for (const [name, number] of bitsOf(field, value)) numbers.set(name, number);
        }
        for (const byte of written) bytes.push(byte);
      }
    }
    spans.set(field.name, { at, length: bytes.length - at });
  }
  return { bytes: Uint8Array.from(bytes), computed, spans };
};

const isSame = (one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean =>
  one.size === other.size && [...one].every(([name, value]) => other.get(name) === value);

/** A length may decide whether another field is there, which decides another length: each round knows one more. */
const MOST_ROUNDS = 8;

/** Makes a message as a checked description says; lengths, numbers of items and checksums are computed. */
export const encodeMessage = (protocol: Protocol, given: Given): Encoded => {
  let made = encodeWith(protocol, given, new Map());
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = encodeWith(protocol, given, made.computed);
    if (isSame(next.computed, made.computed)) return next;
    made = next;
  }
  return made;
};
