import { IconActivityHeartbeat } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { openPing, usePing } from '../../state/ping';
import { Button } from '../../ui/button';
import { useFormats } from '../../ui/format';

/** While a ping goes on unseen: how far it is, and the way back to it. */
export const Pinging = () => {
  const { t } = useTranslation('ping');
  const { count } = useFormats();
  const connects = usePing(({ open, status }) =>
    open || status?.running !== true ? null : status.answered + status.failed,
  );
  if (connects === null) return null;
  return (
    <Button icon={IconActivityHeartbeat} hint={t('runningHint')} onClick={() => openPing()}>
      {t('running', { shown: count(connects) })}
    </Button>
  );
};
