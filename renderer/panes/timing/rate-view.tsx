import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Timeline } from '../../../core/contract/timeline';
import type { Timing } from '../../../core/contract/timing';
import { formatDay } from '../../state/log-format';
import { goToTiming } from '../../state/timing';
import { useFormats } from '../../ui/format';
import { useWidth } from '../../ui/row-scroller-size';
import { barAt, layOut, startOf } from '../timeline/chart-layout';
import { formatClock, timeMarks } from '../timeline/time-axis';
import { TimelineDrawing } from '../timeline/timeline-drawing';
import { figuresOf, useTimelineWords } from '../timeline/timeline-words';
import { BarSurface } from './bar-surface';
import { RowTable } from './row-table';
import classes from './timing.module.css';

const HEIGHT = 104;
const TOP = 5;
const FLOOR = 86;
/** Pixels between two times on the axis, at least. */
const MARK_ROOM = 96;
/** Busiest bars in the list. */
const BUSIEST = 20;

/** The bars with the most bytes, the busiest first. */
const busiestOf = ({ bytesIn, bytesOut }: Timeline): readonly number[] =>
  Array.from(bytesIn, (bytes, bar) => ({ bar, bytes: bytes + (bytesOut[bar] ?? 0) }))
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, BUSIEST)
    .map(({ bar }) => bar);

const Plot = ({ rate }: { readonly rate: Timeline }) => {
  const { t, i18n } = useTranslation('timing');
  const words = useTimelineWords();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const layout = useMemo(
    () => layOut(rate, 'bytes', { width, top: TOP, bottom: FLOOR, growing: false }),
    [rate, width],
  );
  const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
  const marks = useMemo(() => {
    const end = startOf(layout, width / layout.barWidth);
    const least = (MARK_ROOM / layout.barWidth) * layout.width;
    return width === 0 ? [] : timeMarks(layout.from, end, least, formatDay(Date.now() / 1000), language);
  }, [layout, width, language]);
  const spanOf = (bar: number) => ({ from: startOf(layout, bar), to: startOf(layout, bar + 1) });
  return (
    <div ref={box} className={classes.plot}>
      <BarSurface
        label={t('rateChart')}
        bars={layout.bars}
        height={HEIGHT}
        barAt={(x) => (x / layout.barWidth < layout.bars ? barAt(layout, x) : -1)}
        say={(bar) => words.value(spanOf(bar), layout.width, figuresOf(rate, bar, bar + 1))}
        hint={t('rateHint')}
        onOpen={(bar) => void goToTiming(startOf(layout, bar))}
      >
        {(pointed) => (
          <TimelineDrawing
            layout={layout}
            width={width}
            height={HEIGHT}
            floor={FLOOR}
            marks={marks}
            limit={null}
            selection={null}
            pointed={pointed === null ? null : startOf(layout, pointed)}
          />
        )}
      </BarSurface>
    </div>
  );
};

/** Bytes of both sides over time: received above the line, sent below it. */
export const RateView = ({ timing: { rate } }: { readonly timing: Timing }) => {
  const { t } = useTranslation('timing');
  const words = useTimelineWords();
  const { rate: perSecond } = useFormats();
  const busiest = useMemo(() => busiestOf(rate), [rate]);
  if (rate.whole === null) return null;
  const all = figuresOf(rate, 0, rate.bytesIn.length);
  const seconds = (rate.whole.to - rate.whole.from) / 1e6;
  return (
    <>
      <dl className={classes.figures}>
        <div data-way="in">
          <dt>{t('meanIn')}</dt>
          <dd>{perSecond(all.bytesIn / seconds)}</dd>
        </div>
        <div data-way="out">
          <dt>{t('meanOut')}</dt>
          <dd>{perSecond(all.bytesOut / seconds)}</dd>
        </div>
        <div>
          <dt>{t('lasted')}</dt>
          <dd>{words.length(rate.whole)}</dd>
        </div>
        <div>
          <dt>{t('eachBar')}</dt>
          <dd>{words.length({ from: 0, to: rate.width })}</dd>
        </div>
      </dl>
      <Plot rate={rate} />
      <RowTable
        label={t('busiest')}
        columns={[t('in'), t('out')]}
        lines={busiest.map((bar) => {
          const from = rate.from + bar * rate.width;
          const { bytesIn, bytesOut } = figuresOf(rate, bar, bar + 1);
          return {
            key: String(from),
            link: (tabIndex) => (
              <button
                type="button"
                className={classes.link}
                tabIndex={tabIndex}
                title={t('goToTime')}
                onClick={() => void goToTiming(from)}
              >
                {formatClock(from, Math.min(rate.width, 1_000_000))}
              </button>
            ),
            cells: [words.rate(bytesIn, rate.width, 'bytes'), words.rate(bytesOut, rate.width, 'bytes')],
          };
        })}
      />
    </>
  );
};
