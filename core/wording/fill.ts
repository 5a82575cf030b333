import type { Params } from '../contract/failure';
import type { Language } from '../contract/settings';

/** How a placeholder is written, besides as it is. */
export interface Formats {
  readonly field: (key: string) => string;
}

const PLACEHOLDER = /\{\{(\w+)(?:, (number|field))?\}\}/g;

const digits: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 3 }),
  'zh-CN': new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 3 }),
};

/** The placeholders of a sentence, by name, each once. */
export const placeholdersOf = (sentence: string): readonly string[] =>
  [...new Set([...sentence.matchAll(PLACEHOLDER)].map((match) => match[0]))].sort();

/**
 * Puts values into a sentence as plain text: nothing is escaped and a value is never looked into for placeholders
 * of its own. A value that is missing shows as a dash.
 */
export const fill = (language: Language, sentence: string, params: Params, formats: Formats): string =>
  sentence.replace(PLACEHOLDER, (_, name: string, format: string | undefined) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) return '–';
    if (format === 'number' && typeof value === 'number') return digits[language].format(value);
    if (format === 'field') return formats.field(String(value));
    return String(value);
  });
