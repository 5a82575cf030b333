import { checksumByName } from '../checksum/catalogue';
import { checksumOf } from '../checksum/checksum';
import { MAX_ITEMS, MAX_MESSAGES } from '../contract/protocol-choices';
import { bitsOf, bytesBehind, isNumber, leastBehind, placeOf } from './layout';
import type { Protocol, ProtocolField } from './protocol';
import { readValue, type Value } from './values';

export interface Item {
  /** Place of its field. */
  readonly field: number;
  /** Bytes of the message. */
  readonly at: number;
  readonly length: number;
  readonly value: Value;
  /** Of a checksum: the bytes that would be right; null for everything else. */
  readonly right: Uint8Array | null;
}

/** Where a message ends too early. */
export interface Cut {
  /** Place of the field that cannot be read. */
  readonly field: number;
  /** It reads past the end, would be smaller than nothing, has not come to its zero, or has none where one has to be. */
  readonly why: 'short' | 'size' | 'zero' | 'long';
  /** Bytes that it wants, at most for one up to its zero, and those that are left for it. */
  readonly wanted: number;
  readonly left: number;
  /**
   * So many bytes more, at least, and it could be read: in a stream the message goes on in the next chunk. Null: no more
   * bytes would help.
   */
  readonly missing: number | null;
}

export interface Decoded {
  readonly items: readonly Item[];
  /** Bytes that are read; the rest belongs to no field. */
  readonly end: number;
  /** Null: the message is whole. */
  readonly cut: Cut | null;
}

/** The numbers that fields before and their bits have, by name. */
export type Numbers = ReadonlyMap<string, number>;

/** Whether a field is there, as the numbers before it say. */
export const isThere = ({ condition }: ProtocolField, numbers: Numbers): boolean => {
  if (condition === null) return true;
  const has = numbers.get(condition.field);
  if (has === undefined) return false;
  switch (condition.is) {
    case '==':
      return has === condition.value;
    case '!=':
      return has !== condition.value;
    case '<':
      return has < condition.value;
    case '>':
      return has > condition.value;
    case 'has':
      return (has & condition.value) !== 0;
  }
};

/** A checksum's value over bytes, in the order in which the field has it. */
export const checksumBytes = ({ checksum, order }: ProtocolField, bytes: Uint8Array): Uint8Array => {
  const known = checksumByName(checksum?.name ?? '');
  const value = known === undefined ? new Uint8Array() : checksumOf(known, bytes);
  return order === 'little' ? value.reverse() : value;
};

/** Bytes of an item that begins where these bytes do, whether they are there or not; null: there is no zero. */
const lengthOf = ({ size }: ProtocolField, bytes: Uint8Array, numbers: Numbers): number | null => {
  switch (size.of) {
    case 'bytes':
      return size.bytes;
    case 'field':
      return (numbers.get(size.field) ?? 0) + size.plus;
    case 'rest':
      return bytes.length;
    case 'zero':
      return bytes.subarray(0, size.most).indexOf(0) + 1 || null;
  }
};

const whyCut = ({ size }: ProtocolField, length: number | null, left: number): Cut['why'] => {
  if (size.of === 'zero') return left < size.most ? 'zero' : 'long';
  return length !== null && length < 0 ? 'size' : 'short';
};

/**
 * Reads a message as a checked description says; the same walk as the Lua that is made of it. Never throws, and never
 * reads past the end: where a field does not fit any more, reading ends there.
 */
export const decodeMessage = (protocol: Protocol, bytes: Uint8Array): Decoded => {
  const items: Item[] = [];
  const numbers = new Map<string, number>();
  const starts: number[] = [];
  let at = 0;
  for (const [place, field] of protocol.fields.entries()) {
    starts[place] = at;
    if (!isThere(field, numbers)) continue;
    const { size, repeat } = field;
    const takesRest = size.of === 'rest' || repeat.of === 'rest';
    const limit = bytes.length - (takesRest ? (bytesBehind(protocol, place) ?? 0) : 0);
    const told = (name: string): number => numbers.get(name) ?? 0;
    const times = Math.min(
      repeat.of === 'once'
        ? 1
        : repeat.of === 'count'
          ? repeat.count
          : repeat.of === 'field'
            ? told(repeat.field)
            : MAX_ITEMS,
      MAX_ITEMS,
    );
    for (let i = 0; i < times; i += 1) {
      if (repeat.of === 'rest' && at >= limit) break;
      const length = lengthOf(field, bytes.subarray(at, Math.max(limit, at)), numbers);
      if (length === null || length < 0 || at + length > limit) {
        // What the fields behind need is missing where there is no room left at all.
        const left = Math.max(limit - at, 0);
        const why = whyCut(field, length, left);
        const wanted = size.of === 'zero' ? size.most : Math.max(length ?? 0, 0);
        const more = repeat.of === 'rest' ? 1 : times - i;
        const all = size.of === 'zero' ? left + more : wanted * more;
        const missing = all - (limit - at) + (takesRest ? 0 : leastBehind(protocol, place));
        const mayCome = why === 'short' || why === 'zero';
        return {
          items,
          end: at,
          cut: { field: place, why, wanted, left, missing: mayCome ? missing : null },
        };
      }
      if (length === 0) break;
      const own = bytes.subarray(at, at + length);
      const value = readValue(field, own);
      const covered = field.checksum === null ? -1 : placeOf(protocol, field.checksum.from);
      const right =
        field.kind === 'checksum' ? checksumBytes(field, bytes.subarray(starts[covered] ?? at, at)) : null;
      items.push({ field: place, at, length, value, right });
      if (isNumber(field)) {
        numbers.set(field.name, Number(value));
        for (const [name, number] of bitsOf(field, Number(value))) numbers.set(name, number);
      }
      at += length;
    }
  }
  return { items, end: at, cut: null };
};

/** A message, and where it begins. */
export interface Placed {
  readonly at: number;
  readonly decoded: Decoded;
}

/**
 * Reads the messages of a chunk of a stream, one behind the other; a datagram is one. Of very many the first MAX_MESSAGES
 * and the last one.
 */
export const decodeChunk = (protocol: Protocol, bytes: Uint8Array, stream: boolean): readonly Placed[] => {
  const placed: Placed[] = [];
  let at = 0;
  do {
    const decoded = decodeMessage(protocol, bytes.subarray(at));
    if (placed.length > MAX_MESSAGES) placed.pop();
    placed.push({ at, decoded });
    if (decoded.cut !== null || decoded.end === 0 || !stream) break;
    at += decoded.end;
  } while (at < bytes.length);
  return placed;
};

/** Whether an item of these bytes is as it should be: all are, but checksums that do not fit. */
export const isRight = ({ right, at, length }: Item, bytes: Uint8Array): boolean =>
  right === null || (right.length === length && right.every((byte, i) => byte === bytes[at + i]));
