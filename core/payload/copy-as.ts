import type { Encoding } from '../contract/draft';
import { decodeLossy } from './encodings';
import { formatHex } from './hex';

export const COPY_FORMS = [
  'hex',
  'hexDump',
  'text',
  'base64',
  'cArray',
  'pythonBytes',
  'jsUint8Array',
] as const;
export type CopyForm = (typeof COPY_FORMS)[number];

const ascii = new TextEncoder();
const LINE_FEED = 0x0a;
const SPACE = 0x20;
const PIPE = 0x7c;

/** Writes every byte through a table of strings, in blocks, so that 10 MB neither recurse nor make 10 million strings. */
const mapBytes = (bytes: Uint8Array, table: readonly string[], perLine = 0, lineStart = ''): string => {
  const encoded = table.map((text) => ascii.encode(text));
  const start = ascii.encode(lineStart);
  const parts: string[] = [];
  const decoder = new TextDecoder();
  const block = perLine > 0 ? perLine * 4096 : 65_536;
  const widest = Math.max(...encoded.map((text) => text.length));
  const lines = perLine > 0 ? block / perLine : 0;
  const out = new Uint8Array(block * widest + lines * (start.length + 1));
  for (let from = 0; from < bytes.length; from += block) {
    const end = Math.min(from + block, bytes.length);
    let at = 0;
    for (let i = from; i < end; i++) {
      if (perLine > 0 && i % perLine === 0) {
        out.set(start, at);
        at += start.length;
      }
      const text = encoded[bytes[i] ?? 0];
      if (text === undefined) continue;
      for (let k = 0; k < text.length; k++) out[at++] = text[k] ?? 0;
      if (perLine > 0 && (i % perLine === perLine - 1 || i === bytes.length - 1)) {
        if (out[at - 1] === SPACE) at--;
        out[at++] = LINE_FEED;
      }
    }
    parts.push(decoder.decode(out.subarray(0, at)));
  }
  return parts.join('');
};

const byteTable = (text: (byte: number) => string): readonly string[] =>
  Array.from({ length: 256 }, (_, byte) => text(byte));
const lowerHex = (byte: number): string => byte.toString(16).padStart(2, '0');

const LITERALS = byteTable((byte) => `0x${lowerHex(byte)}, `);

/** As `xxd -i` writes it. */
const cArray = (bytes: Uint8Array): string =>
  `unsigned char data[] = {\n${mapBytes(bytes, LITERALS, 12, '  ')}};\nunsigned int data_len = ${bytes.length};\n`;

const jsUint8Array = (bytes: Uint8Array): string =>
  bytes.length === 0 ? 'new Uint8Array([])' : `new Uint8Array([\n${mapBytes(bytes, LITERALS, 12, '  ')}])`;

const PYTHON_NAMED: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' };

/** As Python's own `repr` writes it, so that it compares equal to what a script prints. */
const pythonBytes = (bytes: Uint8Array): string => {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'";
  const table = byteTable((byte) => {
    const named = PYTHON_NAMED[byte];
    if (named !== undefined) return named;
    if (byte < 0x20 || byte > 0x7e) return `\\x${lowerHex(byte)}`;
    const character = String.fromCharCode(byte);
    return character === quote ? `\\${character}` : character;
  });
  return `b${quote}${mapBytes(bytes, table)}${quote}`;
};

const BASE64 = ascii.encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');

/** RFC 4648, padded, one line. */
const base64 = (bytes: Uint8Array): string => {
  const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(0x3d);
  let at = 0;
  for (let i = 0; i < bytes.length; i += 3, at += 4) {
    const left = bytes.length - i;
    const triple =
      ((bytes[i] ?? 0) << 16) |
      ((left > 1 ? (bytes[i + 1] ?? 0) : 0) << 8) |
      (left > 2 ? (bytes[i + 2] ?? 0) : 0);
    out[at] = BASE64[triple >> 18] ?? 0;
    out[at + 1] = BASE64[(triple >> 12) & 63] ?? 0;
    if (left > 1) out[at + 2] = BASE64[(triple >> 6) & 63] ?? 0;
    if (left > 2) out[at + 3] = BASE64[triple & 63] ?? 0;
  }
  return new TextDecoder().decode(out);
};

const LOWER_DIGITS = ascii.encode('0123456789abcdef');

/**
 * As `hexdump -C` writes it, without leaving repeated lines out; Wireshark's "import from hex dump" and Porthole's
 * hex field read it.
 */
const hexDump = (bytes: Uint8Array, first: number): string => {
  const perLine = 16;
  const digits = Math.max(8, (first + bytes.length).toString(16).length);
  const columns = digits + 2 + 3 * perLine + 2;
  const width = columns + 1 + perLine + 2;
  const decoder = new TextDecoder();
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += perLine * 4096) {
    const block = bytes.subarray(from, from + perLine * 4096);
    const out = new Uint8Array(Math.ceil(block.length / perLine) * width).fill(SPACE);
    let at = 0;
    for (let line = 0; line < block.length; line += perLine) {
      const offset = ascii.encode((first + from + line).toString(16).padStart(digits, '0'));
      out.set(offset, at);
      const end = Math.min(line + perLine, block.length);
      out[at + columns] = PIPE;
      for (let i = line; i < end; i++) {
        const byte = block[i] ?? 0;
        const k = i - line;
        const cell = at + digits + 2 + k * 3 + (k >= 8 ? 1 : 0);
        out[cell] = LOWER_DIGITS[byte >> 4] ?? 0;
        out[cell + 1] = LOWER_DIGITS[byte & 15] ?? 0;
        out[at + columns + 1 + k] = byte >= 0x20 && byte < 0x7f ? byte : 0x2e;
      }
      at += columns + 1 + end - line;
      out[at++] = PIPE;
      out[at++] = LINE_FEED;
    }
    parts.push(decoder.decode(out.subarray(0, at)));
  }
  if (bytes.length > 0) parts.push(`${(first + bytes.length).toString(16).padStart(digits, '0')}\n`);
  return parts.join('');
};

/**
 * Bytes as text for the clipboard. `encoding` is for `text`, where invalid bytes become U+FFFD; `first` for `hexDump`:
 * the offset of the first byte.
 */
export const copyAs = (
  bytes: Uint8Array,
  form: CopyForm,
  encoding: Encoding = 'utf-8',
  first = 0,
): string => {
  switch (form) {
    case 'hex':
      return formatHex(bytes);
    case 'hexDump':
      return hexDump(bytes, first);
    case 'text':
      return decodeLossy(bytes, encoding);
    case 'base64':
      return base64(bytes);
    case 'cArray':
      return cArray(bytes);
    case 'pythonBytes':
      return pythonBytes(bytes);
    case 'jsUint8Array':
      return jsUint8Array(bytes);
  }
};
