import {
  IconCommand,
  IconDeviceFloppy,
  IconExternalLink,
  IconFileExport,
  IconFolderOpen,
  IconHistory,
  IconLanguage,
  IconLayoutSidebar,
  IconMoon,
  IconSun,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { openPalette } from '../../commands/palette-store';
import { otherLanguage, otherTheme, useLanguage } from '../../state/appearance';
import { openCapture, openInWireshark, saveCapture } from '../../state/capture';
import { openConversations } from '../../state/conversations';
import { openExport } from '../../state/export';
import { openLeftovers } from '../../state/leftovers';
import { closeSide, showLibrary } from '../../state/library';
import { usePulse } from '../../state/pulse';
import { useSettings } from '../../state/settings';
import { useTemplates } from '../../state/templates';
import { Button, IconButton } from '../../ui/button';
import { Keys } from '../../ui/keys';
import { Mark } from '../../ui/mark';
import { useScheme } from '../../ui/scheme';
import { SetPick } from '../variables/set-pick';
import { WorkspaceMenu } from '../workspace/workspace-menu';
import { Pinging } from './pinging';
import { Recording } from './recording';
import { Repeats } from './repeats';
import { SettingsMenu } from './settings-menu';
import { Source } from './source';
import styles from './top-bar.module.css';

/** What is shown and recorded, the capture as a whole, and the window's own settings. */
export const TopBar = () => {
  const { t } = useTranslation('bar');
  const dark = useScheme() === 'dark';
  const language = useLanguage();
  const side = useSettings(({ settings }) => settings.side !== 'off');
  const sets = useTemplates(({ variables }) => variables.environments.length);
  const rows = usePulse(({ capture }) => capture.rows > 0);
  const leftovers = usePulse(({ capture }) => capture.leftovers);
  return (
    <header className={styles.bar} data-pane="bar">
      <h1 className={styles.brand}>
        <Mark />
        {t('brand')}
      </h1>
      <WorkspaceMenu />
      <IconButton
        icon={IconLayoutSidebar}
        label={t('library')}
        aria-pressed={side}
        onClick={side ? closeSide : showLibrary}
        quiet
      />
      <Source />
      <span className={styles.space} />
      {/* Behind the counters, whose width changes: what is to be clicked stands still. */}
      <Recording />
      <Repeats />
      {sets > 0 && <SetPick />}
      <Pinging />
      {leftovers > 0 && (
        <IconButton icon={IconHistory} label={t('recoveredCaptures')} onClick={openLeftovers} />
      )}
      <Button icon={IconDeviceFloppy} onClick={() => void saveCapture()}>
        {t('saveCapture')}
      </Button>
      <Button icon={IconFolderOpen} onClick={() => void openCapture()}>
        {t('openCapture')}
      </Button>
      <IconButton icon={IconUsers} label={t('conversations')} onClick={openConversations} />
      <IconButton icon={IconFileExport} label={t('exportRows')} onClick={() => openExport()} />
      <span className={styles.spare}>
        <IconButton
          icon={IconExternalLink}
          label={t('openInWireshark')}
          disabled={!rows}
          onClick={() => void openInWireshark()}
        />
      </span>
      <Button look="quiet" icon={IconCommand} onClick={openPalette}>
        {t('commands')} <Keys keys="Mod+K" />
      </Button>
      <Button
        look="quiet"
        icon={IconLanguage}
        lang={language === 'en' ? 'zh-CN' : 'en'}
        onClick={otherLanguage}
      >
        {language === 'en' ? t('toChinese') : t('toEnglish')}
      </Button>
      <IconButton
        icon={dark ? IconSun : IconMoon}
        label={dark ? t('toLight') : t('toDark')}
        onClick={() => otherTheme(dark)}
        quiet
      />
      <SettingsMenu />
    </header>
  );
};
