import { create } from 'zustand';
import { defaultSettings } from '../../core/contract/default-settings';
import type { Language, Settings } from '../../core/contract/settings';
import type { Unavailable } from '../../core/contract/unavailable';
import { ask } from './bridge';
import { tell } from './notices';

interface SettingsState {
  readonly settings: Settings;
  /** What `system` stands for. */
  readonly systemLanguage: Language;
  readonly version: string;
  /** As `process.platform` says: `darwin`, `linux`, `win32`. */
  readonly platform: string;
  /** Options that cannot be set on this computer. */
  readonly unavailable: Unavailable;
}

export const useSettings = create<SettingsState>()(() => ({
  settings: defaultSettings(),
  systemLanguage: 'en',
  version: '',
  platform: '',
  unavailable: {},
}));

/** Applies at once in the window and has the main process keep it. */
export const updateSettings = async (patch: Partial<Settings>): Promise<void> => {
  useSettings.setState(({ settings }) => ({ settings: { ...settings, ...patch } }));
  const answer = await ask('settings.update', patch);
  if (!answer.ok) tell(answer.failure);
};

/** The language on screen. */
export const languageOf = ({ settings, systemLanguage }: SettingsState): Language =>
  settings.language === 'system' ? systemLanguage : settings.language;
