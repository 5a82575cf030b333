import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { parseNames } from '../../core/certificate/names';
import type { StoredCertificate } from '../../core/contract/certificate';
import type { Failure } from '../../core/contract/failure';
import { fail, ok, type Result } from '../../core/contract/result';
import type { KeyPair } from './create';
import { describeCertificate } from './describe';
import { pemBlocks } from './pem';
import type { CertificateFile } from './read-files';

/** The system's safe for secrets. */
export interface Secrets {
  /** Encrypted, in Base64; null where the system has no safe. */
  seal(text: string): string | null;
  /** Null: it was sealed for somebody else, or the system's safe is closed. */
  open(sealed: string): string | null;
}

/** A small file that is kept whole and only its owner reads. */
export interface KeptFile<T> {
  readonly value: T;
  set(value: T): void;
}

const MOST_CERTIFICATES = 500;

const keySchema = z.union([
  z.strictObject({ sealed: z.string() }),
  /** PKCS #8 in PEM, where the system has no safe. */
  z.strictObject({ plain: z.string() }),
]);

const entrySchema = z.strictObject({
  id: z.string().max(64),
  origin: z.enum(['authority', 'made', 'imported', 'trusted']),
  /** PEM, its own first. */
  chain: z.string().max(1_000_000),
  key: keySchema.nullable(),
});
type Entry = Readonly<z.infer<typeof entrySchema>>;

export const certificatesSchema = z.strictObject({
  version: z.literal(1),
  certificates: z.array(entrySchema).max(MOST_CERTIFICATES),
});
export type CertificatesFile = z.infer<typeof certificatesSchema>;

export const noCertificates = (): CertificatesFile => ({ version: 1, certificates: [] });

export interface CertificateStore {
  list(): readonly StoredCertificate[];
  /** Makes a certificate for names as typed, and the authority that issues it, when there is none yet. */
  create(names: string): Promise<Result<StoredCertificate>>;
  /** Keeps what files hold. Fails with what `readCertificateFiles` fails with, or ECERTS_FULL. */
  add(
    files: readonly CertificateFile[],
    passphrase: string | null,
  ): Promise<Result<readonly StoredCertificate[]>>;
  remove(id: string): void;
  /** Chain and key in PEM. Fails with ECERT_MISSING or EKEY_SEALED. */
  material(id: string): Result<{ readonly chain: string; readonly key: string }>;
  /** The chain in PEM, without the key. */
  pem(id: string): string | null;
  /** Whom to trust besides the public ones, in PEM. */
  authorities(): readonly string[];
}

export interface CertificateStoreDeps {
  readonly file: KeptFile<CertificatesFile>;
  readonly secrets: Secrets;
  /** Whose authority it is: `Porthole on my-laptop`. */
  readonly holder: string;
}

/** Loaded when it is first wanted: whoever never makes a certificate does not wait for it at the start. */
const library = () => import('./create');

const describe = ({ id, origin, chain, key }: Entry): StoredCertificate => ({
  id,
  origin,
  encrypted: key === null ? null : 'sealed' in key,
  chain: pemBlocks(chain).map(({ text }) => describeCertificate(text)),
});

export const openCertificateStore = ({ file, secrets, holder }: CertificateStoreDeps): CertificateStore => {
  const entries = (): readonly Entry[] => file.value.certificates;
  const find = (id: string): Entry | undefined => entries().find((entry) => entry.id === id);
  const full = (more: number): Failure | null =>
    entries().length + more > MOST_CERTIFICATES
      ? { code: 'ECERTS_FULL', params: { max: MOST_CERTIFICATES } }
      : null;
  const keep = (origin: Entry['origin'], chain: string, key: string | null): Entry => {
    const sealed = key === null ? null : secrets.seal(key);
    const entry: Entry = {
      id: randomUUID(),
      origin,
      chain,
      key: key === null ? null : sealed === null ? { plain: key } : { sealed },
    };
    file.set({ ...file.value, certificates: [...entries(), entry] });
    return entry;
  };
  const keyOf = ({ key }: Entry): string | null => {
    if (key === null) return null;
    return 'sealed' in key ? secrets.open(key.sealed) : key.plain;
  };
  /** Porthole's own; one whose key cannot be opened any more issues nothing, so there is a new one then. */
  const authority = async (): Promise<KeyPair> => {
    for (const entry of entries()) {
      const key = entry.origin === 'authority' ? keyOf(entry) : null;
      const stillValid = describe(entry).chain.every(({ validTo }) => validTo > Date.now());
      if (key !== null && stillValid) return { certificate: entry.chain, key };
    }
    const { makeAuthority } = await library();
    const made = await makeAuthority(holder);
    keep('authority', made.certificate, made.key);
    return made;
  };

  return {
    list: () => entries().map(describe),
    create: async (typed) => {
      const names = parseNames(typed);
      if (!names.ok) return names;
      const failure = full(2);
      if (failure !== null) return fail(failure);
      const issuer = await authority();
      const { issueCertificate } = await library();
      const leaf = await issueCertificate(issuer, names.value);
      return ok(describe(keep('made', leaf.certificate + issuer.certificate, leaf.key)));
    },
    add: async (files, passphrase) => {
      const { readCertificateFiles } = await import('./read-files');
      const read = readCertificateFiles(files, passphrase);
      if (!read.ok) return read;
      const { value } = read;
      const failure = full(value.kind === 'own' ? 1 : value.authorities.length);
      if (failure !== null) return fail(failure);
      if (value.kind === 'own') {
        const key = String(value.key.export({ type: 'pkcs8', format: 'pem' }));
        return ok([describe(keep('imported', value.chain.join(''), key))]);
      }
      return ok(value.authorities.map((one) => describe(keep('trusted', one.toString(), null))));
    },
    remove: (id) =>
      file.set({ ...file.value, certificates: [...entries().filter((entry) => entry.id !== id)] }),
    material: (id) => {
      const entry = find(id);
      if (entry === undefined) return fail({ code: 'ECERT_MISSING' });
      const key = keyOf(entry);
      return key === null ? fail({ code: 'EKEY_SEALED' }) : ok({ chain: entry.chain, key });
    },
    pem: (id) => find(id)?.chain ?? null,
    authorities: () =>
      entries().flatMap(({ origin, chain }) =>
        origin === 'authority' || origin === 'trusted' ? [chain] : [],
      ),
  };
};
