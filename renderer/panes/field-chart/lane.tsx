import { IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type MouseEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldSeries } from '../../../core/contract/field-chart';
import type { TimeSpan } from '../../../core/contract/time-span';
import { removeChartField } from '../../state/field-chart';
import { goToRow } from '../../state/log';
import { IconButton } from '../../ui/button';
import { useWidth } from '../../ui/row-scroller-size';
import { Tip } from '../../ui/tip';
import { type ChartWords, useChartWords } from './chart-words';
import classes from './field-chart.module.css';
import { type LaneLayout, layOutLane, pointAt, yOf } from './lane-layout';

const HEIGHT = 46;
/** Points that Page Up and Page Down move by. */
const PAGE = 10;

interface Pointed {
  readonly at: number;
  /** Which of the two rows of the point it leads to. */
  readonly end: 'least' | 'most';
}

const rowOf = ({ points }: FieldSeries, { at, end }: Pointed): number | null =>
  (end === 'most' ? points.mostRow : points.leastRow)[at] ?? null;

interface ReadoutProps {
  readonly series: FieldSeries;
  readonly pointed: Pointed;
  /** Where it does not cover what it is about. */
  readonly side: 'left' | 'right';
  readonly words: ChartWords;
}

/** What a point says: when, what, how often, and the row that it leads to. */
const Readout = ({ series, pointed, side, words }: ReadoutProps) => {
  const { t } = useTranslation('fieldChart');
  const row = rowOf(series, pointed);
  return (
    <div className={classes.readout} data-side={side} aria-hidden="true">
      <span className={classes.lead}>{words.time(series.points, pointed.at)}</span>
      <b>{words.values(series.points, pointed.at)}</b>
      {row !== null && <span className={classes.lead}>{t('leadsTo', { row: words.count(row + 1) })}</span>}
    </div>
  );
};

interface PlotProps {
  readonly series: FieldSeries;
  readonly span: TimeSpan;
}

/** The points, and the way to their rows. For a screen reader it is a slider along the points. */
const Plot = ({ series, span }: PlotProps) => {
  const { t } = useTranslation('fieldChart');
  const words = useChartWords();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { points, field } = series;
  const layout: LaneLayout = useMemo(
    () => layOutLane(points, { width, height: HEIGHT, span }),
    [points, width, span],
  );
  const [hovered, setHovered] = useState<Pointed | null>(null);
  const [cursor, setCursor] = useState<Pointed | null>(null);
  const [focused, setFocused] = useState(false);

  const last = layout.xs.length - 1;
  const kept: Pointed = { at: Math.min(last, cursor?.at ?? last), end: cursor?.end ?? 'most' };
  const shown = hovered ?? (focused ? kept : null);
  const go = (pointed: Pointed): void => {
    const row = rowOf(series, pointed);
    if (row !== null) void goToRow(row);
  };

  const placeOf = (event: MouseEvent<HTMLElement>): Pointed => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const at = pointAt(layout, event.clientX - left);
    const y = event.clientY - top;
    const most = Math.abs(y - yOf(layout, HEIGHT, points.most[at] ?? 0));
    const least = Math.abs(y - yOf(layout, HEIGHT, points.least[at] ?? 0));
    return { at, end: most <= least ? 'most' : 'least' };
  };

  const keys = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const steps: number | undefined = {
      ArrowLeft: -1,
      ArrowRight: 1,
      PageUp: -PAGE,
      PageDown: PAGE,
      Home: -last,
      End: last,
    }[event.key];
    if (steps !== undefined) setCursor({ ...kept, at: Math.max(0, Math.min(last, kept.at + steps)) });
    else if (event.key === 'ArrowUp') setCursor({ ...kept, end: 'most' });
    else if (event.key === 'ArrowDown') setCursor({ ...kept, end: 'least' });
    else if (event.key === 'Enter') go(kept);
    else if (event.key === 'Delete') removeChartField(field);
    else return;
    event.preventDefault();
  };

  const row = rowOf(series, kept);
  return (
    <div
      ref={box}
      className={classes.plot}
      role="slider"
      tabIndex={0}
      aria-label={t('lane', { field })}
      aria-description={t('keys')}
      aria-valuemin={1}
      aria-valuemax={last + 1}
      aria-valuenow={kept.at + 1}
      aria-valuetext={t('valueText', {
        time: words.time(points, kept.at),
        values: words.values(points, kept.at),
        row: row === null ? '' : words.count(row + 1),
      })}
      onKeyDown={keys}
      onFocus={(event) => setFocused(event.currentTarget.matches(':focus-visible'))}
      onBlur={() => setFocused(false)}
      onPointerMove={(event) => setHovered(placeOf(event))}
      onPointerLeave={() => setHovered(null)}
      onClick={(event) => {
        const place = placeOf(event);
        setCursor(place);
        go(place);
      }}
    >
      <svg width={width} height={HEIGHT} aria-hidden="true" focusable="false">
        <path className={classes.band} d={layout.band} />
        <path className={classes.line} d={layout.line} />
        <path className={classes.dots} d={layout.dots} />
        {shown !== null && shown.at >= 0 && (
          <g className={classes.pointed}>
            <line x1={layout.xs[shown.at]} x2={layout.xs[shown.at]} y1={0} y2={HEIGHT} />
            <circle
              cx={layout.xs[shown.at]}
              cy={yOf(layout, HEIGHT, points[shown.end][shown.at] ?? 0)}
              r={3.5}
            />
          </g>
        )}
      </svg>
      {shown !== null && shown.at >= 0 && (
        <Readout
          series={series}
          pointed={shown}
          side={(layout.xs[shown.at] ?? 0) > width / 2 ? 'left' : 'right'}
          words={words}
        />
      )}
    </div>
  );
};

interface LaneProps {
  readonly series: FieldSeries;
  readonly span: TimeSpan | null;
  /** Everything in view was read. */
  readonly read: boolean;
}

/** One field over time, in a scale of its own. */
export const Lane = ({ series, span, read }: LaneProps) => {
  const { t } = useTranslation('fieldChart');
  const words = useChartWords();
  const { field, points, numbers, others } = series;
  const nothing = numbers === 0;
  return (
    <li className={classes.lane}>
      <div className={classes.about}>
        <Tip label={field}>
          <span className={classes.name}>{field}</span>
        </Tip>
        {!nothing && <span className={classes.range}>{words.range(points)}</span>}
        <span className={classes.range}>
          {t('numbers', { count: numbers, shown: words.count(numbers) })}
          {others > 0 && t('others', { count: others, shown: words.count(others) })}
        </span>
      </div>
      {nothing || span === null ? (
        <div className={classes.plot} data-nothing>
          {read && t(others > 0 ? 'noNumbers' : 'nothing')}
        </div>
      ) : (
        <Plot series={series} span={span} />
      )}
      <IconButton
        icon={IconX}
        label={t('remove', { field })}
        onClick={() => removeChartField(field)}
        quiet
        small
      />
    </li>
  );
};
