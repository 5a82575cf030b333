import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimeSpan } from '../../../core/contract/time-span';
import type { Timeline } from '../../../core/contract/timeline';
import { formatDay, makeDeltaFormat } from '../../state/log-format';
import { type Formats, makeFormats } from '../../ui/format';
import { dayOf, formatClock } from './time-axis';

const SECOND = 1_000_000;

/** Below these a rate would say more than there was: one message is no hundred a second. */
const FEW = { messages: 10, bytes: 1000 } as const;

/** What passed in a time. */
export interface Figures {
  readonly messagesIn: number;
  readonly messagesOut: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** Sums of bars `start` … `end` − 1. */
export const figuresOf = (line: Timeline, start: number, end: number): Figures => {
  const sum = (series: Float64Array): number => series.subarray(start, end).reduce((a, b) => a + b, 0);
  return {
    messagesIn: sum(line.messagesIn),
    messagesOut: sum(line.messagesOut),
    bytesIn: sum(line.bytesIn),
    bytesOut: sum(line.bytesOut),
  };
};

export interface TimelineWords {
  /** Both ends of a span, as exact as bars of `step` µs, with the day where it is not today. */
  readonly ends: (span: TimeSpan, step: number) => readonly [from: string, to: string];
  /** `50 ms`, `2:05 min` */
  readonly length: (span: TimeSpan) => string;
  readonly messages: (count: number) => string;
  readonly bytes: (count: number) => string;
  /** What a bar of `width` µs counts: as a rate, or, where there is little to make one of, `3 / 50 ms`. */
  readonly rate: (count: number, width: number, measure: 'messages' | 'bytes') => string;
  /** A span and what passed in it, as one sentence. */
  readonly value: (span: TimeSpan, step: number, figures: Figures) => string;
}

/** Both ends of a span of time, as exact as times `step` µs apart need. The day is named where it is not today. */
export const spanEnds = ({ from, to }: TimeSpan, step: number): readonly [from: string, to: string] => {
  const exact = Math.min(step, SECOND);
  const named = (micros: number, today: string): string => {
    const day = dayOf(micros);
    return `${day === today ? '' : `${day} `}${formatClock(micros, exact)}`;
  };
  return [named(from, formatDay(Date.now() / 1000)), named(to, dayOf(from))];
};

/** Outside of components; they use `useTimelineWords`. */
export const makeTimelineWords = (language: 'en' | 'zh-CN', t: TFunction<'timeline'>): TimelineWords => {
  const formats: Formats = makeFormats(language);
  const delta = makeDeltaFormat(language);
  const messages = (count: number): string => t('count', { count, shown: formats.count(count) });
  return {
    ends: spanEnds,
    // A span has no sign.
    length: ({ from, to }) => delta((to - from) * 1000).slice(1),
    messages,
    bytes: formats.bytes,
    rate: (count, width, measure) => {
      const amount = measure === 'messages' ? formats.count(count) : formats.bytes(count);
      const perSecond = (count * SECOND) / width;
      if (count < FEW[measure] && (width < SECOND || perSecond < 1))
        return `${amount} / ${delta(width * 1000).slice(1)}`;
      return measure === 'messages' ? formats.perSecond(perSecond) : formats.rate(perSecond);
    },
    value: (span, step, { messagesIn, messagesOut, bytesIn, bytesOut }) => {
      const [from, to] = spanEnds(span, step);
      return t('valueText', {
        time: t('range', { from, to }),
        countIn: messages(messagesIn),
        bytesIn: formats.bytes(bytesIn),
        countOut: messages(messagesOut),
        bytesOut: formats.bytes(bytesOut),
      });
    },
  };
};

export const useTimelineWords = (): TimelineWords => {
  const { t, i18n } = useTranslation('timeline');
  return useMemo(() => makeTimelineWords(i18n.language === 'zh-CN' ? 'zh-CN' : 'en', t), [i18n.language, t]);
};
