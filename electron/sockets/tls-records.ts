/** Content types of a TLS record (RFC 8446, 5.1). */
const ALERT = 21;
const HANDSHAKE = 22;
/** A plain record carries at most 2^14 bytes. */
const MOST_RECORD_BYTES = 16_384;

const CLIENT_HELLO = 1;
const SERVER_HELLO = 2;

/** A TLS client begins with this byte. */
export const beginsHandshake = (bytes: Uint8Array): boolean => bytes[0] === HANDSHAKE;

/**
 * Whether bytes begin with what the first record of a TLS peer holds: a hello, or the alert that answers one which was
 * none. Strict, so that other binary protocols are not taken for TLS.
 */
export const looksLikeTls = (bytes: Uint8Array): boolean => {
  const [type, major = 0, minor = 0, high = 0, low = 0, first] = bytes;
  if (major !== 3 || minor > 4) return false;
  const length = high * 256 + low;
  if (type === ALERT) return length === 2 && (first === undefined || first === 1 || first === 2);
  const hello = first === CLIENT_HELLO || first === SERVER_HELLO;
  return type === HANDSHAKE && length > 3 && length <= MOST_RECORD_BYTES && hello;
};
