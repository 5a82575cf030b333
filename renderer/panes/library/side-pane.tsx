import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { closeSide, showLibrary } from '../../state/library';
import { showSequences } from '../../state/sequences';
import { useSettings } from '../../state/settings';
import { IconButton } from '../../ui/button';
import { ErrorBoundary } from '../../ui/error-boundary';
import { Segmented } from '../../ui/segmented';
import { SequencePane } from '../sequences/sequence-pane';
import styles from './library.module.css';
import { MessageList } from './message-list';

/** At the window's side: what the workspace keeps to be used again and again. */
export const SidePane = () => {
  const { t } = useTranslation('library');
  const side = useSettings(({ settings }) => settings.side);
  return (
    <section className={styles.pane} aria-label={t('title')} data-pane="library" tabIndex={-1}>
      <header className={styles.head}>
        <h2 className="visually-hidden">{t('title')}</h2>
        <Segmented
          label={t('title')}
          choices={[
            { value: 'messages', label: t('messages') },
            { value: 'sequences', label: t('sequences') },
          ]}
          value={side === 'sequences' ? 'sequences' : 'messages'}
          onChange={(value) => (value === 'messages' ? showLibrary() : showSequences())}
        />
        <IconButton icon={IconX} label={t('close')} onClick={closeSide} quiet />
      </header>
      <ErrorBoundary>{side === 'sequences' ? <SequencePane /> : <MessageList />}</ErrorBoundary>
    </section>
  );
};
