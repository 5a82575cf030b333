import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { startLog } from '../../state/log';
import { useLogBar } from '../../state/log-bar';
import { startLogFilter } from '../../state/log-filter';
import { startMatches } from '../../state/log-matches';
import { Pane } from '../../ui/pane';
import { FindBar } from './find-bar';
import { GoToBar } from './go-to-bar';
import { LogGrid } from './log-grid';
import { LogHead } from './log-head';

/** Everything that passed, oldest first, as far as the filter lets it through. */
export const LogPane = () => {
  const { t } = useTranslation('log');
  const bar = useLogBar((state) => state.open);
  useEffect(() => {
    startLogFilter();
    startLog();
    startMatches();
  }, []);
  return (
    <Pane id="log" title={t('title')} head={<LogHead />}>
      {bar === 'find' && <FindBar />}
      {bar === 'goTo' && <GoToBar />}
      <LogGrid />
    </Pane>
  );
};
