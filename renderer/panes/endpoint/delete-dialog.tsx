import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { plainText } from '../../../core/payload/visible';
import { useName } from '../../state/names';
import { answerRemoval, useRemoval } from '../../state/removal';
import { Button } from '../../ui/button';
import styles from './delete-dialog.module.css';

/** Asks before a running endpoint is deleted. */
export const DeleteDialog = () => {
  const { t } = useTranslation('endpoints');
  const asking = useRemoval((state) => state.asking);
  const name = plainText(useName(asking ?? ''));
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
