import {
  type Icon,
  IconArrowBackUp,
  IconArrowBarToDown,
  IconArrowDown,
  IconArrowUp,
  IconChartHistogram,
  IconPointFilled,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { clearLog, followLog, undoClearLog, useLog } from '../../state/log';
import { showDirections } from '../../state/log-filter';
import { usePulse } from '../../state/pulse';
import { useSettings } from '../../state/settings';
import { toggleTimeline, useTimelineShown } from '../../state/timeline';
import { Button, IconButton } from '../../ui/button';
import { Tip } from '../../ui/tip';
import { ChosenMenu } from './chosen-menu';
import { CompareChip } from './compare-chip';
import { FilterField } from './filter-field';
import classes from './log-head.module.css';
import { MarksMenu } from './marks-menu';

interface ToggleProps {
  readonly icon: Icon;
  readonly name: string;
  readonly hint: string;
  readonly mark: 'in' | 'out' | 'event';
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

const Toggle = ({ icon: Glyph, name, hint, mark, on, onChange }: ToggleProps) => (
  <Tip label={hint}>
    <button
      type="button"
      className={classes.toggle}
      aria-pressed={on}
      aria-label={name}
      data-mark={mark}
      onClick={() => onChange(!on)}
    >
      <Glyph size={13} stroke={2} aria-hidden />
      <span className={classes.name}>{name}</span>
    </button>
  </Tip>
);

/** What the log shows: the filter, the directions, the end or not; and clearing it. */
export const LogHead = () => {
  const { t } = useTranslation('log');
  const { t: timeline } = useTranslation('timeline');
  const shown = useTimelineShown();
  const filter = useSettings(({ settings }) => settings.filter);
  const follow = useLog((state) => state.follow);
  const live = usePulse(({ capture }) => capture.source.kind === 'live');
  const rows = usePulse(({ capture }) => capture.rows > 0);
  const canUndo = usePulse(({ capture }) => capture.canUndoClear);
  return (
    <>
      <FilterField />
      <fieldset className={classes.toggles} aria-label={t('show')}>
        <Toggle
          icon={IconArrowDown}
          name={t('in')}
          hint={t('inHint')}
          mark="in"
          on={filter.in}
          onChange={(on) => showDirections({ in: on })}
        />
        <Toggle
          icon={IconArrowUp}
          name={t('out')}
          hint={t('outHint')}
          mark="out"
          on={filter.out}
          onChange={(on) => showDirections({ out: on })}
        />
        <Toggle
          icon={IconPointFilled}
          name={t('events')}
          hint={t('eventsHint')}
          mark="event"
          on={filter.events}
          onChange={(on) => showDirections({ events: on })}
        />
      </fieldset>
      <ChosenMenu />
      <CompareChip />
      <MarksMenu />
      <IconButton
        icon={IconChartHistogram}
        label={timeline('show')}
        hint={timeline('showHint')}
        aria-pressed={shown}
        onClick={toggleTimeline}
      />
      <Button
        icon={IconArrowBarToDown}
        aria-pressed={follow}
        aria-label={t('follow')}
        hint={t('followHint')}
        onClick={() => followLog(!follow)}
      >
        <span className={classes.name}>{t('follow')}</span>
      </Button>
      {canUndo && (
        <Button
          look="quiet"
          icon={IconArrowBackUp}
          aria-label={t('undoClear')}
          hint={t('undoClearHint')}
          onClick={() => void undoClearLog()}
        >
          <span className={classes.name}>{t('undoClear')}</span>
        </Button>
      )}
      <Button
        look="quiet"
        icon={IconTrash}
        aria-label={t('clear')}
        hint={t('clearHint')}
        disabled={!live || !rows}
        onClick={() => void clearLog()}
      >
        <span className={classes.name}>{t('clear')}</span>
      </Button>
    </>
  );
};
