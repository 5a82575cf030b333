import { z } from 'zod';
import type { Failure } from './failure';
import { CLIENT_CERTIFICATES, TLS_VERSIONS } from './tls-choices';

const typed = z.string().max(300);

/** SHA-256 of a certificate's DER, as OpenSSL prints it: 32 bytes in capital hex with colons. */
const fingerprintSchema = z.string().regex(/^[0-9A-F]{2}(:[0-9A-F]{2}){31}$/);

/** How an endpoint speaks TLS: from the first byte (protocol `tls`), or after an upgrade of a plain connection. */
export const tlsOptionsSchema = z.strictObject({
  /** What it shows: the id of a certificate with its key; empty: none. */
  certificate: z.string().max(64),
  minVersion: z.enum(TLS_VERSIONS),
  maxVersion: z.enum(TLS_VERSIONS),
  /** An OpenSSL cipher list, as typed; empty: the library's. */
  ciphers: typed,
  /** Application protocols in the order of preference, as typed (`h2, http/1.1`). */
  alpn: typed,
  /** The name that a client asks for (SNI) and checks; empty: the host, when it is a name. */
  serverName: typed,
  /** A client checks the server's certificate. */
  verify: z.boolean(),
  /** What a server wants of its clients. */
  clientCertificates: z.enum(CLIENT_CERTIFICATES),
  /** Certificates that a person accepted for this endpoint whatever the check says. */
  accepted: z.array(fingerprintSchema).max(100),
  /** Resumes sessions (a client), and lets them be resumed (a server). */
  resume: z.boolean(),
  /** Milliseconds for the handshake, as typed; empty or 0: no limit. */
  handshakeTimeout: typed,
  /** Where the secrets are written for Wireshark; `file` is known to the main process only. */
  keyLog: z.strictObject({ file: z.string().max(64), name: z.string().max(300) }).nullable(),
});
export type TlsOptions = z.infer<typeof tlsOptionsSchema>;

export const defaultTls = (): TlsOptions => ({
  certificate: '',
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.3',
  ciphers: '',
  alpn: '',
  serverName: '',
  verify: true,
  clientCertificates: 'none',
  accepted: [],
  resume: true,
  handshakeTimeout: '10000',
  keyLog: null,
});

/** What the sockets need and no set-up holds: certificates, keys, and whom to trust. Never leaves the main process. */
export interface TlsMaterial {
  /** The chosen certificate with those above it, and its private key, in PEM. */
  readonly certificate: { readonly chain: string; readonly key: string } | null;
  /** Why the chosen certificate cannot be had. */
  readonly problem: Failure | null;
  /** Trusted besides the public ones, in PEM: Porthole's own and the imported ones. */
  readonly authorities: readonly string[];
  /** The path of the key log. */
  readonly keyLog: string | null;
}

export const NO_MATERIAL: TlsMaterial = { certificate: null, problem: null, authorities: [], keyLog: null };

/** How the peer's certificate stood the check. `unchecked`: it was not to be checked. `none`: there was none. */
export type PeerTrust = 'verified' | 'accepted' | 'unchecked' | 'none';

/** What a handshake came to. */
export interface TlsFacts {
  /** `TLS 1.3`. */
  readonly version: string;
  readonly cipher: string;
  /** Empty: none was agreed on. */
  readonly alpn: string;
  /** SNI; empty: none was sent. */
  readonly serverName: string;
  readonly resumed: boolean;
  readonly trust: PeerTrust;
}
