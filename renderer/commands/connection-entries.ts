import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAddress } from '../../core/contract/address';
import type { ConnectionAction, ConnectionInfo } from '../../core/contract/status';
import { plainText } from '../../core/payload/visible';
import { ask } from '../state/bridge';
import { viewPeer } from '../state/certificates';
import { openDetails, secureConnection } from '../state/connections';
import { currentEndpointId } from '../state/current';
import { tell } from '../state/notices';
import type { Entry } from './palette-entries';

/** Connections of the current endpoint that the palette offers to act on: the first ones of its table. */
const MOST = 50;

interface Listed {
  readonly endpoint: string;
  readonly connections: readonly ConnectionInfo[];
}

/** As they are when the palette opens. */
const useListed = (): Listed | null => {
  const [listed, setListed] = useState<Listed | null>(null);
  useEffect(() => {
    const endpoint = currentEndpointId();
    if (endpoint === null) return;
    let over = false;
    void ask('connection.list', { id: endpoint, start: 0, count: MOST }).then((answer) => {
      if (!over && answer.ok) setListed({ endpoint, connections: answer.value.connections });
    });
    return () => {
      over = true;
    };
  }, []);
  return listed;
};

/** What can be done now with one. A UDP peer can only be forgotten. */
const actionsOf = ({ state, paused, stream }: ConnectionInfo): readonly ConnectionAction[] =>
  stream === undefined
    ? ['close']
    : [
        paused ? 'resume' : 'pause',
        ...(state === 'open' || state === 'peerFinished' ? (['finish'] as const) : []),
        ...(stream.readingFinished ? [] : (['finishReading'] as const)),
        stream.corked ? 'uncork' : 'cork',
        'close',
        'reset',
      ];

/** What can be done with each connection of the current endpoint, by its peer's address. */
export const useConnectionEntries = (): readonly Entry[] => {
  const { t } = useTranslation('connections');
  const { t: palette } = useTranslation('commands');
  const listed = useListed();
  if (listed === null) return [];
  const { endpoint } = listed;
  const words: Readonly<Record<ConnectionAction, string>> = {
    close: t('close'),
    finish: t('finish'),
    reset: t('reset'),
    pause: t('pause'),
    resume: t('resume'),
    finishReading: t('finishReading'),
    cork: t('cork'),
    uncork: palette('paletteUncork'),
  };
  const group = palette('groupConnections');
  return listed.connections.flatMap((connection, index) => {
    const { id, remote, tls, stream, state } = connection;
    const peer = plainText(formatAddress(remote));
    const entry = (name: string, what: string, run: () => void): Entry => ({
      id: `connection.${id}.${name}`,
      group,
      label: palette('paletteConnection', { peer, what }),
      keys: undefined,
      run,
    });
    const act = async (action: ConnectionAction): Promise<void> => {
      const answer = await ask('connection.act', { id: endpoint, connection: id, action });
      if (!answer.ok) tell(answer.failure);
    };
    return [
      ...actionsOf(connection).map((action) =>
        entry(action, stream === undefined ? t('forget') : words[action], () => void act(action)),
      ),
      ...(stream !== undefined && tls === null && state === 'open'
        ? [entry('secure', t('secure'), () => void secureConnection(endpoint, id))]
        : []),
      ...(stream === undefined ? [] : [entry('details', t('details'), () => openDetails(id, index))]),
      ...(tls === null
        ? []
        : [entry('certificate', t('peerCertificate'), () => void viewPeer(endpoint, id))]),
    ];
  });
};
