import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { closePing, usePing } from '../../state/ping';
import { FailureNote } from '../../ui/failure-note';
import styles from './ping-dialog.module.css';
import { PingForm } from './ping-form';
import { PingResults } from './ping-results';

/** How long it takes to connect to an address, and how often it fails. It goes on while the dialog is closed. */
export const PingDialog = () => {
  const { t } = useTranslation('ping');
  const { open, status, failure } = usePing();
  return (
    <Modal
      opened={open}
      onClose={closePing}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={720}
    >
      <PingForm />
      {failure !== null && <FailureNote failure={failure} />}
      {status === null ? <p className={styles.about}>{t('about')}</p> : <PingResults status={status} />}
    </Modal>
  );
};
