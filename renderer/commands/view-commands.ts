import type { Settings, Theme } from '../../core/contract/settings';
import { otherLanguage } from '../state/appearance';
import { toggleFolded, unfold } from '../state/panes';
import { updateSettings } from '../state/settings';
import { inGroup } from './command';
import { cycleRegion, focusRegion } from './regions';

const setTheme = (theme: Theme) => (): void => {
  void updateSettings({ theme });
};

const showTab = (inspectorTab: Settings['inspectorTab']) => (): void => {
  unfold('inspector');
  void updateSettings({ inspectorTab });
};

/** Where the focus is, what is folded, how the window looks. */
export const VIEW_COMMANDS = inGroup('view', [
  { id: 'go.servers', word: 'goServers', keys: 'Mod+1', run: () => focusRegion('servers') },
  { id: 'go.clients', word: 'goClients', keys: 'Mod+2', run: () => focusRegion('clients') },
  { id: 'go.log', word: 'goLog', keys: 'Mod+3', run: () => focusRegion('log') },
  {
    id: 'go.inspector',
    word: 'goInspector',
    keys: 'Mod+4',
    run: () => focusRegion('inspector'),
  },
  { id: 'inspector.decode', word: 'showDecode', run: showTab('decode') },
  { id: 'inspector.bytes', word: 'showBytes', run: showTab('bytes') },
  { id: 'inspector.text', word: 'showText', run: showTab('text') },
  { id: 'inspector.stream', word: 'showStream', run: showTab('stream') },
  { id: 'inspector.timing', word: 'showTiming', run: showTab('timing') },
  {
    id: 'fold.servers',
    word: 'foldServers',
    keys: 'Mod+Shift+1',
    run: () => toggleFolded('servers'),
  },
  {
    id: 'fold.clients',
    word: 'foldClients',
    keys: 'Mod+Shift+2',
    run: () => toggleFolded('clients'),
  },
  { id: 'fold.log', word: 'foldLog', keys: 'Mod+Shift+3', run: () => toggleFolded('log') },
  {
    id: 'fold.inspector',
    word: 'foldInspector',
    keys: 'Mod+Shift+4',
    run: () => toggleFolded('inspector'),
  },
  { id: 'region.next', word: 'nextRegion', keys: 'F6', run: () => cycleRegion(1) },
  {
    id: 'region.previous',
    word: 'previousRegion',
    keys: 'Shift+F6',
    run: () => cycleRegion(-1),
  },
  { id: 'theme.system', word: 'themeSystem', run: setTheme('system') },
  { id: 'theme.dark', word: 'themeDark', run: setTheme('dark') },
  { id: 'theme.light', word: 'themeLight', run: setTheme('light') },
  { id: 'language.other', word: 'otherLanguage', run: otherLanguage },
]);
