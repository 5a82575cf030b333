import { type KeyboardEvent, useRef } from 'react';
import { limitTime } from '../../state/log-filter';
import { clearSpan, takeSelection, useTimeline, zoomIn, zoomOut } from '../../state/timeline';
import { spanOfBars } from './brush';
import { barOf, type ChartLayout, startOf } from './chart-layout';

/** Bars that Page Up and Page Down move by. */
const PAGE = 10;

/** Bars that a key moves by; null: it moves nothing. */
export const stepsOf = (key: string, bars: number): number | null => {
  switch (key) {
    case 'ArrowLeft':
      return -1;
    case 'ArrowRight':
      return 1;
    case 'PageUp':
      return -PAGE;
    case 'PageDown':
      return PAGE;
    case 'Home':
      return -bars;
    case 'End':
      return bars;
    default:
      return null;
  }
};

/**
 * Arrows move along the bars, with Shift they select; Enter limits the log to what is selected, or to the bar;
 * Escape gives up the selection, then the limit; plus and minus zoom.
 */
export const useTimelineKeys = (layout: ChartLayout) => {
  /** The bar at which selecting began, as its first µs: bars change their width while messages come. */
  const anchor = useRef<number | null>(null);

  const move = (steps: number, selecting: boolean): void => {
    const { cursor, selection } = useTimeline.getState();
    const bar = cursor === null ? layout.bars - 1 : barOf(layout, cursor);
    const next = Math.max(0, Math.min(layout.bars - 1, bar + steps));
    if (selecting && (selection === null || anchor.current === null)) anchor.current = startOf(layout, bar);
    useTimeline.setState({
      cursor: startOf(layout, next),
      selection: selecting ? spanOfBars(layout, barOf(layout, anchor.current ?? 0), next) : null,
    });
  };

  const limit = (): void => {
    const { cursor, selection } = useTimeline.getState();
    if (selection !== null) takeSelection();
    else {
      const bar = cursor === null ? layout.bars - 1 : barOf(layout, cursor);
      limitTime(spanOfBars(layout, bar, bar));
    }
  };

  return (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = stepsOf(event.key, layout.bars);
    if (steps !== null) move(steps, event.shiftKey);
    else if (event.key === 'Enter') limit();
    else if (event.key === 'Escape') {
      if (!clearSpan()) return;
    } else if (event.key === '+' || event.key === '=') zoomIn();
    else if (event.key === '-') zoomOut();
    else return;
    event.preventDefault();
  };
};
