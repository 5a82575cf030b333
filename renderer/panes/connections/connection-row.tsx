import { memo, useState } from 'react';
import { formatAddress, type SocketAddress } from '../../../core/contract/address';
import type { ConnectionInfo } from '../../../core/contract/status';
import { configure, useEndpoint } from '../../state/endpoints';
import { choose, chooseAll, useTargets } from '../../state/targets';
import { ConnectionActions } from './connection-actions';
import { ConnectionDetails, useDetailsOpen } from './connection-details';
import type { ConnectionWords } from './connection-words';
import styles from './connections.module.css';

interface ConnectionRowProps {
  readonly endpoint: string;
  readonly connection: ConnectionInfo;
  /** Position in the whole list, from 0. */
  readonly index: number;
  /** For how long it has been open. */
  readonly age: string;
  /** A UDP peer: when it was last heard from. */
  readonly heard: string;
  readonly words: ConnectionWords;
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

interface AmountProps {
  readonly bytes: number;
  readonly messages: number;
  readonly tone: 'in' | 'out';
  readonly words: ConnectionWords;
}

/** Bytes; the messages are told to the pointer, and counted out only then. */
const Amount = ({ bytes, messages, tone, words }: AmountProps) => {
  const [pointed, setPointed] = useState(false);
  return (
    <td
      data-number
      data-tone={tone}
      title={pointed ? words.messages(messages) : undefined}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
    >
      {words.bytes(bytes)}
    </td>
  );
};

/** Remembered: with hundreds of connections most of those in view have not changed since the last look. */
export const ConnectionRow = memo((props: ConnectionRowProps) => {
  const { endpoint, connection, index, age, heard, words, selectable, udp } = props;
  const { peer, chosen, toggle } = useChoice(endpoint, connection, udp);
  const detailsOpen = useDetailsOpen(connection.id);
  const plain = udp ? heard : connection.paused ? words.paused : words.state[connection.state];
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
        {age}
      </td>
      <Amount tone="in" bytes={connection.bytesIn} messages={connection.messagesIn} words={words} />
      <Amount tone="out" bytes={connection.bytesOut} messages={connection.messagesOut} words={words} />
      <td data-number data-tone="muted" className={styles.queued}>
        {udp
          ? words.datagrams(connection.messagesIn, connection.messagesOut)
          : words.bytes(connection.queued)}
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
});
ConnectionRow.displayName = 'ConnectionRow';
