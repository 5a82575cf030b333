import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Timeline } from '../../../core/contract/timeline';
import { useLogFilter } from '../../state/log-filter';
import { formatDay } from '../../state/log-format';
import { usePulse } from '../../state/pulse';
import { useSettings } from '../../state/settings';
import { useTimeline, watchTimeline } from '../../state/timeline';
import { useWidth } from '../../ui/row-scroller-size';
import { Tip } from '../../ui/tip';
import { useFocusWish } from '../../ui/use-focus-wish';
import { barsWithin } from './brush';
import { barOf, type ChartLayout, layOut, startOf, xOf } from './chart-layout';
import { timeMarks } from './time-axis';
import classes from './timeline-chart.module.css';
import { TimelineDrawing } from './timeline-drawing';
import { TimelineReadout } from './timeline-readout';
import { figuresOf, useTimelineWords } from './timeline-words';
import { useTimelineKeys } from './use-timeline-keys';
import { useTimelinePointer } from './use-timeline-pointer';

const HEIGHT = 64;
const TOP = 5;
/** Below it stand the times. */
const FLOOR = 48;
/** Pixels of a bar and its gap, at least. */
const BAR_ROOM = 3;
/** Widths in steps, so that dragging a border asks no question with each pixel. */
const BAR_STEP = 10;
const MARK_ROOM = 96;

interface PeakProps {
  readonly way: 'in' | 'out';
  readonly count: number;
  /** µs of a bar. */
  readonly step: number;
}

/** What the highest bar of a side stands for. */
const Peak = ({ way, count, step }: PeakProps) => {
  const { t } = useTranslation('timeline');
  const words = useTimelineWords();
  const measure = useSettings(({ settings }) => settings.timelineMeasure);
  const Arrow = way === 'in' ? IconArrowDown : IconArrowUp;
  const rate = words.rate(count, step, measure);
  return (
    <Tip label={t(way === 'in' ? 'peakIn' : 'peakOut', { rate })}>
      <div className={classes.peak} data-way={way}>
        <Arrow size={12} stroke={2} aria-hidden />
        <span className="visually-hidden">{t(way)}</span>
        {rate}
      </div>
    </Tip>
  );
};

/** The scale. */
const Peaks = ({ layout: { peakIn, peakOut, width } }: { readonly layout: ChartLayout }) => (
  <div className={classes.peaks}>
    {peakIn > 0 && <Peak way="in" count={peakIn} step={width} />}
    {peakOut > 0 && <Peak way="out" count={peakOut} step={width} />}
  </div>
);

interface PlotProps {
  readonly line: Timeline;
  readonly layout: ChartLayout;
  readonly width: number;
}

/** The bars, and everything that is done with them. For a screen reader it is a slider along the bars. */
const Plot = ({ line, layout, width }: PlotProps) => {
  const { t, i18n } = useTranslation('timeline');
  const words = useTimelineWords();
  const limit = useLogFilter(({ span }) => span);
  const selection = useTimeline((state) => state.selection);
  const cursor = useTimeline((state) => state.cursor);
  const focus = useTimeline((state) => state.focus);
  const surface = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(false);
  const pointer = useTimelinePointer(layout);
  const keys = useTimelineKeys(layout);
  const id = useId();

  useFocusWish(focus, () => surface.current?.focus());

  const today = formatDay(Date.now() / 1000);
  const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
  const end = startOf(layout, layout.bars);
  const marks = useMemo(() => {
    const drawn = width / layout.barWidth;
    const least = (MARK_ROOM / width) * drawn * layout.width;
    return timeMarks(layout.from, startOf(layout, drawn), least, today, language);
  }, [layout, width, today, language]);

  const bar = cursor === null ? layout.bars - 1 : barOf(layout, cursor);
  const barSpan = (at: number) => ({ from: startOf(layout, at), to: startOf(layout, at + 1) });
  const sentence = (span: { readonly from: number; readonly to: number }): string => {
    const { start, end: last } = barsWithin(layout, span);
    return words.value(span, layout.width, figuresOf(line, start, last));
  };
  const pointedBar = pointer.bar ?? (focused ? bar : null);
  const read = selection ?? (pointedBar === null ? null : barSpan(pointedBar));
  const readBars = read === null ? null : barsWithin(layout, read);
  return (
    <>
      <div
        ref={surface}
        className={classes.surface}
        role="slider"
        tabIndex={0}
        aria-label={t('chart')}
        aria-describedby={`${id}-summary`}
        aria-valuemin={1}
        aria-valuemax={layout.bars}
        aria-valuenow={bar + 1}
        aria-valuetext={
          selection === null ? sentence(barSpan(bar)) : t('selecting', { value: sentence(selection) })
        }
        data-hold={pointer.hold}
        onKeyDown={keys}
        onFocus={(event) => setFocused(event.currentTarget.matches(':focus-visible'))}
        onBlur={() => setFocused(false)}
        {...pointer.handlers}
      >
        <TimelineDrawing
          layout={layout}
          width={width}
          height={HEIGHT}
          floor={FLOOR}
          marks={marks}
          limit={limit}
          selection={selection}
          pointed={pointedBar === null ? null : startOf(layout, pointedBar)}
        />
      </div>
      <p id={`${id}-summary`} className="visually-hidden">
        {limit !== null && t('limitedTo', { value: sentence(limit) })}{' '}
        {t('summary', { value: sentence({ from: layout.from, to: end }) })}
      </p>
      {read !== null && readBars !== null && (
        <TimelineReadout
          span={read}
          step={layout.width}
          figures={figuresOf(line, readBars.start, readBars.end)}
          words={words}
          x={xOf(layout, (read.from + read.to) / 2)}
          width={width}
        />
      )}
    </>
  );
};

/** The bars with their scale, as new as the capture. */
export const TimelineChart = () => {
  const { t } = useTranslation('timeline');
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const bars = Math.floor(width / BAR_ROOM / BAR_STEP) * BAR_STEP;
  useEffect(() => (bars > 0 ? watchTimeline(bars) : undefined), [bars]);
  const line = useTimeline((state) => state.line);
  const zoomed = useTimeline((state) => state.window !== null);
  const measure = useSettings(({ settings }) => settings.timelineMeasure);
  const live = usePulse(({ capture }) => capture.source.kind === 'live');
  const layout = useMemo(
    () =>
      line === null || line.messagesIn.length === 0 || width === 0
        ? null
        : layOut(line, measure, { width, top: TOP, bottom: FLOOR, growing: live && !zoomed }),
    [line, measure, width, live, zoomed],
  );
  const quiet = layout !== null && layout.peakIn === 0 && layout.peakOut === 0;
  return (
    <>
      {layout === null ? <div className={classes.peaks} /> : <Peaks layout={layout} />}
      <div ref={box} className={classes.plot}>
        {line !== null && layout !== null && <Plot line={line} layout={layout} width={width} />}
        {quiet && <span className={classes.nothing}>{t('nothing')}</span>}
      </div>
    </>
  );
};
