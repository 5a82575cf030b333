import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../core/contract/failure';
import { type FailureText, failureText } from '../../core/wording';

/** Failures in the words of the language on screen. */
export const useExplain = (): ((failure: Failure) => FailureText) => {
  const { i18n } = useTranslation();
  const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
  return useCallback((failure) => failureText(language, failure), [language]);
};
