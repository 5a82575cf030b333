import type { Encoding, TextDraft } from '../contract/draft';
import { decodeRuns, decodeText, encodeText, sequenceReader } from './encodings';
import { escapeBytes, escapeCharacter } from './visible';

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

const HIDDEN_IN_DRAFT = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\\]/gu;

const escaped = (text: string, encoding: Encoding): string =>
  text.replace(HIDDEN_IN_DRAFT, (character) => {
    const written = escapeCharacter(character);
    // A raw byte is half a character in UTF-16.
    return encoding.startsWith('utf-16') && written.startsWith('\\x') ? `\\u{${written.slice(2)}}` : written;
  });

/** Escapes a valid run; where encoding it again would give other bytes, those bytes are written as `\xHH`. */
const redraftRun = (run: Uint8Array, text: string, encoding: Encoding): string => {
  const again = encodeText(text, encoding);
  if (again.ok && sameBytes(again.bytes, run)) return escaped(text, encoding);
  const sequence = sequenceReader(encoding);
  const parts: string[] = [];
  for (let at = 0; at < run.length; ) {
    const length = Math.abs(sequence(run, at));
    const one = run.subarray(at, at + length);
    const [piece] = decodeText(one, encoding);
    const character = piece !== undefined && 'text' in piece ? piece.text : '';
    const encoded = encodeText(character, encoding);
    parts.push(encoded.ok && sameBytes(encoded.bytes, one) ? escaped(character, encoding) : escapeBytes(one));
    at += length;
  }
  return parts.join('');
};

/**
 * A text draft that encodes to exactly these bytes, for "send this again": text as it reads in the encoding, `\xHH`
 * for what does not, escapes for all that would not show.
 */
export const draftFromBytes = (bytes: Uint8Array, encoding: Encoding = 'utf-8'): TextDraft => ({
  format: 'text',
  text: decodeRuns(bytes, encoding)
    .map((run) => (run.text === null ? escapeBytes(run.bytes) : redraftRun(run.bytes, run.text, encoding)))
    .join('')
    // Two braces would begin an expression of a template.
    .replaceAll(/\{(?=\{)/g, '\\{'),
  encoding,
  lineEnding: 'none',
  raw: false,
});
