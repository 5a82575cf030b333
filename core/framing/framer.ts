import { ByteBuilder } from '../payload/bytes';
import { type Cutter, cobs, delimited, fixed, lengthPrefixed, marked, slip, whole } from './cutter';
import { type Frame, type Framing, type FramingCode, MOST_FAULT_BYTES } from './framing';
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
  /** When silence ends the message under way, in ms; null: there is none, or its bytes alone end it. */
  readonly endsAt: number | null;
  /** What the message under way would be if it ended now; null: nothing. It goes on all the same. */
  underWay(): Frame | null;
  /** Bytes of the message under way, and of what stood before it and is not told yet. */
  readonly pending: number;
  /** Place in the stream from which these are. */
  readonly begun: number;
  /** Where it stands between two chunks. */
  stand(): FramerStand;
}

/**
 * Where a framer stands in its stream. Another one that is made of it, and is given the stream from `at` on, tells the
 * same frames as the first would have: so the middle of a long stream is found again without its beginning.
 */
export interface FramerStand {
  readonly at: number;
  /** Bytes before `at` that are no message and are not told yet, and the first of them. */
  readonly noise: number;
  readonly noiseBytes: Uint8Array;
  /** Of a message that is too long and still goes on: where it began, and what its cutter knows. */
  readonly dropped: { readonly start: number; readonly cutter: readonly number[] } | null;
  readonly heardAt: number;
}

/** A longer message is refused unless the caller says otherwise. In bytes. */
export const DEFAULT_MOST = 1024 * 1024;

/** Room for a message that is kept for the next one, in bytes. */
const ROOM = 64 * 1024;

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
      return byRegex(framing.source) ?? 'EFRAMING_REGEX';
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
  #noiseBytes = new ByteBuilder(1);
  #frames: Frame[] = [];

  constructor(cutter: Cutter, most: number, silence: number, stand: FramerStand | null) {
    this.#cutter = cutter;
    this.#most = most;
    this.#silence = silence;
    cutter.begin();
    if (stand === null) return;
    this.#at = stand.at;
    this.#start = stand.dropped?.start ?? stand.at;
    this.#heardAt = stand.heardAt;
    this.#noise = stand.noise;
    this.#noiseBytes.append(stand.noiseBytes);
    this.#dropped = this.#at - this.#start;
    if (stand.dropped !== null) cutter.restore(stand.dropped.cutter);
  }

  get pending(): number {
    return this.#at - this.begun;
  }

  get begun(): number {
    return this.#start - this.#noise;
  }

  stand(): FramerStand {
    const isDropped = this.#dropped > 0;
    return {
      at: isDropped ? this.#at : this.#start,
      noise: this.#noise,
      noiseBytes: this.#noiseBytes.finish().slice(),
      dropped: isDropped ? { start: this.#start, cutter: this.#cutter.state() } : null,
      heardAt: this.#heardAt,
    };
  }

  get endsAt(): number | null {
    return this.#silence > 0 && this.#at > this.#start ? this.#heardAt + this.#silence : null;
  }

  push(chunk: Uint8Array, atMs: number): readonly Frame[] {
    this.#frames = [];
    const { endsAt } = this;
    if (endsAt !== null && atMs >= endsAt) this.#finish();
    // Nothing is no sound.
    if (chunk.length > 0) this.#heardAt = atMs;
    for (let at = 0; at < chunk.length; ) {
      const plain = this.#plain(chunk, at);
      if (plain <= 0) this.#take(chunk[at] ?? 0);
      else if (this.#dropped > 0) this.#dropped += plain;
      else this.#message.appendPart(chunk, at, at + plain);
      if (plain > 0) this.#at += plain;
      at += Math.max(1, plain);
    }
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

  /** Bytes from `at` on that only make the message longer, and not too long. */
  #plain(chunk: Uint8Array, at: number): number {
    const length = this.#message.length + this.#dropped;
    const plain = Math.min(chunk.length - at, this.#cutter.plain?.(chunk, at, length) ?? 0);
    return this.#dropped > 0 ? plain : Math.min(plain, this.#most - length);
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
      this.#frames.push(this.#fault(step, {}));
      this.#begin();
    } else if (this.#dropped === 0 && length > this.#most) {
      this.#frames.push(this.#fault('EFRAMING_LONG', { length, max: this.#most }));
      this.#dropped = length;
      this.#message = new ByteBuilder(256);
    }
  }

  /** Bytes that lead to no start: all but those that may still be the beginning of one are left out. */
  #notBegun(byte: number, length: number): void {
    const tried = [...this.#message.finish(), byte];
    this.#message.clear();
    this.#cutter.begin();
    this.#noise += 1;
    if (this.#noise <= MOST_FAULT_BYTES) this.#noiseBytes.push(tried[0] ?? 0);
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
      bytes: this.#noiseBytes.finish().slice(),
      start: end - this.#noise,
      end,
    });
    this.#noise = 0;
    this.#noiseBytes.clear();
  }

  #fault(code: FramingCode, params: Readonly<Record<string, number>>): Frame {
    const bytes = this.#message.finish().slice(0, MOST_FAULT_BYTES);
    return { kind: 'fault', code, params, bytes, start: this.#start, end: this.#at };
  }

  underWay(): Frame | null {
    if (this.#dropped > 0 || this.#message.length === 0) return null;
    const decoded = this.#cutter.decode(this.#message.finish());
    if (typeof decoded === 'string') return this.#fault(decoded, {});
    return decoded === null
      ? null
      : { kind: 'message', bytes: decoded.slice(), start: this.#start, end: this.#at };
  }

  #finish(): void {
    const frame = this.underWay();
    if (frame !== null) this.#frames.push(frame);
    this.#begin();
  }

  #begin(): void {
    // A long message leaves no room behind that the next ones hardly need.
    if (this.#message.length > ROOM) this.#message = new ByteBuilder(256);
    else this.#message.clear();
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
 * @param stand where another of the same setting stood; null: at the beginning of a stream
 * @throws RegexError when an expression cannot be read
 */
export const createFramer = (
  framing: Framing,
  most = DEFAULT_MOST,
  stand: FramerStand | null = null,
): MadeFramer => {
  const cutter = cutterFor(framing);
  if (typeof cutter === 'string') return wrong(cutter);
  const silence = framing.kind === 'raw' ? 0 : framing.kind === 'idle' ? framing.ms : -1;
  return { ok: true, framer: new StreamFramer(cutter, most, silence, stand) };
};
