import { IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLogFilter } from '../../state/log-filter';
import { useSettings } from '../../state/settings';
import { measureTimeline, useTimeline, zoomIn, zoomOut } from '../../state/timeline';
import { IconButton } from '../../ui/button';
import { Segmented } from '../../ui/segmented';
import { TimelineChart } from './timeline-chart';
import classes from './timeline-strip.module.css';

/** What the bars count, and how much of the capture they are of. */
const Tools = () => {
  const { t } = useTranslation('timeline');
  const measure = useSettings(({ settings }) => settings.timelineMeasure);
  const selected = useTimeline(({ selection }) => selection !== null);
  const limited = useLogFilter(({ span }) => span !== null);
  const zoomed = useTimeline(({ back }) => back.length > 0);
  return (
    <div className={classes.tools}>
      <Segmented
        label={t('measure')}
        choices={[
          { value: 'messages', label: t('messages') },
          { value: 'bytes', label: t('bytes') },
        ]}
        value={measure}
        onChange={measureTimeline}
      />
      <div className={classes.zoom}>
        <IconButton
          icon={IconZoomIn}
          label={t('zoomIn')}
          disabled={!selected && !limited}
          onClick={zoomIn}
          quiet
          small
        />
        <IconButton
          icon={IconZoomOut}
          label={t('zoomOut')}
          disabled={!zoomed}
          onClick={zoomOut}
          quiet
          small
        />
      </div>
    </div>
  );
};

/** Messages and bytes over the whole capture, in and out. A span of it that is brushed is what the log shows. */
export const TimelineStrip = () => {
  const { t } = useTranslation('timeline');
  return (
    <fieldset className={classes.strip} aria-label={t('title')}>
      <div className={classes.row}>
        <TimelineChart />
        <Tools />
      </div>
    </fieldset>
  );
};
