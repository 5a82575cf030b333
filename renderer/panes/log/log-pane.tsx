import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { startLog } from '../../state/log';
import { useLogBar } from '../../state/log-bar';
import { startLogFilter } from '../../state/log-filter';
import { Pane } from '../../ui/pane';
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
  }, []);
  return (
    <Pane id="log" title={t('title')} head={<LogHead />}>
      {bar === 'goTo' && <GoToBar />}
      <LogGrid />
    </Pane>
  );
};
