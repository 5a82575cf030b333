import { IconArrowBarToRight, IconBolt, IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionAction } from '../../../core/contract/status';
import { ask } from '../../state/bridge';
import { tell } from '../../state/notices';
import { IconButton } from '../../ui/button';

interface ConnectionActionsProps {
  readonly endpoint: string;
  /** The connection's number. */
  readonly connection: number;
  readonly udp: boolean;
  /** Reading was paused by hand. */
  readonly paused: boolean;
  /** Our side has not finished sending yet. */
  readonly canFinish: boolean;
}

/**
 * What can be done with one connection. Remembered apart from its row: the numbers beside it change four times a
 * second, and buttons with tooltips are dear to draw again.
 */
export const ConnectionActions = memo(
  ({ endpoint, connection, udp, paused, canFinish }: ConnectionActionsProps) => {
    const { t } = useTranslation('connections');
    const act = (action: ConnectionAction) => async (): Promise<void> => {
      const answer = await ask('connection.act', { id: endpoint, connection, action });
      if (!answer.ok) tell(answer.failure);
    };
    if (udp) {
      return (
        <IconButton
          icon={IconX}
          label={t('forget')}
          hint={t('forgetHint')}
          onClick={act('close')}
          quiet
          small
        />
      );
    }
    return (
      <>
        {paused ? (
          <IconButton
            icon={IconPlayerPlay}
            label={t('resume')}
            hint={t('resumeHint')}
            onClick={act('resume')}
            aria-pressed
            quiet
            small
          />
        ) : (
          <IconButton
            icon={IconPlayerPause}
            label={t('pause')}
            hint={t('pauseHint')}
            onClick={act('pause')}
            quiet
            small
          />
        )}
        <IconButton
          icon={IconArrowBarToRight}
          label={t('finish')}
          hint={t('finishHint')}
          disabled={!canFinish}
          onClick={act('finish')}
          quiet
          small
        />
        <IconButton
          icon={IconX}
          label={t('close')}
          hint={t('closeHint')}
          onClick={act('close')}
          quiet
          small
        />
        <IconButton
          icon={IconBolt}
          label={t('reset')}
          hint={t('resetHint')}
          onClick={act('reset')}
          quiet
          small
        />
      </>
    );
  },
);
ConnectionActions.displayName = 'ConnectionActions';
