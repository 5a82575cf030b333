import { IconChevronsLeft, IconChevronsRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type PaneId, toggleFolded, useFolded } from '../state/panes';
import { IconButton } from './button';
import { ErrorBoundary } from './error-boundary';
import styles from './pane.module.css';

interface PaneProps {
  readonly id: PaneId;
  /** The region's name, as its heading shows it. */
  readonly title: string;
  /** What stands in the header between the title and the fold button. */
  readonly head?: ReactNode;
  readonly children: ReactNode;
}

/** One of the four regions of the window: a header and what is below it. A folded one is a rail with its name. */
export const Pane = ({ id, title, head, children }: PaneProps) => {
  const { t } = useTranslation('app');
  const folded = useFolded(id);
  const toRight = id === 'clients' || id === 'inspector';
  const FoldIcon = toRight !== folded ? IconChevronsRight : IconChevronsLeft;
  const fold = (
    <IconButton
      label={t(folded ? 'unfold' : 'fold', { pane: title })}
      icon={FoldIcon}
      onClick={() => toggleFolded(id)}
      quiet
    />
  );
  return (
    <section className={styles.pane} aria-label={title} data-pane={id} data-folded={folded} tabIndex={-1}>
      <div className={styles.rail} hidden={!folded}>
        {folded && fold}
        <span className={styles.railName}>{title}</span>
      </div>
      <div className={styles.whole} hidden={folded}>
        <header className={styles.head}>
          <h2 className={styles.title}>{title}</h2>
          <div className={styles.tools}>{head}</div>
          {!folded && fold}
        </header>
        <ErrorBoundary>{children}</ErrorBoundary>
      </div>
    </section>
  );
};
