import { IconFolderOpen, IconHistory, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import {
  askDiscard,
  dismissLeftovers,
  openLeftover,
  openLeftovers,
  saveLeftover,
  useLeftovers,
} from '../../state/leftovers';
import { Button, IconButton } from '../../ui/button';
import { useFormats } from '../../ui/format';
import styles from './left-behind.module.css';

/** Says, once, that earlier runs left captures behind, and what can be done with them. */
export const LeftBehind = () => {
  const { t } = useTranslation('recovered');
  const { bytes, count, moment } = useFormats();
  const list = useLeftovers((state) => state.list);
  const dismissed = useLeftovers((state) => state.dismissed);
  const [one, ...more] = list;
  if (one === undefined || dismissed) return null;
  return (
    <div className={styles.banner} role="note" aria-label={t('title')}>
      <IconHistory size={15} stroke={1.8} className={styles.icon} aria-hidden />
      <div className={styles.words} data-selectable>
        <span>{t('leftBehind', { count: list.length, shown: count(list.length) })}</span>{' '}
        <span className={styles.facts}>
          {more.length > 0
            ? t('leftBehindMany')
            : [
                moment(one.begun),
                one.rows === null ? null : t('rows', { count: one.rows, shown: count(one.rows) }),
                bytes(one.bytes),
              ]
                .filter((part) => part !== null)
                .join(' · ')}
        </span>
      </div>
      {more.length > 0 ? (
        <Button onClick={openLeftovers}>{t('show')}</Button>
      ) : (
        <>
          <Button icon={IconFolderOpen} onClick={() => void openLeftover(one.id)}>
            {t('open')}
          </Button>
          <Button onClick={() => void saveLeftover(one.id)}>{t('save')}</Button>
          <Button onClick={() => askDiscard([one])}>{t('discard')}</Button>
        </>
      )}
      <IconButton
        icon={IconX}
        label={t('later')}
        hint={t('laterHint')}
        onClick={dismissLeftovers}
        quiet
        small
      />
    </div>
  );
};
