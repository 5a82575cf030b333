import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Leftover } from '../../../core/contract/capture';
import { askDiscard, closeLeftovers, openLeftover, saveLeftover, useLeftovers } from '../../state/leftovers';
import { usePulse } from '../../state/pulse';
import { Button } from '../../ui/button';
import { useFormats } from '../../ui/format';
import table from '../../ui/table.module.css';
import styles from './recovered-dialog.module.css';

const RecoveredRow = ({ one, first }: { readonly one: Leftover; readonly first: boolean }) => {
  const { t } = useTranslation('recovered');
  const { bytes, count, moment, span } = useFormats();
  const shown = usePulse(({ capture: { source } }) => source.kind === 'file' && source.leftover === one.id);
  const when = moment(one.begun);
  return (
    <tr>
      <th scope="row">
        {when}
        {one.cleared && <span className={styles.note}>{t('cleared')}</span>}
        {shown && <span className={styles.note}>{t('shown')}</span>}
      </th>
      <td data-number>{span(one.ended - one.begun)}</td>
      <td data-number>{one.rows === null ? t('unknown') : count(one.rows)}</td>
      <td data-number>{bytes(one.bytes)}</td>
      <td className={styles.actions}>
        <Button
          look="primary"
          disabled={shown}
          data-autofocus={first || undefined}
          aria-label={t('openThat', { when })}
          onClick={() => void openLeftover(one.id)}
        >
          {t('open')}
        </Button>
        <Button aria-label={t('saveThat', { when })} onClick={() => void saveLeftover(one.id)}>
          {t('save')}
        </Button>
        <Button aria-label={t('discardThat', { when })} onClick={() => askDiscard([one])}>
          {t('discard')}
        </Button>
      </td>
    </tr>
  );
};

/** The captures that earlier runs left behind, and what can be done with each. */
export const RecoveredDialog = () => {
  const { t } = useTranslation('recovered');
  const list = useLeftovers((state) => state.list);
  const open = useLeftovers((state) => state.open);
  return (
    <Modal
      opened={open}
      onClose={closeLeftovers}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={760}
    >
      <p className={styles.text}>{t('text')}</p>
      <div className={`${table.box} ${styles.box}`}>
        <table className={`${table.table} ${styles.table}`} aria-label={t('title')}>
          <thead>
            <tr>
              <th scope="col">{t('columnBegun')}</th>
              <th scope="col" data-number>
                {t('columnLasted')}
              </th>
              <th scope="col" data-number>
                {t('columnRows')}
              </th>
              <th scope="col" data-number>
                {t('columnSize')}
              </th>
              <th scope="col">
                <span className="visually-hidden">{t('columnActions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.map((one, at) => (
              <RecoveredRow key={one.id} one={one} first={at === 0} />
            ))}
          </tbody>
        </table>
      </div>
      {list.length > 1 && (
        <div className={styles.buttons}>
          <Button look="danger" onClick={() => askDiscard(list)}>
            {t('discardAll')}
          </Button>
        </div>
      )}
    </Modal>
  );
};
