import { useTranslation } from 'react-i18next';
import type { LogRow } from '../../../core/contract/log';
import { plainText } from '../../../core/payload/visible';
import { formatDay, formatFullTime } from '../../state/log-format';
import { useFormats } from '../../ui/format';
import { MARK_WORDS, RowGlyph, rowMark } from '../log/row-mark';
import classes from './row-summary.module.css';

/** Which row the inspector is about. */
export const RowSummary = ({ row }: { readonly row: LogRow }) => {
  const { t } = useTranslation(['inspector', 'log']);
  const { count } = useFormats();
  const mark = rowMark(row);
  const [day = '', clock = ''] = formatFullTime(row.seconds, row.nanos).split(' ');
  const toMilliseconds = clock.slice(0, -6);
  return (
    <div className={classes.summary} data-mark={mark} data-selectable>
      <span className={classes.number}>#{count(row.row + 1)}</span>
      <span className={classes.mark}>
        <RowGlyph mark={mark} />
        {t(MARK_WORDS[mark], { ns: 'log' })}
      </span>
      {row.kind === 'data' && (
        <span>{t('bytesLength', { count: row.length, shown: count(row.length) })}</span>
      )}
      {row.endpoint !== '' && <span>{plainText(row.endpoint)}</span>}
      {row.peer !== '' && <span className={classes.mono}>{plainText(row.peer)}</span>}
      <time className={classes.time}>
        {day === formatDay(Date.now() / 1000) ? toMilliseconds : `${day} ${toMilliseconds}`}
        {/* Apart by room and not by spaces: what is copied is one number. */}
        <span>{clock.slice(-6, -3)}</span>
        <span>{clock.slice(-3)}</span>
      </time>
    </div>
  );
};
