import { CHECKSUMS } from './catalogue';
import type { Checksum } from './checksum';

/** Where a checksum stands in a message, and over what. Places are counted from 0; from the end they are negative. */
export interface ChecksumFinding {
  readonly checksum: Checksum;
  readonly order: 'be' | 'le';
  /** As bytes, or as hex digits in ASCII. */
  readonly form: 'raw' | 'hex';
  /** The first byte of the checksum: from the beginning, or from the end (-2: the last two bytes). */
  readonly at: number;
  /** Bytes that it takes. */
  readonly size: number;
  /** The first byte that it is over. */
  readonly start: number;
  /** It is over everything up to itself, or up to the end of the message, which it stands before. */
  readonly end: 'checksum' | 'message';
  /** Bytes between what it is over and itself: a separator such as the star of NMEA. */
  readonly gap: 0 | 1;
  /** How many of the messages it fits. */
  readonly fits: number;
  /** How much more likely it is than chance, in bits: 10 is one in a thousand, 20 one in a million. */
  readonly strength: number;
}

/** A longer message is not looked at. In bytes. */
export const MOST_DETECTED_BYTES = 4096;
/** Spans that begin among the first so many bytes are tried. */
const NEAR = 48;
const MOST_FINDINGS = 12;
/** Below this a finding is as good as chance. */
const LEAST_STRENGTH = 3;
/** Bytes that may follow a checksum: line ends, ETX. */
const MOST_TAIL = 4;
/**
 * With more behind it, a checksum is one of a header: it is looked for among so many bytes, over what begins at one of
 * the first few. So many places are tried that chance would fit one of few bits; several messages make up for that.
 */
const HEADER = 64;
const HEADER_STARTS = 8;
const HEADER_BITS = 32;

const COMMON = new Set([
  'CRC-8/SMBUS',
  'CRC-8/MAXIM-DOW',
  'CRC-16/MODBUS',
  'CRC-16/XMODEM',
  'CRC-16/IBM-3740',
  'CRC-16/KERMIT',
  'CRC-16/IBM-SDLC',
  'CRC-16/ARC',
  'CRC-32/ISO-HDLC',
  'CRC-32/ISCSI',
  'SUM-8',
  'SUM-16',
  'XOR-8',
  'LRC',
  'INTERNET',
  'ADLER-32',
  'FLETCHER-16',
  'MD5',
  'SHA-1',
  'SHA-256',
]);

type Hypothesis = Omit<ChecksumFinding, 'fits' | 'strength'>;

const absolute = (place: number, length: number): number => (place < 0 ? length + place : place);

const HEX = /^[0-9a-fA-F]+$/;

/** The checksum's bytes as they stand in a message, most significant first; null where it has no room. */
const standing = ({ at, size, form, order }: Hypothesis, message: Uint8Array): Uint8Array | null => {
  const from = absolute(at, message.length);
  if (from < 0 || from + size > message.length) return null;
  let value = message.slice(from, from + size);
  if (form === 'hex') {
    const text = String.fromCharCode(...value);
    if (!HEX.test(text)) return null;
    value = Uint8Array.from({ length: size / 2 }, (_, i) =>
      Number.parseInt(text.slice(2 * i, 2 * i + 2), 16),
    );
  }
  return order === 'le' ? value.reverse() : value;
};

const equal = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

const fitsMessage = (hypothesis: Hypothesis, message: Uint8Array): boolean => {
  const value = standing(hypothesis, message);
  const { checksum, start, end, at, gap } = hypothesis;
  const to = end === 'checksum' ? absolute(at, message.length) - gap : message.length;
  if (value === null || start > to || to > message.length) return false;
  const running = checksum.start();
  running.update(message, start, to);
  const out = new Uint8Array(checksum.size);
  running.write(out, 0);
  return equal(out, value);
};

/** What a hypothesis costs: how many others it was chosen from, in bits. Usual ones are cheap. */
const costOf = ({ checksum, order, form, at, size, start, end, gap }: Hypothesis, length: number): number => {
  const model = COMMON.has(checksum.name) ? 3 : 8;
  const byteOrder = checksum.size === 1 || order === checksum.order ? 0 : 2;
  const place = at === -size ? 0 : at < 0 ? 3 : 3 + Math.log2(length);
  const from = start === 0 ? 0 : start <= 2 ? 3 : 3 + Math.log2(Math.max(2, Math.min(length, 64)));
  const header = end === 'checksum' ? 0 : 2;
  return model + byteOrder + place + from + header + (form === 'hex' ? 1 : 0) + 3 * gap;
};

/** Places of the message at which a value of so many bytes could stand after the span ends at `end`. */
interface Place {
  readonly at: number;
  readonly form: 'raw' | 'hex';
  readonly size: number;
  readonly gap: 0 | 1;
}

