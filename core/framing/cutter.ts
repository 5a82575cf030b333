import type { FramingCode } from './framing';

/** What a byte means for the message under way: it goes on, ends with this byte, or this byte is not part of one. */
export type Step = 'more' | 'done' | 'noise';

export type Decoded = Uint8Array | FramingCode;

/** Knows where messages end. Fed byte by byte, so that it does not matter how a stream is split. */
export interface Cutter {
  /** A new message begins. */
  begin(): void;
  /**
   * @param length bytes of the message so far, with this one
   * @returns a code: what came so far, with this byte, can be no message
   */
  take(byte: number, length: number): Step | FramingCode;
  /**
   * How many bytes of a chunk from `at` on are certain to be `more`, so that they need not be taken one by one. May be
   * fewer than there are.
   *
   * @param length bytes of the message so far
   */
  plain?(chunk: Uint8Array, at: number, length: number): number;
  /** What a whole message says; null: it is only a filler and no message. */
  decode(raw: Uint8Array): Decoded | null;
  /** Whether what is left when the stream ends is a message. */
  readonly endsWithStream: boolean;
  /** What it knows of the message under way: another one of the same setting goes on from there with `restore`. */
  state(): readonly number[];
  restore(state: readonly number[]): void;
}

/** Of a cutter that knows only how many bytes it has. */
const stateless = { state: () => [], restore: () => undefined } as const;

const same = (raw: Uint8Array): Uint8Array => raw;

/** Follows a byte pattern through a stream: how many of its bytes the latest ones are (Knuth, Morris, Pratt 1977). */
class Follower {
  readonly #pattern: Uint8Array;
  readonly #back: Int32Array;
  #at = 0;

  constructor(pattern: Uint8Array) {
    this.#pattern = pattern;
    this.#back = new Int32Array(pattern.length);
    for (let i = 1, k = 0; i < pattern.length; i++) {
      while (k > 0 && pattern[i] !== pattern[k]) k = this.#back[k - 1] ?? 0;
      if (pattern[i] === pattern[k]) k++;
      this.#back[i] = k;
    }
  }

  reset(): void {
    this.#at = 0;
  }

