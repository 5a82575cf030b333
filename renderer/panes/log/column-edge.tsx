import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { COLUMN_WIDTH } from '../../../core/contract/log-columns';
import { sizeColumn, stopSizing, trySize } from '../../state/log-columns';
import type { PlannedCell } from './column-plan';
import classes from './log-header.module.css';

interface ColumnEdgeProps {
  readonly cell: PlannedCell;
  /** The column's name. */
  readonly name: string;
  readonly onFit: () => void;
}

/** By how many CSS pixels a key moves the edge. */
const STEP = 8;

/** The edge between a column and the next: dragged, moved by the arrow keys, or clicked twice to fit the column. */
export const ColumnEdge = ({ cell, name, onFit }: ColumnEdgeProps) => {
  const { t } = useTranslation('log');
  const grabbed = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const { column, width } = cell;

  const press = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    grabbed.current = { x: event.clientX, width };
  };
  const drag = ({ clientX }: PointerEvent): void => {
    if (grabbed.current !== null) trySize(column, grabbed.current.width + clientX - grabbed.current.x);
  };
  const release = ({ clientX, type }: PointerEvent): void => {
    if (grabbed.current === null) return;
    const { x, width: before } = grabbed.current;
    grabbed.current = null;
    if (type !== 'pointerup' || clientX === x) stopSizing();
    else sizeColumn(column, before + clientX - x);
  };
  const keys = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (step !== undefined) sizeColumn(column, width + step);
    else if (event.key === 'Enter') onFit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t('columnWidth', { column: name })}
      aria-valuenow={width}
      aria-valuemin={COLUMN_WIDTH.least}
      aria-valuemax={COLUMN_WIDTH.most}
      tabIndex={-1}
      className={classes.edge}
      onPointerDown={press}
      onPointerMove={drag}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={keys}
      onDoubleClick={onFit}
    />
  );
};
