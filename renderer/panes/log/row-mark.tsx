import {
  IconAlertCircle,
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconBookmarkFilled,
  IconPointFilled,
} from '@tabler/icons-react';
import type { LogRow } from '../../../core/contract/log';
import classes from './log-grid.module.css';

/** What a row is at a glance. Shown by an icon with a name, and by colour. */
export type RowMark = 'in' | 'out' | 'event' | 'warning' | 'error';

export const rowMark = (row: LogRow): RowMark => {
  if (row.kind === 'data') return row.direction;
  return row.severity === 'info' ? 'event' : row.severity;
};

/** The words of a mark, in the namespace `log`. */
export const MARK_WORDS = {
  in: 'markIn',
  out: 'markOut',
  event: 'markEvent',
  warning: 'markWarning',
  error: 'markError',
} as const satisfies Readonly<Record<RowMark, string>>;

const GLYPHS = {
  in: IconArrowDown,
  out: IconArrowUp,
  event: IconPointFilled,
  warning: IconAlertTriangle,
  error: IconAlertCircle,
} as const;

export const RowGlyph = ({ mark }: { readonly mark: RowMark }) => {
  const Glyph = GLYPHS[mark];
  return <Glyph size={14} stroke={2} aria-hidden />;
};

/** The sign of a row that a person marked. */
export const MarkGlyph = ({ label }: { readonly label: string }) => (
  <IconBookmarkFilled size={12} role="img" aria-label={label} className={classes.bookmark} />
);
