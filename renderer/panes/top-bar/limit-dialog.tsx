import { Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  AGE_UNITS,
  type AgeUnit,
  ageOf,
  closeLimit,
  inUnits,
  SIZE_UNITS,
  type SizeUnit,
  sizeOf,
  useLimitDialog,
} from '../../state/limit';
import { usePulse } from '../../state/pulse';
import { updateSettings, useSettings } from '../../state/settings';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { useFormats } from '../../ui/format';
import { Segmented } from '../../ui/segmented';
import styles from './limit-dialog.module.css';

const LimitForm = () => {
  const { t } = useTranslation('limit');
  const { bytes, ageMs } = useSettings(({ settings }) => settings.captureLimit);
  const [size, setSize] = useState(inUnits<SizeUnit>(bytes, SIZE_UNITS, 'gb'));
  const [age, setAge] = useState(inUnits<AgeUnit>(ageMs, AGE_UNITS, 'hours'));
  const newBytes = sizeOf(size.typed, size.unit);
  const newAge = ageOf(age.typed, age.unit);
  const { bytes: sized } = useFormats();
  const recorded = usePulse(({ capture }) => (capture.source.kind === 'live' ? capture.fileBytes : 0));
  const removes = newBytes != null && newBytes !== bytes && recorded > newBytes;
  const apply = (event: FormEvent): void => {
    event.preventDefault();
    if (newBytes === undefined || newAge === undefined) return;
    void updateSettings({ captureLimit: { bytes: newBytes, ageMs: newAge } });
    closeLimit();
  };
  return (
    <form onSubmit={apply}>
      <p className={styles.text}>{t('text')}</p>
      <div className={styles.row}>
        <span className={styles.name}>{t('size')}</span>
        <Field
          label={t('size')}
          value={size.typed}
          onChange={(typed) => setSize({ ...size, typed })}
          placeholder={t('none')}
          problem={newBytes === undefined ? t('wrongSize') : null}
          inputMode="decimal"
          width={120}
          data-autofocus
        />
        <Segmented
          label={t('sizeUnit')}
          choices={[
            { value: 'mb', label: t('mb') },
            { value: 'gb', label: t('gb') },
          ]}
          value={size.unit}
          onChange={(unit) => setSize({ ...size, unit })}
        />
      </div>
      <div className={styles.row}>
        <span className={styles.name}>{t('age')}</span>
        <Field
          label={t('age')}
          value={age.typed}
          onChange={(typed) => setAge({ ...age, typed })}
          placeholder={t('none')}
          problem={newAge === undefined ? t('wrongAge') : null}
          inputMode="decimal"
          width={120}
        />
        <Segmented
          label={t('ageUnit')}
          choices={[
            { value: 'minutes', label: t('minutes') },
            { value: 'hours', label: t('hours') },
            { value: 'days', label: t('days') },
          ]}
          value={age.unit}
          onChange={(unit) => setAge({ ...age, unit })}
        />
      </div>
      <p className={styles.problem} role="status">
        {newBytes === undefined
          ? t('wrongSize')
          : newAge === undefined
            ? t('wrongAge')
            : removes
              ? t('removes', { size: sized(recorded) })
              : ''}
      </p>
      <div className={styles.buttons}>
        <Button onClick={closeLimit}>{t('cancel')}</Button>
        <Button look="primary" disabled={newBytes === undefined || newAge === undefined} onClick={apply}>
          {t('apply')}
        </Button>
      </div>
    </form>
  );
};

/** How much of a recording is kept: all of it, or so many bytes, or what is not older than so long. */
export const LimitDialog = () => {
  const { t } = useTranslation('limit');
  const open = useLimitDialog((state) => state.open);
  return (
    <Modal
      opened={open}
      onClose={closeLimit}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
      size={480}
    >
      <LimitForm />
    </Modal>
  );
};
