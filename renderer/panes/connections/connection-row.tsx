import { useTranslation } from 'react-i18next';
import { formatAddress, type SocketAddress } from '../../../core/contract/address';
import type { ConnectionInfo, ConnectionState } from '../../../core/contract/status';
import { configure, useEndpoint } from '../../state/endpoints';
import { choose, chooseAll, useTargets } from '../../state/targets';
import { useFormats } from '../../ui/format';
import { ConnectionActions } from './connection-actions';
import { ConnectionDetails, useDetailsOpen } from './connection-details';
import styles from './connections.module.css';

const STATE_WORDS = {
  open: 'stateOpen',
  securing: 'stateSecuring',
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

const Address = ({ of }: { readonly of: SocketAddress }) => {
  const whole = formatAddress(of);
  // A local socket has no port.
  const colon = of.label === undefined ? whole.lastIndexOf(':') : whole.length;
  return (
    <span className={styles.address}>
      <span className={styles.host}>{whole.slice(0, colon)}</span>
      <span className={styles.port}>{whole.slice(colon)}</span>
    </span>
  );
};

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
  const { ago, bytes, count, span } = useFormats();
  const { peer, chosen, toggle } = useChoice(endpoint, connection, udp);
  const detailsOpen = useDetailsOpen(connection.id);
  const messages = (number: number): string => t('messages', { count: number, shown: count(number) });
  const { heardAt = null } = connection;
  const heard = heardAt === null ? t('notHeard') : ago(now - heardAt);
  const plain = udp ? heard : connection.paused ? t('statePaused') : t(STATE_WORDS[connection.state]);
  const { tls } = connection;
  const calm = connection.state === 'open' && !connection.paused;
  const state = tls === null ? plain : calm ? tls.version : `${plain} · ${tls.version}`;
  const stateHint =
    tls === null ? plain : [plain, tls.version, tls.cipher, tls.alpn].filter(Boolean).join(' · ');
  return (
    <tr
      className={styles.row}
      aria-rowindex={index + 2}
      aria-selected={selectable ? chosen : undefined}
      data-chosen={selectable && chosen}
      onClick={(event) => {
        // Buttons do what they say; anywhere else the row is chosen.
        if (!selectable || !(event.target instanceof Element)) return;
        // Its details are drawn elsewhere, and their clicks come by here as well.
        const elsewhere = !event.currentTarget.contains(event.target);
        if (!elsewhere && event.target.closest('button') === null) toggle();
      }}
    >
      <td title={peer}>
        {selectable ? (
          <button
            type="button"
            className={styles.choose}
            aria-label={peer}
            aria-pressed={chosen}
            onClick={toggle}
          >
            <Address of={connection.remote} />
          </button>
        ) : (
          <Address of={connection.remote} />
        )}
      </td>
      <td className={styles.local} title={formatAddress(connection.local)}>
        <Address of={connection.local} />
      </td>
      <td data-number data-tone="muted" className={styles.openFor}>
        {span(now - connection.since)}
      </td>
      <td data-number data-tone="in" title={messages(connection.messagesIn)}>
        {bytes(connection.bytesIn)}
      </td>
      <td data-number data-tone="out" title={messages(connection.messagesOut)}>
        {bytes(connection.bytesOut)}
      </td>
      <td data-number data-tone="muted" className={styles.queued}>
        {udp
          ? t('datagramCounts', { in: count(connection.messagesIn), out: count(connection.messagesOut) })
          : bytes(connection.queued)}
      </td>
      <td
        data-tone={connection.state === 'open' && !connection.paused ? undefined : 'muted'}
        title={stateHint}
      >
        {state}
      </td>
      <td data-actions>
        <ConnectionActions
          endpoint={endpoint}
          connection={connection.id}
          udp={udp}
          paused={connection.paused}
          canFinish={connection.state === 'open' || connection.state === 'peerFinished'}
          canSecure={!udp && tls === null && connection.state === 'open'}
          secured={tls !== null && tls.trust !== 'none'}
        />
        {connection.stream !== undefined && (
          <ConnectionDetails
            endpoint={endpoint}
            connection={connection.id}
            info={detailsOpen ? connection : null}
          />
        )}
      </td>
    </tr>
  );
};
