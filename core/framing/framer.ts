import { RegexError } from '../filter/regex-syntax';
import { ByteBuilder } from '../payload/bytes';
import { type Cutter, cobs, delimited, fixed, lengthPrefixed, marked, slip, whole } from './cutter';
import type { Frame, Framing, FramingCode } from './framing';
import { json } from './json-cutter';
import { byRegex } from './regex-cutter';

/** Cuts one direction of one stream into messages. */
export interface Framer {
  /**
   * The messages that end within a chunk.
   *
   * @param atMs when it came, for messages that end by silence
   */
  push(chunk: Uint8Array, atMs: number): readonly Frame[];
  /** The stream has ended: what is left, where that is a message. */
  end(): readonly Frame[];
  /** Bytes of the message under way. */
  readonly pending: number;
}

/** A longer message is refused unless the caller says otherwise. In bytes. */
export const DEFAULT_MOST = 1024 * 1024;

export type MadeFramer =
  | { readonly ok: true; readonly framer: Framer }
  | { readonly ok: false; readonly code: FramingCode };

const wrong = (code: FramingCode): MadeFramer => ({ ok: false, code });

const isCount = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;

const cutterFor = (framing: Framing): Cutter | FramingCode => {
  switch (framing.kind) {
    case 'raw':
    case 'idle':
      return framing.kind === 'raw' || framing.ms > 0 ? whole() : 'EFRAMING_SETTING';
    case 'delimiter':
      return framing.delimiter.length > 0 ? delimited(framing.delimiter, framing.keep) : 'EFRAMING_SETTING';
    case 'fixed':
      return isCount(framing.length, 1) ? fixed(framing.length) : 'EFRAMING_SETTING';
    case 'length':
      return isCount(framing.offset, 0) && Number.isSafeInteger(framing.adjustment)
        ? lengthPrefixed(framing)
        : 'EFRAMING_SETTING';
    case 'slip':
      return slip();
    case 'cobs':
      return cobs();
    case 'markers':
      return framing.start.length > 0 && framing.end.length > 0
        ? marked(framing.start, framing.end, framing.keep)
        : 'EFRAMING_SETTING';
    case 'json':
      return json();
    case 'regex':
      try {
        return byRegex(framing.source) ?? 'EFRAMING_REGEX';
      } catch (error) {
        if (error instanceof RegexError) return 'EFRAMING_REGEX';
        throw error;
      }
  }
};

class StreamFramer implements Framer {
  readonly #cutter: Cutter;
  readonly #most: number;
  /** Silence in ms that ends a message; 0: every chunk is one; -1: bytes alone end it. */
  readonly #silence: number;
  #message = new ByteBuilder(256);
  #start = 0;
  #at = 0;
  #heardAt = 0;
  /** Bytes taken of a message that is too long: its fault is told, its end still waited for. */
  #dropped = 0;
  #noise = 0;
  #frames: Frame[] = [];

  constructor(cutter: Cutter, most: number, silence: number) {
    this.#cutter = cutter;
    this.#most = most;
    this.#silence = silence;
    cutter.begin();
  }

  get pending(): number {
    return this.#at - this.#start;
  }

  push(chunk: Uint8Array, atMs: number): readonly Frame[] {
    this.#frames = [];
    if (this.#silence > 0 && this.pending > 0 && atMs - this.#heardAt >= this.#silence) this.#finish();
    this.#heardAt = atMs;
    for (const byte of chunk) this.#take(byte);
    if (this.#silence === 0) this.#finish();
    return this.#frames;
  }

  end(): readonly Frame[] {
    this.#frames = [];
    this.#tellNoise();
    if (this.#cutter.endsWithStream) this.#finish();
    else this.#begin();
    return this.#frames;
  }

  #take(byte: number): void {
    this.#at += 1;
    const length = this.#message.length + this.#dropped + 1;
    const step = this.#cutter.take(byte, length);
    if (step === 'noise') {
      this.#notBegun(byte, length);
      return;
    }
    if (this.#noise > 0 && length > 0) this.#tellNoise(length);
    if (this.#dropped > 0) this.#dropped += 1;
    else this.#message.push(byte);
    if (step === 'done') this.#finish();
    else if (step !== 'more') {
      this.#fault(step, {});
      this.#begin();
    } else if (this.#dropped === 0 && length > this.#most) {
      this.#fault('EFRAMING_LONG', { length, max: this.#most });
      this.#dropped = length;
      this.#message = new ByteBuilder(256);
    }
  }

  /** Bytes that lead to no start: all but those that may still be the beginning of one are left out. */
  #notBegun(byte: number, length: number): void {
    const tried = [...this.#message.finish(), byte];
    this.#message = new ByteBuilder(256);
    this.#cutter.begin();
    this.#noise += 1;
    this.#start = this.#at - length + 1;
    // The next try begins one byte later.
    const rest = tried.slice(1);
    this.#at -= rest.length;
    for (const one of rest) this.#take(one);
  }

  #tellNoise(under = 0): void {
    if (this.#noise === 0) return;
    const end = this.#at - under;
    this.#frames.push({
      kind: 'fault',
      code: 'EFRAMING_NOISE',
      params: { length: this.#noise },
      start: end - this.#noise,
      end,
    });
    this.#noise = 0;
  }

  #fault(code: FramingCode, params: Readonly<Record<string, number>>): void {
    this.#frames.push({ kind: 'fault', code, params, start: this.#start, end: this.#at });
  }

  #finish(): void {
    if (this.#dropped === 0 && this.#message.length > 0) {
      const decoded = this.#cutter.decode(this.#message.finish());
      if (typeof decoded === 'string') this.#fault(decoded, {});
      else if (decoded !== null) {
        const bytes = Uint8Array.from(decoded);
        this.#frames.push({ kind: 'message', bytes, start: this.#start, end: this.#at });
      }
    }
    this.#begin();
  }

  #begin(): void {
    this.#message = new ByteBuilder(256);
    this.#dropped = 0;
    this.#start = this.#at;
    this.#cutter.begin();
  }
}

/**
 * Makes a framer for one direction of one stream. Whatever way the stream is split, the messages are the same; only
 * `raw` and `idle` are about how it came.
 *
 * @param most the longest message, in bytes; a longer one is told as EFRAMING_LONG and skipped up to its end
 */
export const createFramer = (framing: Framing, most = DEFAULT_MOST): MadeFramer => {
  const cutter = cutterFor(framing);
  if (typeof cutter === 'string') return wrong(cutter);
  const silence = framing.kind === 'raw' ? 0 : framing.kind === 'idle' ? framing.ms : -1;
  return { ok: true, framer: new StreamFramer(cutter, most, silence) };
};
