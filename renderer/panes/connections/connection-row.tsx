import { IconArrowBarToRight, IconBolt, IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatAddress } from '../../../core/contract/address';
import type { ConnectionAction, ConnectionInfo, ConnectionState } from '../../../core/contract/status';
import { ask } from '../../state/bridge';
import { configure, useEndpoint } from '../../state/endpoints';
import { tell } from '../../state/notices';
import { choose, chooseAll, useTargets } from '../../state/targets';
import { IconButton } from '../../ui/button';
import { useFormats } from '../../ui/format';
import styles from './connections.module.css';

const STATE_WORDS = {
  open: 'stateOpen',
  peerFinished: 'statePeerFinished',
  halfClosed: 'stateHalfClosed',
  closing: 'stateClosing',
} as const satisfies Record<ConnectionState, string>;

interface ConnectionRowProps {
  readonly endpoint: string;
  readonly connection: ConnectionInfo;
  /** Position in the whole list, from 0. */
  readonly index: number;
  readonly now: number;
  /** It can be made what the composer sends to. */
  readonly selectable: boolean;
  readonly udp: boolean;
}

/** Choosing a row makes the composer send to it: a TCP connection by its number, a UDP peer by its address. */
const useChoice = (endpoint: string, connection: ConnectionInfo, udp: boolean) => {
  const peer = formatAddress(connection.remote);
  const chosenId = useTargets((state) => state.chosen[endpoint]?.id);
  const sendTo = useEndpoint(endpoint, ({ composer }) => composer.sendTo.trim());
  const chosen = udp ? sendTo === peer : chosenId === connection.id;
  const toggle = (): void => {
    if (udp) {
      configure(endpoint, (config) => ({
        ...config,
        composer: { ...config.composer, sendTo: chosen ? '' : peer },
      }));
    } else if (chosen) chooseAll(endpoint);
    else choose(endpoint, connection);
  };
  return { peer, chosen, toggle };
};

export const ConnectionRow = ({ endpoint, connection, index, now, selectable, udp }: ConnectionRowProps) => {
  const { t } = useTranslation('connections');
  const { bytes, count, span } = useFormats();
  const { peer, chosen, toggle } = useChoice(endpoint, connection, udp);
  const act = async (action: ConnectionAction): Promise<void> => {
    const answer = await ask('connection.act', { id: endpoint, connection: connection.id, action });
    if (!answer.ok) tell(answer.failure);
  };
  const messages = (number: number): string => t('messages', { count: number, shown: count(number) });
  const state = connection.paused ? t('statePaused') : t(STATE_WORDS[connection.state]);
  const canFinish = connection.state === 'open' || connection.state === 'peerFinished';
  return (
    <tr
      className={styles.row}
      aria-rowindex={index + 2}
      aria-selected={selectable ? chosen : undefined}
      data-chosen={selectable && chosen}
      onClick={(event) => {
        // Buttons do what they say; anywhere else the row is chosen.
        if (selectable && !(event.target instanceof Element && event.target.closest('button'))) toggle();
      }}
    >
      <td className={styles.peer} title={peer}>
        {selectable ? (
          <button type="button" className={styles.choose} aria-pressed={chosen} onClick={toggle}>
            {peer}
          </button>
        ) : (
          peer
        )}
      </td>
      <td className={`${styles.local} ${styles.mono}`} title={formatAddress(connection.local)}>
        {formatAddress(connection.local)}
      </td>
      <td data-number data-tone="muted">
        {span(now - connection.since)}
      </td>
      <td data-number data-tone="in" title={messages(connection.messagesIn)}>
        {bytes(connection.bytesIn)}
      </td>
      <td data-number data-tone="out" title={messages(connection.messagesOut)}>
        {bytes(connection.bytesOut)}
      </td>
      <td data-number data-tone="muted" className={styles.queued}>
        {bytes(connection.queued)}
      </td>
      <td data-tone={connection.state === 'open' && !connection.paused ? undefined : 'muted'} title={state}>
        {state}
      </td>
      <td data-actions>
        {udp ? (
          <IconButton
            icon={IconX}
            label={t('forget')}
            hint={t('forgetHint')}
            onClick={() => void act('close')}
            quiet
            small
          />
        ) : (
          <>
            {connection.paused ? (
              <IconButton
                icon={IconPlayerPlay}
                label={t('resume')}
                hint={t('resumeHint')}
                onClick={() => void act('resume')}
                aria-pressed
                quiet
                small
              />
            ) : (
              <IconButton
                icon={IconPlayerPause}
                label={t('pause')}
                hint={t('pauseHint')}
                onClick={() => void act('pause')}
                quiet
                small
              />
            )}
            <IconButton
              icon={IconArrowBarToRight}
              label={t('finish')}
              hint={t('finishHint')}
              disabled={!canFinish}
              onClick={() => void act('finish')}
              quiet
              small
            />
            <IconButton
              icon={IconX}
              label={t('close')}
              hint={t('closeHint')}
              onClick={() => void act('close')}
              quiet
              small
            />
            <IconButton
              icon={IconBolt}
              label={t('reset')}
              hint={t('resetHint')}
              onClick={() => void act('reset')}
              quiet
              small
            />
          </>
        )}
      </td>
    </tr>
  );
};
