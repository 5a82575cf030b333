import type { X509Certificate } from 'node:crypto';
import { signatureOf } from '../../core/certificate/signature';
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

/** Signatures with MD5 and SHA-1 can be forged (RFC 6151, RFC 9155). */
const weakSignature = (der: Uint8Array): string | null => /MD5|SHA-1$/.exec(signatureOf(der))?.[0] ?? null;

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
