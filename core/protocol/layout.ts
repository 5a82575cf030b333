import type { Protocol, ProtocolField } from '../contract/protocol';

/** Bytes that a field always takes; null: that depends on the message. */
export const fixedBytes = ({ size, repeat, condition }: ProtocolField): number | null => {
  if (size.of !== 'bytes' || condition !== null) return null;
  if (repeat.of === 'once') return size.bytes;
  return repeat.of === 'count' ? size.bytes * repeat.count : null;
};

/** Bytes of all fields behind the one at this place; null: that depends on the message. */
export const bytesBehind = ({ fields }: Protocol, place: number): number | null => {
  let sum = 0;
  for (const field of fields.slice(place + 1)) {
    const bytes = fixedBytes(field);
    if (bytes === null) return null;
    sum += bytes;
  }
  return sum;
};

/** Whether other fields may ask for its value: a whole number of at most four bytes, once. */
export const isNumber = ({ kind, size, repeat }: ProtocolField): boolean =>
  (kind === 'uint' || kind === 'int') && size.of === 'bytes' && size.bytes <= 4 && repeat.of === 'once';

export const placeOf = ({ fields }: Protocol, name: string): number =>
  fields.findIndex((field) => field.name === name);
