import { Menu } from '@mantine/core';
import { IconArrowBackUp, IconBookmark, IconDots, IconPlus, IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { plainSentence } from '../../../core/payload/visible';
import {
  exportSaved,
  importSaved,
  saveComposed,
  searchLibrary,
  shownFolders,
  undoDeleteSaved,
  useLibrary,
} from '../../state/library';
import { Button, IconButton } from '../../ui/button';
import { Empty } from '../../ui/empty';
import { Field } from '../../ui/field';
import styles from './library.module.css';
import { MessageTree } from './message-tree';

const Deleted = () => {
  const { t } = useTranslation('library');
  const undo = useLibrary((state) => state.undo);
  return (
    <div role="status" className={styles.deleted}>
      {undo !== null && (
        <>
          <span>{t('deleted', { name: plainSentence(undo.name) })}</span>
          <Button look="quiet" icon={IconArrowBackUp} onClick={undoDeleteSaved}>
            {t('undo')}
          </Button>
        </>
      )}
    </div>
  );
};

/** The saved messages: searched, sent, ordered, brought in and handed on. */
export const MessageList = () => {
  const { t } = useTranslation('library');
  const messages = useLibrary((state) => state.messages);
  const query = useLibrary((state) => state.query);
  const tree = useRef<HTMLDivElement>(null);
  const folders = shownFolders(messages, query);
  return (
    <div className={styles.list}>
      <div className={styles.tools}>
        <Field
          label={t('search')}
          value={query}
          onChange={searchLibrary}
          placeholder={t('search')}
          before={<IconSearch size={14} stroke={1.8} aria-hidden />}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') tree.current?.focus();
            else if (event.key === 'Escape' && query !== '') searchLibrary('');
            else return;
            event.preventDefault();
          }}
        />
        <IconButton
          icon={IconPlus}
          label={t('save')}
          hint={t('saveHint')}
          onClick={() => saveComposed(t('newName'))}
        />
        <Menu position="bottom-end">
          <Menu.Target>
            <IconButton icon={IconDots} label={t('more')} quiet />
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void importSaved()}>{t('import')}</Menu.Item>
            <Menu.Item disabled={messages.length === 0} onClick={() => void exportSaved()}>
              {t('export')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {folders.length === 0 ? (
        <Empty
          icon={IconBookmark}
          title={messages.length === 0 ? t('empty') : t('nothingFound')}
          body={messages.length === 0 ? t('emptyBody') : t('nothingFoundBody')}
        />
      ) : (
        <MessageTree folders={folders} searching={query.trim() !== ''} ref={tree} />
      )}
      <Deleted />
    </div>
  );
};
