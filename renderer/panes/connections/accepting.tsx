import { IconDoorEnter, IconDoorOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isBacklogFull } from '../../../core/contract/status';
import { setAccepting } from '../../state/connections';
import { useEndpoint } from '../../state/endpoints';
import { stateOf, useStatus } from '../../state/statuses';
import { IconButton } from '../../ui/button';
import { useFormats } from '../../ui/format';
import styles from './connections.module.css';

/** Pauses accepting, in the way that the options say, and goes on. */
export const AcceptingButton = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('connections');
  const state = useStatus(id, stateOf);
  const mode = useEndpoint(id, ({ options }) => options.pauseMode);
  if (state.phase !== 'listening') return null;
  const pauseHint = mode === 'queue' ? t('pauseQueueHint') : t('pauseAcceptingHint');
  return (
    <IconButton
      icon={state.accepting ? IconDoorEnter : IconDoorOff}
      label={state.accepting ? t('pauseAccepting') : t('acceptAgain')}
      word={state.accepting ? t('pauseAccepting') : t('acceptAgain')}
      hint={state.accepting ? pauseHint : t('acceptAgainHint')}
      onClick={() => void setAccepting(id, !state.accepting)}
      quiet
      small
    />
  );
};

interface NewcomersProps {
  readonly id: string;
  readonly udp: boolean;
  /** Nobody is in the table. */
  readonly empty: boolean;
}

/** Below the table: who would be in it, and who waits for it while accepting is paused. */
export const Newcomers = ({ id, udp, empty }: NewcomersProps) => {
  const { t } = useTranslation('connections');
  const { count } = useFormats();
  const newcomers = useStatus(id, (status) => {
    const state = stateOf(status);
    return state.phase !== 'listening' || state.accepting ? null : state.newcomers;
  });
  const waiting = useStatus(id, (status) => status?.waiting ?? 0);
  const backlog = useStatus(id, (status) => status?.backlog ?? null);
  const full = useStatus(id, (status) => status !== undefined && isBacklogFull(status));
  const say = (): string | null => {
    if (newcomers === 'queue' && backlog !== null) {
      const fill = { shown: count(waiting), backlog: count(backlog) };
      if (full) return t('backlogFull', fill);
      return waiting === 0 ? t('backlogEmpty', fill) : t('backlogWaiting', fill);
    }
    if (!empty) return null;
    if (newcomers === 'refuse') return t('noneAccepted');
    return udp ? t('noPeers') : t('noConnections');
  };
  const text = say();
  return text === null ? null : <p className={styles.none}>{text}</p>;
};
