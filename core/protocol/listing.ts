import { formatHex } from '../payload/hex';
import { type Decoded, isRight, type Placed } from './decode';
import { bitsOf, isNumber } from './layout';
import type { Protocol, ValueText } from './protocol';
import { hexNumber, type Value } from './values';

/** A line of what a message says: an item of a field, or bits of it. */
export interface Line {
  /** Which message of the chunk it is of, from 0. */
  readonly message: number;
  /** Places of the field, and of its bits; null: the field itself. */
  readonly field: number;
  readonly bits: number | null;
  /** Which time the field is there, from 0; null: it is there once. */
  readonly item: number | null;
  /** Bytes of the chunk. */
  readonly at: number;
  readonly length: number;
  /** As it is read, foreign text as it came. */
  readonly value: string;
  /** The word for the value; null: it has none. */
  readonly word: string | null;
  /** Of a checksum: whether it is right, and what it should be, as numbers in hex; null for everything else. */
  readonly checksum: { readonly right: boolean; readonly wanted: string } | null;
}

/** Of a value, so many characters and bytes are shown. */
const MOST_CHARACTERS = 200;
const MOST_BYTES = 32;

const worded = (value: Value): string => {
  if (value instanceof Uint8Array)
    return `${formatHex(value.subarray(0, MOST_BYTES))}${value.length > MOST_BYTES ? ' …' : ''}`;
  return typeof value === 'string' && value.length > MOST_CHARACTERS
    ? `${value.slice(0, MOST_CHARACTERS)}…`
    : String(value);
};

const wordOf = (texts: readonly ValueText[], value: Value): string | null =>
  texts.find((one) => one.value === Number(value))?.text ?? null;

/** What was read of a chunk, line by line, about `most` of them at most. */
export const listed = (
  protocol: Protocol,
  placed: readonly Placed[],
  bytes: Uint8Array,
  most: number,
): readonly Line[] => {
  const lines: Line[] = [];
  for (const [message, { at, decoded }] of placed.entries()) {
    if (lines.length >= most) break;
    const own = listedOne(protocol, decoded, bytes.subarray(at), most - lines.length);
    lines.push(...own.map((line) => ({ ...line, message, at: at + line.at })));
  }
  return lines;
};

const listedOne = (
  protocol: Protocol,
  { items }: Decoded,
  bytes: Uint8Array,
  most: number,
): readonly Omit<Line, 'message'>[] => {
  const lines: Omit<Line, 'message'>[] = [];
  let item = 0;
  for (const [at, one] of items.entries()) {
    const field = protocol.fields[one.field];
    if (field === undefined || lines.length >= most) break;
    item = items[at - 1]?.field === one.field ? item + 1 : 0;
    const place = { field: one.field, at: one.at, length: one.length };
    const own = bytes.subarray(one.at, one.at + one.length);
    lines.push({
      ...place,
      bits: null,
      item: field.repeat.of === 'once' ? null : item,
      value: field.kind === 'checksum' ? hexNumber(own, field.order) : worded(one.value),
      word: wordOf(field.texts, one.value),
      checksum:
        one.right === null ? null : { right: isRight(one, bytes), wanted: hexNumber(one.right, field.order) },
    });
    if (!isNumber(field)) continue;
    for (const [which, [, value]] of bitsOf(field, Number(one.value)).entries()) {
      lines.push({
        ...place,
        bits: which,
        item: null,
        value: String(value),
        word: wordOf(field.bits[which]?.texts ?? [], value),
        checksum: null,
      });
    }
  }
  return lines;
};
