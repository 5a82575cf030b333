import { IconCertificate, IconFileImport, IconPlus } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { validity } from '../../../core/contract/certificate';
import {
  chooseCertificate,
  createCertificate,
  importCertificate,
  loadCertificates,
  useCertificates,
  viewCertificate,
  viewPeer,
} from '../../state/certificates';
import { useEndpoint } from '../../state/endpoints';
import { stateOf, useStatus } from '../../state/statuses';
import { Button, IconButton } from '../../ui/button';
import { CertificatePick } from './certificate-pick';
import styles from './certificates.module.css';

const ServerLine = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('certificates');
  const running = useStatus(id, (status) => stateOf(status).phase !== 'stopped');
  const chosen = useEndpoint(id, ({ tls }) => tls.certificate) ?? '';
  const stored = useCertificates(({ list }) => list.find((one) => one.id === chosen));
  const [own] = stored?.chain ?? [];
  const state = own === undefined ? 'valid' : validity(own, Date.now());
  return (
    <div className={styles.line}>
      <span className={styles.word}>{t('certificate')}</span>
      <CertificatePick
        label={t('certificate')}
        none={t('noCertificate')}
        value={chosen}
        disabled={running}
        onChange={(certificate) => void chooseCertificate(id, certificate)}
      />
      {stored !== undefined && (
        <IconButton
          icon={IconCertificate}
          label={t('view')}
          onClick={() => viewCertificate({ of: 'stored', id: stored.id })}
          quiet
        />
      )}
      {state !== 'valid' && <span className={styles.warning}>{t(VALIDITY_WORDS[state])}</span>}
      {!running && (
        <>
          <Button
            icon={IconPlus}
            look={stored === undefined ? 'primary' : 'plain'}
            hint={t('createHint')}
            onClick={() => void createCertificate(id)}
          >
            {t('create')}
          </Button>
          <Button icon={IconFileImport} hint={t('importHint')} onClick={() => void importCertificate(id)}>
            {t('import')}
          </Button>
        </>
      )}
    </div>
  );
};

export const VALIDITY_WORDS = {
  notYet: 'validNotYet',
  soon: 'validSoon',
  expired: 'validExpired',
} as const;

const ClientLine = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('certificates');
  const verify = useEndpoint(id, ({ tls }) => tls.verify) ?? true;
  const accepted = useEndpoint(id, ({ tls }) => tls.accepted.length) ?? 0;
  const connected = useStatus(id, (status) => stateOf(status).phase === 'connected');
  const says = verify ? (accepted > 0 ? 'checksAccepted' : 'checks') : 'checksNothing';
  return (
    <div className={styles.line}>
      <span className={styles.word} data-warning={!verify}>
        {t(says)}
      </span>
      {connected && (
        <Button icon={IconCertificate} look="quiet" onClick={() => void viewPeer(id, null)}>
          {t('viewPeer')}
        </Button>
      )}
    </div>
  );
};

/** What a TLS endpoint shows, or checks: one line under its address. */
export const CertificateLine = ({ id }: { readonly id: string }) => {
  const side = useEndpoint(id, ({ role }) => role);
  const tls = useEndpoint(id, ({ protocol }) => protocol) === 'tls';
  useEffect(() => {
    if (tls) void loadCertificates();
  }, [tls]);
  if (!tls) return null;
  return side === 'server' ? <ServerLine id={id} /> : <ClientLine id={id} />;
};