const placesAfter = (end: number, checksum: Checksum, length: number): readonly Place[] => {
  const places: Place[] = [];
  for (const form of ['raw', 'hex'] as const) {
    const size = form === 'raw' ? checksum.size : 2 * checksum.size;
    for (const gap of [0, 1] as const) {
      const tail = length - end - size - gap;
      if (tail >= 0 && tail <= MOST_TAIL) places.push({ at: -(size + tail), form, size, gap });
    }
  }
  return places;
};

class Search {
  readonly #message: Uint8Array;
  readonly #messages: number;
  readonly found: Hypothesis[] = [];

  /** `messages`: how many there are to judge what is found in this one. */
  constructor(message: Uint8Array, messages: number) {
    this.#message = message;
    this.#messages = messages;
  }

  /** All spans that begin at a byte, for one checksum. */
  from(checksum: Checksum, start: number): void {
    const message = this.#message;
    const { length } = message;
    const running = checksum.start();
    const value = new Uint8Array(checksum.size);
    // A checksum stands at the end, or all but at the end.
    const first = Math.max(start + 1, length - 2 * checksum.size - MOST_TAIL - 1);
    running.update(message, start, Math.min(first, length));
    for (let end = first; end <= length; end++) {
      if (end > first) running.update(message, end - 1, end);
      const places = placesAfter(end, checksum, length);
      if (places.length === 0 && end < length) continue;
      running.write(value, 0);
      for (const place of places) this.#try(checksum, value, start, 'checksum', place);
    }
    // In front of what it is over, as in headers; a narrow one would be found everywhere.
    const { size } = checksum;
    const earliest = size >= 4 ? Math.max(0, start - NEAR) : start - size;
    for (let at = earliest; size >= 2 && at >= 0 && at + size <= start; at++) {
      this.#try(checksum, value, start, 'message', { at, form: 'raw', size, gap: 0 });
    }
  }

  /** All spans that begin at a byte and end before a checksum that much more follows. */
  header(checksum: Checksum, start: number): void {
    const { bits, family, size } = checksum;
    if (start >= HEADER_STARTS || family === 'hash' || bits * this.#messages < HEADER_BITS) return;
    const message = this.#message;
    const running = checksum.start();
    const value = new Uint8Array(size);
    const last = Math.min(start + HEADER, message.length - size - MOST_TAIL - 1);
    for (let end = start + 1; end <= last; end++) {
      running.update(message, end - 1, end);
      running.write(value, 0);
      this.#try(checksum, value, start, 'checksum', { at: end, form: 'raw', size, gap: 0 });
    }
  }

  #try(checksum: Checksum, value: Uint8Array, start: number, end: Hypothesis['end'], place: Place): void {
    for (const order of checksum.size === 1 ? (['be'] as const) : (['be', 'le'] as const)) {
      const { at, form, size } = place;
      // Most are refused by their first byte.
      const byte = order === 'be' ? value[0] : value[size - 1];
      if (form === 'raw' && this.#message[absolute(at, this.#message.length)] !== byte) continue;
      const hypothesis: Hypothesis = { checksum, order, start, end, ...place };
      const stands = standing(hypothesis, this.#message);
      if (stands !== null && equal(stands, value)) this.found.push(hypothesis);
    }
  }
}

/** How far a search is, from 0 to 1; and at last what was found. */
export type Detection = Generator<number, readonly ChecksumFinding[], void>;

const textOf = (message: Uint8Array): string => String.fromCharCode(...message);

/**
 * Says which checksum over which bytes could stand in a message: the one given first. The others, of the same kind,
 * count for or against each finding. Yields often, so that whoever waits can do other things in between.
 */
export function* detectChecksums(messages: readonly Uint8Array[]): Detection {
  const distinct = [...new Map(messages.map((message) => [textOf(message), message])).values()].filter(
    ({ length }) => length > 1 && length <= MOST_DETECTED_BYTES,
  );
  const [message] = distinct;
  if (message === undefined || message !== messages[0]) return [];
  const search = new Search(message, distinct.length);
  const starts = Math.min(message.length - 1, NEAR);
  let done = 0;
  for (const checksum of CHECKSUMS) {
    const most = checksum.family === 'hash' ? Math.min(2, starts) : starts;
    for (let start = 0; start < most; start++) {
      search.from(checksum, start);
      search.header(checksum, start);
      yield (done + start / most) / CHECKSUMS.length;
    }
    done++;
  }
  const findings: ChecksumFinding[] = [];
  for (const hypothesis of search.found) {
    const fits = distinct.filter((one) => fitsMessage(hypothesis, one)).length;
    const { bits } = hypothesis.checksum;
    const strength = bits * fits - (bits / 2) * (distinct.length - fits) - costOf(hypothesis, message.length);
    findings.push({ ...hypothesis, fits, strength });
    yield 1;
  }
  return findings
    .filter(({ strength }) => strength >= LEAST_STRENGTH)
    .sort((a, b) => b.strength - a.strength)
    .slice(0, MOST_FINDINGS);
}
