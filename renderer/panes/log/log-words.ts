import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogRow } from '../../../core/contract/log';
import type { OwnColumn } from '../../../core/contract/log-columns';
import { previewBytes } from '../../../core/payload/preview';
import { plainText } from '../../../core/payload/visible';
import { sentence } from '../../../core/wording';
import {
  formatClock,
  formatDay,
  formatElapsed,
  formatFullTime,
  formatMicros,
  makeDeltaFormat,
} from '../../state/log-format';
import { MARK_WORDS, type RowMark, rowMark } from './row-mark';

type EventRow = Extract<LogRow, { readonly kind: 'event' }>;

/** Columns of which each cell is one piece of text. */
export type TextColumn = Exclude<OwnColumn, 'number' | 'time' | 'direction' | 'protocol' | 'info'>;

export interface LogWords {
  /** `2026-11-22`, `12:04:31.402`, `118`. */
  readonly day: (row: LogRow) => string;
  readonly clock: (row: LogRow) => string;
  readonly micros: (row: LogRow) => string;
  readonly cell: Readonly<Record<TextColumn, (row: LogRow) => string>>;
  /** Of the transport. */
  readonly protocol: (row: LogRow) => string;
  readonly event: (row: EventRow) => string;
  readonly mark: (mark: RowMark) => string;
  /** The name of the sign of a marked row. */
  readonly marked: string;
  /** For a payload of no bytes. */
  readonly empty: string;
  /** A row as one line of text, its cells parted by tabs. */
  readonly line: (row: LogRow) => string;
}

const PROTOCOLS = { tcp: 'TCP', udp: 'UDP', other: 'IP' } as const;

const SEVERITIES = { info: 'severityInfo', warning: 'severityWarning', error: 'severityError' } as const;

/** Most rows on the screen are of the same second as the one above: what it says is worked out once. */
const onceASecond = (format: (seconds: number) => string): ((row: LogRow) => string) => {
  let last = Number.NaN;
  let text = '';
  return ({ seconds }) => {
    if (seconds !== last) {
      last = seconds;
      text = format(seconds);
    }
    return text;
  };
};

const makeWords = (language: 'en' | 'zh-CN', t: TFunction<'log'>): LogWords => {
  const number = new Intl.NumberFormat(language);
  const delta = makeDeltaFormat(language);
  const clock = onceASecond(formatClock);
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
  const marks = {
    in: t(MARK_WORDS.in),
    out: t(MARK_WORDS.out),
    event: t(MARK_WORDS.event),
    warning: t(MARK_WORDS.warning),
    error: t(MARK_WORDS.error),
  };
  const severities = {
    info: t(SEVERITIES.info),
    warning: t(SEVERITIES.warning),
    error: t(SEVERITIES.error),
  };
  return {
    day: onceASecond(formatDay),
    clock: (row) => `${clock(row)}.${String(Math.floor(row.nanos / 1e6)).padStart(3, '0')}`,
    micros: ({ nanos }) => formatMicros(nanos),
    cell: {
      date: ({ seconds, nanos }) => formatFullTime(seconds, nanos),
      delta: (row) => (row.delta === null ? '' : delta(row.delta)),
      elapsed: (row) => formatElapsed(row.elapsed),
      endpoint: (row) => plainText(row.endpoint),
      local: (row) => plainText(row.local),
      peer: (row) => plainText(row.peer),
      connection: ({ flow }) => (flow === 0 ? '' : String(flow)),
      severity: (row) => (row.kind === 'event' ? severities[row.severity] : ''),
      length: (row) => (row.kind === 'data' ? number.format(row.length) : ''),
    },
    protocol: ({ transport }) => (transport === null ? '' : PROTOCOLS[transport]),
    event,
    mark: (mark) => marks[mark],
    marked: t('marked'),
    empty: t('emptyPayload'),
    line: (row) =>
      [
        row.row + 1,
        formatFullTime(row.seconds, row.nanos),
        row.delta === null ? '' : delta(row.delta),
        plainText(row.endpoint),
        plainText(row.peer),
        marks[rowMark(row)],
        row.kind === 'data' ? row.length : '',
        info(row),
      ].join('\t'),
  };
};

export const useLogWords = (): LogWords => {
  const { t, i18n } = useTranslation('log');
  return useMemo(() => makeWords(i18n.language === 'zh-CN' ? 'zh-CN' : 'en', t), [i18n.language, t]);
};
