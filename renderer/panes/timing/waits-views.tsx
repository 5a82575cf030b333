import { useTranslation } from 'react-i18next';
import type { Timing } from '../../../core/contract/timing';
import { useFormats } from '../../ui/format';
import { MARK_WORDS, RowGlyph } from '../log/row-mark';
import { RowLink, RowTable } from './row-table';
import { useTimes } from './times';
import classes from './timing.module.css';

/** The longest silences of a conversation. */
export const GapsView = ({ timing: { gaps, origin } }: { readonly timing: Timing }) => {
  const { t } = useTranslation('timing');
  const { count } = useFormats();
  const times = useTimes();
  if (gaps.length === 0 || origin === null) return <p className={classes.empty}>{t('noGaps')}</p>;
  return (
    <>
      <p className={classes.about}>{t('gapsAbout', { count: gaps.length, shown: count(gaps.length) })}</p>
      <RowTable
        label={t('gaps')}
        columns={[t('silence'), t('since'), t('endedAt')]}
        lines={gaps.map(({ row, before, ns, at }) => ({
          key: String(row),
          link: (tabIndex) => <RowLink row={row} tabIndex={tabIndex} />,
          cells: [times.span(ns), `#${count(before + 1)}`, times.clock(origin, at)],
        }))}
      />
    </>
  );
};

const Way = ({ out }: { readonly out: boolean }) => {
  const { t } = useTranslation('log');
  const mark = out ? 'out' : 'in';
  return (
    <span className={classes.way} data-way={mark}>
      <RowGlyph mark={mark} />
      {t(MARK_WORDS[mark])}
    </span>
  );
};

/** Messages that were sent again before there was an answer. */
export const RepeatsView = ({ timing: { repeats } }: { readonly timing: Timing }) => {
  const { t } = useTranslation('timing');
  const { count, bytes } = useFormats();
  const times = useTimes();
  const { unanswered, answered, newest } = repeats;
  return (
    <>
      <p className={classes.about}>
        {t('repeats', { count: unanswered, shown: count(unanswered) })}{' '}
        {answered > 0 && t('repeatsAnswered', { count: answered, shown: count(answered) })}{' '}
        {unanswered > newest.length && t('repeatsNewest', { shown: count(newest.length) })}
      </p>
      {newest.length > 0 && (
        <RowTable
          label={t('repeatsList')}
          columns={[t('sameAs'), t('after'), t('side'), t('length')]}
          lines={newest.map(({ row, before, ns, out, bytes: length }) => ({
            key: String(row),
            link: (tabIndex) => <RowLink row={row} tabIndex={tabIndex} />,
            cells: [`#${count(before + 1)}`, times.span(ns), <Way key="way" out={out} />, bytes(length)],
          }))}
        />
      )}
      <p className={classes.about}>{t('repeatsHow')}</p>
    </>
  );
};
