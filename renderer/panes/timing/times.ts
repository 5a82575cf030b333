import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Moment } from '../../../core/contract/log';
import { makeDeltaFormat } from '../../state/log-format';
import { formatClock } from '../timeline/time-axis';

const MILLISECOND = 1000;

/** µs since the epoch, of a moment and so many ns after it. */
const microsAt = ({ seconds, nanos }: Moment, ns: number): number =>
  seconds * 1_000_000 + Math.floor((nanos + ns) / 1000);

interface Times {
  /** A span in ns: `412 µs`. */
  readonly span: (ns: number) => string;
  /** Local time, to the millisecond, so many ns after a moment. */
  readonly clock: (origin: Moment, ns: number) => string;
}

/** Times as the language writes them. */
export const useTimes = (): Times => {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const delta = makeDeltaFormat(i18n.language === 'zh-CN' ? 'zh-CN' : 'en');
    return {
      // A span has no sign.
      span: (ns) => delta(ns).slice(1),
      clock: (origin, ns) => formatClock(microsAt(origin, ns), MILLISECOND),
    };
  }, [i18n.language]);
};
