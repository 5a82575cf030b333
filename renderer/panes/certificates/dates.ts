import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** A day as the language writes it: `Nov 22, 2026`. */
export const useDates = (): ((ms: number) => string) => {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' });
    return (ms: number) => (Number.isFinite(ms) ? format.format(ms) : '–');
  }, [i18n.language]);
};
