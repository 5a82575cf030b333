import type { X509Certificate } from 'node:crypto';

/** Longer chains than this are somebody's joke. */
const MOST = 20;

/** A certificate and those above it as the peer sent them, in DER. A root issues itself: it is the last. */
export const chainOf = (leaf: X509Certificate | null): readonly Uint8Array[] => {
  const chain: X509Certificate[] = [];
  for (let one = leaf ?? undefined; one !== undefined && chain.length < MOST; one = one.issuerCertificate) {
    const { fingerprint256 } = one;
    if (chain.some((known) => known.fingerprint256 === fingerprint256)) break;
    chain.push(one);
  }
  return chain.map(({ raw }) => raw);
};
