import type { Encoding } from '../contract/draft';
import type { DraftCode } from './codes';
import { characterNumber, nameCharacter, type Read, type TextFault } from './fault';
import { decodeMultibyte, encodeMultibyte, type MultibyteEncoding, multibyteSequence } from './multibyte';
import { type SequenceReader, utf8Sequence } from './utf8';
import { decodeUtf16, encodeUtf16, utf16Sequence } from './utf16';

/** The names that standards and menus use. The same in every language. */
export const ENCODING_NAMES = {
  'utf-8': 'UTF-8',
  'latin-1': 'Latin-1',
  gbk: 'GBK',
  gb18030: 'GB18030',
  big5: 'Big5',
  'shift-jis': 'Shift-JIS',
  'euc-kr': 'EUC-KR',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
} as const satisfies Record<Encoding, string>;

interface Codec {
  /** Null when a character cannot be held. The text has no lone surrogates. */
  readonly encode: (text: string) => Uint8Array | null;
  /** Bytes that are known to be valid. */
  readonly decode: (bytes: Uint8Array) => string;
  /** Null when there is, or may be, something invalid. */
  readonly decodeWhole: (bytes: Uint8Array) => string | null;
  readonly sequence: () => SequenceReader;
}

const decodeLatin1 = (bytes: Uint8Array): string => {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  }
  return parts.join('');
};

const encodeLatin1 = (text: string): Uint8Array | null => {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0xff) return null;
    bytes[i] = unit;
  }
  return bytes;
};

const validThroughout = (bytes: Uint8Array, sequence: SequenceReader): boolean => {
  for (let at = 0; at < bytes.length; ) {
    const length = sequence(bytes, at);
    if (length < 0) return false;
    at += length;
  }
  return true;
};

const utf8: Codec = {
  encode: (text) => new TextEncoder().encode(text),
  decode: (bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
  decodeWhole: (bytes) => {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return null;
    }
  },
  sequence: () => utf8Sequence,
};

const latin1: Codec = {
  encode: encodeLatin1,
  decode: decodeLatin1,
  decodeWhole: decodeLatin1,
  sequence: () => () => 1,
};

const utf16 = (bigEndian: boolean): Codec => {
  const sequence = utf16Sequence(bigEndian);
  return {
    encode: (text) => encodeUtf16(text, bigEndian),
    decode: (bytes) => decodeUtf16(bytes, bigEndian),
    decodeWhole: (bytes) => (validThroughout(bytes, sequence) ? decodeUtf16(bytes, bigEndian) : null),
    sequence: () => sequence,
  };
};

/** iconv-lite maps four-byte forms beyond U+10FFFF to garbage, so that only the sequences themselves can tell. */
const gb18030: Codec = {
  encode: (text) => encodeMultibyte(text, 'gb18030'),
  decode: (bytes) => decodeMultibyte(bytes, 'gb18030'),
  decodeWhole: (bytes) =>
    validThroughout(bytes, multibyteSequence('gb18030')) ? decodeMultibyte(bytes, 'gb18030') : null,
  sequence: () => multibyteSequence('gb18030'),
};

const multibyte = (encoding: Exclude<MultibyteEncoding, 'gb18030'>): Codec => ({
  encode: (text) => encodeMultibyte(text, encoding),
  decode: (bytes) => decodeMultibyte(bytes, encoding),
  decodeWhole: (bytes) => {
    const text = decodeMultibyte(bytes, encoding);
    return text.includes('\ufffd') ? null : text;
  },
  sequence: () => multibyteSequence(encoding),
});

const CODECS: Readonly<Record<Encoding, Codec>> = {
  'utf-8': utf8,
  'latin-1': latin1,
  gbk: multibyte('gbk'),
  gb18030,
  big5: multibyte('big5'),
  'shift-jis': multibyte('shift-jis'),
  'euc-kr': multibyte('euc-kr'),
  'utf-16le': utf16(false),
  'utf-16be': utf16(true),
};

const LONE_SURROGATE = /\p{Surrogate}/u;

