import i18next, { type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../core/contract/settings';
import { languageOf, useSettings } from '../state/settings';
import { en } from './en';
import { rememberWords } from './remember';
import { zhCN } from './zh-CN';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    keySeparator: false;
    resources: typeof en;
    returnNull: false;
  }
}

const apply = (language: Language): void => {
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
};

/** Sets the words up in the language of the settings, and follows the settings from then on. */
export const startWords = async (): Promise<void> => {
  const language = languageOf(useSettings.getState());
  document.documentElement.lang = language;
  rememberWords(i18next);
  await i18next.use(initReactI18next).init({
    resources: { en, 'zh-CN': zhCN },
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'app',
    keySeparator: false,
    // React escapes; text nodes are all that these words ever become.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  useSettings.subscribe((state, before) => {
    if (languageOf(state) !== languageOf(before)) apply(languageOf(state));
  });
};

type Namespace = keyof typeof en;

/** For words outside of components; components use `useTranslation`. Keys carry their namespace: `app:name`. */
export const words: TFunction<readonly [Namespace, ...Namespace[]]> = i18next.t;
