import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './empty.module.css';

interface EmptyProps {
  readonly icon?: Icon;
  readonly title: string;
  readonly body?: string;
  /** Buttons: what to do next. */
  readonly children?: ReactNode;
}

/** What a pane shows when there is nothing in it yet: why, and what to do. */
export const Empty = ({ icon: Glyph, title, body, children }: EmptyProps) => (
  <div className={styles.empty}>
    {Glyph !== undefined && <Glyph size={28} stroke={1.3} className={styles.icon} aria-hidden />}
    <p className={styles.title}>{title}</p>
    {body !== undefined && <p className={styles.body}>{body}</p>}
    {children}
  </div>
);
