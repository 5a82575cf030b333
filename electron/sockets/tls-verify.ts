import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Failure, Params } from '../../core/contract/failure';
import type { PeerTrust } from '../../core/contract/tls';
import { certificateParams, weaknessOf } from './certificate-facts';
import { failureOf } from './failure-of';

/** What OpenSSL and BoringSSL call a chain that does not hold (X509_V_ERR_…), in Porthole's codes. */
const CHAIN_CODES: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'ECERT_EXPIRED',
  CERT_NOT_YET_VALID: 'ECERT_NOT_YET_VALID',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'ECERT_SELF_SIGNED',
  SELF_SIGNED_CERT_IN_CHAIN: 'ECERT_UNKNOWN_CA',
  UNABLE_TO_GET_ISSUER_CERT: 'ECERT_UNKNOWN_CA',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'ECERT_UNKNOWN_CA',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'ECERT_UNKNOWN_CA',
  CERT_UNTRUSTED: 'ECERT_UNKNOWN_CA',
  CERT_REVOKED: 'ECERT_REVOKED',
  INVALID_PURPOSE: 'ECERT_PURPOSE',
  UNSUPPORTED_CERTIFICATE_PURPOSE: 'ECERT_PURPOSE',
  INVALID_CA: 'ECERT_INVALID_CA',
  EE_KEY_TOO_SMALL: 'ECERT_WEAK',
  CA_KEY_TOO_SMALL: 'ECERT_WEAK',
  CA_MD_TOO_WEAK: 'ECERT_WEAK',
};

export interface Check {
  readonly remote: string;
  /** The name or address that the certificate must be for; null: any (a client's certificate). */
  readonly host: string | null;
  /** False: a person switched the check off, or only asked to see a certificate. */
  readonly verify: boolean;
  /** A peer without a certificate is refused. */
  readonly required: boolean;
  /** SHA-256 fingerprints that are accepted whatever the check says. */
  readonly accepted: readonly string[];
}

export interface Verdict {
  readonly trust: PeerTrust;
  /** Why the peer is refused; null: it is not. */
  readonly refusal: Failure | null;
  /** What is wrong with the certificate, also where that does not matter. */
  readonly problem: Failure | null;
  readonly certificate: X509Certificate | null;
}

/** The names and addresses of a certificate, as a person reads them: `localhost, 127.0.0.1`. */
const namesOf = (certificate: X509Certificate): string =>
  (certificate.subjectAltName ?? '').replaceAll(/(DNS|IP Address|URI|email):/g, '');

const isFor = (certificate: X509Certificate, host: string): boolean =>
  isIP(host) === 0
    ? certificate.checkHost(host, { subject: 'default' }) !== undefined
    : certificate.checkIP(host) !== undefined;

const noCertificate = ({ remote, host }: Check): Failure => ({
  code: 'ECERT_NONE',
  params: { remote, ...(host === null ? {} : { host }) },
});

/**
 * What OpenSSL says of the chain; null: it holds. Node tells it to clients (`authorizationError`) and to the sockets
 * of a `tls.Server`. Of a socket that was put over another by hand, which a server's side here is, only its handle
 * knows. Should a later Node not have that any more, no certificate passes.
 */
const chainCode = (socket: TLSSocket, ourRole: 'server' | 'client'): string | null => {
  if (ourRole === 'client') {
    // Typed as an error, and set to its code (https://nodejs.org/api/tls.html#tlssocketauthorizationerror).
    const error: unknown = socket.authorizationError;
    return error === null || error === undefined ? null : String(error);
  }
  const handle: unknown = Reflect.get(socket, '_handle');
  if (typeof handle !== 'object' || handle === null) return 'UNSPECIFIED';
  const verifyError: unknown = Reflect.get(handle, 'verifyError');
  if (typeof verifyError !== 'function') return 'UNSPECIFIED';
  const error: unknown = verifyError.call(handle);
  return error === null || error === undefined ? null : failureOf(error).code;
};

const problemOf = (
  socket: TLSSocket,
  certificate: X509Certificate,
  { host, remote }: Check,
): Failure | null => {
  const about: Params = { remote, ...certificateParams(certificate) };
  const chain = chainCode(socket, host === null ? 'server' : 'client');
  if (chain !== null) {
    const code = CHAIN_CODES[chain] ?? 'ECERT_INVALID';
    const weak = code === 'ECERT_WEAK' ? { weakness: weaknessOf(certificate) ?? chain } : {};
    return { code, params: { ...about, ...weak, openssl: chain }, detail: chain };
  }
  if (host !== null && !isFor(certificate, host)) {
    return { code: 'ECERT_HOST', params: { ...about, host, names: namesOf(certificate) || '–' } };
  }
  const weakness = weaknessOf(certificate);
  return weakness === null ? null : { code: 'ECERT_WEAK', params: { ...about, weakness } };
};

/**
 * Judges the certificate of a peer after its handshake. Porthole judges itself instead of leaving it to Node
 * (`rejectUnauthorized`), so that what was accepted by hand passes and what is refused is known with its certificate.
 */
export const judge = (socket: TLSSocket, certificate: X509Certificate | null, check: Check): Verdict => {
  if (certificate === null) {
    const refusal = check.required ? noCertificate(check) : null;
    return { trust: 'none', refusal, problem: refusal, certificate };
  }
  const problem = problemOf(socket, certificate, check);
  const passes = { refusal: null, problem, certificate };
  if (check.accepted.includes(certificate.fingerprint256)) return { trust: 'accepted', ...passes };
  if (!check.verify) return { trust: 'unchecked', ...passes };
  if (problem === null) return { trust: 'verified', ...passes };
  // Somebody may stand in between: another certificate than the one that was accepted is said as such.
  const changed = check.accepted.length > 0 && problem.code !== 'ECERT_HOST';
  const refusal = changed
    ? { ...problem, code: 'ECERT_CHANGED', params: { ...problem.params, reason: problem.code } }
    : problem;
  return { trust: 'unchecked', refusal, problem, certificate };
};
