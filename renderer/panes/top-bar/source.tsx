import { IconArrowBackUp, IconFileDescription } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { plainText } from '../../../core/payload/visible';
import { showLive } from '../../state/capture';
import { usePulse } from '../../state/pulse';
import { Button } from '../../ui/button';
import { useFormats } from '../../ui/format';
import { Tip } from '../../ui/tip';
import styles from './top-bar.module.css';

const WORDS = {
  file: { whole: 'readOnly', torn: 'readOnlyTorn' },
  leftover: { whole: 'recovered', torn: 'recoveredTorn' },
} as const;

/** Which file the log shows when it is not the live capture, and the way back. */
export const Source = () => {
  const { t } = useTranslation('bar');
  const { bytes } = useFormats();
  const source = usePulse(({ capture }) => capture.source);
  if (source.kind === 'live') return null;
  const kind = source.leftover === null ? 'file' : 'leftover';
  const name = plainText(source.name);
  return (
    <span className={styles.source}>
      <IconFileDescription size={15} stroke={1.7} className={styles.fileIcon} aria-hidden />
      <Tip label={source.tornBytes > 0 ? t('torn', { shown: bytes(source.tornBytes) }) : name}>
        <span className={styles.file}>{t('viewing', { name })}</span>
      </Tip>
      <span className={styles.readOnly}>{t(WORDS[kind][source.tornBytes > 0 ? 'torn' : 'whole'])}</span>
      <Button look="quiet" icon={IconArrowBackUp} onClick={() => void showLive()}>
        {t('backToLive')}
      </Button>
    </span>
  );
};
