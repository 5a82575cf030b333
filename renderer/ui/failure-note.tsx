import { IconAlertTriangle, IconInfoCircle, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../core/contract/failure';
import type { Severity } from '../../core/contract/happening';
import { IconButton } from './button';
import { useExplain } from './explain';
import styles from './failure-note.module.css';

interface FailureNoteProps {
  readonly failure: Failure;
  readonly severity?: Severity;
  readonly onDismiss?: () => void;
  /** Buttons: what to do about it. */
  readonly children?: ReactNode;
}

/** A failure in place: what happened in plain words, what to try, and the system's own name and number for it. */
export const FailureNote = ({ failure, severity = 'error', onDismiss, children }: FailureNoteProps) => {
  const { t } = useTranslation('app');
  const { title, cause, advice } = useExplain()(failure);
  const Glyph = severity === 'info' ? IconInfoCircle : IconAlertTriangle;
  return (
    <div className={styles.note} data-severity={severity} role={severity === 'error' ? 'alert' : 'note'}>
      <Glyph size={15} stroke={1.8} className={styles.icon} aria-hidden />
      <div className={styles.words} data-selectable>
        <span className={styles.cause}>{cause}</span> <span className={styles.advice}>{advice}</span>{' '}
        <code className={styles.code}>{title}</code>
      </div>
      <div className={styles.actions}>{children}</div>
      {onDismiss !== undefined && (
        <IconButton icon={IconX} label={t('dismiss')} onClick={onDismiss} quiet small />
      )}
    </div>
  );
};
