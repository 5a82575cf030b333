import { readBase64 } from '../../core/payload/base64';
import { formatHex, parseHex } from '../../core/payload/hex';
import { draftFromBytes } from '../../core/payload/redraft';
import { currentEndpointId } from './current';
import { configure, endpointById } from './endpoints';
import { readPayload } from './inspector';
import { tell } from './notices';

/** A longer payload makes no message that a person would edit. In bytes. */
export const MOST_MESSAGE_BYTES = 256 * 1024;

/** More characters are nobody's paste. */
const MOST_BASE64 = 4 * 1024 * 1024;

/** One word with a comment's `//` or a separating `+`: hex, or Base64, whose digits these are (`//8=`, `AB+C`). */
const isEither = (hex: string): boolean => /\/\/|\+/.test(hex) && !/\s/.test(hex.trim());

/**
 * What is written as hex, read as Base64; null where it is no Base64, or nothing but hex.
 * @param isHex whether it can be read as hex
 */
export const hexAsBase64 = (hex: string, isHex: boolean): string | null => {
  if (hex.length > MOST_BASE64 || (isHex && !isEither(hex))) return null;
  const bytes = readBase64(hex);
  return bytes === null ? null : formatHex(bytes);
};

/** The same of an endpoint's composer. */
export const composerAsBase64 = (id: string): string | null => {
  const composer = endpointById(id)?.composer;
  return composer?.format === 'hex' ? hexAsBase64(composer.hex, parseHex(composer.hex).ok) : null;
};

/** Puts a message in hex into the composer of the endpoint that was last worked with. */
export const putHexIntoComposer = (hex: string): void => {
  const id = currentEndpointId();
  if (id === null) return;
  configure(id, (endpoint) => ({ ...endpoint, composer: { ...endpoint.composer, format: 'hex', hex } }));
};

/**
 * Puts a row's payload into the composer of the endpoint that was last worked with, in the format that stands there:
 * text with escapes, or hex. Sent as it is, it is the same bytes again.
 */
export const putIntoComposer = async (row: number, length: number): Promise<void> => {
  const id = currentEndpointId();
  if (id === null) return;
  const bytes = await readPayload(row, 0, length);
  if (!bytes.ok) {
    tell(bytes.failure);
    return;
  }
  const hex = endpointById(id)?.composer.format === 'hex';
  configure(id, (endpoint) => {
    const { composer } = endpoint;
    const { text } = draftFromBytes(bytes.value, composer.encoding);
    const message = hex
      ? { format: 'hex' as const, hex: formatHex(bytes.value) }
      : { format: 'text' as const, text, lineEnding: 'none' as const, raw: false };
    return { ...endpoint, composer: { ...composer, ...message } };
  });
};