  /** Bytes of the pattern that the latest bytes are. */
  state(): readonly number[] {
    return [this.#at];
  }

  restore([at = 0]: readonly number[]): void {
    this.#at = at;
  }

  /** Bytes of a chunk from `at` on that leave it where it is: at the pattern's beginning. */
  plain(chunk: Uint8Array, at: number): number {
    if (this.#at > 0) return 0;
    const found = chunk.indexOf(this.#pattern[0] ?? 0, at);
    return (found === -1 ? chunk.length : found) - at;
  }

  /** True when the byte completes the pattern. */
  take(byte: number): boolean {
    while (this.#at > 0 && byte !== this.#pattern[this.#at]) this.#at = this.#back[this.#at - 1] ?? 0;
    if (byte === this.#pattern[this.#at]) this.#at++;
    if (this.#at < this.#pattern.length) return false;
    this.#at = 0;
    return true;
  }
}

export const delimited = (delimiter: Uint8Array, keep: boolean): Cutter => {
  const follower = new Follower(delimiter);
  return {
    begin: () => follower.reset(),
    take: (byte) => (follower.take(byte) ? 'done' : 'more'),
    plain: (chunk, at) => follower.plain(chunk, at),
    decode: (raw) => (keep ? raw : raw.subarray(0, raw.length - delimiter.length)),
    endsWithStream: false,
    state: () => follower.state(),
    restore: (state) => follower.restore(state),
  };
};

export const fixed = (length: number): Cutter => ({
  begin: () => undefined,
  take: (_, taken) => (taken === length ? 'done' : 'more'),
  plain: (_chunk, _at, taken) => length - taken - 1,
  decode: same,
  endsWithStream: false,
  ...stateless,
});

export interface LengthField {
  readonly offset: number;
  readonly size: number;
  readonly order: 'be' | 'le';
  readonly adjustment: number;
  readonly includesHeader: boolean;
}

/** Bytes of a whole message, by its field's value. */
const totalOf = (value: number, field: LengthField): number =>
  value + field.adjustment + (field.includesHeader ? 0 : field.offset + field.size);

export const lengthPrefixed = (field: LengthField): Cutter => {
  const header = field.offset + field.size;
  let value = 0;
  let total = 0;
  return {
    begin: () => {
      value = 0;
      total = 0;
    },
    take: (byte, length) => {
      if (length > field.offset && length <= header) {
        const place = length - 1 - field.offset;
        value = field.order === 'be' ? value * 256 + byte : value + byte * 256 ** place;
      }
      if (length === header) {
        total = totalOf(value, field);
        // A message that ends before its length field would never end.
        if (total < header) return 'EFRAMING_LENGTH';
      }
      return length >= header && length >= total ? 'done' : 'more';
    },
    plain: (_chunk, _at, length) => (length < header ? 0 : total - length - 1),
    decode: same,
    endsWithStream: false,
    state: () => [value, total],
    restore: ([ofField = 0, ofMessage = 0]) => {
      value = ofField;
      total = ofMessage;
    },
  };
};

const bytesBefore = (byte: number, chunk: Uint8Array, at: number): number => {
  const found = chunk.indexOf(byte, at);
  return (found === -1 ? chunk.length : found) - at;
};

const SLIP_END = 0xc0;
const SLIP_ESCAPE = 0xdb;

const unslip = (raw: Uint8Array): Decoded | null => {
  const out = new Uint8Array(raw.length);
  let length = 0;
  for (let i = 0; i < raw.length - 1; i++) {
    const byte = raw[i] ?? 0;
    if (byte !== SLIP_ESCAPE) {
      out[length++] = byte;
      continue;
    }
    i++;
    if (raw[i] === 0xdc) out[length++] = SLIP_END;
    else if (raw[i] === 0xdd) out[length++] = SLIP_ESCAPE;
    else return 'EFRAMING_SLIP';
  }
  // Two ends in a row: the first flushed what noise there may have been.
  return length === 0 ? null : out.subarray(0, length);
};

export const slip = (): Cutter => ({
  begin: () => undefined,
  take: (byte) => (byte === SLIP_END ? 'done' : 'more'),
  plain: (chunk, at) => bytesBefore(SLIP_END, chunk, at),
  decode: unslip,
  endsWithStream: false,
  ...stateless,
});

const uncobs = (raw: Uint8Array): Decoded | null => {
  const end = raw.length - 1;
  if (end === 0) return null;
  const out = new Uint8Array(raw.length);
  let length = 0;
  for (let at = 0; at < end; ) {
    const code = raw[at] ?? 0;
    if (at + code > end) return 'EFRAMING_COBS';
    out.set(raw.subarray(at + 1, at + code), length);
    length += code - 1;
    at += code;
    if (code < 0xff && at < end) out[length++] = 0;
  }
  return out.subarray(0, length);
};

export const cobs = (): Cutter => ({
  begin: () => undefined,
  take: (byte) => (byte === 0 ? 'done' : 'more'),
  plain: (chunk, at) => bytesBefore(0, chunk, at),
  decode: uncobs,
  endsWithStream: false,
  ...stateless,
});

export const marked = (start: Uint8Array, end: Uint8Array, keep: boolean): Cutter => {
  const follower = new Follower(end);
  return {
    begin: () => follower.reset(),
    take: (byte, length) => {
      if (length <= start.length) return byte === start[length - 1] ? 'more' : 'noise';
      return follower.take(byte) ? 'done' : 'more';
    },
    plain: (chunk, at, length) => (length < start.length ? 0 : follower.plain(chunk, at)),
    decode: (raw) => (keep ? raw : raw.subarray(start.length, raw.length - end.length)),
    endsWithStream: false,
    state: () => follower.state(),
    restore: (state) => follower.restore(state),
  };
};

/** The one that never ends a message by a byte. */
export const whole = (): Cutter => ({
  begin: () => undefined,
  take: () => 'more',
  plain: (chunk, at) => chunk.length - at,
  decode: same,
  endsWithStream: true,
  ...stateless,
});
