import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAddress } from '../../../core/contract/address';
import { parseHostPort } from '../../../core/contract/parse';
import type { ConnectionInfo } from '../../../core/contract/status';
import { ask } from '../../state/bridge';
import { configure, useEndpoint } from '../../state/endpoints';
import { useStatus } from '../../state/statuses';
import { choose, chooseAll, useTargets } from '../../state/targets';
import { useExplain } from '../../ui/explain';
import { FieldNote } from '../../ui/field';
import { useFormats } from '../../ui/format';
import { PickList } from '../../ui/pick-list';
import { SuggestField } from '../../ui/suggest-field';

/** More connections than anyone would pick from a list; the table has them all. */
const OFFERED = 200;

const useOffered = (id: string) => {
  const [connections, setConnections] = useState<readonly ConnectionInfo[]>([]);
  const refresh = async (): Promise<void> => {
    const answer = await ask('connection.list', { id, start: 0, count: OFFERED });
    if (answer.ok) setConnections(answer.value.connections);
  };
  return { connections, refresh: () => void refresh() };
};

const ConnectionPicker = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('composer');
  const { count: number } = useFormats();
  const count = useStatus(id, (status) => status?.connections ?? 0);
  const chosen = useTargets((state) => state.chosen[id]);
  const { connections, refresh } = useOffered(id);
  const all = t('toAll', { count, shown: number(count) });
  const listed = connections.map((one) => ({ value: String(one.id), label: formatAddress(one.remote) }));
  const missing = chosen !== undefined && !listed.some(({ value }) => value === String(chosen.id));
  return (
    <PickList
      label={t('to')}
      shown={t('toShown', { target: chosen?.peer ?? all })}
      onOpen={refresh}
      choices={[
        { value: 'all', label: all },
        ...(missing ? [{ value: String(chosen.id), label: chosen.peer }] : []),
        ...listed,
      ]}
      value={chosen === undefined ? 'all' : String(chosen.id)}
      onChange={(value) => {
        const connection = connections.find((one) => String(one.id) === value);
        if (connection === undefined) chooseAll(id);
        else choose(id, connection);
      }}
    />
  );
};

const AddressPicker = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('composer');
  const { count: number } = useFormats();
  const explain = useExplain();
  const count = useStatus(id, (status) => status?.connections ?? 0);
  const sendTo = useEndpoint(id, ({ composer }) => composer.sendTo) ?? '';
  const { connections, refresh } = useOffered(id);
  const parsed = sendTo.trim() === '' ? null : parseHostPort(sendTo);
  return (
    <SuggestField
      label={t('to')}
      listLabel={t('knownPeers')}
      onOpen={refresh}
      width={150}
      mono
      value={sendTo}
      onChange={(typed) =>
        configure(id, (endpoint) => ({ ...endpoint, composer: { ...endpoint.composer, sendTo: typed } }))
      }
      placeholder={t('toAllPeers', { count, shown: number(count) })}
      problem={parsed?.ok === false ? explain(parsed.failure).cause : null}
      before={<FieldNote>{t('to')}</FieldNote>}
      choices={[
        { value: '', label: t('toAllPeers', { count, shown: number(count) }) },
        ...connections.map((one) => ({ value: formatAddress(one.remote), label: formatAddress(one.remote) })),
      ]}
    />
  );
};

/** Whom a server sends to: all, one connection, or for UDP any address. A client has its one remote. */
export const TargetPicker = ({ id }: { readonly id: string }) => {
  const role = useEndpoint(id, (endpoint) => endpoint.role);
  const protocol = useEndpoint(id, (endpoint) => endpoint.protocol);
  if (role !== 'server') return null;
  return protocol === 'udp' ? <AddressPicker id={id} /> : <ConnectionPicker id={id} />;
};
