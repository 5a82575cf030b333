import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512, sha512_256 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';
import type { Checksum, Running } from './checksum';

interface Hasher {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
  clone(): Hasher;
}

interface Hash {
  readonly outputLen: number;
  create(): Hasher;
}

const running = (hash: Hash): Running => {
  let hasher = hash.create();
  return {
    reset: () => {
      hasher = hash.create();
    },
    update: (bytes, start, end) => {
      hasher.update(bytes.subarray(start, end));
    },
    // A digest ends what is under way.
    write: (out, at) => out.set(hasher.clone().digest(), at),
  };
};

const named = (name: string, hash: Hash, aliases: readonly string[] = []): Checksum => ({
  name,
  aliases,
  family: 'hash',
  bits: 8 * hash.outputLen,
  size: hash.outputLen,
  order: 'be',
  start: () => running(hash),
});

/** Hashes as they are printed everywhere; the older ones are checksums here and no protection. */
export const HASHES: readonly Checksum[] = [
  named('MD5', md5),
  named('SHA-1', sha1, ['SHA']),
  named('SHA-224', sha224),
  named('SHA-256', sha256),
  named('SHA-384', sha384),
  named('SHA-512', sha512),
  named('SHA-512/256', sha512_256),
  named('SHA3-224', sha3_224),
  named('SHA3-256', sha3_256),
  named('SHA3-384', sha3_384),
  named('SHA3-512', sha3_512),
  named('RIPEMD-160', ripemd160),
];
