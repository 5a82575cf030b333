import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { startLog } from '../../state/log';
import { startLogFilter } from '../../state/log-filter';
import { Pane } from '../../ui/pane';
import { LogGrid } from './log-grid';
import { LogHead } from './log-head';

/** Everything that passed, oldest first, as far as the filter lets it through. */
export const LogPane = () => {
  const { t } = useTranslation('log');
  useEffect(() => {
    startLogFilter();
    startLog();
  }, []);
  return (
    <Pane id="log" title={t('title')} head={<LogHead />}>
      <LogGrid />
    </Pane>
  );
};
