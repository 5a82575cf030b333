import { type KeyboardEvent, type MouseEvent, memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogColumn } from '../../../core/contract/log-columns';
import { useColumnMenu } from '../../state/log-column-menu';
import { moveColumn, sizeColumn, useColumns } from '../../state/log-columns';
import { ColumnEdge } from './column-edge';
import { ColumnMenu, type ColumnMenuPlace } from './column-menu';
import { columnHead, columnName } from './column-names';
import type { ColumnPlan, PlannedCell } from './column-plan';
import gridClasses from './log-grid.module.css';
import classes from './log-header.module.css';
import { useColumnDrag } from './use-column-drag';

interface LogHeaderProps {
  readonly plan: ColumnPlan;
  /** The width in CSS pixels that shows all of what the column has on the screen. */
  readonly fitting: (column: LogColumn) => number;
}

/** By how many CSS pixels a key sizes a column. */
const STEP = 8;

/**
 * The names of the columns. One of them takes the keyboard: the arrows go through them, with Alt they move the column,
 * with Shift they size it, Enter opens the menu. The pointer drags a name to move, its edge to size. Drawn again only
 * when the columns change, not with every page of rows.
 */
export const LogHeader = memo(({ plan, fitting }: LogHeaderProps) => {
  const { t } = useTranslation('log');
  const columns = useColumns();
  const [active, setActive] = useState<LogColumn>('number');
  const [menu, setMenu] = useState<ColumnMenuPlace | null>(null);
  const header = useRef<HTMLDivElement>(null);
  const drag = useColumnDrag(header, plan);
  const asked = useColumnMenu((state) => state.asked);

  const current = plan.cells.some(({ column }) => column === active) ? active : plan.cells[0]?.column;
  const cellOf = (column: LogColumn | undefined): HTMLElement | null =>
    header.current?.querySelector(`[role=columnheader][data-column="${column}"]`) ?? null;

  const openMenu = (column: LogColumn, at?: { readonly x: number; readonly y: number }): void => {
    const box = cellOf(column)?.getBoundingClientRect();
    setMenu({ column, x: at?.x ?? box?.left ?? 0, y: at?.y ?? box?.bottom ?? 0 });
  };
  const open = useRef(openMenu);
  open.current = openMenu;
  useEffect(() => {
    if (asked > 0) open.current('info');
  }, [asked]);

  const fitColumn = (column: LogColumn): void => sizeColumn(column, fitting(column));

  const keys = (event: KeyboardEvent, { column, width }: PlannedCell): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step !== undefined && event.altKey) {
      moveColumn(column, columns.findIndex(({ id }) => id === column) + step);
    } else if (step !== undefined && event.shiftKey) {
      if (column !== 'info') sizeColumn(column, width + step * STEP);
    } else if (step !== undefined) {
      const at = plan.cells.findIndex((cell) => cell.column === column);
      cellOf(plan.cells[at + step]?.column)?.focus();
    } else if (event.key === 'Home') cellOf(plan.cells[0]?.column)?.focus();
    else if (event.key === 'End') cellOf(plan.cells.at(-1)?.column)?.focus();
    else if (event.key === 'Enter' || event.key === ' ' || event.key === 'ContextMenu') openMenu(column);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div role="rowgroup">
      <div ref={header} role="row" aria-rowindex={1} className={classes.header}>
        {plan.cells.map((cell) => {
          const { column } = cell;
          const name = columnName(column, t);
          return (
            <div
              key={column}
              role="columnheader"
              tabIndex={column === current ? 0 : -1}
              aria-colindex={cell.index}
              aria-label={name}
              aria-description={t('columnKeys')}
              className={`${gridClasses.cell} ${classes.cell}`}
              data-column={column}
              data-dragged={drag.column === column || undefined}
              style={{ left: cell.left, width: cell.width }}
              onFocus={() => setActive(column)}
              onKeyDown={(event) => keys(event, cell)}
              onPointerDown={(event) => drag.begin(event, column)}
              onContextMenu={(event: MouseEvent) => {
                event.preventDefault();
                event.stopPropagation();
                openMenu(column, { x: event.clientX, y: event.clientY });
              }}
            >
              <span className={classes.name}>{columnHead(column, t)}</span>
              {column !== 'info' && <ColumnEdge cell={cell} name={name} onFit={() => fitColumn(column)} />}
            </div>
          );
        })}
        {drag.place !== null && <div className={classes.place} style={{ left: drag.place }} />}
      </div>
      <ColumnMenu
        place={menu}
        crowded={plan.crowded}
        onFit={fitColumn}
        onClose={() => {
          setMenu(null);
          cellOf(menu?.column)?.focus();
        }}
      />
    </div>
  );
});
