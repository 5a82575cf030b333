import { Menu } from '@mantine/core';
import {
  IconAlertTriangle,
  IconChevronDown,
  IconDeviceFloppy,
  IconFilePlus,
  IconFolderOpen,
  IconPlugConnected,
} from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { plainSentence, plainText } from '../../../core/payload/visible';
import { openEndpoints } from '../../state/endpoints';
import {
  newWorkspace,
  openRecentWorkspace,
  openWorkspace,
  saveWorkspaceAs,
  showWorkspaceFaults,
  showWorkspaceMenu,
  useWorkspace,
} from '../../state/workspace';
import { Keys } from '../../ui/keys';
import styles from './workspace.module.css';

const ICON = { size: 14, stroke: 1.8, 'aria-hidden': true } as const;

const Recent = () => {
  const { t } = useTranslation('workspace');
  const recent = useWorkspace(({ status }) => status.recent);
  if (recent.length === 0) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('recent')}</Menu.Label>
      <div className={styles.recent}>
        {recent.map(({ id, name, place }) => (
          <Menu.Item key={id} onClick={() => void openRecentWorkspace(id)}>
            <span className={styles.name} {...(name === '' ? {} : { translate: 'no' as const })}>
              {name === '' ? t('unnamedLong') : plainText(name)}
            </span>
            <span className={styles.place} {...(name === '' ? {} : { translate: 'no' as const })}>
              {name === '' ? t('ownFolder') : plainText(place)}
            </span>
          </Menu.Item>
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
