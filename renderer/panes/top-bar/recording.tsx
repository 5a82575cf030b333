import { Trans, useTranslation } from 'react-i18next';
import { usePulse } from '../../state/pulse';
import { useFormats } from '../../ui/format';
import styles from './top-bar.module.css';

/** That everything is being recorded, and how much it is by now. */
export const Recording = () => {
  const { t } = useTranslation('bar');
  const { bytes, count } = useFormats();
  const on = usePulse(({ capture }) => capture.recording.on);
  const messages = usePulse(({ capture }) => capture.received + capture.sent);
  const shownFile = usePulse(({ capture }) => capture.source.kind === 'file');
  const size = usePulse(({ capture }) => capture.fileBytes);
  return (
    <span className={styles.recording} data-aside={shownFile}>
      <span className={styles.dot} data-on={on} aria-hidden="true" />
      <span>
        <span className={styles.recordingWord}>{on ? t('recording') : t('recordingPaused')} </span>
        <Trans
          t={t}
          i18nKey="messages"
          count={messages}
          values={{ shown: count(messages) }}
          components={{ b: <b /> }}
        />
        {/* While a file is shown, its size is not the recording's. */}
        {!shownFile && (
          <>
            {' · '}
            <b>{bytes(size)}</b>
          </>
        )}
      </span>
    </span>
  );
};
