import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogRow } from '../../../core/contract/log';
import { previewBytes } from '../../../core/payload/preview';
import { plainText } from '../../../core/payload/visible';
import { sentence } from '../../../core/wording';
import { formatDay, formatFullTime, formatTime, makeDeltaFormat } from '../../state/log-format';
import { MARK_WORDS, type RowMark, rowMark } from './row-mark';

type EventRow = Extract<LogRow, { readonly kind: 'event' }>;

export interface LogWords {
  /** Day, time to the millisecond, microseconds. */
  readonly time: (row: LogRow) => readonly [day: string, time: string, micros: string];
  readonly delta: (nanos: number) => string;
  readonly count: (value: number) => string;
  readonly event: (row: EventRow) => string;
  readonly mark: (mark: RowMark) => string;
  /** The name of the sign of a marked row. */
  readonly marked: string;
  /** For a payload of no bytes. */
  readonly empty: string;
  /** A row as one line of text, its cells parted by tabs. */
  readonly line: (row: LogRow) => string;
}

const makeWords = (language: 'en' | 'zh-CN', t: TFunction<'log'>): LogWords => {
  const number = new Intl.NumberFormat(language);
  const delta = makeDeltaFormat(language);
  const event = (row: EventRow): string =>
    row.happening === null
      ? plainText(row.message)
      : plainText(sentence(language, { kind: row.happening, peer: row.peer, params: row.params }));
  const info = (row: LogRow): string =>
    row.kind === 'event'
      ? event(row)
      : previewBytes(row.preview, row.length)
          .map(({ text }) => text)
          .join('');
  return {
    time: (row) => {
      const [time = '', micros = ''] = formatTime(row.seconds, row.nanos).split(' ');
      return [formatDay(row.seconds), time, micros];
    },
    delta,
    count: (value) => number.format(value),
    event,
    mark: (mark) => t(MARK_WORDS[mark]),
    marked: t('marked'),
    empty: t('emptyPayload'),
    line: (row) =>
      [
        row.row + 1,
        formatFullTime(row.seconds, row.nanos),
        row.delta === null ? '' : delta(row.delta),
        plainText(row.endpoint),
        plainText(row.peer),
        t(MARK_WORDS[rowMark(row)]),
        row.kind === 'data' ? row.length : '',
        info(row),
      ].join('\t'),
  };
};

export const useLogWords = (): LogWords => {
  const { t, i18n } = useTranslation('log');
  return useMemo(() => makeWords(i18n.language === 'zh-CN' ? 'zh-CN' : 'en', t), [i18n.language, t]);
};
