import { Menu } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Composer, Draft } from '../../../core/contract/draft';
import { withDraft } from '../../state/sending';
import { IconButton } from '../../ui/button';
import styles from './composer.module.css';

/** As much of a message as the menu shows, in characters. */
const SHOWN = 200;

const textOf = (draft: Draft): string => (draft.format === 'text' ? draft.text : draft.hex).slice(0, SHOWN);

interface HistoryMenuProps {
  readonly composer: Composer;
  readonly onChange: (patch: Partial<Composer>) => void;
  readonly editor: RefObject<HTMLTextAreaElement | null>;
}

/** Drawn while the menu is open only: a message may have megabytes, and the menu is drawn with each key typed. */
const Items = ({ composer, onChange, editor }: HistoryMenuProps) => {
  const { t } = useTranslation('composer');
  return (
    <div className={styles.history}>
      {composer.history.map((draft) => (
        <Menu.Item
          key={JSON.stringify(draft)}
          onClick={() => {
            onChange(withDraft(composer, draft));
            setTimeout(() => editor.current?.focus());
          }}
        >
          <span className={styles.past}>
            <span className={styles.pastText}>{textOf(draft).replaceAll('\n', '↵')}</span>
            <span className={styles.pastFormat}>
              {draft.format === 'hex' ? t('formatHex') : t('formatText')}
            </span>
          </span>
        </Menu.Item>
      ))}
    </div>
  );
};

/** The messages that this endpoint sent, newest first. */
export const HistoryMenu = ({ composer, onChange, editor }: HistoryMenuProps) => {
  const { t } = useTranslation('composer');
  const empty = composer.history.length === 0;
  return (
    <Menu position="top-end">
      <Menu.Target>
        <IconButton
          icon={IconHistory}
          label={t('history')}
          hint={empty ? t('historyEmpty') : t('historyHint')}
          disabled={empty}
          quiet
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('history')}</Menu.Label>
        <Items composer={composer} onChange={onChange} editor={editor} />
      </Menu.Dropdown>
    </Menu>
  );
};
