import { formatHex } from '../../core/payload/hex';
import { draftFromBytes } from '../../core/payload/redraft';
import { currentEndpointId } from './current';
import { configure, endpointById } from './endpoints';
import { readPayload } from './inspector';
import { tell } from './notices';

/** A longer payload makes no message that a person would edit. In bytes. */
export const MOST_MESSAGE_BYTES = 256 * 1024;

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
