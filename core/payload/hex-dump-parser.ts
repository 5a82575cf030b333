import { ByteBuilder } from './bytes';
import { hexDigit, hexFault, hexRunEnd, isSeparator, notHex, type ParsedHex } from './hex-groups';

/*
 * A dump is lines that begin with an offset. How many bytes a line holds is the difference to the next offset, so
 * the text column after them is never mistaken for hex, whatever stands in it. The last line ends where its text
 * column begins, or where the hex column of the lines before it ended.
 */

type Fault = ParsedHex & { readonly ok: false };

interface DumpLine {
  readonly kind: 'bytes' | 'star' | 'other';
  readonly start: number;
  readonly end: number;
  readonly offset: string;
  readonly colon: boolean;
  /** Where the hex begins. */
  readonly body: number;
}

const OFFSET = /[ \t]*(?:0x)?([0-9a-fA-F]{3,16})(:?)(?:([ \t]+)|(?=[\r\n])|$)/y;
const MAX_LINE_BYTES = 1024;
const PIPE = 0x7c;

const lineAt = (text: string, start: number, end: number): DumpLine => {
  OFFSET.lastIndex = start;
  const match = OFFSET.exec(text);
  if (match !== null && OFFSET.lastIndex <= end) {
    const body = OFFSET.lastIndex;
    return { kind: 'bytes', start, end, offset: match[1] ?? '', colon: match[2] === ':', body };
  }
  const kind = text.slice(start, Math.min(end, start + 16)).trim() === '*' ? 'star' : 'other';
  return { kind, start, end, offset: '', colon: false, body: start };
};

/** Lines that are not blank, read one by one: what is no dump is known after two. */
function* linesOf(text: string): Generator<DumpLine> {
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    let first = start;
    while (first < end && /\s/.test(text.charAt(first))) first++;
    if (first < end) yield lineAt(text, start, end);
    start = end + 1;
  }
}

interface ReadLine {
  readonly count: number;
  /** After the last byte. */
  readonly at: number;
}

/** Reads up to `count` bytes of hex groups between `at` and `end`. */
const readBytes = (
  text: string,
  at: number,
  end: number,
  count: number,
  out: ByteBuilder,
): ReadLine | Fault => {
  let read = 0;
  let last = at;
  let place = at;
  while (place < end && read < count) {
    if (isSeparator(text.charCodeAt(place)) && text.charCodeAt(place) !== PIPE) {
      place++;
      continue;
    }
    const groupEnd = hexRunEnd(text, place, end);
    if (groupEnd === place) return notHex(text, place);
    const digits = groupEnd - place;
    if (digits % 2 === 1) return hexFault(text, place, digits, 'EDRAFT_HEX_ODD', { digits });
    for (; place < groupEnd && read < count; place += 2) {
      out.push(hexDigit(text.charCodeAt(place)) * 16 + hexDigit(text.charCodeAt(place + 1)));
      read++;
    }
    last = place;
  }
  return { count: read, at: last };
};

const isFault = (read: ReadLine | Fault): read is Fault => 'ok' in read;

/** Whether `shown` is what a dump prints beside these digits: graphic ASCII as it is, a character for any other byte. */
const isTextOf = (digits: string, shown: string): boolean =>
  digits.length === 2 * shown.length &&
  Array.from({ length: shown.length }, (_, at) =>
    Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16),
  ).every((byte, at) => byte <= 0x20 || byte >= 0x7f || shown.charCodeAt(at) === byte);

/** Where the hex of a line ends that has no offset after it: before its text column, which repeats the bytes. */
const textColumn = (text: string, line: DumpLine): number | null => {
  const body = text.slice(line.body, line.end).replace(/\r$/, '');
  const piped = /[ \t](?:\|.*\||>.*<)\s*$/.exec(body);
  if (piped !== null && !/[^0-9a-fA-F\s-]/.test(body.slice(0, piped.index))) return line.body + piped.index;
  for (const gap of body.matchAll(/ {2,}|\t+/g)) {
    const hex = body.slice(0, gap.index);
    if (/[^0-9a-fA-F\s-]/.test(hex)) break;
    const digits = hex.replace(/[\s-]/g, '');
    // The text may begin with spaces itself: it is as long as the bytes, and the gap is what is before that.
    const shown = body.slice(-(digits.length / 2));
    const between = body.slice(gap.index, -shown.length);
    if (shown !== '' && /^(?: {2,}|\t+)$/.test(between) && isTextOf(digits, shown))
      return line.body + gap.index;
  }
  return null;
};

/** One line alone: is it a dump, or hex that happens to begin with four digits? */
const isLonelyDump = (text: string, line: DumpLine): boolean => {
  if (line.kind !== 'bytes') return false;
  const column = textColumn(text, line);
  const end = column ?? line.end;
  const groups = text
    .slice(line.body, end)
    .trim()
    .split(/[\s-]+/);
  const wide = /[ \t]{2}$/.test(text.slice(line.start, line.body));
  if (line.colon) return line.offset.length >= 4 && groups[0] !== '';
  if (column !== null) return line.offset.length >= 4 && wide;
  return wide && /^0{4,}$/.test(line.offset) && groups.every((group) => /^[0-9a-f]{2}$/i.test(group));
};

const difference = (line: DumpLine, next: DumpLine, base: number): number =>
  Number.parseInt(next.offset, base) - Number.parseInt(line.offset, base);

