import type { Protocol, ProtocolField } from '../contract/protocol';
import { checksumBytes, isThere } from './decode';
import { isNumber, placeOf } from './layout';
import { readValue, type Value, writeValue } from './values';

/** What a person gives each field, by name: one value for each time that it is there. */
export type Given = Readonly<Record<string, readonly Value[]>>;

const nothingOf = ({ kind }: ProtocolField): Value =>
  kind === 'text' ? '' : kind === 'bytes' ? new Uint8Array() : 0;

const itemsOf = (field: ProtocolField, given: Given): readonly Value[] => {
  const values = given[field.name] ?? [];
  if (field.repeat.of === 'once') return [values[0] ?? nothingOf(field)];
  if (field.repeat.of !== 'count') return values;
  return Array.from({ length: field.repeat.count }, (_, i) => values[i] ?? nothingOf(field));
};

/** Whether the field's value is made by the encoder: a length, a number of items, or a checksum. */
export const isComputed = ({ fields }: Protocol, { name, kind }: ProtocolField): boolean =>
  kind === 'checksum' ||
  fields.some(
    ({ size, repeat }) =>
      (size.of === 'field' && size.field === name) || (repeat.of === 'field' && repeat.field === name),
  );

/** Makes a message as a checked description says; lengths, numbers of items and checksums are computed. */
export const encodeMessage = (protocol: Protocol, given: Given): Uint8Array => {
  const { fields } = protocol;
  const computed = new Map<string, number>();
  for (const field of fields) {
    const { size, repeat } = field;
    const items = itemsOf(field, given);
    if (repeat.of === 'field') computed.set(repeat.field, items.length);
    if (size.of === 'field') {
      const [first] = items;
      computed.set(size.field, first === undefined ? 0 : writeValue(field, first).length);
    }
  }
  const numbers = new Map<string, number>();
  const starts: number[] = [];
  const bytes: number[] = [];
  for (const [place, field] of fields.entries()) {
    starts[place] = bytes.length;
    if (!isThere(field, numbers)) continue;
    if (field.kind === 'checksum') {
      const from = placeOf(protocol, field.checksum?.from ?? '');
      bytes.push(...checksumBytes(field, Uint8Array.from(bytes.slice(starts[from] ?? bytes.length))));
      continue;
    }
    const value = computed.get(field.name);
    for (const item of value === undefined ? itemsOf(field, given) : [value]) {
      const written = writeValue(field, item);
      // As it will be read: what does not fit has wrapped around.
      if (isNumber(field)) numbers.set(field.name, Number(readValue(field, written)));
      for (const byte of written) bytes.push(byte);
    }
  }
  return Uint8Array.from(bytes);
};
