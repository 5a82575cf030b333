import type { EndpointConfig } from '../../core/contract/endpoint';
import type { TlsMaterial } from '../../core/contract/tls';
import type { CertificateStore } from '../certificates/store';

/** Certificate, key and whom to trust, for an endpoint as it is set up now. `keyLogPath` knows where keys may go. */
export const tlsMaterialOf = (
  { tls }: Pick<EndpointConfig, 'tls'>,
  certificates: CertificateStore,
  keyLogPath: (file: string) => string | undefined,
): TlsMaterial => {
  const chosen = tls.certificate === '' ? null : certificates.material(tls.certificate);
  return {
    certificate: chosen?.ok ? chosen.value : null,
    problem: chosen === null || chosen.ok ? null : chosen.failure,
    authorities: certificates.authorities(),
    keyLog: tls.keyLog === null ? null : (keyLogPath(tls.keyLog.file) ?? null),
  };
};