const unencodable = (text: string, at: number, encoding: Encoding): TextFault<DraftCode> => {
  const codePoint = text.codePointAt(at) ?? 0;
  const surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  return {
    code: surrogate ? 'EDRAFT_SURROGATE' : 'EDRAFT_UNENCODABLE',
    at,
    length: codePoint > 0xffff ? 2 : 1,
    params: {
      character: characterNumber(text, at),
      found: surrogate ? `U+${codePoint.toString(16).toUpperCase()}` : nameCharacter(codePoint),
      encoding: ENCODING_NAMES[encoding],
    },
  };
};

/** A character with its combining marks: Big5 has two letters that are one code only together with theirs. */
const CLUSTER = /.\p{Mark}*/gsu;

const firstUnencodable = (text: string, codec: Codec): number => {
  const good = new Set<string>();
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    if (good.has(cluster)) continue;
    if (codec.encode(cluster) !== null) {
      good.add(cluster);
      continue;
    }
    let end = 0;
    for (const character of cluster) {
      if (codec.encode(cluster.slice(0, end + character.length)) === null) return index + end;
      end += character.length;
    }
  }
  return text.length;
};

/**
 * Text as bytes; no byte order mark is added. Fails at the first character that the encoding cannot hold
 * (EDRAFT_UNENCODABLE) or that is half of a surrogate pair (EDRAFT_SURROGATE).
 */
export const encodeText = (
  text: string,
  encoding: Encoding,
): Read<{ readonly bytes: Uint8Array }, DraftCode> => {
  const codec = CODECS[encoding];
  const surrogate = text.search(LONE_SURROGATE);
  const whole = text.slice(0, surrogate === -1 ? text.length : surrogate);
  const bytes = codec.encode(whole);
  if (bytes === null) {
    return { ok: false, error: unencodable(text, firstUnencodable(whole, codec), encoding) };
  }
  return surrogate === -1
    ? { ok: true, bytes }
    : { ok: false, error: unencodable(text, surrogate, encoding) };
};

/** The reader of one character after the other, for those that must know where characters begin and end. */
export const sequenceReader = (encoding: Encoding): SequenceReader => CODECS[encoding].sequence();

/** Bytes that are text in the encoding, or that are not (`text` is null); never two of a kind in a row. */
export interface DecodedRun {
  readonly bytes: Uint8Array;
  readonly text: string | null;
}

export const decodeRuns = (bytes: Uint8Array, encoding: Encoding): readonly DecodedRun[] => {
  if (bytes.length === 0) return [];
  const codec = CODECS[encoding];
  const whole = codec.decodeWhole(bytes);
  if (whole !== null) return [{ bytes, text: whole }];
  const sequence = codec.sequence();
  const runs: DecodedRun[] = [];
  let start = 0;
  let valid = true;
  const flush = (end: number): void => {
    if (end === start) return;
    const run = bytes.subarray(start, end);
    runs.push({ bytes: run, text: valid ? codec.decode(run) : null });
    start = end;
  };
  for (let at = 0; at < bytes.length; ) {
    const length = sequence(bytes, at);
    const isValid = length > 0;
    if (isValid !== valid) {
      flush(at);
      valid = isValid;
    }
    at += Math.abs(length);
  }
  flush(bytes.length);
  return runs;
};

/** Text, or bytes that are no text in the encoding; never two of a kind in a row. */
export type DecodedPiece = { readonly text: string } | { readonly invalid: Uint8Array };

/**
 * Bytes as text, with exactly the bytes that are invalid in between. A byte order mark is text. Wholly valid
 * bytes are decoded at once.
 */
export const decodeText = (bytes: Uint8Array, encoding: Encoding): readonly DecodedPiece[] =>
  decodeRuns(bytes, encoding).map((run) => (run.text === null ? { invalid: run.bytes } : { text: run.text }));

/** Bytes as one string, U+FFFD for every run of invalid bytes: for copying, where nothing can be marked. */
export const decodeLossy = (bytes: Uint8Array, encoding: Encoding): string =>
  decodeText(bytes, encoding)
    .map((piece) => ('text' in piece ? piece.text : '\ufffd'))
    .join('');
