import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { LogColumn } from '../../../core/contract/log-columns';
import { moveColumn, useColumns } from '../../state/log-columns';
import type { ColumnPlan } from './column-plan';

/** A press becomes a drag when the pointer has moved so far, in CSS pixels. */
const SLACK = 5;

export interface ColumnDrag {
  /** The column that is being moved; null: none is. */
  readonly column: LogColumn | null;
  /** Where it would be put, in CSS pixels from the left edge of the header. */
  readonly place: number | null;
  readonly begin: (event: PointerEvent, column: LogColumn) => void;
}

interface Moving {
  readonly column: LogColumn;
  readonly from: number;
  readonly x: number;
}

/** Moves columns by dragging their names; Escape leaves everything as it was. */
export const useColumnDrag = (header: RefObject<HTMLElement | null>, plan: ColumnPlan): ColumnDrag => {
  const [moving, setMoving] = useState<Moving | null>(null);
  const columns = useColumns();
  const now = useRef({ plan, columns });
  now.current = { plan, columns };

  const dragged = moving !== null && Math.abs(moving.x - moving.from) >= SLACK;
  /** The shown cell that the column would stand before; undefined: behind all. */
  const before = (at: Moving): { readonly column: LogColumn; readonly left: number } | undefined => {
    const x = at.x - (header.current?.getBoundingClientRect().left ?? 0);
    return now.current.plan.cells.find(({ left, width }) => x < left + width / 2);
  };

  useEffect(() => {
    if (moving === null) return;
    const follow = (event: globalThis.PointerEvent): void => setMoving({ ...moving, x: event.clientX });
    const drop = ({ clientX }: globalThis.PointerEvent): void => {
      setMoving(null);
      // The last move may not have been drawn yet.
      const last = { ...moving, x: clientX };
      if (Math.abs(last.x - last.from) < SLACK) return;
      const others = now.current.columns.filter(({ id }) => id !== last.column);
      const target = before(last)?.column;
      if (target === last.column) return;
      const to = others.findIndex(({ id }) => id === target);
      moveColumn(last.column, to < 0 ? others.length : to);
    };
    const giveUp = (): void => setMoving(null);
    const leave = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      giveUp();
    };
    window.addEventListener('pointermove', follow);
    window.addEventListener('pointerup', drop);
    window.addEventListener('pointercancel', giveUp);
    window.addEventListener('keydown', leave, true);
    return () => {
      window.removeEventListener('pointermove', follow);
      window.removeEventListener('pointerup', drop);
      window.removeEventListener('pointercancel', giveUp);
      window.removeEventListener('keydown', leave, true);
    };
  });

  const last = plan.cells.at(-1);
  return {
    column: dragged ? moving.column : null,
    place: dragged ? (before(moving)?.left ?? (last === undefined ? 0 : last.left + last.width)) : null,
    begin: (event, column) => {
      if (event.button === 0) setMoving({ column, from: event.clientX, x: event.clientX });
    },
  };
};
