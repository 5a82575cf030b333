import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogRow } from '../../../core/contract/log';
import type { OwnWaits, Timing } from '../../../core/contract/timing';
import { useInspector } from '../../state/inspector';
import { conversationOf } from '../../state/stream';
import { showTimingView, stopTiming, type TimingView, useTiming, watchTiming } from '../../state/timing';
import { IconButton } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { useFormats } from '../../ui/format';
import { useWidth } from '../../ui/row-scroller-size';
import { Segmented } from '../../ui/segmented';
import { useFocusWish } from '../../ui/use-focus-wish';
import { AnswersView } from './answers-view';
import { RateView } from './rate-view';
import { RowLink } from './row-table';
import { useTimes } from './times';
import classes from './timing.module.css';
import { GapsView, RepeatsView } from './waits-views';

/** Pixels of a bar of throughput and its gap, at least; in steps, so that dragging a border asks little. */
const BAR_ROOM = 4;
const BAR_STEP = 10;

const VIEWS: Readonly<Record<TimingView, (props: { readonly timing: Timing }) => React.ReactNode>> = {
  answers: AnswersView,
  rate: RateView,
  gaps: GapsView,
  repeats: RepeatsView,
};

/** The selected row's own times. */
const Own = ({ own }: { readonly own: OwnWaits }) => {
  const { t } = useTranslation('timing');
  const { span } = useTimes();
  const { request, previous } = own;
  return (
    <dl className={classes.own} aria-label={t('own')}>
      <div>
        <dt>{t('sinceRequest')}</dt>
        <dd>
          {request === null ? (
            t('answersNothing')
          ) : (
            <>
              <b>{span(request.ns)}</b> <RowLink row={request.before} />
            </>
          )}
        </dd>
      </div>
      {previous !== null && previous.before !== request?.before && (
        <div>
          <dt>{t('sincePrevious')}</dt>
          <dd>
            <b>{span(previous.ns)}</b> <RowLink row={previous.before} />
          </dd>
        </div>
      )}
    </dl>
  );
};

/** How far the conversation was read, while there is more of it. */
const Progress = ({ timing: { scanned, total } }: { readonly timing: Timing }) => {
  const { t } = useTranslation('timing');
  const { count } = useFormats();
  const stopped = useTiming((state) => state.stopped);
  if (scanned >= total) return null;
  const values = { done: count(scanned), total: count(total) };
  return (
    <div className={classes.progress} role="status">
      <progress aria-label={t('reading')} max={1} value={scanned / total} />
      <IconButton
        icon={stopped ? IconPlayerPlay : IconPlayerStop}
        label={stopped ? t('goOn') : t('stop')}
        onClick={() => stopTiming(!stopped)}
        quiet
        small
      />
      <span>{stopped ? t('stoppedAt', values) : t('readingAt', values)}</span>
    </div>
  );
};

/** When the messages of the selected row's conversation were said, and how soon they were answered. */
export const TimingTab = ({ row }: { readonly row: LogRow }) => {
  const { t } = useTranslation('timing');
  const { timing, failure, view } = useTiming();
  const box = useRef<HTMLDivElement>(null);
  const tools = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const bars = Math.max(BAR_STEP, Math.floor(width / BAR_ROOM / BAR_STEP) * BAR_STEP);
  const { row: number, flow, endpoint } = row;
  useEffect(() => watchTiming({ row: number, flow, endpoint }, bars), [number, flow, endpoint, bars]);

  const focus = useInspector(({ focus: asked }) => asked);
  useFocusWish(focus, () => tools.current?.querySelector<HTMLElement>('input:checked')?.focus());

  const View = VIEWS[view];
  return (
    <div ref={box} className={classes.tab}>
      {conversationOf(row) === null ? (
        <p className={classes.empty}>{t('noConversation')}</p>
      ) : (
        <>
          {failure !== null && <FailureNote failure={failure} />}
          {timing?.own != null && <Own own={timing.own} />}
          <div ref={tools} className={classes.tools}>
            <Segmented
              label={t('views')}
              choices={[
                { value: 'answers', label: t('viewAnswers') },
                { value: 'rate', label: t('viewRate') },
                { value: 'gaps', label: t('viewGaps') },
                { value: 'repeats', label: t('viewRepeats') },
              ]}
              value={view}
              onChange={showTimingView}
            />
          </div>
          {timing !== null && (
            <>
              <Progress timing={timing} />
              <View timing={timing} />
            </>
          )}
        </>
      )}
    </div>
  );
};
