import { create } from 'zustand';
import type { CertificateFacts, StoredCertificate } from '../../core/contract/certificate';
import type { Failure } from '../../core/contract/failure';
import { ask } from './bridge';
import { configure, endpointById, flushEndpoint, startEndpoint } from './endpoints';
import { tell } from './notices';
import { stateOf, useStatuses } from './statuses';

/** A certificate that is looked at: one that Porthole keeps, or what a peer showed. */
export type Viewed =
  | { readonly of: 'stored'; readonly id: string }
  | { readonly of: 'peer'; readonly chain: readonly CertificateFacts[] };

/** An import that waits for its pass phrase. */
export interface PassphraseWanted {
  readonly files: string;
  readonly name: string;
  /** Why it is asked for again. */
  readonly failure: Failure | null;
  /** The endpoint that is to use what is imported. */
  readonly endpoint: string | null;
}

interface CertificatesState {
  readonly list: readonly StoredCertificate[];
  readonly viewed: Viewed | null;
  readonly wanted: PassphraseWanted | null;
}

export const useCertificates = create<CertificatesState>()(() => ({ list: [], viewed: null, wanted: null }));

export const loadCertificates = async (): Promise<void> => {
  const answer = await ask('certificates.list');
  if (answer.ok) useCertificates.setState({ list: answer.value });
  else tell(answer.failure);
};

/** Makes an endpoint show this certificate from its next start on. */
export const chooseCertificate = async (endpoint: string, id: string): Promise<void> => {
  configure(endpoint, (config) => ({ ...config, tls: { ...config.tls, certificate: id } }));
  await flushEndpoint(endpoint);
};

/** Makes a certificate for this computer (or the names given) and lets the endpoint show it. */
export const createCertificate = async (endpoint: string | null, names = ''): Promise<boolean> => {
  const answer = await ask('certificates.create', { names });
  if (!answer.ok) {
    tell(answer.failure);
    return false;
  }
  await loadCertificates();
  if (endpoint !== null) await chooseCertificate(endpoint, answer.value.id);
  return true;
};

/** Asks for files, and where they want one, for a pass phrase; what has a key is then shown by the endpoint. */
export const importCertificate = async (
  endpoint: string | null,
  again: { readonly files: string; readonly passphrase: string } | null = null,
): Promise<void> => {
  const answer = await ask('certificates.import', again ?? { files: null, passphrase: null });
  if (!answer.ok) {
    const { params } = answer.failure;
    const files = params?.files;
    if (typeof files !== 'string') {
      useCertificates.setState({ wanted: null });
      tell(answer.failure);
      return;
    }
    const name = String(params?.name ?? '');
    const failure = again === null ? null : answer.failure;
    useCertificates.setState({ wanted: { files, name, failure, endpoint } });
    return;
  }
  useCertificates.setState({ wanted: null });
  if (answer.value === null) return;
  await loadCertificates();
  const own = answer.value.find(({ encrypted }) => encrypted !== null);
  if (endpoint !== null && own !== undefined) await chooseCertificate(endpoint, own.id);
  const [first] = answer.value;
  if (own === undefined && first !== undefined) viewCertificate({ of: 'stored', id: first.id });
};

export const viewCertificate = (viewed: Viewed | null): void => useCertificates.setState({ viewed });

/** Shows what a peer showed; without a connection, the endpoint's last peer. */
export const viewPeer = async (endpoint: string, connection: number | null): Promise<void> => {
  const answer = await ask('certificates.peer', { id: endpoint, connection });
  if (!answer.ok) tell(answer.failure);
  else if (answer.value.length > 0) viewCertificate({ of: 'peer', chain: answer.value });
};

export const removeCertificate = async (id: string): Promise<void> => {
  const answer = await ask('certificates.remove', { id });
  if (!answer.ok) tell(answer.failure);
  viewCertificate(null);
  await loadCertificates();
};

export const exportCertificate = async (id: string): Promise<void> => {
  const answer = await ask('certificates.export', { id });
  if (!answer.ok) tell(answer.failure);
};

/** The fingerprint of the certificate because of which an endpoint does not run; null: there is none. */
export const refusedFingerprint = (failure: Failure | null | undefined): string | null => {
  const shown = failure?.code.startsWith('ECERT_') ? failure.params?.fingerprint : undefined;
  return typeof shown === 'string' ? shown : null;
};

const failureOf = (endpoint: string): Failure | null => {
  const state = stateOf(useStatuses.getState().byId[endpoint]);
  return state.phase === 'stopped' || state.phase === 'waiting' ? (state.failure ?? null) : null;
};

export const hasRefused = (endpoint: string): boolean => refusedFingerprint(failureOf(endpoint)) !== null;

/** From now on this endpoint takes the certificate that was refused as it is; it is tried again. */
export const acceptRefused = async (endpoint: string): Promise<void> => {
  const fingerprint = refusedFingerprint(failureOf(endpoint));
  if (fingerprint === null) return;
  configure(endpoint, (config) => ({
    ...config,
    tls: { ...config.tls, accepted: [...new Set([...config.tls.accepted, fingerprint])].slice(-100) },
  }));
  await flushEndpoint(endpoint);
  // One that waits tries again by itself.
  if (stateOf(useStatuses.getState().byId[endpoint]).phase === 'stopped') await startEndpoint(endpoint);
};

/** The certificate that an endpoint shows, where Porthole keeps it. */
export const ownCertificate = (endpoint: string): string | null => {
  const chosen = endpointById(endpoint)?.tls.certificate ?? '';
  return useCertificates.getState().list.some(({ id }) => id === chosen) ? chosen : null;
};
