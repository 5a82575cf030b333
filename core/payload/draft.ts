import type { Draft, Encoding, LineEnding, TextDraft } from '../contract/draft';
import { ByteBuilder } from './bytes';
import type { DraftCode } from './codes';
import { encodeText } from './encodings';
import { locateInSource, unescapeText } from './escapes';
import { characterNumber, type Read } from './fault';
import { parseHex } from './hex';

/** What the line ending adds, as characters: in UTF-16 each is two bytes. */
const LINE_ENDING_TEXT = {
  none: '',
  lf: '\n',
  cr: '\r',
  crlf: '\r\n',
  nul: '\0',
} as const satisfies Record<LineEnding, string>;

export type EncodedDraft = Read<{ readonly bytes: Uint8Array }, DraftCode>;

const lineEndingBytes = (lineEnding: LineEnding, encoding: Encoding): Uint8Array => {
  const encoded = encodeText(LINE_ENDING_TEXT[lineEnding], encoding);
  return encoded.ok ? encoded.bytes : new Uint8Array();
};

const encodeEscaped = ({ text, encoding, lineEnding }: TextDraft): EncodedDraft => {
  const read = unescapeText(text);
  if (!read.ok) return read;
  const out = new ByteBuilder(text.length + 2);
  for (const piece of read.pieces) {
    if (piece.kind === 'bytes') {
      out.append(piece.bytes);
      continue;
    }
    const encoded = encodeText(piece.text, encoding);
    if (!encoded.ok) {
      const place = locateInSource(text, piece.start, encoded.error.at);
      const params = { ...encoded.error.params, character: characterNumber(text, place.at) };
      return { ok: false, error: { ...encoded.error, ...place, params } };
    }
    out.append(encoded.bytes);
  }
  out.append(lineEndingBytes(lineEnding, encoding));
  return { ok: true, bytes: out.finish() };
};

const encodeRaw = ({ text, encoding, lineEnding }: TextDraft): EncodedDraft => {
  const encoded = encodeText(text, encoding);
  if (!encoded.ok || lineEnding === 'none') return encoded;
  const out = new ByteBuilder(encoded.bytes.length + 4);
  out.append(encoded.bytes);
  out.append(lineEndingBytes(lineEnding, encoding));
  return { ok: true, bytes: out.finish() };
};

/**
 * The bytes that a draft means, in a buffer of their own; an empty text or hex is no bytes. Text: escapes (unless
 * raw), then the encoding, then the line ending, which a hex draft does not have.
 */
export const encodeDraft = (draft: Draft): EncodedDraft => {
  if (draft.format === 'hex') return parseHex(draft.hex);
  return draft.raw ? encodeRaw(draft) : encodeEscaped(draft);
};
