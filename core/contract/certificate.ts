/** What a person reads of one certificate. Nothing secret. */
export interface CertificateFacts {
  /** Parts with commas between them: `CN=localhost, O=Example`. */
  readonly subject: string;
  readonly issuer: string;
  /** The common name, or the first other name; never empty. */
  readonly name: string;
  /** Subject alternative names: `localhost`, `127.0.0.1`. */
  readonly names: readonly string[];
  /** Ms since the epoch. */
  readonly validFrom: number;
  readonly validTo: number;
  /** Hex. */
  readonly serial: string;
  /** `EC P-256`, `RSA 2048`, `Ed25519`. */
  readonly key: string;
  /** `ECDSA with SHA-256`. */
  readonly signature: string;
  /** As OpenSSL prints them: capital hex with colons. */
  readonly sha256: string;
  readonly sha1: string;
  /** It may issue others (basicConstraints). */
  readonly authority: boolean;
  readonly selfSigned: boolean;
}

/** `authority`: Porthole's own. `made`: issued by it. `trusted`: an imported authority, without a key. */
export type CertificateOrigin = 'authority' | 'made' | 'imported' | 'trusted';

/** A certificate that Porthole keeps. */
export interface StoredCertificate {
  readonly id: string;
  readonly origin: CertificateOrigin;
  /** Its key is kept encrypted by the system; otherwise in a file that only its owner reads. Null: it has no key. */
  readonly encrypted: boolean | null;
  /** From its own up. */
  readonly chain: readonly CertificateFacts[];
}

/** A certificate is warned of this long before it ends, in ms. */
const EXPIRES_SOON_MS = 30 * 86_400_000;

export const validity = (
  { validFrom, validTo }: Pick<CertificateFacts, 'validFrom' | 'validTo'>,
  now: number,
): 'notYet' | 'valid' | 'soon' | 'expired' => {
  if (now < validFrom) return 'notYet';
  if (now > validTo) return 'expired';
  return validTo - now < EXPIRES_SOON_MS ? 'soon' : 'valid';
};
