import { Menu } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { variableValues } from '../../../core/template/variables';
import { closeInsert, openInsert, useInserting } from '../../state/inserting';
import { openForm } from '../../state/protocol-form';
import { useTemplates } from '../../state/templates';
import { openVariables } from '../../state/variables';
import { IconButton } from '../../ui/button';
import { insertText } from '../../ui/insert-text';
import { ChecksumPicker } from './checksum-picker';
import styles from './composer.module.css';
import { SNIPPETS } from './snippets';

interface InsertMenuProps {
  readonly id: string;
  readonly editor: RefObject<HTMLTextAreaElement | null>;
  /** The message as it stands; null when it cannot be made. */
  readonly bytes: Uint8Array | null;
}

/** Values that are shown beside a variable's name, in characters. */
const VALUE = 24;

/** Puts something that is made anew with each message in at the caret, or a checksum at the end. */
export const InsertMenu = ({ id, editor, bytes }: InsertMenuProps) => {
  const { t } = useTranslation('template');
  const open = useInserting((state) => (state.id === id ? state.from : null));
  const variables = useTemplates((state) => state.variables);
  const values = [...variableValues(variables)];
  // Choosing checksums closes the menu as well, and must not close them again.
  const closeMenu = (): void => {
    if (useInserting.getState().from === 'menu') closeInsert();
  };
  const insert = (marked: string): void => {
    const bar = marked.indexOf('|');
    const text = marked.replace('|', '');
    // The menu gives the focus back first.
    setTimeout(() => {
      const area = editor.current;
      if (area === null) return;
      const { selectionStart: from, selectionEnd: to } = area;
      insertText(area, { from, to }, text, bar === -1 ? text.length : bar);
    });
  };
  return (
    <ChecksumPicker opened={open === 'checksums'} onClose={closeInsert} editor={editor} bytes={bytes}>
      <Menu
        opened={open === 'menu'}
        onChange={(wanted) => (wanted ? openInsert(id, 'menu') : closeMenu())}
        position="top-end"
        returnFocus={false}
      >
        <Menu.Target>
          <IconButton icon={IconBraces} label={t('insert')} hint={t('insertHint')} quiet />
        </Menu.Target>
        <Menu.Dropdown>
          {SNIPPETS.map(({ group, snippets }) => (
            <Menu.Sub key={group} position="left-start">
              <Menu.Sub.Target>
                <Menu.Sub.Item>{t(group)}</Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown>
                {snippets.map(({ word, text }) => (
                  <Menu.Item
                    key={word}
                    onClick={() => insert(text)}
                    rightSection={<code className={styles.snippet}>{text.replace('|', '')}</code>}
                  >
                    {t(word)}
                  </Menu.Item>
                ))}
              </Menu.Sub.Dropdown>
            </Menu.Sub>
          ))}
          {values.length > 0 && (
            <Menu.Sub position="left-start">
              <Menu.Sub.Target>
                <Menu.Sub.Item>{t('variable')}</Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown className={styles.history}>
                {values.map(([name, value]) => (
                  <Menu.Item
                    key={name}
                    onClick={() => insert(`{{$${name}}}`)}
                    rightSection={<span className={styles.pastFormat}>{value.slice(0, VALUE)}</span>}
                  >
                    {name}
                  </Menu.Item>
                ))}
              </Menu.Sub.Dropdown>
            </Menu.Sub>
          )}
          <Menu.Divider />
          <Menu.Item onClick={openVariables}>{t('variables')}</Menu.Item>
          <Menu.Item onClick={() => openForm(id)}>{t('fillIn')}</Menu.Item>
          <Menu.Item onClick={() => openInsert(id, 'checksums')}>{t('appendChecksum')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </ChecksumPicker>
  );
};
