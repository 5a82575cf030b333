/** A block between `-----BEGIN label-----` and its end, as it stands (RFC 7468; OpenSSL's headers may be in it). */
export interface PemBlock {
  readonly label: string;
  readonly text: string;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,60})-----[\s\S]*?-----END \1-----/g;

export const pemBlocks = (text: string): readonly PemBlock[] =>
  [...text.matchAll(BLOCK)].map((match) => ({ label: match[1] ?? '', text: `${match[0]}\n` }));

export const isCertificate = ({ label }: PemBlock): boolean => /^(X509 |TRUSTED )?CERTIFICATE$/.test(label);

export const isPrivateKey = ({ label }: PemBlock): boolean => /PRIVATE KEY$/.test(label);

/** PKCS #8's own encryption, or OpenSSL's older one in the headers of the block. */
export const isEncrypted = ({ label, text }: PemBlock): boolean =>
  label === 'ENCRYPTED PRIVATE KEY' || /^Proc-Type: 4,ENCRYPTED/m.test(text);
