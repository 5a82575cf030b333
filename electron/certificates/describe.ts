import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { signatureOf } from '../../core/certificate/signature';
import type { CertificateFacts } from '../../core/contract/certificate';

/** Distinguished names come a part a line: `C=CN\nCN=localhost`. */
const oneLine = (name: string | undefined): string => (name ?? '').replaceAll('\n', ', ');

const CURVES: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};

const TYPES: Readonly<Record<string, string>> = {
  rsa: 'RSA',
  'rsa-pss': 'RSA-PSS',
  dsa: 'DSA',
  ed25519: 'Ed25519',
  ed448: 'Ed448',
};

const keyOf = ({ publicKey }: X509Certificate): string => {
  const { asymmetricKeyType: type = '', asymmetricKeyDetails: details } = publicKey;
  if (type === 'ec') return `EC ${CURVES[details?.namedCurve ?? ''] ?? details?.namedCurve ?? ''}`.trim();
  const name = TYPES[type] ?? type;
  return details?.modulusLength === undefined ? name : `${name} ${details.modulusLength}`;
};

/** `DNS:localhost, IP Address:::1` without the kinds; a name in quotes (with a comma in it) is JSON. */
const namesOf = (text: string | undefined): readonly string[] =>
  [...(text ?? '').matchAll(/(?:DNS|IP Address|URI|email):("(?:[^"\\]|\\.)*"|[^,]*)/g)].map((match) => {
    const name = match[1] ?? '';
    const plain = name.startsWith('"') ? String(JSON.parse(name)) : name;
    // Node writes an address without its short form: 0:0:0:0:0:0:0:1.
    return isIP(plain) === 6 ? new URL(`http://[${plain}]`).hostname.slice(1, -1) : plain;
  });

/** Reads a certificate, in DER or PEM. Throws on what is none. */
export const describeCertificate = (certificate: X509Certificate | Uint8Array | string): CertificateFacts => {
  const read = certificate instanceof X509Certificate ? certificate : new X509Certificate(certificate);
  const names = namesOf(read.subjectAltName);
  const subject = oneLine(read.subject);
  const common = /(?:^|\n)CN=([^\n]*)/.exec(read.subject ?? '')?.[1];
  return {
    subject,
    issuer: oneLine(read.issuer),
    name: common?.replaceAll(/\\(.)/g, '$1') || names[0] || subject || read.serialNumber,
    names,
    validFrom: Date.parse(read.validFrom),
    validTo: Date.parse(read.validTo),
    serial: read.serialNumber.toUpperCase(),
    key: keyOf(read),
    signature: signatureOf(read.raw),
    sha256: read.fingerprint256,
    sha1: read.fingerprint,
    authority: read.ca,
    selfSigned: read.checkIssued(read),
  };
};
