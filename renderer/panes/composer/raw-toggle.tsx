import { IconBackslash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/button';

interface RawToggleProps {
  readonly raw: boolean;
  readonly onChange: (raw: boolean) => void;
}

export const RawToggle = ({ raw, onChange }: RawToggleProps) => {
  const { t } = useTranslation('composer');
  return (
    <IconButton
      icon={IconBackslash}
      label={t('raw')}
      hint={raw ? t('rawOnHint') : t('rawOffHint')}
      aria-pressed={raw}
      onClick={() => onChange(!raw)}
    />
  );
};
