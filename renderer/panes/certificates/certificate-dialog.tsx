import { Modal } from '@mantine/core';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CertificateFacts, validity } from '../../../core/contract/certificate';
import { plainText } from '../../../core/payload/visible';
import {
  exportCertificate,
  removeCertificate,
  useCertificates,
  type Viewed,
  viewCertificate,
} from '../../state/certificates';
import { Button } from '../../ui/button';
import { Segmented } from '../../ui/segmented';
import { VALIDITY_WORDS } from './certificate-line';
import styles from './certificates.module.css';
import { useDates } from './dates';

const Facts = ({ of }: { readonly of: CertificateFacts }) => {
  const { t } = useTranslation('certificates');
  const day = useDates();
  const state = validity(of, Date.now());
  const rows: readonly (readonly [string, string])[] = [
    [t('issuedTo'), of.subject || '–'],
    [t('issuedBy'), of.selfSigned ? t('itself') : of.issuer || '–'],
    [t('names'), of.names.join(', ') || '–'],
    [t('valid'), t('fromTo', { from: day(of.validFrom), to: day(of.validTo) })],
    [t('key'), of.key],
    [t('signature'), of.signature],
    [t('serial'), of.serial],
    [t('sha256'), of.sha256],
    [t('sha1'), of.sha1],
  ];
  return (
    <>
      {state !== 'valid' && (
        <p className={styles.warning} role="note">
          {t(VALIDITY_WORDS[state])}
        </p>
      )}
      <dl className={styles.facts} data-selectable>
        {rows.map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{plainText(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
};

const StoredActions = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('certificates');
  const stored = useCertificates(({ list }) => list.find((one) => one.id === id));
  const [sure, setSure] = useState(false);
  if (stored === undefined) return null;
  const { encrypted } = stored;
  return (
    <>
      <p className={styles.note}>
        {encrypted === null ? t('keyNone') : encrypted ? t('keySealed') : t('keyPlain')}
      </p>
      <div className={styles.buttons}>
        <Button
          icon={IconTrash}
          look={sure ? 'danger' : 'quiet'}
          onClick={() => (sure ? void removeCertificate(id) : setSure(true))}
        >
          {sure ? t('removeSure') : t('remove')}
        </Button>
        <Button icon={IconDownload} hint={t('exportHint')} onClick={() => void exportCertificate(id)}>
          {t('export')}
        </Button>
      </div>
    </>
  );
};

const Chain = ({ viewed }: { readonly viewed: Viewed }) => {
  const { t } = useTranslation('certificates');
  const stored = useCertificates(({ list }) =>
    viewed.of === 'stored' ? list.find((one) => one.id === viewed.id) : undefined,
  );
  const chain = viewed.of === 'peer' ? viewed.chain : (stored?.chain ?? []);
  const [at, setAt] = useState('0');
  const shown = chain[Number(at)] ?? chain[0];
  return (
    <>
      {chain.length > 1 && (
        <div className={styles.chain}>
          <Segmented
            label={t('chain')}
            choices={chain.map(({ name }, index) => ({ value: String(index), label: plainText(name) }))}
            value={at}
            onChange={setAt}
          />
        </div>
      )}
      {shown !== undefined && <Facts of={shown} />}
      {viewed.of === 'stored' && <StoredActions id={viewed.id} />}
    </>
  );
};

/** A certificate with its chain, Porthole's own or a peer's. */
export const CertificateDialog = () => {
  const { t } = useTranslation('certificates');
  const viewed = useCertificates((state) => state.viewed);
  return (
    <Modal
      opened={viewed !== null}
      onClose={() => viewCertificate(null)}
      title={viewed?.of === 'peer' ? t('peerTitle') : t('certificate')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={560}
    >
      {viewed !== null && <Chain viewed={viewed} />}
    </Modal>
  );
};
