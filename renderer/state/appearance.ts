import type { Language } from '../../core/contract/settings';
import { languageOf, updateSettings, useSettings } from './settings';

export const useLanguage = (): Language => useSettings(languageOf);

export const otherLanguage = (): void => {
  const language = languageOf(useSettings.getState());
  void updateSettings({ language: language === 'en' ? 'zh-CN' : 'en' });
};

export const otherTheme = (dark: boolean): void => {
  void updateSettings({ theme: dark ? 'light' : 'dark' });
};
