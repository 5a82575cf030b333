import { Menu } from '@mantine/core';
import { IconCheck, IconSettings } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Settings, Theme } from '../../../core/contract/settings';
import { PANES, type PaneId, toggleFolded } from '../../state/panes';
import { updateSettings, useSettings } from '../../state/settings';
import { IconButton } from '../../ui/button';
import { Keys } from '../../ui/keys';

const THEMES = ['system', 'dark', 'light'] as const satisfies readonly Theme[];
const THEME_WORDS = { system: 'themeSystem', dark: 'themeDark', light: 'themeLight' } as const;
const LANGUAGES = ['system', 'en', 'zh-CN'] as const satisfies readonly Settings['language'][];
const LANGUAGE_WORDS = { system: 'languageSystem', en: 'toEnglish', 'zh-CN': 'toChinese' } as const;
const PANE_WORDS = {
  servers: 'paneServers',
  clients: 'paneClients',
  log: 'paneLog',
  inspector: 'paneInspector',
} as const satisfies Record<PaneId, string>;

const Chosen = ({ chosen }: { readonly chosen: boolean }) => (
  <IconCheck size={14} stroke={2} visibility={chosen ? 'visible' : 'hidden'} aria-hidden />
);

/** How the window looks, which panes are unfolded, and which Porthole this is. */
export const SettingsMenu = () => {
  const { t } = useTranslation('bar');
  const { theme, language, folded } = useSettings(({ settings }) => settings);
  const version = useSettings((state) => state.version);
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <IconButton icon={IconSettings} label={t('settings')} quiet />
      </Menu.Target>
      <Menu.Dropdown miw={210}>
        <Menu.Label>{t('theme')}</Menu.Label>
        {THEMES.map((value) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={value === theme}
            leftSection={<Chosen chosen={value === theme} />}
            onClick={() => void updateSettings({ theme: value })}
          >
            {t(THEME_WORDS[value])}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('language')}</Menu.Label>
        {LANGUAGES.map((value) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={value === language}
            leftSection={<Chosen chosen={value === language} />}
            onClick={() => void updateSettings({ language: value })}
          >
            {t(LANGUAGE_WORDS[value])}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('panes')}</Menu.Label>
        {PANES.map((pane, at) => (
          <Menu.Item
            key={pane}
            role="menuitemcheckbox"
            aria-checked={!folded.includes(pane)}
            leftSection={<Chosen chosen={!folded.includes(pane)} />}
            rightSection={<Keys keys={`Mod+Shift+${at + 1}`} />}
            onClick={() => toggleFolded(pane)}
          >
            {t(PANE_WORDS[pane])}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('version', { version })}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
};
