import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../core/contract/failure';
import { plainSentence } from '../../core/payload/visible';
import { type FailureText, failureText } from '../../core/wording';

/** Failures in the words of the language on screen; the names of files and programs in them hide nothing. */
export const useExplain = (): ((failure: Failure) => FailureText) => {
  const { i18n } = useTranslation();
  const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
  return useCallback(
    (failure) => {
      const { title, cause, advice } = failureText(language, failure);
      return { title: plainSentence(title), cause: plainSentence(cause), advice: plainSentence(advice) };
    },
    [language],
  );
};
