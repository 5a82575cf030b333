import {
  IconAlertCircle,
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconBookmarkFilled,
  IconPointFilled,
} from '@tabler/icons-react';
import type { Ref } from 'react';
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

const MARKS = ['in', 'out', 'event', 'warning', 'error'] as const;

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

/** All signs of rows, out of sight, for `signFrom` to copy. */
export const RowSigns = ({ ref, marked }: { readonly ref: Ref<HTMLDivElement>; readonly marked: string }) => (
  <div ref={ref} hidden>
    {MARKS.map((mark) => {
      const Glyph = GLYPHS[mark];
      return <Glyph key={mark} size={14} stroke={2} aria-hidden data-sign={mark} />;
    })}
    <IconBookmarkFilled
      size={12}
      role="img"
      aria-label={marked}
      data-sign="marked"
      className={classes.bookmark}
    />
  </div>
);

/** A new copy of a sign of `RowSigns`. */
export const signFrom = (signs: Element | null, name: RowMark | 'marked'): Node =>
  signs?.querySelector(`[data-sign="${name}"]`)?.cloneNode(true) ?? document.createTextNode('');
