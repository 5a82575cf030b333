import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { fail, ok, type Result } from '../../core/contract/result';
import { isCertificate, isEncrypted, isPrivateKey, type PemBlock, pemBlocks } from './pem';
import { isPfx, openPfx } from './pfx';

export interface CertificateFile {
  /** Without its folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A certificate with its key and those that vouch for it, or authorities to trust. */
export type ReadCertificates =
  | { readonly kind: 'own'; readonly chain: readonly X509Certificate[]; readonly key: KeyObject }
  | { readonly kind: 'trusted'; readonly authorities: readonly X509Certificate[] };

interface Found {
  readonly certificates: X509Certificate[];
  readonly keys: KeyObject[];
}

type KeyInput = Parameters<typeof createPrivateKey>[0];

/** Fails with EKEY_PASSPHRASE when one is wanted, EKEY_PASSPHRASE_WRONG, or EKEY_UNREADABLE. */
const readKey = (
  input: KeyInput,
  encrypted: boolean,
  passphrase: string | null,
  name: string,
): Result<KeyObject> => {
  if (encrypted && passphrase === null) return fail({ code: 'EKEY_PASSPHRASE', params: { name } });
  try {
    return ok(createPrivateKey(input));
  } catch (error) {
    if (encrypted) return fail({ code: 'EKEY_PASSPHRASE_WRONG', params: { name } });
    return fail({ code: 'EKEY_UNREADABLE', params: { name }, detail: String(error) });
  }
};

const readPem = (
  blocks: readonly PemBlock[],
  name: string,
  passphrase: string | null,
  found: Found,
): Result<null> => {
  for (const block of blocks) {
    if (isCertificate(block)) {
      // OpenSSL's own kind has what it is trusted for behind the certificate, which is the same else.
      const plain = block.text.replaceAll(/(TRUSTED|X509) CERTIFICATE/g, 'CERTIFICATE');
      try {
        found.certificates.push(new X509Certificate(plain));
      } catch (error) {
        return fail({ code: 'ECERTFILE_UNREADABLE', params: { name }, detail: String(error) });
      }
    } else if (isPrivateKey(block)) {
      const input = { key: block.text, ...(passphrase === null ? {} : { passphrase }) };
      const key = readKey(input, isEncrypted(block), passphrase, name);
      if (!key.ok) return key;
      found.keys.push(key.value);
    }
  }
  return ok(null);
};

const readPfx = (file: CertificateFile, passphrase: string | null, found: Found): Result<null> => {
  const { name } = file;
  try {
    const content = openPfx(file.bytes, passphrase ?? '');
    if (content === 'wrong') {
      return fail({
        code: passphrase === null ? 'EKEY_PASSPHRASE' : 'EKEY_PASSPHRASE_WRONG',
        params: { name },
      });
    }
    found.certificates.push(...content.certificates.map((der) => new X509Certificate(der)));
    for (const der of content.keys) {
      found.keys.push(createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' }));
    }
    return ok(null);
  } catch (error) {
    return fail({ code: 'ECERTFILE_UNREADABLE', params: { name }, detail: String(error) });
  }
};

/** The kinds of keys that DER does not name itself. */
const DER_KEYS = ['pkcs8', 'pkcs1', 'sec1'] as const;

const readDer = (file: CertificateFile, passphrase: string | null, found: Found): Result<null> => {
  try {
    found.certificates.push(new X509Certificate(file.bytes));
    return ok(null);
  } catch {
    // Then it may be a key.
  }
  for (const type of DER_KEYS) {
    try {
      const key = Buffer.from(file.bytes);
      found.keys.push(
        createPrivateKey({ key, format: 'der', type, ...(passphrase === null ? {} : { passphrase }) }),
      );
      return ok(null);
    } catch {
      // Or another kind of key.
    }
  }
  return ok(null);
};

/** From a certificate up, as far as those that issued it are among the others. */
const chainFrom = (leaf: X509Certificate, all: readonly X509Certificate[]): readonly X509Certificate[] => {
  const chain = [leaf];
  for (let one: X509Certificate | undefined = leaf; one !== undefined; ) {
    const current: X509Certificate = one;
    one = all.find((other) => !chain.includes(other) && current.checkIssued(other));
    if (one !== undefined) chain.push(one);
  }
  return chain;
};

/**
 * Reads certificates and keys in PEM, DER or PKCS #12, from however many files they are in. Fails with
 * ECERTFILE_NOTHING, ECERTFILE_UNREADABLE, EKEY_MISSING, EKEY_MISMATCH, EKEY_PASSPHRASE and what `readKey` fails with.
 */
export const readCertificateFiles = (
  files: readonly CertificateFile[],
  passphrase: string | null,
): Result<ReadCertificates> => {
  const found: Found = { certificates: [], keys: [] };
  for (const file of files) {
    const blocks = pemBlocks(Buffer.from(file.bytes).toString('latin1'));
    const read =
      blocks.length > 0
        ? readPem(blocks, file.name, passphrase, found)
        : isPfx(file.bytes)
          ? readPfx(file, passphrase, found)
          : readDer(file, passphrase, found);
    if (!read.ok) return read;
  }
  const { certificates, keys } = found;
  const name = files.map((file) => file.name).join(', ');
  const [first] = certificates;
  if (first === undefined) {
    return fail({ code: keys.length > 0 ? 'ECERTFILE_ONLY_KEY' : 'ECERTFILE_NOTHING', params: { name } });
  }
  if (keys.length === 0) {
    const authorities = certificates.filter((one) => one.ca || one.checkIssued(one));
    return authorities.length > 0
      ? ok({ kind: 'trusted', authorities })
      : fail({ code: 'EKEY_MISSING', params: { name } });
  }
  for (const key of keys) {
    const leaf = certificates.find((one) => one.checkPrivateKey(key));
    if (leaf !== undefined) return ok({ kind: 'own', chain: chainFrom(leaf, certificates), key });
  }
  return fail({ code: 'EKEY_MISMATCH' });
};
