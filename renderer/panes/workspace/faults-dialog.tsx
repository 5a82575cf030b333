import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { plainText } from '../../../core/payload/visible';
import { showWorkspaceFaults, useWorkspace } from '../../state/workspace';
import { useExplain } from '../../ui/explain';
import { useFormats } from '../../ui/format';
import table from '../../ui/table.module.css';
import styles from './workspace.module.css';

/** Where the file of the open workspace was damaged, by line, column and field. */
export const FaultsDialog = () => {
  const { t } = useTranslation('workspace');
  const { count } = useFormats();
  const explain = useExplain();
  const open = useWorkspace((state) => state.faults);
  const { faults, faultCount } = useWorkspace((state) => state.status);
  return (
    <Modal
      opened={open}
      onClose={() => showWorkspaceFaults(false)}
      title={t('faults')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={760}
    >
      <p className={styles.text}>{t('faultsText')}</p>
      <div className={table.box}>
        <table className={`${table.table} ${styles.table}`} aria-label={t('faults')}>
          <thead>
            <tr>
              <th scope="col">{t('place')}</th>
              <th scope="col">{t('field')}</th>
              <th scope="col">{t('what')}</th>
            </tr>
          </thead>
          <tbody>
            {faults.map(({ line, column, field, failure }) => {
              const { cause, advice } = explain(failure);
              return (
                <tr key={`${line}:${column} ${field} ${failure.code}`}>
                  <th scope="row">
                    {line}:{column}
                  </th>
                  <td className={styles.path} translate="no" data-selectable>
                    {plainText(field)}
                  </td>
                  <td data-selectable>
                    {cause} <span className={styles.advice}>{advice}</span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {faultCount > faults.length && (
        <p className={styles.text}>
          {t('faultsMore', { shown: count(faults.length), all: count(faultCount) })}
        </p>
      )}
    </Modal>
  );
};
