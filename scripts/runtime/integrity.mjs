import { createHash, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/**
 * Compares a file with a Subresource Integrity string, as npm writes them (`sha512-<base64>`).
 * @param {string} file
 * @param {string} expected one `sha512-…` hash
 * @returns {Promise<boolean>}
 */
export async function matchesIntegrity(file, expected) {
  const parts = /^sha512-([A-Za-z0-9+/]{86}==)$/.exec(expected);
  if (!parts?.[1]) throw new TypeError(`Not a sha512 integrity string: ${expected}`);
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return timingSafeEqual(hash.digest(), Buffer.from(parts[1], 'base64'));
}
