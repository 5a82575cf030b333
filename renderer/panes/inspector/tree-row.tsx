import { IconAlertCircle, IconAlertTriangle, IconChevronRight, IconInfoCircle } from '@tabler/icons-react';
import { memo } from 'react';
import type { DecodedField } from '../../../core/contract/dissect';
import { plainSentence } from '../../../core/payload/visible';
import classes from './decode-tab.module.css';
import type { TreeLine } from './field-tree';

/** Pixels that each level stands further right. */
const INDENT = 14;

const SEVERITY_GLYPHS = { error: IconAlertCircle, warning: IconAlertTriangle, note: IconInfoCircle } as const;

const Glyph = ({ severity }: Pick<DecodedField, 'severity'>) => {
  if (severity === null || severity === 'chat' || severity === 'comment') return null;
  const Icon = SEVERITY_GLYPHS[severity];
  return <Icon size={13} stroke={2} aria-hidden className={classes.severity} />;
};

/** `9–10`, `7`, or nothing for what has no bytes. */
const rangeText = ({ start, length }: DecodedField): string => {
  if (length === 0) return '';
  return length === 1 ? String(start) : `${start}–${start + length - 1}`;
};

interface TreeRowProps {
  readonly line: TreeLine;
  readonly id: string;
  /** Where it stands in the tree as it is drawn. */
  readonly place: number;
  readonly y: number;
  readonly selected: boolean;
}

/** One line of the decode tree. */
export const TreeRow = memo(({ line, id, place, y, selected }: TreeRowProps) => {
  const { field, branch, position, siblings } = line;
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={field.depth + 1}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={selected}
      {...(branch === null ? {} : { 'aria-expanded': branch === 'open' })}
      data-place={place}
      data-protocol={field.isProtocol}
      data-severity={field.severity ?? undefined}
      className={classes.row}
      style={{ transform: `translateY(${y}px)`, paddingLeft: 8 + field.depth * INDENT }}
    >
      <span className={classes.fold} data-fold={branch ?? undefined}>
        {branch !== null && <IconChevronRight size={13} stroke={2} aria-hidden />}
      </span>
      <Glyph severity={field.severity} />
      <span className={classes.label} data-link={field.row !== null}>
        {plainSentence(field.label)}
      </span>
      <span className={classes.range} aria-hidden>
        {rangeText(field)}
      </span>
    </div>
  );
});
