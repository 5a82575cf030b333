import { type Place, refuse } from './fault';
import type { Random } from './random';

/** One message being made. */
export interface Run {
  /** Bytes made so far, from 0; more room than is used. */
  readonly out: Uint8Array;
  /** Where each field begins in `out`, and where the last one ends. */
  readonly offsets: Int32Array;
  /** Nanoseconds since the epoch, the same throughout the message. */
  instant(): bigint;
  /** The value of a counter in this message, by its number in the template. */
  counter(index: number): number;
  variable(name: string): string | Uint8Array | undefined;
  random(seed: number | null): Random;
}

/** Fields from `from` to before `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a value must know of other fields before it can be made. */
export interface Need {
  readonly span: Span;
  readonly of: 'length' | 'content';
  /** Its own field may be within: it then counts as zeros. */
  readonly zeroed: boolean;
  readonly place: Place;
}

interface Common {
  readonly place: Place;
  readonly needs: readonly Need[];
}

export interface NumberValue extends Common {
  readonly type: 'number';
  /** Null when only the message tells. */
  readonly constant: number | bigint | null;
  readonly make: (run: Run) => number | bigint;
  /** A counter, a clock or a random number runs over at the width that it is written in; a length must not. */
  readonly wraps: boolean;
  /** How it is written as text. */
  readonly radix: number;
  readonly width: number;
}

export interface TextValue extends Common {
  readonly type: 'text';
  readonly constant: string | null;
  /** Its bytes, where they are not only characters in the encoding of the message. */
  readonly raw: Uint8Array | null;
  readonly make: (run: Run) => string;
}

export interface BytesValue extends Common {
  readonly type: 'bytes';
  /** Bytes, where they are always as many. */
  readonly size: number | null;
  /** What is answered is overwritten by the next call. */
  readonly make: (run: Run) => Uint8Array;
}

export type Value = NumberValue | TextValue | BytesValue;

export const numberValue = (
  place: Place,
  make: NumberValue['make'],
  more: Partial<Omit<NumberValue, 'type' | 'place' | 'make'>> = {},
): NumberValue => ({
  type: 'number',
  place,
  make,
  constant: null,
  wraps: false,
  radix: 10,
  width: 0,
  needs: [],
  ...more,
});

export const constantNumber = (place: Place, value: number | bigint): NumberValue =>
  numberValue(place, () => value, { constant: value });

export const textValue = (place: Place, make: TextValue['make'], needs: readonly Need[] = []): TextValue => ({
  type: 'text',
  place,
  make,
  constant: null,
  raw: null,
  needs,
});

export const constantText = (place: Place, value: string, raw: Uint8Array | null = null): TextValue => ({
  ...textValue(place, () => value),
  constant: value,
  raw,
});

export const bytesValue = (
  place: Place,
  size: number | null,
  make: BytesValue['make'],
  needs: readonly Need[] = [],
): BytesValue => ({ type: 'bytes', place, size, make, needs });

/** Zeros to the width, upper-case digits; a sign goes before them. */
export const formatNumber = (value: number | bigint, radix: number, width: number): string => {
  const digits = (value < 0 ? -value : value).toString(radix).toUpperCase();
  return `${value < 0 ? '-' : ''}${digits.padStart(width, '0')}`;
};

const DECIMAL = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const HEXADECIMAL = /^0x[0-9a-f]+$/i;

/** `12`, `-1.5`, `0xFF`. Fails with ETEMPLATE_NUMBER. */
export const readNumber = (text: string, place: Place): number | bigint => {
  const trimmed = text.trim();
  const hex = HEXADECIMAL.test(trimmed);
  if (!hex && !DECIMAL.test(trimmed))
    return refuse('ETEMPLATE_NUMBER', place, { value: trimmed.slice(0, 40) });
  const value = Number(trimmed);
  const whole = hex || /^[+-]?\d+$/.test(trimmed);
  return whole && !Number.isSafeInteger(value) ? BigInt(trimmed.replace(/^\+/, '')) : value;
};
