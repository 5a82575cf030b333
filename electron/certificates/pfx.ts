import forge from 'node-forge';

/** What a PKCS #12 file (.pfx, .p12) holds, in DER: certificates, and keys as PKCS #8. */
export interface PfxContent {
  readonly certificates: readonly Uint8Array[];
  readonly keys: readonly Uint8Array[];
}

const bytesOf = (asn1: forge.asn1.Asn1): Uint8Array =>
  Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1');

const { certBag, keyBag, pkcs8ShroudedKeyBag } = forge.pki.oids;

/** Whether bytes are a PKCS #12 file: PFX ::= SEQUENCE { version 3, … } (RFC 7292). */
export const isPfx = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x30 && Buffer.from(bytes.subarray(0, 16)).toString('latin1').includes('\x02\x01\x03');

type Asn1 = forge.asn1.Asn1;

/** PFX ::= SEQUENCE { version, authSafe, macData OPTIONAL }: without the last, nothing is checked before it is opened. */
const withoutMac = (outer: Asn1): Asn1 => {
  const parts = outer.value;
  return typeof parts === 'string' ? outer : { ...outer, value: parts.slice(0, 2) };
};

const tryOpen = (outer: Asn1, passphrase: string): forge.pkcs12.Pkcs12Pfx | null => {
  try {
    return forge.pkcs12.pkcs12FromAsn1(outer, false, passphrase);
  } catch (error) {
    if (/MAC could not be verified|password|decrypt/i.test(String(error))) return null;
    throw error;
  }
};

/**
 * Opens a PKCS #12 file. Answers `wrong` when the pass phrase is not its own. Throws on what is no such file.
 *
 * The certificates of elliptic curves are beyond this library; it hands them on as they are, which is all that is
 * wanted of it here: the unpacking, old ciphers (RC2, triple DES) included, which OpenSSL 3 does not read any more.
 */
export const openPfx = (bytes: Uint8Array, passphrase: string): PfxContent | 'wrong' => {
  const outer = forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(bytes).toString('latin1')));
  // The checksum is over the pass phrase in UTF-16 and newer encryption over UTF-8 (RFC 7292, RFC 8018); the library
  // has one for both, which in ASCII makes no difference.
  const utf8 = Buffer.from(passphrase).toString('latin1');
  const pfx = tryOpen(outer, passphrase) ?? (utf8 === passphrase ? null : tryOpen(withoutMac(outer), utf8));
  if (pfx === null) return 'wrong';
  const bags = (type: string | undefined): readonly forge.pkcs12.Bag[] =>
    type === undefined ? [] : (pfx.getBags({ bagType: type })[type] ?? []);
  // What the library understands it does not keep as it was; what it does not, it does.
  const contentOf = (bag: forge.pkcs12.Bag, understood: Asn1 | null): readonly Uint8Array[] => {
    const asn1 = understood ?? bag.asn1 ?? null;
    return asn1 === null ? [] : [bytesOf(asn1)];
  };
  return {
    certificates: bags(certBag).flatMap((bag) =>
      contentOf(bag, bag.cert ? forge.pki.certificateToAsn1(bag.cert) : null),
    ),
    keys: [...bags(pkcs8ShroudedKeyBag), ...bags(keyBag)].flatMap((bag) =>
      contentOf(bag, bag.key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key)) : null),
    ),
  };
};
