import { useTranslation } from 'react-i18next';
import { useStatus } from '../../state/statuses';
import { useFormats } from '../../ui/format';
import { Tip } from '../../ui/tip';
import type { Message } from '../../ui/use-message';
import styles from './composer.module.css';

interface SizeNoteProps {
  readonly id: string;
  readonly message: Message | null;
}

/** From here on a size is rounded; below it a person counts bytes: 65,507 fit into a datagram, 65,508 do not. */
const ROUNDED_FROM = 1_000_000;

/** How many bytes the message has, and how many wait because the system has not taken them yet. */
export const SizeNote = ({ id, message }: SizeNoteProps) => {
  const { t } = useTranslation('composer');
  const { bytes, count } = useFormats();
  const queued = useStatus(id, (status) => status?.queued ?? 0);
  const size = message?.ok === true ? (message.bytes?.length ?? null) : null;
  return (
    <span className={styles.note}>
      {size !== null && (
        <Tip label={t('bytesWillBeSent', { count: size, shown: count(size) })}>
          <span>{size < ROUNDED_FROM ? `${count(size)} B` : bytes(size)}</span>
        </Tip>
      )}
      {queued > 0 && (
        <Tip label={t('queuedHint')}>
          <span>
            {size !== null && ' · '}
            <b>{t('queued', { shown: bytes(queued) })}</b>
          </span>
        </Tip>
      )}
    </span>
  );
};
