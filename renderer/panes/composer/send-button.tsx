import { useTranslation } from 'react-i18next';
import { useJobs } from '../../state/jobs';
import { send, useSending } from '../../state/sending';
import { useSettings } from '../../state/settings';
import { stateOf, useStatus } from '../../state/statuses';
import { Button } from '../../ui/button';
import { keyNames } from '../../ui/shortcut';

interface SendButtonProps {
  readonly id: string;
  /** Whether there is a message that can be sent; null: a file is sent. */
  readonly ready: boolean | null;
}

/** Whether anything can be sent at this moment. */
const useCanSend = (id: string): boolean =>
  useStatus(id, (status) => {
    const { phase } = stateOf(status);
    return phase === 'connected' || phase === 'open' || phase === 'listening';
  });

export const SendButton = ({ id, ready }: SendButtonProps) => {
  const { t } = useTranslation('composer');
  const mac = useSettings(({ platform }) => platform === 'darwin');
  const canSend = useCanSend(id);
  const chosen = useSending(({ files }) => files[id] !== undefined);
  const sending = useJobs(({ jobs }) =>
    jobs.some((job) => job.kind === 'sendFile' && job.endpoint === id && job.state === 'running'),
  );
  const file = ready === null;
  const hint = !canSend
    ? t('sendNotRunning')
    : file && !chosen
      ? t('sendNoFile')
      : t('sendHint', { keys: keyNames('Mod+Enter', mac) });
  return (
    <Button
      look="primary"
      hint={hint}
      disabled={!canSend || ready === false || (file && (!chosen || sending))}
      onClick={() => void send(id)}
    >
      {t('send')}
    </Button>
  );
};
