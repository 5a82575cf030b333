import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TlsMaterial } from '../../core/contract/tls';

/** Certificates made by the openssl command for the tests of TLS: what a person would import. */
export interface Pki {
  readonly folder: string;
  /** The path of a file that a program on the other side reads. */
  path(name: string): string;
  read(name: string): string;
  /** A certificate with its key, and whom to trust. */
  material(name: string | null, change?: Partial<TlsMaterial>): TlsMaterial;
  fingerprint(name: string): string;
  remove(): void;
}

interface Wish {
  readonly names?: string;
  /** `-days` as openssl reads it; or both ends as YYYYMMDDHHMMSSZ. */
  readonly days?: number;
  readonly from?: string;
  readonly to?: string;
  readonly key?: readonly string[];
  readonly usage?: string;
}

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
export const RSA_1024 = ['-newkey', 'rsa:1024'];

export const makePki = (): Pki & {
  issue(name: string, wish?: Wish): void;
  selfSigned(name: string, wish?: Wish): void;
} => {
  const folder = mkdtempSync(join(tmpdir(), 'porthole-pki-'));
  const path = (name: string): string => join(folder, name);
  const openssl = (...args: readonly string[]): string =>
    execFileSync('openssl', args, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      timeout: 60_000,
    });
  const read = (name: string): string => readFileSync(path(name), 'utf8');

  openssl(
    ...['req', '-x509', ...EC, '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '30'],
    ...['-subj', '/CN=Test Authority', '-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
  );
  // `openssl ca` is what lets both dates be set.
  writeFileSync(path('index.txt'), '');
  writeFileSync(
    path('ca.conf'),
    '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nnew_certs_dir=.\ndefault_md=sha256\nrand_serial=yes\n' +
      'unique_subject=no\npolicy=p\ncopy_extensions=none\n[p]\ncommonName=supplied\n',
  );
  const extensions = (name: string, { names, usage }: Wish): void =>
    writeFileSync(
      path(`${name}.ext`),
      `subjectAltName=${names ?? 'DNS:localhost,IP:127.0.0.1'}\n` +
        (usage === undefined ? '' : `extendedKeyUsage=${usage}\n`),
    );

  return {
    folder,
    path,
    read,
    issue: (name, wish = {}) => {
      extensions(name, wish);
      openssl(
        ...['req', '-new', ...(wish.key ?? EC), '-nodes', '-keyout', `${name}.key`],
        ...['-out', `${name}.csr`, '-subj', `/CN=${name}`],
      );
      const time =
        wish.to === undefined
          ? ['-days', String(wish.days ?? 30)]
          : ['-startdate', wish.from ?? '20200101000000Z', '-enddate', wish.to];
      openssl(
        ...['ca', '-batch', '-notext', '-config', 'ca.conf', '-cert', 'ca.pem', '-keyfile', 'ca.key'],
        ...['-in', `${name}.csr`, '-out', `${name}.pem`, '-extfile', `${name}.ext`, ...time],
      );
    },
    selfSigned: (name, wish = {}) => {
      openssl(
        ...['req', '-x509', ...(wish.key ?? EC), '-nodes', '-keyout', `${name}.key`, '-out', `${name}.pem`],
        ...['-days', String(wish.days ?? 30), '-subj', `/CN=${name}`],
        ...['-addext', `subjectAltName=${wish.names ?? 'DNS:localhost,IP:127.0.0.1'}`],
      );
    },
    material: (name, change = {}) => ({
      certificate: name === null ? null : { chain: read(`${name}.pem`), key: read(`${name}.key`) },
      problem: null,
      authorities: [read('ca.pem')],
      keyLog: null,
      ...change,
    }),
    fingerprint: (name) =>
      openssl('x509', '-in', `${name}.pem`, '-noout', '-fingerprint', '-sha256').split('=')[1]?.trim() ?? '',
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
