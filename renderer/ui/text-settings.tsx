import { Popover } from '@mantine/core';
import { IconTextSize } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TextDraft } from '../../core/contract/draft';
import { IconButton } from './button';
import styles from './settings-rows.module.css';
import { Switch } from './switch';
import { EncodingPick, LineEndingPick } from './text-picks';

interface TextSettingsProps {
  readonly value: Pick<TextDraft, 'encoding' | 'lineEnding' | 'raw'>;
  readonly onChange: (patch: Partial<Pick<TextDraft, 'encoding' | 'lineEnding' | 'raw'>>) => void;
}

/** How a text becomes bytes, a row for each question. */
export const TextSettings = ({ value, onChange }: TextSettingsProps) => {
  const { t } = useTranslation('composer');
  return (
    <>
      <div className={styles.row}>
        <span>{t('encoding')}</span>
        <EncodingPick value={value.encoding} onChange={(encoding) => onChange({ encoding })} wide />
      </div>
      <div className={styles.row}>
        <span>{t('lineEnding')}</span>
        <LineEndingPick value={value.lineEnding} onChange={(lineEnding) => onChange({ lineEnding })} wide />
      </div>
      <div className={styles.row}>
        <span>{t('raw')}</span>
        <Switch label={t('raw')} checked={value.raw} onChange={(raw) => onChange({ raw })} />
      </div>
    </>
  );
};

/** The same behind one button, where a row has no room for them. */
export const TextSettingsButton = (props: TextSettingsProps) => {
  const { t } = useTranslation('composer');
  return (
    <Popover position="top-start" width={290} trapFocus returnFocus>
      <Popover.Target>
        <IconButton icon={IconTextSize} label={t('textSettings')} />
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown} aria-label={t('textSettings')}>
        <TextSettings {...props} />
      </Popover.Dropdown>
    </Popover>
  );
};
