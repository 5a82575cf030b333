import { Menu } from '@mantine/core';
import { IconSettings } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DissectorUse, Settings, Theme } from '../../../core/contract/settings';
import { openLimit } from '../../state/limit';
import { openLuaFiles } from '../../state/lua-files';
import { PANES, type PaneId, toggleFolded } from '../../state/panes';
import { openProtocols } from '../../state/protocols';
import { updateSettings, useSettings } from '../../state/settings';
import { openVariables } from '../../state/variables';
import { IconButton } from '../../ui/button';
import { Keys } from '../../ui/keys';

const THEMES = ['system', 'dark', 'light'] as const satisfies readonly Theme[];
const THEME_WORDS = { system: 'themeSystem', dark: 'themeDark', light: 'themeLight' } as const;
const LANGUAGES = ['system', 'en', 'zh-CN'] as const satisfies readonly Settings['language'][];
const LANGUAGE_WORDS = { system: 'languageSystem', en: 'toEnglish', 'zh-CN': 'toChinese' } as const;
const DISSECTORS = ['off', 'inspector', 'log'] as const satisfies readonly DissectorUse[];
const DISSECTOR_WORDS = {
  off: 'dissectorsOff',
  inspector: 'dissectorsInspector',
  log: 'dissectorsLog',
} as const satisfies Record<DissectorUse, string>;
const PANE_WORDS = {
  servers: 'paneServers',
  clients: 'paneClients',
  log: 'paneLog',
  inspector: 'paneInspector',
} as const satisfies Record<PaneId, string>;

const pick = <V extends string>(
  values: readonly V[],
  chosen: string,
  patch: (value: V) => Partial<Settings>,
): void => {
  const value = values.find((candidate) => candidate === chosen);
  if (value !== undefined) void updateSettings(patch(value));
};

/** How the window looks, which panes are unfolded, and which Porthole this is. */
export const SettingsMenu = () => {
  const { t } = useTranslation('bar');
  const { theme, language, folded, dissectors } = useSettings(({ settings }) => settings);
  const version = useSettings((state) => state.version);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton icon={IconSettings} label={t('settings')} quiet />
      </Menu.Target>
      <Menu.Dropdown miw={210}>
        <Menu.Label>{t('theme')}</Menu.Label>
        <Menu.RadioGroup
          value={theme}
          onChange={(value) => pick(THEMES, value, (chosen) => ({ theme: chosen }))}
        >
          {THEMES.map((value) => (
            <Menu.RadioItem key={value} value={value}>
              {t(THEME_WORDS[value])}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t('language')}</Menu.Label>
        <Menu.RadioGroup
          value={language}
          onChange={(value) => pick(LANGUAGES, value, (chosen) => ({ language: chosen }))}
        >
          {LANGUAGES.map((value) => (
            <Menu.RadioItem key={value} value={value}>
              {t(LANGUAGE_WORDS[value])}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t('dissectors')}</Menu.Label>
        <Menu.RadioGroup
          value={dissectors}
          onChange={(value) => pick(DISSECTORS, value, (chosen) => ({ dissectors: chosen }))}
        >
          {DISSECTORS.map((value) => (
            <Menu.RadioItem key={value} value={value}>
              {t(DISSECTOR_WORDS[value])}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t('panes')}</Menu.Label>
        {PANES.map((pane, at) => (
          <Menu.CheckboxItem
            key={pane}
            checked={!folded.includes(pane)}
            onChange={() => toggleFolded(pane)}
            rightSection={<Keys keys={`Mod+Shift+${at + 1}`} />}
          >
            {t(PANE_WORDS[pane])}
          </Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={openVariables} rightSection={<Keys keys="Mod+E" />}>
          {t('variables')}
        </Menu.Item>
        <Menu.Item onClick={openLimit}>{t('captureLimit')}</Menu.Item>
        <Menu.Item onClick={() => void openProtocols()}>{t('describeProtocols')}</Menu.Item>
        <Menu.Item onClick={() => void openLuaFiles()}>{t('luaDissectors')}</Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('version', { version })}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
};
