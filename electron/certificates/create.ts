import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type JsonGeneralNames,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A certificate and its private key (PKCS #8), in PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3650;
/** What browsers and Apple's systems take at most of a server's certificate. */
const LEAF_DAYS = 397;
/** Clocks differ: a certificate is valid a little before it was made. */
const HEAD_START_MS = 3_600_000;

/** Small, fast to sign with, and known to everything that speaks TLS 1.2. */
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

// Node's types of Web Crypto and the DOM's, which the library is written in, differ in name only.
const crypto = webcrypto as unknown as Crypto;
cryptoProvider.set(crypto);

/** RFC 5280, 4.1.2.2: positive, and not zero. */
const newSerial = (): string => {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
};

const newKeys = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

const keyPem = async (key: CryptoKey): Promise<string> =>
  `${PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;

const validFor = (days: number, now: number): { readonly notBefore: Date; readonly notAfter: Date } => ({
  notBefore: new Date(now - HEAD_START_MS),
  notAfter: new Date(now + days * DAY_MS),
});

/** An authority of one's own. `holder` says whose it is: `Porthole on my-laptop`. */
export const makeAuthority = async (holder: string, now = Date.now()): Promise<KeyPair> => {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name: [{ CN: [holder] }],
    ...validFor(AUTHORITY_DAYS, now),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: `${certificate.toString('pem')}\n`, key: await keyPem(keys.privateKey) };
};

const generalNames = (names: readonly string[]): JsonGeneralNames =>
  names.map((name) => ({ type: isIP(name) === 0 ? 'dns' : 'ip', value: name }));

/** A certificate for these host names and addresses, issued by an authority, good for servers and clients. */
export const issueCertificate = async (
  authority: KeyPair,
  names: readonly string[],
  now = Date.now(),
): Promise<KeyPair> => {
  const issuer = new X509Certificate(authority.certificate);
  const [der] = PemConverter.decode(authority.key);
  if (der === undefined) throw new Error('the authority has no key');
  const signingKey = await crypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign']);
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject: [{ CN: [names[0] ?? 'localhost'] }],
    issuer: issuer.subject,
    ...validFor(LEAF_DAYS, now),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
      new SubjectAlternativeNameExtension(generalNames(names)),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return { certificate: `${certificate.toString('pem')}\n`, key: await keyPem(keys.privateKey) };
};
