import { constants } from 'node:crypto';
import { isIP } from 'node:net';
import {
  createSecureContext,
  rootCertificates,
  type SecureContext,
  type SecureContextOptions,
} from 'node:tls';
import type { EndpointConfig } from '../../core/contract/endpoint';
import { HANDSHAKE_BOUNDS } from '../../core/contract/option-bounds';
import { parseWhole } from '../../core/contract/parse';
import { fail, ok, type Result } from '../../core/contract/result';
import type { TlsMaterial } from '../../core/contract/tls';
import { type ClientCertificates, TLS_VERSIONS } from '../../core/contract/tls-choices';
import { failureOf } from './failure-of';

/** How an endpoint speaks TLS, checked. Times in ms. */
export interface TlsPlan {
  readonly role: 'server' | 'client';
  /** Versions, ciphers, certificate, key and whom to trust; made once. */
  client(): SecureContext;
  /** The same for a server. `ticketKeys`: 48 bytes. */
  server(ticketKeys: Buffer): SecureContext;
  /** What we show, in PEM; empty: nothing. */
  readonly chain: string;
  readonly alpn: readonly string[];
  /** SNI; empty: none. */
  readonly serverName: string;
  /** Whom the server's certificate must name. */
  readonly host: string;
  readonly verify: boolean;
  readonly clientCertificates: ClientCertificates;
  readonly resume: boolean;
  /** 0: no limit. */
  readonly handshakeTimeout: number;
  readonly keyLog: string | null;
}

/**
 * OpenSSL 3 refuses the SHA-1 of TLS 1.0 and 1.1 above its security level 0. Electron's BoringSSL knows no levels and
 * no such word in a cipher list; its Node says so with this version.
 */
const IS_BORINGSSL = process.versions.openssl === '0.0.0';
const ciphersFor = (typed: string, old: boolean): SecureContextOptions => {
  if (typed !== '') return { ciphers: typed };
  return old && !IS_BORINGSSL ? { ciphers: 'DEFAULT@SECLEVEL=0' } : {};
};

/** RFC 7301: a name has 1 to 255 bytes. */
const parseAlpn = (typed: string): Result<readonly string[]> => {
  const names = typed.split(/[\s,]+/).filter((name) => name !== '');
  const wrong = names.find((name) => Buffer.byteLength(name) > 255);
  return wrong === undefined ? ok(names) : fail({ code: 'EINVAL_ALPN', params: { value: wrong } });
};

const contextFailure = (error: unknown, ciphers: string): Result<never> => {
  const failure = failureOf(error);
  const { code, detail = '' } = failure;
  if (/NO_CIPHER_MATCH|INVALID_COMMAND|UNEXPECTED_GROUP_CLOSE|UNEXPECTED_OPERATOR/.test(code)) {
    return fail({ code: 'EINVAL_CIPHERS', params: { value: ciphers } });
  }
  if (/KEY_VALUES_MISMATCH|KEY_TYPE_MISMATCH/.test(code)) return fail({ code: 'EKEY_MISMATCH' });
  return fail({ code: 'ETLS_CONTEXT', detail });
};

/** Sessions are resumed only within the name that they were made under; Node wants one where clients show certificates. */
const SESSION_CONTEXT = 'porthole';

/** Makes a value when it is first asked for. */
const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/**
 * Checks how an endpoint is to speak TLS. Fails with EINVAL_TLS_RANGE, EINVAL_CIPHERS, EINVAL_ALPN,
 * EINVAL_SERVER_NAME, EINVAL_NUMBER, ETLS_NO_CERTIFICATE, EKEY_MISMATCH, or what hides the chosen certificate.
 */
export const tlsPlanOf = (
  { role, tls }: Pick<EndpointConfig, 'role' | 'tls'>,
  host: string,
  material: TlsMaterial,
): Result<TlsPlan> => {
  if (material.problem !== null) return fail(material.problem);
  const { certificate, authorities, keyLog } = material;
  if (role === 'server' && certificate === null) return fail({ code: 'ETLS_NO_CERTIFICATE' });
  const { minVersion, maxVersion, verify, clientCertificates, resume } = tls;
  if (TLS_VERSIONS.indexOf(minVersion) > TLS_VERSIONS.indexOf(maxVersion)) {
    return fail({ code: 'EINVAL_TLS_RANGE' });
  }
  const alpn = parseAlpn(tls.alpn);
  if (!alpn.ok) return alpn;
  const asked = tls.serverName.trim();
  if (isIP(asked) !== 0 || /\s/.test(asked))
    return fail({ code: 'EINVAL_SERVER_NAME', params: { value: asked } });
  const timeout = parseWhole(tls.handshakeTimeout, 'handshakeTimeout', HANDSHAKE_BOUNDS, 0);
  if (!timeout.ok) return timeout;

  const ciphers = tls.ciphers.trim();
  const context: SecureContextOptions = {
    minVersion,
    maxVersion,
    ...ciphersFor(ciphers, TLS_VERSIONS.indexOf(minVersion) < TLS_VERSIONS.indexOf('TLSv1.2')),
    ...(certificate === null ? {} : { cert: certificate.chain, key: certificate.key }),
  };
  const ticketless = resume ? {} : { secureOptions: constants.SSL_OP_NO_TICKET };
  const client = once(() => createSecureContext({ ...context, ca: [...rootCertificates, ...authorities] }));
  // Public authorities vouch for servers: they say nothing about who may be a client here.
  const serverWith = (ticketKeys?: Buffer): SecureContext =>
    createSecureContext({
      ...context,
      ...ticketless,
      ...(ticketKeys === undefined ? {} : { ticketKeys }),
      ca: [...authorities],
      sessionIdContext: SESSION_CONTEXT,
    });
  let server: SecureContext | null = null;
  try {
    // Made here once, it says what is wrong before there is a connection.
    if (role === 'client') client();
    else serverWith();
    return ok({
      role,
      client,
      server: (ticketKeys) => {
        server ??= serverWith(ticketKeys);
        return server;
      },
      chain: certificate?.chain ?? '',
      alpn: alpn.value,
      serverName: asked === '' && isIP(host) === 0 ? host : asked,
      host: asked === '' ? host : asked,
      verify,
      clientCertificates,
      resume,
      handshakeTimeout: timeout.value,
      keyLog,
    });
  } catch (error) {
    return contextFailure(error, ciphers);
  }
};
