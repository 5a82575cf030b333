import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { endpointName } from '../../../core/contract/endpoint-name';
import { useEndpoints } from '../../state/endpoints';
import { answerRemoval, useRemoval } from '../../state/removal';
import { Button } from '../../ui/button';
import styles from './delete-dialog.module.css';

/** Asks before a running endpoint is deleted. */
export const DeleteDialog = () => {
  const { t } = useTranslation('endpoints');
  const asking = useRemoval((state) => state.asking);
  const endpoint = useEndpoints(({ endpoints }) => endpoints.find(({ id }) => id === asking));
  const name = endpoint === undefined ? '' : endpointName(endpoint);
  return (
    <Modal
      opened={asking !== null}
      onClose={() => answerRemoval(false)}
      title={t('deleteTitle', { name })}
      closeButtonProps={{ 'aria-label': t('cancel') }}
      size={400}
    >
      <p className={styles.text}>{t('deleteText')}</p>
      <div className={styles.buttons}>
        <Button data-autofocus onClick={() => answerRemoval(false)}>
          {t('cancel')}
        </Button>
        <Button look="danger" onClick={() => answerRemoval(true)}>
          {t('deleteConfirm')}
        </Button>
      </div>
    </Modal>
  );
};
