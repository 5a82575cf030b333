import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BucketPoints } from '../../../core/contract/field-chart';
import type { TimeSpan } from '../../../core/contract/time-span';
import { spanEnds } from '../timeline/timeline-words';

export interface ChartWords {
  readonly count: (value: number) => string;
  /** `3 – 1,204`: of all points. */
  readonly range: (points: BucketPoints) => string;
  /** When a point is: a moment, or from when to when. */
  readonly time: (points: BucketPoints, at: number) => string;
  /** `3`, or `least 3, mean 4.5, most 6 (12 values)`. */
  readonly values: (points: BucketPoints, at: number) => string;
  readonly ends: (span: TimeSpan) => readonly [from: string, to: string];
}

export const useChartWords = (): ChartWords => {
  const { t, i18n } = useTranslation('fieldChart');
  const language = i18n.language;
  return useMemo(() => {
    const count = new Intl.NumberFormat(language);
    const number = new Intl.NumberFormat(language, { maximumSignificantDigits: 7 });
    return {
      count: (value) => count.format(value),
      range: ({ least, most }) => {
        const [low, high] = [Math.min(...least), Math.max(...most)];
        return low === high ? number.format(low) : `${number.format(low)} – ${number.format(high)}`;
      },
      time: ({ from, width, count: counts }, at) => {
        const begin = from[at] ?? 0;
        // Times of a narrow point are told to the microsecond, whatever its width.
        const [first, last] = spanEnds({ from: begin, to: begin + width }, Math.min(width, 1000));
        return counts[at] === 1 || width === 1 ? first : `${first} – ${last}`;
      },
      values: ({ least, most, mean, count: counts }, at) => {
        const of = (list: Float64Array): string => number.format(list[at] ?? 0);
        const several = counts[at] ?? 0;
        return several === 1
          ? of(most)
          : t('values', {
              least: of(least),
              mean: of(mean),
              most: of(most),
              count: several,
              shown: count.format(several),
            });
      },
      ends: ({ from, to }) => spanEnds({ from, to }, Math.max(1, (to - from) / 1000)),
    };
  }, [language, t]);
};
