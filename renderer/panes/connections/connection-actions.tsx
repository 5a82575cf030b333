import {
  type Icon,
  IconArrowBarToRight,
  IconBolt,
  IconCertificate,
  IconLock,
  IconPlayerPause,
  IconPlayerPlay,
  IconX,
} from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionAction } from '../../../core/contract/status';
import { ask } from '../../state/bridge';
import { viewPeer } from '../../state/certificates';
import { secureConnection } from '../../state/connections';
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
  /** It is plain, and TLS could be put over it. */
  readonly canSecure: boolean;
  /** It has TLS. */
  readonly secured: boolean;
}

/** Actions at hand; the others are in the connection's details. */
type Handy = Extract<ConnectionAction, 'close' | 'finish' | 'reset' | 'pause' | 'resume'>;

const ICONS = {
  close: IconX,
  finish: IconArrowBarToRight,
  reset: IconBolt,
  pause: IconPlayerPause,
  resume: IconPlayerPlay,
} as const satisfies Record<Handy, Icon>;

const WORDS = {
  close: { label: 'close', word: 'close', hint: 'closeHint' },
  finish: { label: 'finish', word: 'finish', hint: 'finishHint' },
  reset: { label: 'reset', word: 'reset', hint: 'resetHint' },
  pause: { label: 'pause', word: 'pauseShort', hint: 'pauseHint' },
  resume: { label: 'resume', word: 'resumeShort', hint: 'resumeHint' },
  forget: { label: 'forget', word: 'forget', hint: 'forgetHint' },
} as const satisfies Record<Handy | 'forget', unknown>;

/**
 * What can be done with one connection. Remembered apart from its row: the numbers beside it change four times a
 * second, and buttons with tooltips are dear to draw again.
 */
export const ConnectionActions = memo(
  ({ endpoint, connection, udp, paused, canFinish, canSecure, secured }: ConnectionActionsProps) => {
    const { t } = useTranslation('connections');
    const act = async (action: ConnectionAction): Promise<void> => {
      const answer = await ask('connection.act', { id: endpoint, connection, action });
      if (!answer.ok) tell(answer.failure);
    };
    const actions: readonly Handy[] = udp
      ? ['close']
      : [paused ? 'resume' : 'pause', 'finish', 'close', 'reset'];
    return (
      <>
        {canSecure && (
          <IconButton
            icon={IconLock}
            label={t('secure')}
            hint={t('secureHint')}
            onClick={() => void secureConnection(endpoint, connection)}
            quiet
            small
          />
        )}
        {secured && (
          <IconButton
            icon={IconCertificate}
            label={t('peerCertificate')}
            onClick={() => void viewPeer(endpoint, connection)}
            quiet
            small
          />
        )}
        {actions.map((action) => {
          const words = WORDS[udp ? 'forget' : action];
          return (
            <IconButton
              key={action}
              icon={ICONS[action]}
              label={t(words.label)}
              word={t(words.word)}
              hint={t(words.hint)}
              disabled={action === 'finish' && !canFinish}
              onClick={() => void act(action)}
              quiet
              small
            />
          );
        })}
      </>
    );
  },
);
ConnectionActions.displayName = 'ConnectionActions';
