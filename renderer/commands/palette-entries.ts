import { useTranslation } from 'react-i18next';
import { plainSentence, plainText } from '../../core/payload/visible';
import { BUILT_IN_IDS } from '../../core/preset/built-in-ids';
import { BUILT_IN_WORDS } from '../panes/presets/preset-words';
import { setCurrentRole } from '../state/current';
import { activate, useEndpoints } from '../state/endpoints';
import { repeatSavedMessage, sendSavedMessage, useLibrary } from '../state/library';
import { useNames } from '../state/names';
import { unfold } from '../state/panes';
import { startFrom, usePresets } from '../state/presets';
import { repeatsOf } from '../state/repeats';
import { stopRepeat } from '../state/sending';
import { isUnderWay, runByName, useSequences } from '../state/sequences';
import { useTemplates } from '../state/templates';
import { switchSet } from '../state/variables';
import { forgetWorkspace, openRecentWorkspace, useWorkspace } from '../state/workspace';
import { drawNow } from '../ui/draw-now';
import { COMMANDS } from './commands';
import { useConnectionEntries } from './connection-entries';
import { matchesQuery } from './match';
import { focusRegion } from './regions';
import { GROUP_WORDS } from './words';

export interface Entry {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  readonly keys: string | undefined;
  readonly run: () => void;
}

/** Makes an endpoint and goes to it. */
const startAndGo = async (preset: string, name: string): Promise<void> => {
  const made = await startFrom(preset, name);
  if (made === null) return;
  setCurrentRole(made.role);
  unfold(made.role === 'server' ? 'servers' : 'clients');
  drawNow();
  document.getElementById(`tab-${made.id}`)?.focus();
};

/** What can be chosen at this moment: the commands that apply, and every endpoint to go to. */
export const useEntries = (query: string): readonly Entry[] => {
  const { t } = useTranslation('commands');
  const endpoints = useEndpoints((state) => state.endpoints);
  const names = useNames(null);
  const { t: preset } = useTranslation('presets');
  const presets = usePresets((state) => state.list);
  const builtIn = BUILT_IN_IDS.map((id) => ({ id, name: preset(BUILT_IN_WORDS[id].name) }));
  const recent = useWorkspace(({ status }) => status.recent);
  const messages = useLibrary((state) => state.messages);
  const { sequences, runs } = useSequences();
  const connections = useConnectionEntries();
  const { environments, active } = useTemplates((state) => state.variables);
  const sets = [
    { at: -1, label: t('paletteUseNoSet') },
    ...environments.map(({ name }, at) => ({ at, label: t('paletteUseSet', { name: plainText(name) }) })),
  ];
  const entries = [
    ...COMMANDS.filter(({ available }) => available?.() ?? true).map(({ id, word, group, keys, run }) => ({
      id,
      group: t(GROUP_WORDS[group]),
      label: t(word),
      keys,
      run,
    })),
    ...endpoints.flatMap(({ id }) =>
      repeatsOf(id).map((repeat) => ({
        id: `repeat.${repeat.id}`,
        group: t(GROUP_WORDS.message),
        label: t('paletteEndRepeat', { what: plainSentence(repeat.what) }),
        keys: undefined,
        run: () => void stopRepeat(id, repeat.id),
      })),
    ),
    ...sets
      .filter(({ at }) => at !== active)
      .map(({ at, label }) => ({
        id: `variables.${at}`,
        group: t(GROUP_WORDS.message),
        label,
        keys: undefined,
        run: () => switchSet(at),
      })),
    ...recent.map(({ id, name }) => ({
      id: `workspace.${id}`,
      group: t(GROUP_WORDS.workspace),
      label: name === '' ? t('paletteUnnamed') : t('paletteOpen', { name: plainText(name) }),
      keys: undefined,
      run: () => void openRecentWorkspace(id),
    })),
    ...[...builtIn, ...presets].map(({ id, name }) => ({
      id: `preset.${id}`,
      group: t(GROUP_WORDS.endpoint),
      label: t('paletteFromPreset', { name: plainText(name) }),
      keys: undefined,
      run: () => void startAndGo(id, name),
    })),
    ...endpoints.map((endpoint, at) => ({
      id: `go.${endpoint.id}`,
      group: t('groupGoTo'),
      label: plainText(names[at] ?? ''),
      keys: undefined,
      run: () => {
        setCurrentRole(endpoint.role);
        activate(endpoint.role, endpoint.id);
        focusRegion(endpoint.role === 'server' ? 'servers' : 'clients');
      },
    })),
  ];
  const sending = messages.flatMap((message) => [
    {
      id: `send.${message.id}`,
      group: t('groupLibrary'),
      label: t('paletteSend', { name: plainSentence(message.name) }),
      keys: message.key === '' ? undefined : `Alt+${message.key}`,
      run: () => sendSavedMessage(message),
    },
    {
      id: `repeatSaved.${message.id}`,
      group: t('groupLibrary'),
      label: t('paletteRepeat', { name: plainSentence(message.name) }),
      keys: undefined,
      run: () => repeatSavedMessage(message),
    },
  ]);
  const running = sequences
    .filter(({ id }) => !isUnderWay(runs[id]))
    .map(({ id, name }) => ({
      id: `run.${id}`,
      group: t(GROUP_WORDS.message),
      label: t('paletteRun', { name: plainSentence(name) }),
      keys: undefined,
      run: () => runByName(id),
    }));
  const forgetting = recent
    .filter(({ name }) => name !== '')
    .map(({ id, name }) => ({
      id: `forget.${id}`,
      group: t(GROUP_WORDS.workspace),
      label: t('paletteForget', { name: plainText(name) }),
      keys: undefined,
      run: () => void forgetWorkspace(id),
    }));
  // These may be long: they join when something is looked for.
  const sought = query.trim() === '' ? [] : [...connections, ...running, ...sending, ...forgetting];
  return [...entries, ...sought].filter(({ label, group }) => matchesQuery(query, `${group} ${label}`));
};
