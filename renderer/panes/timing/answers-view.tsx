import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerBin, AnswerSummary, Timing } from '../../../core/contract/timing';
import { goToRow } from '../../state/log';
import { showAnswersOf, useTiming } from '../../state/timing';
import { useFormats } from '../../ui/format';
import { useWidth } from '../../ui/row-scroller-size';
import { Segmented } from '../../ui/segmented';
import { layOutAnswers } from './answer-bars';
import { BarSurface } from './bar-surface';
import { RowLink, RowTable } from './row-table';
import { useTimes } from './times';
import classes from './timing.module.css';

const HEIGHT = 104;
const TOP = 14;
const FLOOR = 86;

const FIGURES = ['min', 'median', 'mean', 'p95', 'p99', 'max'] as const;
const FIGURE_WORDS = {
  min: 'least',
  median: 'median',
  mean: 'mean',
  p95: 'p95',
  p99: 'p99',
  max: 'most',
} as const satisfies Record<(typeof FIGURES)[number], string>;

const Figures = ({ answers }: { readonly answers: AnswerSummary }) => {
  const { t } = useTranslation('timing');
  const { span } = useTimes();
  return (
    <dl className={classes.figures}>
      {FIGURES.map((name) => (
        <div key={name}>
          <dt>{t(FIGURE_WORDS[name])}</dt>
          <dd>{span(answers[name])}</dd>
        </div>
      ))}
    </dl>
  );
};

const Histogram = ({ bins }: { readonly bins: readonly AnswerBin[] }) => {
  const { t } = useTranslation('timing');
  const { count } = useFormats();
  const { span } = useTimes();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const layout = useMemo(() => layOutAnswers(bins, { width, top: TOP, floor: FLOOR }), [bins, width]);
  const say = (bar: number): string => {
    const bin = bins[bar];
    if (bin === undefined) return '';
    const time =
      bin.to === null
        ? t('from', { from: span(bin.from) })
        : t('range', { from: span(bin.from), to: span(bin.to) });
    return bin.count === 0
      ? t('binNone', { time })
      : t('bin', { time, count: bin.count, shown: count(bin.count), row: count(bin.row + 1) });
  };
  return (
    <div ref={box} className={classes.plot}>
      <BarSurface
        label={t('histogram')}
        bars={bins.length}
        height={HEIGHT}
        barAt={(x) => Math.floor(x / layout.across)}
        say={say}
        hint={t('histogramHint')}
        onOpen={(bar) => {
          const row = bins[bar]?.row ?? -1;
          if (row >= 0) void goToRow(row);
        }}
      >
        {(pointed) => (
          <svg width={width} height={HEIGHT} aria-hidden="true" focusable="false">
            <text className={classes.scale} x={0} y={10}>
              {count(layout.most)}
            </text>
            {pointed !== null && (
              <rect
                className={classes.pointed}
                x={Math.round(pointed * layout.across)}
                y={TOP}
                width={Math.max(1, Math.round(layout.across) - 1)}
                height={FLOOR - TOP}
              />
            )}
            <path className={classes.answerBars} d={layout.path} />
            <line className={classes.axis} x1={0} x2={width} y1={FLOOR + 0.5} y2={FLOOR + 0.5} />
            {layout.marks.map(({ x, ns }) => (
              <text key={ns} className={classes.scale} x={x} y={HEIGHT - 4}>
                {span(ns)}
              </text>
            ))}
          </svg>
        )}
      </BarSurface>
    </div>
  );
};

/** How long answers took: of the side that did not speak first, or of the other. */
export const AnswersView = ({ timing }: { readonly timing: Timing }) => {
  const { t } = useTranslation('timing');
  const { count } = useFormats();
  const times = useTimes();
  const chosen = useTiming((state) => state.side);
  const side = chosen ?? (timing.first === 'in' ? 'out' : 'in');
  const answers = timing.answers[side];
  const { origin } = timing;
  return (
    <>
      <div className={classes.tools}>
        <Segmented
          label={t('whose')}
          choices={[
            { value: 'in', label: t('answersIn') },
            { value: 'out', label: t('answersOut') },
          ]}
          value={side}
          onChange={showAnswersOf}
          hint={t('whoseHint')}
        />
        <span className={classes.note}>
          {t('answers', { count: answers.count, shown: count(answers.count) })}
        </span>
      </div>
      {answers.count === 0 || origin === null ? (
        <p className={classes.empty}>{t('noAnswers')}</p>
      ) : (
        <>
          <Figures answers={answers} />
          <Histogram bins={answers.bins} />
          <RowTable
            label={t('slowest')}
            columns={[t('took'), t('answered'), t('when')]}
            lines={answers.slowest.map(({ row, before, ns, at }) => ({
              key: String(row),
              link: (tabIndex) => <RowLink row={row} tabIndex={tabIndex} />,
              cells: [times.span(ns), `#${count(before + 1)}`, times.clock(origin, at)],
            }))}
          />
        </>
      )}
    </>
  );
};
