import { Modal } from '@mantine/core';
import { type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../core/contract/draft';
import type { SavedMessage } from '../../../core/contract/library';
import { MAX_SAVED_CHARACTERS, SHORTCUT_DIGITS } from '../../../core/contract/library-limits';
import { writtenIn } from '../../../core/library/library';
import { plainSentence } from '../../../core/payload/visible';
import { closeEditing, keepEdited, knownFolders, useLibrary } from '../../state/library';
import { useNames } from '../../state/names';
import { keepSame } from '../../state/same';
import { useSettings } from '../../state/settings';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { LeaveButtons } from '../../ui/leave-buttons';
import { PickList } from '../../ui/pick-list';
import { keyNames } from '../../ui/shortcut';
import { SuggestField } from '../../ui/suggest-field';
import { DraftBox } from './draft-box';
import styles from './library.module.css';

interface SavedFormProps {
  readonly first: SavedMessage;
  readonly fresh: boolean;
  /** What closing the dialog does. */
  readonly leave: RefObject<() => void>;
}

const SavedForm = ({ first, fresh, leave }: SavedFormProps) => {
  const { t } = useTranslation('library');
  const mac = useSettings(({ platform }) => platform === 'darwin');
  const names = useNames(null);
  const messages = useLibrary((state) => state.messages);
  const [message, setMessage] = useState(first);
  // What is written back as it was is no change.
  const change = (patch: Partial<SavedMessage>): void =>
    setMessage(keepSame(first, { ...message, ...patch }));
  const name = useRef<HTMLInputElement>(null);
  const long = writtenIn(message.draft).length > MAX_SAVED_CHARACTERS;
  const keep = (): void => {
    if (!long) keepEdited({ ...message, folder: message.folder.trim() }, fresh);
  };
  const holder = (digit: string): string =>
    messages.find(({ key, id }) => key === digit && id !== message.id)?.name ?? '';
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        keep();
      }}
    >
      <div className={styles.formRow}>
        <span>{t('name')}</span>
        <Field
          ref={name}
          label={t('name')}
          value={message.name}
          onChange={(typed) => change({ name: typed })}
          maxLength={100}
          data-autofocus
        />
      </div>
      <div className={styles.formRow}>
        <span>{t('message')}</span>
        <DraftBox label={t('message')} draft={message.draft} onChange={(draft: Draft) => change({ draft })} />
      </div>
      <div className={styles.formRow}>
        <span>{t('folder')}</span>
        <SuggestField
          label={t('folder')}
          listLabel={t('folders')}
          value={message.folder}
          onChange={(folder) => change({ folder })}
          choices={knownFolders().map((value) => ({ value, label: plainSentence(value) }))}
          placeholder={t('noFolder')}
          maxLength={200}
        />
      </div>
      <div className={styles.formRow}>
        <span>{t('endpoint')}</span>
        <SuggestField
          label={t('endpoint')}
          listLabel={t('endpoints')}
          value={message.endpoint}
          onChange={(endpoint) => change({ endpoint })}
          choices={names.map((value) => ({ value, label: plainSentence(value) }))}
          placeholder={t('anyEndpoint')}
          maxLength={100}
        />
      </div>
      <div className={styles.formRow}>
        <span>{t('shortcut')}</span>
        <PickList
          label={t('shortcut')}
          choices={(['', ...SHORTCUT_DIGITS] as const).map((value) => ({
            value,
            label: value === '' ? t('noShortcut') : keyNames(`Alt+${value}`, mac),
            ...(holder(value) === '' || value === '' ? {} : { note: plainSentence(holder(value)) }),
          }))}
          value={message.key}
          onChange={(key) => change({ key })}
        />
      </div>
      <div className={styles.formRow}>
        <span>{t('note')}</span>
        <textarea
          className={styles.noteBox}
          aria-label={t('note')}
          value={message.note}
          rows={2}
          maxLength={2000}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
      </div>
      <LeaveButtons
        leave={leave}
        changed={message !== first}
        onClose={closeEditing}
        onStay={() => name.current?.focus()}
      >
        {long && (
          <span className={styles.tooLong} role="alert">
            {t('tooLong')}
          </span>
        )}
        <Button onClick={() => leave.current()}>{t('cancel')}</Button>
        <Button look="primary" disabled={long} onClick={keep}>
          {t('keep')}
        </Button>
      </LeaveButtons>
    </form>
  );
};

/** A message of the library: what it is called, where it stands, and what it is. */
export const SavedDialog = () => {
  const { t } = useTranslation('library');
  const editing = useLibrary((state) => state.editing);
  const leave = useRef(closeEditing);
  return (
    <Modal
      opened={editing !== null}
      onClose={() => leave.current()}
      title={editing?.fresh === true ? t('saveTitle') : t('editTitle')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
      size={620}
    >
      {editing !== null && (
        <SavedForm key={editing.message.id} first={editing.message} fresh={editing.fresh} leave={leave} />
      )}
    </Modal>
  );
};
