import type { Language } from '../contract/settings';
import { TEMPLATE_ENGLISH } from './wording-en';
import type { TemplateSentences } from './wording-keys';
import { TEMPLATE_CHINESE } from './wording-zh-cn';

/** What can be wrong with a template, and what to do. */
export const TEMPLATE_WORDING: Readonly<Record<Language, TemplateSentences>> = {
  en: TEMPLATE_ENGLISH,
  'zh-CN': TEMPLATE_CHINESE,
};
