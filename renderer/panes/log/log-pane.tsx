import { useDeferredValue, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { startLog } from '../../state/log';
import { useLogBar } from '../../state/log-bar';
import { startLogFilter } from '../../state/log-filter';
import { startRowInfos } from '../../state/log-info';
import { startMatches } from '../../state/log-matches';
import { useFolded } from '../../state/panes';
import { usePulse } from '../../state/pulse';
import { useSettings } from '../../state/settings';
import { useTimelineShown } from '../../state/timeline';
import { Pane } from '../../ui/pane';
import { FieldChartStrip } from '../field-chart/field-chart-strip';
import { TimelineStrip } from '../timeline/timeline-strip';
import { FindBar } from './find-bar';
import { GoToBar } from './go-to-bar';
import { LogGrid } from './log-grid';
import { LogHead } from './log-head';

/** Everything that passed, oldest first, as far as the filter lets it through. */
export const LogPane = () => {
  const { t } = useTranslation('log');
  const bar = useLogBar((state) => state.open);
  const folded = useFolded('log');
  const timeline = useTimelineShown();
  const charted = useSettings(({ settings }) => settings.chartFields.length > 0);
  // The charts come behind the rows: a capture that was opened is on the screen that much earlier.
  const rows = useDeferredValue(usePulse(({ capture }) => capture.rows > 0));
  useEffect(() => {
    startLogFilter();
    startLog();
    startRowInfos();
    startMatches();
  }, []);
  return (
    <Pane id="log" title={t('title')} head={<LogHead />}>
      {bar === 'find' && <FindBar />}
      {bar === 'goTo' && <GoToBar />}
      {timeline && rows && !folded && <TimelineStrip />}
      {charted && rows && !folded && <FieldChartStrip />}
      <LogGrid />
    </Pane>
  );
};
