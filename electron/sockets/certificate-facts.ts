import type { X509Certificate } from 'node:crypto';
import type { Params } from '../../core/contract/failure';

/** Distinguished names come a part a line: `C=CN\nCN=localhost`. */
const oneLine = (name: string | undefined): string => (name ?? '').replaceAll('\n', ', ');

/** What the row of a certificate says. Dates are ISO days, in UTC. */
export const certificateParams = (certificate: X509Certificate): Params => ({
  subject: oneLine(certificate.subject) || '–',
  issuer: oneLine(certificate.issuer) || '–',
  ...(certificate.subjectAltName === undefined ? {} : { names: certificate.subjectAltName }),
  validFrom: dayOf(certificate.validFrom),
  validTo: dayOf(certificate.validTo),
  fingerprint: certificate.fingerprint256,
});

/** `Dec 22 18:45:18 2026 GMT` as `2026-12-22`. */
export const dayOf = (text: string): string => {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString().slice(0, 10);
};

/** Signatures with MD5 and SHA-1 can be forged (RFC 9155, RFC 6194): their object identifiers, DER-encoded. */
const WEAK_SIGNATURES: Readonly<Record<string, string>> = {
  '2a864886f70d010104': 'MD5',
  '2a864886f70d010105': 'SHA-1',
  '2a8648ce380403': 'SHA-1',
  '2a8648ce3d0401': 'SHA-1',
};

/** Where the content of the element at `at` begins and ends (DER: X.690, 8.1). */
const element = (der: Uint8Array, at: number): { readonly from: number; readonly to: number } => {
  const first = der[at + 1] ?? 0;
  if (first < 0x80) return { from: at + 2, to: at + 2 + first };
  const count = first & 0x7f;
  let length = 0;
  for (let i = 0; i < count; i += 1) length = length * 256 + (der[at + 2 + i] ?? 0);
  return { from: at + 2 + count, to: at + 2 + count + length };
};

/** The hash of a certificate's signature, where it is a weak one. Certificate ::= { tbs, { algorithm … }, signature }. */
const weakSignature = (der: Uint8Array): string | null => {
  const tbs = element(der, element(der, 0).from);
  const algorithm = element(der, element(der, tbs.to).from);
  const id = Buffer.from(der.subarray(algorithm.from, algorithm.to)).toString('hex');
  return WEAK_SIGNATURES[id] ?? null;
};

/** NIST SP 800-57: less than 112 bits of security. */
const LEAST_RSA_BITS = 2048;
const WEAK_CURVES = /^(prime192v\d|secp(112|128|160|192)\w+|sect(113|131|163|193)\w+)$/;

/** What is too weak about a certificate: `RSA 1024`, `SHA-1`; null: nothing. */
export const weaknessOf = (certificate: X509Certificate): string | null => {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = certificate.publicKey;
  const bits = details?.modulusLength ?? 0;
  if ((type === 'rsa' || type === 'rsa-pss' || type === 'dsa') && bits < LEAST_RSA_BITS) {
    return `${type.toUpperCase()} ${bits}`;
  }
  const curve = details?.namedCurve ?? '';
  if (type === 'ec' && WEAK_CURVES.test(curve)) return curve;
  // Who trusts a root trusts it by its key: its own signature proves nothing.
  return certificate.checkIssued(certificate) ? null : weakSignature(certificate.raw);
};
