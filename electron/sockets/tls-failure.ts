import type { Failure, Params } from '../../core/contract/failure';
import { failureOf } from './failure-of';

/** What Node names `ERR_SSL_<reason>`: OpenSSL's reasons, and BoringSSL's, which are Electron's. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [
    /^(WRONG_VERSION_NUMBER|HTTP_REQUEST|HTTPS_PROXY_REQUEST|UNKNOWN_PROTOCOL|BAD_RECORD_TYPE|PACKET_LENGTH_TOO_LONG|RECORD_LENGTH_MISMATCH|INVALID_RECORD|UNEXPECTED_MESSAGE|UNEXPECTED_RECORD)$/,
    'ETLS_PLAIN_PEER',
  ],
  [
    /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE|VERSION_TOO_(LOW|HIGH)|INAPPROPRIATE_FALLBACK/,
    'ETLS_VERSION',
  ],
  [/NO_APPLICATION_PROTOCOL/, 'ETLS_ALPN'],
  [
    /NO_SHARED_CIPHER|NO_CIPHERS_AVAILABLE|NO_SUITABLE|NO_COMMON|NO_SHARED_GROUP|ALERT_(HANDSHAKE_FAILURE|INSUFFICIENT_SECURITY)/,
    'ETLS_CIPHER',
  ],
  [/ALERT_CERTIFICATE_REQUIRED/, 'ETLS_WANTS_CERTIFICATE'],
  [/PEER_DID_NOT_RETURN_A_CERTIFICATE/, 'ECERT_NONE'],
  [
    /ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_\w+|UNSUPPORTED_CERTIFICATE|ACCESS_DENIED)/,
    'ETLS_REFUSED',
  ],
  [/ALERT_UNRECOGNIZED_NAME/, 'ETLS_NAME'],
  [/ALERT_/, 'ETLS_ALERT'],
];

const SSL_CODE = /^ERR_(?:SSL|OSSL)_(\w+)$/;

/** The alert in words, as RFC 8446 names it: `TLSV1_ALERT_UNKNOWN_CA` is `unknown ca`. */
const alertIn = (reason: string): Params => {
  const alert = /ALERT_(\w+)$/.exec(reason)?.[1];
  return alert === undefined ? {} : { alert: alert.toLowerCase().replaceAll('_', ' ') };
};

/**
 * What TLS or the system say went wrong, as a value. `established`: not in the handshake, where a connection that ends
 * has a reason of its own.
 */
export const tlsFailureOf = (error: unknown, params: Params, established = false): Failure => {
  if (error === null) return { code: 'ETLS_CLOSED', params };
  const failure = failureOf(error, params);
  const reason = SSL_CODE.exec(failure.code)?.[1];
  if (reason !== undefined) {
    const code = REASONS.find(([pattern]) => pattern.test(reason))?.[1] ?? 'ETLS_FAILED';
    const detail = reason.toLowerCase().replaceAll('_', ' ');
    return { code, params: { ...params, ...alertIn(reason) }, detail };
  }
  // Node words a peer's FIN in the handshake as ECONNRESET, without a system call behind it.
  const ended = /^(ECONNRESET|EPIPE|ECONNABORTED)$/.test(failure.code);
  return ended && !established ? { ...failure, code: 'ETLS_CLOSED' } : failure;
};
