import { memo, useLayoutEffect, useRef } from 'react';
import type { RowInfo } from '../../../core/contract/dissect';
import type { LogRow } from '../../../core/contract/log';
import classes from './log-grid.module.css';
import { rowMark } from './row-mark';
import { type RowPaint, RowPainter } from './row-painter';

interface LogRowViewProps {
  /** Undefined while it is on its way. */
  readonly row: LogRow | undefined;
  readonly position: number;
  /** Of the rows that are there, the first one's position. */
  readonly first: number;
  readonly y: number;
  readonly selected: boolean;
  /** Of several that are selected, or beside them, the one that the keyboard is on. */
  readonly current: boolean;
  /** What the dissectors say about it. */
  readonly said: RowInfo | undefined;
  /** It matches what is being looked for. */
  readonly found: boolean;
  readonly id: string;
  readonly paint: RowPaint;
}

/** One row of the log. Drawn again only when it stands for another row or place. */
export const LogRowView = memo(
  ({ row, position, first, y, selected, current, said, found, id, paint }: LogRowViewProps) => {
    const element = useRef<HTMLDivElement>(null);
    const painter = useRef<RowPainter>(null);
    useLayoutEffect(() => {
      if (element.current === null) return;
      painter.current ??= new RowPainter(element.current);
      painter.current.draw(row, said, paint);
    }, [row, said, paint]);
    return (
      <div
        ref={element}
        id={id}
        role="row"
        // The header is row 1.
        aria-rowindex={position - first + 2}
        aria-selected={selected}
        data-at={position}
        data-current={current || undefined}
        data-mark={row === undefined ? undefined : rowMark(row)}
        data-found={found || undefined}
        data-marked={row?.marked || undefined}
        className={classes.row}
        style={{ top: y }}
      />
    );
  },
);
