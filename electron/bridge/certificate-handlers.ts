import { randomUUID } from 'node:crypto';
import { open, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CertificateFacts } from '../../core/contract/certificate';
import type { CertificateAnswers } from '../../core/contract/requests/certificate';
import { fail, ok, type Result } from '../../core/contract/result';
import type { CertificateFile } from '../certificates/read-files';
import type { CertificateStore } from '../certificates/store';
import type { Traffic } from '../traffic/traffic-contract';
import type { RoomHandlers } from './answer';

export interface CertificateHandlerDeps {
  readonly certificates: CertificateStore;
  readonly traffic: Traffic;
  readonly asking: {
    certificatePaths(): Promise<readonly string[] | null>;
    saveCertificatePath(suggestedName: string): Promise<string | null>;
    keyLogPath(): Promise<string | null>;
  };
  /** Names and addresses of this computer, as `certificates.create` takes them. */
  ownNames(): string;
  /** Keeps the path of a key log; answers with the name that the window knows it by. */
  keepKeyLog(path: string): string;
  /** What a certificate says, in DER. */
  describe(certificate: Uint8Array): CertificateFacts;
}

/** A certificate with a long chain has some kilobytes; nobody's bundle of authorities is larger. */
const MOST_BYTES = 4 * 1024 * 1024;
/** Choices whose pass phrase is still awaited. */
const KEPT = 10;

const readFile = async (path: string): Promise<Result<CertificateFile>> => {
  const name = basename(path);
  try {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      if (size > MOST_BYTES) return fail({ code: 'ECERTFILE_NOTHING', params: { name } });
      return ok({ name, bytes: await handle.readFile() });
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code = 'EUNEXPECTED' } = error as NodeJS.ErrnoException;
    return fail({ code, syscall: 'read', params: { name }, detail: String(error) });
  }
};

/** Requests about certificates and TLS. */
export const createCertificateHandlers = (deps: CertificateHandlerDeps): RoomHandlers<CertificateAnswers> => {
  const { certificates, traffic, asking } = deps;
  const awaited = new Map<string, readonly string[]>();
  const keepWaiting = (paths: readonly string[]): string => {
    const token = randomUUID();
    awaited.set(token, paths);
    const oldest = awaited.keys().next().value;
    if (awaited.size > KEPT && oldest !== undefined) awaited.delete(oldest);
    return token;
  };
  return {
    'certificates.list': () => ok(certificates.list()),
    'certificates.create': ({ names }) => certificates.create(names.trim() === '' ? deps.ownNames() : names),
    'certificates.import': async ({ files, passphrase }) => {
      const paths = files === null ? await asking.certificatePaths() : awaited.get(files);
      if (paths === null) return ok(null);
      if (paths === undefined) return fail({ code: 'ENOFILE' });
      const read = await Promise.all(paths.map(readFile));
      const contents: CertificateFile[] = [];
      for (const one of read) {
        if (!one.ok) return one;
        contents.push(one.value);
      }
      const added = await certificates.add(contents, passphrase);
      if (added.ok) {
        if (files !== null) awaited.delete(files);
        return added;
      }
      if (!added.failure.code.startsWith('EKEY_PASSPHRASE')) return added;
      const params = { ...added.failure.params, files: files ?? keepWaiting(paths) };
      return fail({ ...added.failure, params });
    },
    'certificates.remove': ({ id }) => {
      certificates.remove(id);
      return ok(null);
    },
    'certificates.export': async ({ id }) => {
      const pem = certificates.pem(id);
      if (pem === null) return fail({ code: 'ECERT_MISSING' });
      const path = await asking.saveCertificatePath('certificate.pem');
      if (path === null) return ok(null);
      try {
        await writeFile(path, pem);
        return ok({ name: basename(path) });
      } catch (error) {
        const { code = 'EUNEXPECTED' } = error as NodeJS.ErrnoException;
        return fail({ code, syscall: 'write', params: { target: basename(path) }, detail: String(error) });
      }
    },
    'certificates.peer': async ({ id, connection }) =>
      ok((await traffic.peerCertificates(id, connection)).map(deps.describe)),
    'keyLog.choose': async () => {
      const path = await asking.keyLogPath();
      return ok(path === null ? null : { file: deps.keepKeyLog(path), name: basename(path) });
    },
  };
};
