import { Menu } from '@mantine/core';
import {
  IconAlertTriangle,
  IconChevronDown,
  IconDeviceFloppy,
  IconFilePlus,
  IconFolderOpen,
  IconPlugConnected,
  IconX,
} from '@tabler/icons-react';
import { type MouseEvent, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecentWorkspace } from '../../../core/contract/workspace';
import { plainSentence, plainText } from '../../../core/payload/visible';
import { openEndpoints } from '../../state/endpoints';
import {
  forgetWorkspace,
  newWorkspace,
  openRecentWorkspace,
  openWorkspace,
  saveWorkspaceAs,
  showWorkspaceFaults,
  showWorkspaceMenu,
  useWorkspace,
} from '../../state/workspace';
import { useExplain } from '../../ui/explain';
import { Keys } from '../../ui/keys';
import styles from './workspace.module.css';

const ICON = { size: 14, stroke: 1.8, 'aria-hidden': true } as const;

/** The item that has the focus goes: the next one gets it, or the one before. */
const handOnFocus = (leaving: HTMLElement): void => {
  const items = [...(leaving.closest('[role=menu]')?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  const at = items.indexOf(leaving);
  // Behind the workspace's own two items, or before them.
  (items[at + 1] ?? items[at - 2])?.focus();
};

const RecentItem = ({ id, name, place, failure }: RecentWorkspace) => {
  const { t } = useTranslation('workspace');
  const explain = useExplain();
  const named = name !== '';
  const foreign = named ? { translate: 'no' as const } : {};
  const forget = (event: MouseEvent<HTMLElement>): void => {
    handOnFocus(event.currentTarget);
    void forgetWorkspace(id);
  };
  return (
    <div className={styles.item} role="presentation">
      <Menu.Item
        className={styles.open ?? ''}
        leftSection={failure !== null && <IconAlertTriangle {...ICON} className={styles.trouble} />}
        onClick={() => void openRecentWorkspace(id)}
      >
        <span className={styles.name} {...foreign}>
          {named ? plainText(name) : t('unnamedLong')}
        </span>
        <span className={styles.place} {...foreign}>
          {named ? plainText(place) : t('ownFolder')}
        </span>
        {failure !== null && <span className={styles.trouble}>{explain(failure).cause}</span>}
      </Menu.Item>
      {named && (
        <Menu.Item
          className={styles.forget ?? ''}
          closeMenuOnClick={false}
          aria-label={t('forget', { name: plainText(name) })}
          onClick={forget}
        >
          <IconX size={13} stroke={1.8} aria-hidden />
        </Menu.Item>
      )}
    </div>
  );
};

const Recent = () => {
  const { t } = useTranslation('workspace');
  const recent = useWorkspace(({ status }) => status.recent);
  if (recent.length === 0) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('recent')}</Menu.Label>
      <div className={styles.recent}>
        {recent.map((one) => (
          <RecentItem key={one.id} {...one} />
        ))}
      </div>
    </>
  );
};

/** Which workspace is open and whether it is kept; new, open, save as, and the recent ones. */
export const WorkspaceMenu = () => {
  const { t } = useTranslation('workspace');
  const opened = useWorkspace((state) => state.menu);
  const { name, place, saving, faultCount } = useWorkspace((state) => state.status);
  const shown = plainSentence(name);
  const blocked = saving.state === 'blocked';
  useEffect(() => {
    document.title = shown === '' ? 'Porthole' : `${shown} – Porthole`;
  }, [shown]);
  const kept = name === '' ? t('keptUnnamed') : t('kept');
  return (
    <Menu opened={opened} onChange={showWorkspaceMenu} position="bottom-start" width={330}>
      <Menu.Target>
        <button
          type="button"
          className={styles.button}
          aria-label={t('button', { name: shown === '' ? t('unnamedLong') : shown })}
          data-blocked={blocked}
        >
          {blocked && <IconAlertTriangle size={14} stroke={1.8} aria-hidden />}
          <span className={styles.shown} {...(shown === '' ? {} : { translate: 'no' as const })}>
            {shown === '' ? t('unnamed') : shown}
          </span>
          <IconChevronDown size={13} stroke={1.8} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {place !== '' && (
            <span className={styles.place} translate="no">
              {plainText(place)}
            </span>
          )}
          {saving.state === 'kept' ? kept : saving.state === 'writing' ? t('writing') : t('blocked')}
        </Menu.Label>
        <Menu.Item
          leftSection={<IconFilePlus {...ICON} />}
          rightSection={<Keys keys="Mod+Shift+E" />}
          onClick={newWorkspace}
        >
          {t('create')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFolderOpen {...ICON} />}
          rightSection={<Keys keys="Mod+Shift+O" />}
          onClick={openWorkspace}
        >
          {t('open')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconDeviceFloppy {...ICON} />}
          rightSection={<Keys keys="Mod+Shift+A" />}
          onClick={saveWorkspaceAs}
        >
          {t('saveAs')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPlugConnected {...ICON} />} onClick={() => void openEndpoints()}>
          {t('add')}
        </Menu.Item>
        {faultCount > 0 && (
          <Menu.Item leftSection={<IconAlertTriangle {...ICON} />} onClick={() => showWorkspaceFaults(true)}>
            {t('faults')}
          </Menu.Item>
        )}
        <Recent />
      </Menu.Dropdown>
    </Menu>
  );
};
