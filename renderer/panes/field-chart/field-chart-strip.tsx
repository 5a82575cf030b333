import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldChart } from '../../../core/contract/field-chart';
import { isRead, readFieldChart, useFieldChart, watchFieldChart } from '../../state/field-chart';
import { useLog } from '../../state/log';
import { useSettings } from '../../state/settings';
import { Button, IconButton } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { useChartWords } from './chart-words';
import classes from './field-chart.module.css';
import { Lane } from './lane';
import { spanOf } from './lane-layout';

/** So few rows need no progress. */
const FEW_ROWS = 2000;

interface ProgressProps {
  readonly chart: FieldChart;
  readonly stopped: boolean;
  /** Rows of the view, as the window has heard. */
  readonly matched: number;
}

/** How far the reading is, and stopping it or letting it go on. */
const Progress = ({ chart, stopped, matched }: ProgressProps) => {
  const { t } = useTranslation('fieldChart');
  const words = useChartWords();
  const done = Math.min(...chart.series.map((one) => one.done));
  // The last few rows of a capture that grows are read at once.
  const nearly = Math.max(chart.total, matched) - done <= FEW_ROWS;
  if (isRead(chart, matched) || (nearly && !stopped)) return <span className={classes.progress} />;
  return (
    <span className={classes.progress}>
      <progress aria-label={t('reading')} max={1} value={done / Math.max(1, chart.total, matched)} />
      <IconButton
        icon={stopped ? IconPlayerPlay : IconPlayerStop}
        label={t(stopped ? 'goOn' : 'stop')}
        onClick={() => readFieldChart(stopped)}
        quiet
        small
      />
      {t('progress', { done: words.count(done), total: words.count(Math.max(chart.total, matched)) })}
    </span>
  );
};

/** Fields of the dissectors over time, in the rows that the log shows: each in a lane of its own. */
export const FieldChartStrip = () => {
  const { t } = useTranslation('fieldChart');
  const words = useChartWords();
  const fields = useSettings(({ settings }) => settings.chartFields);
  const { chart, stopped } = useFieldChart();
  const matched = useLog((state) => state.matched);
  useEffect(watchFieldChart, []);
  const series = useMemo(
    () => chart?.series.filter(({ field }) => fields.includes(field)) ?? [],
    [chart, fields],
  );
  const span = useMemo(() => spanOf(series.map(({ points }) => points)), [series]);
  if (chart === null || series.length === 0) return null;
  const read = isRead(chart, matched);
  const [from, to] = span === null ? ['', ''] : words.ends(span);
  return (
    <fieldset className={classes.strip} aria-label={t('title')}>
      {chart.failure !== null && stopped && (
        <FailureNote failure={chart.failure}>
          <Button onClick={() => readFieldChart(true)}>{t('again')}</Button>
        </FailureNote>
      )}
      <ul className={classes.lanes}>
        {series.map((one) => (
          <Lane key={one.field} series={one} span={span} read={read} />
        ))}
      </ul>
      <div className={classes.foot}>
        <Progress chart={chart} stopped={stopped} matched={matched} />
        <span className={classes.ends}>
          <span>{from}</span>
          <span>{to}</span>
        </span>
      </div>
    </fieldset>
  );
};
