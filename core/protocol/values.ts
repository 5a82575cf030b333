import type { ByteOrder } from '../contract/protocol-choices';
import { formatHex } from '../payload/hex';
import type { ProtocolField } from './protocol';

/** What an item of a field holds: a whole number, a fraction, words, bytes. */
export type Value = bigint | number | string | Uint8Array;

const utf8 = new TextEncoder();
const words = new TextDecoder('utf-8', { ignoreBOM: true });

/** Reads an item; all of `bytes` is its. */
export const readValue = ({ kind, order }: ProtocolField, bytes: Uint8Array): Value => {
  if (kind === 'bytes') return bytes;
  if (kind === 'text') return words.decode(bytes);
  if (kind === 'textz') return words.decode(bytes.subarray(0, -1));
  if (kind === 'float') {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    return bytes.length === 4
      ? view.getFloat32(0, order === 'little')
      : view.getFloat64(0, order === 'little');
  }
  let value = 0n;
  for (const byte of order === 'little' ? bytes.toReversed() : bytes) value = (value << 8n) | BigInt(byte);
  return kind === 'int' ? BigInt.asIntN(bytes.length * 8, value) : value;
};

/** The bytes of a number as it is written in hex, the highest first: `0x1A2B`. */
export const hexNumber = (bytes: Uint8Array, order: ByteOrder): string =>
  `0x${formatHex(order === 'little' ? bytes.toReversed() : bytes, '')}`;

const wholeBytes = (value: bigint, length: number, order: ProtocolField['order']): Uint8Array => {
  const bytes = new Uint8Array(length);
  let left = BigInt.asUintN(length * 8, value);
  for (let at = length - 1; at >= 0; at -= 1) {
    bytes[at] = Number(left & 0xffn);
    left >>= 8n;
  }
  return order === 'little' ? bytes.reverse() : bytes;
};

/** Text and the zero behind it: as much of it as the field takes, and as stands before a zero of its own. */
const withZero = (text: Uint8Array, most: number): Uint8Array => {
  const zero = text.indexOf(0);
  const kept = text.subarray(0, Math.min(zero === -1 ? text.length : zero, most - 1));
  return Uint8Array.of(...kept, 0);
};

/** Writes an item. Numbers wrap around in the field's size; text and bytes of a fixed size are cut or filled with zeros. */
export const writeValue = ({ kind, order, size }: ProtocolField, value: Value): Uint8Array => {
  const length = size.of === 'bytes' ? size.bytes : null;
  if (kind === 'text' || kind === 'textz' || kind === 'bytes') {
    const given = value instanceof Uint8Array ? value : utf8.encode(String(value));
    if (size.of === 'zero') return withZero(given, size.most);
    if (length === null || given.length === length) return given;
    const sized = new Uint8Array(length);
    sized.set(given.subarray(0, length));
    return sized;
  }
  if (kind === 'float') {
    const bytes = new Uint8Array(length === 4 ? 4 : 8);
    const view = new DataView(bytes.buffer);
    if (length === 4) view.setFloat32(0, Number(value), order === 'little');
    else view.setFloat64(0, Number(value), order === 'little');
    return bytes;
  }
  const whole = typeof value === 'bigint' ? value : BigInt(Math.trunc(Number(value)) || 0);
  return wholeBytes(whole, length ?? 0, order);
};
