import type { Language } from '../contract/settings';
import type { FaultSentences } from '../payload/wording';
import type { GoToCode } from './codes';

/** A sentence for every place in the log that cannot be read. */
export const GOTO_WORDING: Readonly<Record<Language, Readonly<Record<GoToCode, FaultSentences>>>> = {
  en: {
    EGOTO_FORM: {
      cause: '“{{found}}” is neither a row nor a time.',
      advice: 'Type 1234, 12:04:31.402, 2026-11-22 12:04, or +90.5 s.',
    },
    EGOTO_ROW: { cause: 'There is no row 0.', advice: 'Rows count from 1.' },
    EGOTO_CLOCK: {
      cause: '“{{found}}” is no time that a day has.',
      advice: 'Hours go to 23, minutes and seconds to 59, fractions to nine digits.',
    },
    EGOTO_DATE: { cause: '“{{found}}” is no day of the calendar.', advice: 'Type it as 2026-11-22 12:04.' },
  },
  'zh-CN': {
    EGOTO_FORM: {
      cause: '“{{found}}”既不是行号，也不是时间。',
      advice: '请输入 1234、12:04:31.402、2026-11-22 12:04 或 +90.5 s。',
    },
    EGOTO_ROW: { cause: '没有第 0 行。', advice: '行号从 1 开始。' },
    EGOTO_CLOCK: {
      cause: '“{{found}}”不是一天之中的时间。',
      advice: '小时最大 23，分和秒最大 59，小数最多九位。',
    },
    EGOTO_DATE: { cause: '日历上没有“{{found}}”这一天。', advice: '请按 2026-11-22 12:04 的格式输入。' },
  },
};
