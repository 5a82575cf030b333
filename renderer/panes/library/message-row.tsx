import { Menu } from '@mantine/core';
import { IconDots, IconSend2 } from '@tabler/icons-react';
import type { DragEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedMessage } from '../../../core/contract/library';
import { writtenIn } from '../../../core/library/library';
import { plainSentence } from '../../../core/payload/visible';
import { currentEndpointId } from '../../state/current';
import { endpointById } from '../../state/endpoints';
import {
  deleteSaved,
  duplicateSaved,
  editSaved,
  putSaved,
  repeatSavedMessage,
  sendSavedMessage,
} from '../../state/library';
import { IconButton } from '../../ui/button';
import { Keys } from '../../ui/keys';
import { Tip } from '../../ui/tip';
import styles from './library.module.css';

/** As much of a message as the list shows, in characters. */
const SHOWN = 120;

/** Repeats it, as often as the composer of the endpoint says that was last worked with. */
const RepeatItem = ({ message }: { readonly message: SavedMessage }) => {
  const { t } = useTranslation('library');
  const every = endpointById(currentEndpointId() ?? '')?.composer.repeatEvery;
  return (
    <Menu.Item disabled={every === undefined} onClick={() => repeatSavedMessage(message)}>
      {t('repeat', { every: plainSentence(every ?? '') })}
    </Menu.Item>
  );
};

interface MessageRowProps {
  readonly message: SavedMessage;
  readonly selected: boolean;
  /** Something is dragged over it, and would come before it. */
  readonly over: boolean;
  readonly onSelect: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly drag: {
    readonly onDragStart: (event: DragEvent) => void;
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: () => void;
    readonly onDrop: (event: DragEvent) => void;
  };
}

/** A saved message: its name, how it begins, and the button that sends it. */
export const MessageRow = ({ message, selected, over, onSelect, onKeyDown, drag }: MessageRowProps) => {
  const { t } = useTranslation('library');
  const name = plainSentence(message.name) || t('unnamed');
  const notes = [message.endpoint, message.note].filter((text) => text !== '').map(plainSentence);
  return (
    <div
      id={`saved-${message.id}`}
      role="treeitem"
      tabIndex={-1}
      aria-level={message.folder === '' ? 1 : 2}
      aria-selected={selected}
      className={styles.message}
      data-inside={message.folder !== ''}
      data-over={over}
      draggable
      onClick={onSelect}
      onDoubleClick={() => putSaved(message)}
      onKeyDown={onKeyDown}
      {...drag}
    >
      <Tip label={notes.length === 0 ? null : notes.join(' · ')}>
        <div className={styles.words}>
          <span className={styles.name}>{name}</span>
          <span className={styles.written}>
            {plainSentence(writtenIn(message.draft).slice(0, SHOWN).replaceAll('\n', '↵'))}
          </span>
        </div>
      </Tip>
      {message.key !== '' && <Keys keys={`Alt+${message.key}`} />}
      <span className={styles.actions}>
        <IconButton
          icon={IconSend2}
          label={t('sendThat', { name })}
          tabIndex={-1}
          small
          quiet
          // The focus stays where it is: in a composer, or in this list.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => sendSavedMessage(message)}
        />
        <Menu position="bottom-end">
          <Menu.Target>
            <IconButton icon={IconDots} label={t('actionsOf', { name })} tabIndex={-1} small quiet />
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item rightSection={<Keys keys="Enter" />} onClick={() => sendSavedMessage(message)}>
              {t('send')}
            </Menu.Item>
            <RepeatItem message={message} />
            <Menu.Item rightSection={<Keys keys="Shift+Enter" />} onClick={() => putSaved(message)}>
              {t('put')}
            </Menu.Item>
            <Menu.Item rightSection={<Keys keys="F2" />} onClick={() => editSaved(message)}>
              {t('edit')}
            </Menu.Item>
            <Menu.Item rightSection={<Keys keys="Mod+D" />} onClick={() => duplicateSaved(message)}>
              {t('duplicate')}
            </Menu.Item>
            <Menu.Item rightSection={<Keys keys="Delete" />} onClick={() => deleteSaved(message)}>
              {t('delete')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </span>
    </div>
  );
};
