import { z } from 'zod';
import type { CertificateFacts, StoredCertificate } from '../certificate';
import { count, endpointId, nothing } from './fields';

/** Certificates, and the key log. */
export const certificateRequests = {
  'certificates.list': nothing,
  /** Names as typed; empty: this computer's own. */
  'certificates.create': z.strictObject({ names: z.string().max(2000) }),
  /** Without `files` the person is asked for them; with them, and a pass phrase, they are read again. */
  'certificates.import': z.strictObject({
    files: z.string().min(1).max(64).nullable(),
    passphrase: z.string().max(1000).nullable(),
  }),
  'certificates.remove': z.strictObject({ id: z.string().min(1).max(64) }),
  /** Writes the chain, without the key, to a file that the person chooses. */
  'certificates.export': z.strictObject({ id: z.string().min(1).max(64) }),
  /** What a peer showed; without a connection, the endpoint's last one. */
  'certificates.peer': z.strictObject({ id: endpointId, connection: count.nullable() }),
  'keyLog.choose': nothing,
} as const;

export interface CertificateAnswers {
  'certificates.list': readonly StoredCertificate[];
  'certificates.create': StoredCertificate;
  /** Null: the person cancelled. A pass phrase is wanted: EKEY_PASSPHRASE, whose params name the `files`. */
  'certificates.import': readonly StoredCertificate[] | null;
  'certificates.remove': null;
  'certificates.export': { readonly name: string } | null;
  'certificates.peer': readonly CertificateFacts[];
  'keyLog.choose': { readonly file: string; readonly name: string } | null;
}
