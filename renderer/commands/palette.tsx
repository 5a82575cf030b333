import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endpointName } from '../../core/contract/endpoint-name';
import { setCurrentRole } from '../state/current';
import { activate, useEndpoints } from '../state/endpoints';
import { Keys } from '../ui/keys';
import { COMMANDS } from './commands';
import { matchesQuery } from './match';
import styles from './palette.module.css';
import { paletteStore } from './palette-store';
import { focusRegion } from './regions';
import { GROUP_WORDS } from './words';

interface Entry {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  readonly keys: string | undefined;
  readonly run: () => void;
}

/** What can be chosen at this moment: the commands that apply, and every endpoint to go to. */
const useEntries = (): readonly Entry[] => {
  const { t } = useTranslation('commands');
  const endpoints = useEndpoints((state) => state.endpoints);
  return [
    ...COMMANDS.filter(({ available }) => available?.() ?? true).map(({ id, word, group, keys, run }) => ({
      id,
      group: t(GROUP_WORDS[group]),
      label: t(word),
      keys,
      run,
    })),
    ...endpoints.map((endpoint) => ({
      id: `go ${endpoint.id}`,
      group: t('groupGoTo'),
      label: endpointName(endpoint),
      keys: undefined,
      run: () => {
        setCurrentRole(endpoint.role);
        activate(endpoint.role, endpoint.id);
        focusRegion(endpoint.role === 'server' ? 'servers' : 'clients');
      },
    })),
  ];
};

const Entries = ({ query }: { readonly query: string }) => {
  const { t } = useTranslation('commands');
  const found = useEntries().filter(({ label, group }) => matchesQuery(query, `${group} ${label}`));
  const groups = [...new Set(found.map(({ group }) => group))];
  if (found.length === 0) return <Spotlight.Empty>{t('paletteEmpty')}</Spotlight.Empty>;
  return groups.map((group) => (
    <Spotlight.ActionsGroup key={group} label={group}>
      {found
        .filter((entry) => entry.group === group)
        .map(({ id, label, keys, run }) => (
          <Spotlight.Action
            key={id}
            className={styles.action}
            // The palette hands the focus back when it closes; a command may move it after that.
            onClick={() => setTimeout(run)}
          >
            <span className={styles.label}>{label}</span>
            {keys !== undefined && <Keys keys={keys} />}
          </Spotlight.Action>
        ))}
    </Spotlight.ActionsGroup>
  ));
};

/** The command palette: every action and its shortcut, found by a few letters. */
export const Palette = () => {
  const { t } = useTranslation('commands');
  const [query, setQuery] = useState('');
  return (
    <Spotlight.Root
      store={paletteStore}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      size={560}
      yOffset="12vh"
      maxHeight={420}
      scrollable
      clearQueryOnClose
      transitionProps={{ duration: 80 }}
    >
      <Spotlight.Search
        placeholder={t('palettePlaceholder')}
        aria-label={t('paletteLabel')}
        leftSection={<IconSearch size={15} stroke={1.8} aria-hidden />}
      />
      <Spotlight.ActionsList>
        <Entries query={query} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
};
