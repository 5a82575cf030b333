import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/format';
import { Tip } from '../../ui/tip';
import type { Message } from '../../ui/use-message';
import styles from './composer.module.css';
import { previewParts, SHOWN_BYTES } from './preview-parts';

interface PreviewProps {
  readonly message: Message | null;
  readonly hex: boolean;
}

/** The bytes of the next message, where they are not the same each time. */
export const Preview = ({ message, hex }: PreviewProps) => {
  const { t } = useTranslation('template');
  const { count } = useFormats();
  if (message?.ok !== true || !message.dynamic || message.bytes === null) return null;
  const { bytes, made } = message;
  const more = bytes.length - SHOWN_BYTES;
  return (
    <Tip label={t('previewHint')}>
      <fieldset className={styles.preview} aria-label={t('preview')} translate="no" data-hex={hex}>
        {previewParts(bytes, made, hex).map((part) => (
          <span key={part.from} data-made={part.made}>
            {part.text}
          </span>
        ))}
        {more > 0 && <span className={styles.more}>{t('previewMore', { shown: count(more) })}</span>}
      </fieldset>
    </Tip>
  );
};
