import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { answerDiscard, useLeftovers } from '../../state/leftovers';
import { Button } from '../../ui/button';
import { useFormats } from '../../ui/format';
import styles from './recovered-dialog.module.css';

/** Asks before captures that were left behind are discarded. */
export const DiscardDialog = () => {
  const { t } = useTranslation('recovered');
  const { bytes, count, moment } = useFormats();
  const asking = useLeftovers((state) => state.asking);
  const [first, ...more] = asking ?? [];
  const size = (asking ?? []).reduce((sum, one) => sum + one.bytes, 0);
  return (
    <Modal
      opened={asking !== null}
      onClose={() => void answerDiscard(false)}
      title={
        more.length > 0
          ? t('discardAllTitle', { count: more.length + 1, shown: count(more.length + 1) })
          : t('discardTitle', { when: first === undefined ? '' : moment(first.begun) })
      }
      closeButtonProps={{ 'aria-label': t('cancel') }}
      size={420}
    >
      <p className={styles.text}>{t('discardText', { size: bytes(size) })}</p>
      <div className={styles.buttons}>
        <Button data-autofocus onClick={() => void answerDiscard(false)}>
          {t('cancel')}
        </Button>
        <Button look="danger" onClick={() => void answerDiscard(true)}>
          {t('discardConfirm')}
        </Button>
      </div>
    </Modal>
  );
};
