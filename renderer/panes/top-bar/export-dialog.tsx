import { Modal } from '@mantine/core';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { EXPORT_FORMS, type ExportForm } from '../../../core/contract/export-forms';
import {
  chooseExport,
  closeExport,
  type ExportOf,
  exportScope,
  startExport,
  useExport,
} from '../../state/export';
import { useLog } from '../../state/log';
import { useChosen } from '../../state/log-selection';
import { usePulse } from '../../state/pulse';
import { useSettings } from '../../state/settings';
import { Button } from '../../ui/button';
import { useFormats } from '../../ui/format';
import { Segmented } from '../../ui/segmented';
import { Switch } from '../../ui/switch';
import styles from './export-dialog.module.css';

const FORM_WORDS = {
  pcapng: 'pcapng',
  text: 'text',
  csv: 'csv',
  json: 'json',
  hexDump: 'hexDump',
} as const satisfies Readonly<Record<ExportForm, string>>;

const ABOUT = {
  pcapng: 'aboutPcapng',
  text: 'aboutText',
  csv: 'aboutCsv',
  json: 'aboutJson',
  hexDump: 'aboutHexDump',
} as const satisfies Readonly<Record<ExportForm, string>>;

const ExportForms = () => {
  const { t } = useTranslation('export');
  const { count } = useFormats();
  const { of, form, decoded } = useExport();
  const selected = useLog((state) => state.selected);
  const chosen = useChosen();
  const matched = usePulse(({ view }) => view?.matched ?? 0);
  const rows = usePulse(({ capture }) => capture.rows);
  const isOff = useSettings(({ settings }) => settings.dissectors === 'off');
  const sizes: Readonly<Record<ExportOf, number>> = {
    row: chosen > 0 ? chosen : selected === null ? 0 : 1,
    view: matched,
    all: rows,
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void startExport();
  };
  return (
    <form onSubmit={submit}>
      <div className={styles.row}>
        <span className={styles.name}>{t('rows')}</span>
        <Segmented
          label={t('rows')}
          choices={(['row', 'view', 'all'] as const).map((value) => ({
            value,
            label: value === 'row' && chosen > 0 ? t('chosen') : t(value),
          }))}
          value={of}
          onChange={(next) => chooseExport({ of: next })}
        />
        <span className={styles.text}>{t('count', { count: sizes[of], shown: count(sizes[of]) })}</span>
      </div>
      <div className={styles.row}>
        <span className={styles.name}>{t('form')}</span>
        <Segmented
          label={t('form')}
          choices={EXPORT_FORMS.map((value) => ({ value, label: t(FORM_WORDS[value]) }))}
          value={form}
          onChange={(next) => chooseExport({ form: next })}
        />
      </div>
      {form === 'json' && (
        <div className={styles.row}>
          <span className={styles.name}>{t('fields')}</span>
          <Switch
            label={t('decoded')}
            checked={decoded && !isOff}
            disabled={isOff}
            onChange={(next) => chooseExport({ decoded: next })}
          />
        </div>
      )}
      <p className={styles.text}>{t(ABOUT[form])}</p>
      <div className={styles.buttons}>
        <Button onClick={closeExport}>{t('cancel')}</Button>
        <Button look="primary" disabled={exportScope(of) === null || sizes[of] === 0} onClick={submit}>
          {t('export')}
        </Button>
      </div>
    </form>
  );
};

/** Which rows are written to a file, and as what. */
export const ExportDialog = () => {
  const { t } = useTranslation('export');
  const open = useExport((state) => state.open);
  return (
    <Modal
      opened={open}
      onClose={closeExport}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
      size={560}
    >
      <ExportForms />
    </Modal>
  );
};
