import iconv from 'iconv-lite';
import type { Encoding } from '../contract/draft';
import type { SequenceReader } from './utf8';

/**
 * The East Asian encodings, by iconv-lite in both directions and on every runtime: the platforms' TextDecoder
 * differ (Node's ICU knows no HKSCS in Big5 and no UHC in EUC-KR, Chromium's does), and none encodes.
 */
export type MultibyteEncoding = Extract<Encoding, 'gbk' | 'gb18030' | 'big5' | 'shift-jis' | 'euc-kr'>;

const ICONV_NAMES = {
  gbk: 'gbk',
  gb18030: 'gb18030',
  big5: 'big5',
  'shift-jis': 'shiftjis',
  'euc-kr': 'euckr',
} as const satisfies Record<MultibyteEncoding, string>;

const FIRST_TRAIL = 0x30;

interface Sequences {
  /** By byte: it is a character of its own. */
  readonly single: Uint8Array;
  /** By lead * 256 + trail: the pair is a character. */
  readonly pair: Uint8Array;
}

const decodeRaw = (bytes: Uint8Array, encoding: MultibyteEncoding): string =>
  iconv.decode(bytes, ICONV_NAMES[encoding], { stripBOM: false });

const buildSequences = (encoding: MultibyteEncoding): Sequences => {
  const single = new Uint8Array(256).fill(1, 0, 0x80);
  const pair = new Uint8Array(65_536);
  for (let byte = 0x80; byte < 256; byte++) {
    if (!decodeRaw(Uint8Array.of(byte), encoding).includes('\ufffd')) single[byte] = 1;
  }
  // One decode for all pairs, a line each: a line feed is no trail byte, so it ends whatever stood before it.
  const lines: number[] = [];
  const starts: number[] = [];
  for (let lead = 0x80; lead < 256; lead++) {
    if (single[lead] === 1) continue;
    for (let trail = FIRST_TRAIL; trail < 256; trail++) {
      starts.push(lead * 256 + trail);
      lines.push(lead, trail, 0x0a, 0x0a);
    }
  }
  const decoded = decodeRaw(Uint8Array.from(lines), encoding).split('\n\n');
  starts.forEach((start, i) => {
    if (!(decoded[i] ?? '\ufffd').includes('\ufffd')) pair[start] = 1;
  });
  return { single, pair };
};

const built = new Map<MultibyteEncoding, Sequences>();
const sequencesOf = (encoding: MultibyteEncoding): Sequences => {
  const known = built.get(encoding);
  if (known !== undefined) return known;
  const sequences = buildSequences(encoding);
  built.set(encoding, sequences);
  return sequences;
};

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const isLead = (byte: number): boolean => byte >= 0x81 && byte <= 0xfe;

/** A four-byte form of GB 18030; the ranges are the standard's own: the BMP's rest, then the other planes. */
const gb18030Four = (bytes: Uint8Array, at: number): number => {
  const [b1 = 0, b2 = 0, b3, b4] = bytes.subarray(at, at + 4);
  if (b3 === undefined) return -2;
  if (!isLead(b3)) return -1;
  if (b4 === undefined) return -3;
  if (!isDigit(b4)) return -1;
  const pointer = (((b1 - 0x81) * 10 + (b2 - 0x30)) * 126 + (b3 - 0x81)) * 10 + (b4 - 0x30);
  return pointer <= 39_419 || (pointer >= 189_000 && pointer <= 1_237_575) ? 4 : -4;
};

/** Invalid lengths as in the WHATWG Encoding Standard: an ASCII byte after a lead byte is never swallowed. */
export const multibyteSequence = (encoding: MultibyteEncoding): SequenceReader => {
  const { single, pair } = sequencesOf(encoding);
  const four = encoding === 'gb18030';
  return (bytes, at) => {
    const lead = bytes[at] ?? 0;
    if (single[lead] === 1) return 1;
    if (at + 1 >= bytes.length) return -1;
    const trail = bytes[at + 1] ?? 0;
    if (pair[lead * 256 + trail] === 1) return 2;
    if (four && isLead(lead) && isDigit(trail)) return gb18030Four(bytes, at);
    return trail >= 0x80 && isLead(lead) ? -2 : -1;
  };
};

/** U+FFFD stands for what is invalid, or for itself in GB 18030. */
export const decodeMultibyte = decodeRaw;

/**
 * Null when some character has no place in the encoding. iconv-lite writes `?` for those; no trail byte of these
 * encodings is a `?`, so counting question marks tells.
 */
export const encodeMultibyte = (text: string, encoding: MultibyteEncoding): Uint8Array | null => {
  const bytes = new Uint8Array(iconv.encode(text, ICONV_NAMES[encoding]));
  return countBytes(bytes, 0x3f) === countCharacters(text, '?') ? bytes : null;
};

const countBytes = (bytes: Uint8Array, byte: number): number => {
  let count = 0;
  for (let at = bytes.indexOf(byte); at !== -1; at = bytes.indexOf(byte, at + 1)) count++;
  return count;
};

const countCharacters = (text: string, character: string): number => {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count++;
  return count;
};
