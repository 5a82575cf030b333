import type { Protocol, ProtocolField } from './protocol';

/** Bytes that a field always takes; null: that depends on the message. */
export const fixedBytes = ({ size, repeat, condition }: ProtocolField): number | null => {
  if (size.of !== 'bytes' || condition !== null) return null;
  if (repeat.of === 'once') return size.bytes;
  return repeat.of === 'count' ? size.bytes * repeat.count : null;
};

/** Bytes of all fields behind the one at this place; null: that depends on the message. */
export const bytesBehind = ({ fields }: Pick<Protocol, 'fields'>, place: number): number | null => {
  let sum = 0;
  for (const field of fields.slice(place + 1)) {
    const bytes = fixedBytes(field);
    if (bytes === null) return null;
    sum += bytes;
  }
  return sum;
};

const leastBytes = ({ size, repeat, condition }: ProtocolField): number => {
  const least = size.of === 'bytes' ? size.bytes : size.of === 'zero' ? 1 : 0;
  if (condition !== null) return 0;
  return repeat.of === 'once' ? least : repeat.of === 'count' ? least * repeat.count : 0;
};

/** Bytes that all fields behind the one at this place have at least. */
export const leastBehind = ({ fields }: Pick<Protocol, 'fields'>, place: number): number =>
  fields.slice(place + 1).reduce((sum, field) => sum + leastBytes(field), 0);

/** Whether other fields may ask for its value: a whole number of at most four bytes, once. */
export const isNumber = ({ kind, size, repeat }: ProtocolField): boolean =>
  (kind === 'uint' || kind === 'int') && size.of === 'bytes' && size.bytes <= 4 && repeat.of === 'once';

export const placeOf = ({ fields }: Pick<Protocol, 'fields'>, name: string): number =>
  fields.findIndex((field) => field.name === name);

/** The place of the field that has a number of this name, its own or one of its bits; -1: there is none. */
export const placeOfNumber = ({ fields }: Pick<Protocol, 'fields'>, name: string): number =>
  fields.findIndex(
    (field) => isNumber(field) && (field.name === name || field.bits.some((bits) => bits.name === name)),
  );

/** The numbers of a field's bits, of its own value. */
export const bitsOf = ({ bits }: ProtocolField, value: number): readonly (readonly [string, number])[] =>
  bits.map(({ name, first, width }) => [name, Math.floor(value / 2 ** first) % 2 ** width]);