/** 16, or 8 and 10 for `od` (-A d), when two lines follow each other; 0 when they do not. */
const sharedBase = (text: string, line: DumpLine, next: DumpLine): number => {
  const digits = line.offset + next.offset;
  let fitting = 0;
  for (const base of [16, 8, 10]) {
    if ((base === 8 && /[89a-f]/i.test(digits)) || (base === 10 && /[a-f]/i.test(digits))) continue;
    const count = difference(line, next, base);
    if (!(count >= 1 && count <= MAX_LINE_BYTES)) continue;
    const read = readBytes(text, line.body, line.end, count, new ByteBuilder(count));
    if (isFault(read) || read.count !== count) continue;
    // The text column or nothing comes after the last byte; another byte means that there are more than these.
    if (/^\s*$|^ {2}|^ *\t/.test(text.slice(read.at, line.end))) return base;
    fitting ||= base;
  }
  if (fitting !== 0) return fitting;
  // A slip within the first line must not make the rest look like plain hex.
  const count = difference(line, next, 16);
  const usual = count >= 4 && count <= 64 && count % 4 === 0;
  return usual && line.offset.length >= 4 && line.end - line.body >= count * 2.4 ? 16 : 0;
};

/** `od` counts in octal unless told otherwise, with seven digits. */
const starBase = (line: DumpLine): number =>
  line.offset.length === 7 && !line.colon && !/[89a-f]/i.test(line.offset) ? 8 : 16;

const baseOf = (text: string, first: DumpLine, second: DumpLine | undefined): number => {
  if (second === undefined) return isLonelyDump(text, first) ? 16 : 0;
  if (second.kind === 'star') return starBase(first);
  return second.kind === 'bytes' ? sharedBase(text, first, second) : 0;
};

/** `hexdump` without -C and `od` without -t x1 print words, whose byte order and size the text does not say. */
const wordsFault = (text: string, line: DumpLine): Fault | null => {
  if (line.colon || line.offset.length !== 7 || line.body >= line.end) return null;
  const length = hexRunEnd(text, line.body, line.end) - line.body;
  return length > 2 ? hexFault(text, line.body, length, 'EDRAFT_HEX_WORDS') : null;
};

const wholeLine = (text: string, line: DumpLine): Fault =>
  hexFault(text, line.start, line.end - line.start, 'EDRAFT_HEX_DUMP');

const badOffset = (text: string, line: DumpLine): Fault =>
  hexFault(text, text.indexOf(line.offset, line.start), line.offset.length, 'EDRAFT_HEX_DUMP');

/** What is known from the lines before: bytes a line, and how many characters of hex they take. */
interface Shape {
  readonly width: number;
  readonly columns: number;
}

/**
 * Reads one line. `wanted` is the number of its bytes by the next offset; 0 when there is none to tell, and then
 * the shape of the lines before says where the hex ends.
 */
const readLine = (
  text: string,
  line: DumpLine,
  wanted: number,
  { width, columns }: Shape,
  out: ByteBuilder,
): ReadLine | Fault => {
  if (wanted > 0) {
    const read = readBytes(text, line.body, line.end, wanted, out);
    return isFault(read) || read.count === wanted ? read : wholeLine(text, line);
  }
  const column = textColumn(text, line);
  if (columns === 0) return readBytes(text, line.body, column ?? line.end, MAX_LINE_BYTES, out);
  if (column !== null) return readBytes(text, line.body, column, width, out);
  return readBytes(text, line.body, Math.min(line.end, line.body + columns), width, out);
};

/**
 * Reads dumps of xxd, hexdump -C, od -t x1, tcpdump -x and -X, Wireshark ("copy as hex dump") and Porthole, with or
 * without the text column; `*` repeats the line before it. An offset that starts again at 0 begins another dump,
 * whose bytes follow. Null when the text is no dump.
 */
export const parseHexDump = (text: string, maxBytes: number): ParsedHex | null => {
  const source = linesOf(text);
  const take = (): DumpLine | undefined => source.next().value ?? undefined;
  const first = take();
  if (first === undefined || first.kind !== 'bytes') return null;
  let next = take();
  const base = baseOf(text, first, next);
  if (base === 0) return null;

  const out = new ByteBuilder(text.length >> 2);
  let shape: Shape = { width: 0, columns: 0 };
  for (let line: DumpLine | undefined = first; line !== undefined; ) {
    if (line.kind === 'other') {
      return notHex(text, line.start + text.slice(line.start, line.end).search(/\S/));
    }
    if (line.kind === 'star') return wholeLine(text, line);
    const words = wordsFault(text, line);
    if (words !== null) return words;

    const star: DumpLine | undefined = next?.kind === 'star' ? next : undefined;
    const following: DumpLine | undefined = star === undefined ? next : take();
    // How far the next offset is, 0 when nothing follows or another dump begins.
    let ahead = 0;
    if (following?.kind === 'bytes' && Number.parseInt(following.offset, base) !== 0) {
      ahead = difference(line, following, base);
      if (ahead < 1 || (ahead > MAX_LINE_BYTES && star === undefined)) return badOffset(text, following);
    }

    const before = out.length;
    const read = readLine(text, line, star === undefined ? ahead : 0, shape, out);
    if (isFault(read)) return read;
    if (read.count >= shape.width) shape = { width: read.count, columns: read.at - line.body };
    if (star !== undefined) {
      // Without an offset after it, how often the line comes again is not known.
      if (following === undefined || ahead === 0) return wholeLine(text, star);
      if (read.count === 0 || ahead % read.count !== 0) return badOffset(text, following);
      if (before + ahead > maxBytes) {
        return hexFault(text, following.start, following.end - following.start, 'EDRAFT_HEX_LARGE');
      }
      for (let filled = read.count; filled < ahead; filled += read.count) {
        out.repeat(before, before + read.count);
      }
    }
    line = following;
    next = take();
  }
  return { ok: true, bytes: out.finish() };
};
