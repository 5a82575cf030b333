import { Modal } from '@mantine/core';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PresetFacts } from '../../../core/contract/preset';
import { plainText } from '../../../core/payload/visible';
import { useName } from '../../state/names';
import { closePresets, removePreset, renamePreset, savePreset, usePresets } from '../../state/presets';
import { Button, IconButton } from '../../ui/button';
import { Empty } from '../../ui/empty';
import { FailureNote } from '../../ui/failure-note';
import { Field } from '../../ui/field';
import styles from './presets.module.css';

/** Keeps the endpoint that was last worked with under a name. */
const SaveForm = ({ endpoint }: { readonly endpoint: string }) => {
  const { t } = useTranslation('presets');
  const name = useName(endpoint);
  const [typed, setTyped] = useState(name);
  const save = async (): Promise<void> => {
    if (await savePreset(endpoint, typed)) setTyped('');
  };
  return (
    <form
      className={styles.save}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <span className={styles.what}>{t('saveWhat', { name: plainText(name) })}</span>
      <Field label={t('presetName')} value={typed} onChange={setTyped} maxLength={100} data-autofocus />
      <Button look="primary" icon={IconBookmark} onClick={() => void save()}>
        {t('save')}
      </Button>
      <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
    </form>
  );
};

const PresetRow = ({ preset: { id, name, role } }: { readonly preset: PresetFacts }) => {
  const { t } = useTranslation('presets');
  const [typed, setTyped] = useState(name);
  const [asking, setAsking] = useState(false);
  const end = (): void => {
    if (typed !== name) void renamePreset(id, typed);
  };
  return (
    <li className={styles.row}>
      <Field
        label={t('nameOf', { name: plainText(name) })}
        value={typed}
        onChange={setTyped}
        maxLength={100}
        onBlur={end}
        onKeyDown={(event) => {
          if (event.key === 'Enter') end();
        }}
      />
      <span className={styles.role}>{role === 'server' ? t('server') : t('client')}</span>
      {asking ? (
        <>
          <Button autoFocus onClick={() => setAsking(false)}>
            {t('keep')}
          </Button>
          <Button look="danger" onClick={() => void removePreset(id)}>
            {t('remove')}
          </Button>
        </>
      ) : (
        <IconButton
          icon={IconTrash}
          label={t('removeOf', { name: plainText(name) })}
          onClick={() => setAsking(true)}
          quiet
        />
      )}
    </li>
  );
};

/** A person's own presets: kept, renamed, deleted. */
export const PresetsDialog = () => {
  const { t } = useTranslation('presets');
  const { list, dialog, failure } = usePresets();
  return (
    <Modal
      opened={dialog !== null}
      onClose={closePresets}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={560}
    >
      <p className={styles.text}>{t('text')}</p>
      {dialog !== null && dialog.endpoint !== null && <SaveForm endpoint={dialog.endpoint} />}
      {failure !== null && <FailureNote failure={failure} />}
      {list.length === 0 ? (
        <Empty icon={IconBookmark} title={t('none')} body={t('noneBody')} />
      ) : (
        <ul className={styles.list} aria-label={t('title')}>
          {list.map((preset) => (
            <PresetRow key={`${preset.id} ${preset.name}`} preset={preset} />
          ))}
        </ul>
      )}
    </Modal>
  );
};
