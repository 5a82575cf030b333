import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../../core/contract/result';
import { failureText } from '../../core/wording';
import { issueCertificate, makeAuthority } from './create';
import { describeCertificate } from './describe';
import { readCertificateFiles } from './read-files';
import { type CertificatesFile, certificatesSchema, noCertificates, openCertificateStore } from './store';

const folder = mkdtempSync(join(tmpdir(), 'porthole-certificates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = (name: string): string => join(folder, name);
const openssl = (...args: readonly string[]): string =>
  execFileSync('openssl', args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    timeout: 60_000,
  });
const file = (name: string) => ({ name, bytes: readFileSync(path(name)) });

const codeOf = (result: Result<unknown>): string => {
  if (result.ok) return 'ok';
  const { cause, advice } = failureText('en', result.failure);
  expect(cause + advice).not.toMatch(/–|\{\{/);
  return result.failure.code;
};

beforeAll(() => {
  for (const [name, algorithm] of [
    ['ec', ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']],
    ['rsa', ['rsa:2048']],
  ] as const) {
    openssl(
      ...['req', '-x509', '-newkey', ...algorithm, '-nodes', '-keyout', `${name}.key`, '-out', `${name}.pem`],
      ...['-days', '30', '-subj', `/CN=${name} leaf/O=Test, Inc.`],
      ...['-addext', 'basicConstraints=CA:FALSE', '-addext', 'subjectAltName=DNS:localhost,IP:::1'],
    );
    openssl(
      'pkcs12',
      '-export',
      '-in',
      `${name}.pem`,
      '-inkey',
      `${name}.key`,
      '-out',
      `${name}.pfx`,
      '-passout',
      'pass:秘密 phrase',
    );
  }
});

describe('a certificate that Porthole makes', () => {
  test('stands openssl’s check, for its names, as a server and as a client', async () => {
    const authority = await makeAuthority('Porthole on größe, 主机');
    const names = ['localhost', '*.example.org', '127.0.0.1', '::1'];
    const leaf = await issueCertificate(authority, names);
    writeFileSync(path('own-ca.pem'), authority.certificate);
    writeFileSync(path('own.pem'), leaf.certificate);
    for (const purpose of ['sslserver', 'sslclient']) {
      for (const name of [
        ['-verify_hostname', 'a.example.org'],
        ['-verify_ip', '::1'],
      ]) {
        const args = [
          'verify',
          '-x509_strict',
          '-purpose',
          purpose,
          ...name,
          '-CAfile',
          'own-ca.pem',
          'own.pem',
        ];
        expect(openssl(...args)).toContain('own.pem: OK');
      }
    }
    const certificate = new X509Certificate(leaf.certificate);
    expect(certificate.checkPrivateKey(createPrivateKey(leaf.key))).toBe(true);
    expect(describeCertificate(certificate)).toMatchObject({
      name: 'localhost',
      names: ['localhost', '*.example.org', '127.0.0.1', '::1'],
      key: 'EC P-256',
      signature: 'ECDSA with SHA-256',
      authority: false,
      selfSigned: false,
    });
    expect(describeCertificate(authority.certificate)).toMatchObject({
      name: 'Porthole on größe, 主机',
      authority: true,
      selfSigned: true,
    });
  });

  test('no two are alike', async () => {
    const authority = await makeAuthority('twice');
    const [one, two] = await Promise.all([0, 1].map(() => issueCertificate(authority, ['localhost'])));
    expect(one?.certificate).not.toBe(two?.certificate);
    expect(one?.key).not.toBe(two?.key);
  });
});

describe('reading files', () => {
  const fingerprint = (name: string): string =>
    openssl('x509', '-in', `${name}.pem`, '-noout', '-fingerprint', '-sha256').split('=')[1]?.trim() ?? '';

  const expectOwn = (name: string, files: readonly string[], passphrase: string | null = null): void => {
    const read = readCertificateFiles(files.map(file), passphrase);
    if (!read.ok) throw new Error(`${read.failure.code} ${read.failure.detail}`);
    if (read.value.kind !== 'own') throw new Error('no key');
    expect(read.value.chain[0]?.fingerprint256).toBe(fingerprint(name));
    expect(read.value.chain[0]?.checkPrivateKey(read.value.key)).toBe(true);
  };

  test.each(['ec', 'rsa'])('%s: PEM in two files or in one, in any order', (name) => {
    expectOwn(name, [`${name}.key`, `${name}.pem`]);
    writeFileSync(
      path('both.pem'),
      `some words\n${readFileSync(path(`${name}.key`))}${readFileSync(path(`${name}.pem`))}`,
    );
    expectOwn(name, ['both.pem']);
  });

  test.each(['ec', 'rsa'])('%s: DER', (name) => {
    openssl('x509', '-in', `${name}.pem`, '-outform', 'DER', '-out', `${name}.cer`);
    openssl('pkcs8', '-topk8', '-nocrypt', '-in', `${name}.key`, '-outform', 'DER', '-out', `${name}.p8`);
    expectOwn(name, [`${name}.cer`, `${name}.p8`]);
  });

  test.each([
    ['PKCS #8', ['pkcs8', '-topk8', '-v2', 'aes-256-cbc', '-passout', 'pass:secret', '-in', 'ec.key']],
    ['the older form of OpenSSL', ['ec', '-aes128', '-passout', 'pass:secret', '-in', 'ec.key']],
  ])('a key that is encrypted in %s', (_what, args) => {
    openssl(...args, '-out', 'locked.key');
    const files = [file('ec.pem'), file('locked.key')];
    expect(codeOf(readCertificateFiles(files, null))).toBe('EKEY_PASSPHRASE');
    expect(codeOf(readCertificateFiles(files, 'wrong'))).toBe('EKEY_PASSPHRASE_WRONG');
    expectOwn('ec', ['ec.pem', 'locked.key'], 'secret');
  });

  test.each([
    ['ec', []],
    ['rsa', []],
    ['rsa', ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
    ['ec', ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-RC2-40', '-macalg', 'sha1', '-legacy']],
  ])('PKCS #12: %s %j', (name, args) => {
    openssl(
      ...['pkcs12', '-export', '-in', `${name}.pem`, '-inkey', `${name}.key`, '-out', 'one.pfx'],
      ...['-passout', 'pass:secret', ...args],
    );
    expect(codeOf(readCertificateFiles([file('one.pfx')], null))).toBe('EKEY_PASSPHRASE');
    expect(codeOf(readCertificateFiles([file('one.pfx')], 'wrong'))).toBe('EKEY_PASSPHRASE_WRONG');
    expectOwn(name, ['one.pfx'], 'secret');
  });

  test('PKCS #12 without a pass phrase, and with one in other letters', () => {
    openssl(
      'pkcs12',
      '-export',
      '-in',
      'ec.pem',
      '-inkey',
      'ec.key',
      '-out',
      'open.pfx',
      '-passout',
      'pass:',
    );
    expectOwn('ec', ['open.pfx']);
    expectOwn('rsa', ['rsa.pfx'], '秘密 phrase');
  });

  test('the chain is put in order', async () => {
    const authority = await makeAuthority('the root');
    const leaf = await issueCertificate(authority, ['localhost']);
    writeFileSync(path('chain.pem'), authority.certificate + leaf.key + leaf.certificate);
    const read = readCertificateFiles([file('chain.pem')], null);
    if (!read.ok || read.value.kind !== 'own') throw new Error('not read');
    expect(read.value.chain.map((one) => describeCertificate(one).name)).toEqual(['localhost', 'the root']);
  });

  test.each([
    ['a key of another certificate', ['ec.pem', 'rsa.key'], 'EKEY_MISMATCH'],
    ['a certificate alone', ['leaf-alone.pem'], 'EKEY_MISSING'],
    ['a key alone', ['ec.key'], 'ECERTFILE_ONLY_KEY'],
    ['neither', ['empty.txt'], 'ECERTFILE_NOTHING'],
    ['a torn certificate', ['torn.pem'], 'ECERTFILE_UNREADABLE'],
    ['a torn key', ['ec.pem', 'torn.key'], 'EKEY_UNREADABLE'],
    ['a torn PKCS #12', ['torn.pfx'], 'ECERTFILE_UNREADABLE'],
  ])('%s is refused as it is', async (_what, names, code) => {
    const authority = await makeAuthority('x');
    writeFileSync(path('leaf-alone.pem'), (await issueCertificate(authority, ['localhost'])).certificate);
    writeFileSync(path('empty.txt'), 'nothing of the kind');
    writeFileSync(path('torn.pem'), '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n');
    writeFileSync(path('torn.key'), '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n');
    writeFileSync(path('torn.pfx'), readFileSync(path('ec.pfx')).subarray(0, 200));
    expect(codeOf(readCertificateFiles(names.map(file), null))).toBe(code);
  });
});

describe('the store', () => {
  const open = (safe: boolean) => {
    let kept: CertificatesFile = noCertificates();
    const store = openCertificateStore({
      file: {
        get value() {
          return kept;
        },
        set: (next) => {
          kept = certificatesSchema.parse(JSON.parse(JSON.stringify(next)));
        },
      },
      // Stands in for Electron's safeStorage, which only a session with a keyring has.
      secrets: {
        seal: (text) => (safe ? Buffer.from(text).toString('base64') : null),
        open: (sealed) => (sealed === 'gone' ? null : Buffer.from(sealed, 'base64').toString()),
      },
      holder: 'Porthole on here',
    });
    return {
      store,
      kept: () => kept,
      spoil: () => {
        kept = {
          ...kept,
          certificates: kept.certificates.map((one) => ({ ...one, key: { sealed: 'gone' } })),
        };
      },
    };
  };

  test.each([true, false])(
    'makes one authority for all, and keeps keys sealed where there is a safe (%s)',
    async (safe) => {
      const { store, kept } = open(safe);
      const one = await store.create('localhost, 127.0.0.1');
      const two = await store.create('other.example.org');
      if (!one.ok || !two.ok) throw new Error('not made');
      expect(store.list().map(({ origin }) => origin)).toEqual(['authority', 'made', 'made']);
      expect(one.value).toMatchObject({
        encrypted: safe,
        chain: [{ name: 'localhost' }, { name: 'Porthole on here' }],
      });
      expect(store.authorities()).toHaveLength(1);
      expect(JSON.stringify(kept()).includes('PRIVATE KEY')).toBe(!safe);
      const material = store.material(one.value.id);
      expect(material).toMatchObject({ ok: true, value: { key: expect.stringContaining('PRIVATE KEY') } });
      expect(store.pem(one.value.id)).not.toContain('PRIVATE KEY');
      store.remove(one.value.id);
      expect(codeOf(store.material(one.value.id))).toBe('ECERT_MISSING');
    },
  );

  test('a key that cannot be opened any more is told; a new authority issues the next', async () => {
    const { store, spoil } = open(true);
    const made = await store.create('localhost');
    spoil();
    expect(made.ok && codeOf(store.material(made.value.id))).toBe('EKEY_SEALED');
    await store.create('localhost');
    expect(store.list().filter(({ origin }) => origin === 'authority')).toHaveLength(2);
  });

  test('an authority that is imported is trusted', async () => {
    const { store } = open(false);
    writeFileSync(path('foreign.pem'), (await makeAuthority('Foreign')).certificate);
    expect(await store.add([file('foreign.pem')], null)).toMatchObject({
      ok: true,
      value: [{ origin: 'trusted', encrypted: null }],
    });
    expect(store.authorities()).toEqual([readFileSync(path('foreign.pem'), 'utf8')]);
  });

  test('an imported certificate is kept with its key, without the pass phrase', async () => {
    const { store } = open(false);
    const added = await store.add([file('rsa.pfx')], '秘密 phrase');
    if (!added.ok) throw new Error(added.failure.code);
    expect(store.material(added.value[0]?.id ?? '')).toMatchObject({ ok: true });
    expect(added.value[0]?.chain[0]).toMatchObject({
      name: 'rsa leaf',
      names: ['localhost', '::1'],
    });
  });

  test.each(['', ' , ', 'not a host!', '300.1.1.1', 'a'.repeat(300)])('%j is no name', async (names) => {
    expect(codeOf(await open(false).store.create(names))).toBe('EINVAL_NAMES');
  });
});
