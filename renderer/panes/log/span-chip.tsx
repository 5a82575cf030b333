import { IconClock, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { limitTime, useLogFilter } from '../../state/log-filter';
import { useTimeline } from '../../state/timeline';
import { Tip } from '../../ui/tip';
import { spanEnds } from '../timeline/timeline-words';
import classes from './filter-field.module.css';

/** The span of time that the log is limited to, as part of the filter. */
export const SpanChip = () => {
  const { t } = useTranslation('timeline');
  const span = useLogFilter((state) => state.span);
  // As exact as the bars from which it was taken: finer than they are, it is not known.
  const step = useTimeline(({ line }) => line?.width ?? 1);
  if (span === null) return null;
  const [from, to] = spanEnds(span, step);
  return (
    <span className={classes.chip}>
      <IconClock size={12} stroke={1.9} aria-hidden />
      <Tip label={t('chip', { from, to })}>
        <span className={classes.chipText}>
          {from} – {to}
        </span>
      </Tip>
      <Tip label={t('chipRemove')}>
        <button
          type="button"
          className={classes.chipRemove}
          aria-label={t('chipRemove')}
          onClick={() => limitTime(null)}
        >
          <IconX size={11} stroke={2.2} aria-hidden />
        </button>
      </Tip>
    </span>
  );
};
