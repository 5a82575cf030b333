import { IconPlayerStopFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useRepeats } from '../../state/repeats';
import { stopAllRepeats } from '../../state/sending';
import { Button } from '../../ui/button';
import { useFormats } from '../../ui/format';

/** While messages are repeated anywhere: one button that ends all of it. */
export const Repeats = () => {
  const { t } = useTranslation('bar');
  const { count: number } = useFormats();
  const count = useRepeats();
  if (count === 0) return null;
  return (
    <Button
      look="danger"
      icon={IconPlayerStopFilled}
      hint={t('endRepeatsHint')}
      onClick={() => void stopAllRepeats()}
    >
      {t('endRepeats', { count, shown: number(count) })}
    </Button>
  );
};
