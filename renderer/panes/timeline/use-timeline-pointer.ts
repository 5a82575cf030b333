import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { useLogFilter } from '../../state/log-filter';
import { clearSpan, takeSelection, useTimeline } from '../../state/timeline';
import { type Drag, dragTo, type Hold, holdAt, startDrag } from './brush';
import { barAt, type ChartLayout, startOf } from './chart-layout';

/** Moving less than this, in pixels, is a click. */
const CLICK = 3;

interface Pressed {
  readonly drag: Drag;
  readonly x: number;
  moved: boolean;
}

/**
 * Dragging selects whole bars, by the edges of the span that the log is limited to changes it, within it moves it;
 * letting go limits the log. A click beside the span shows everything again. Escape gives a drag up.
 */
export const useTimelinePointer = (layout: ChartLayout) => {
  const pressed = useRef<Pressed | null>(null);
  const [bar, setBar] = useState<number | null>(null);
  const [hold, setHold] = useState<Hold>('outside');

  useEffect(() => {
    const giveUp = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || pressed.current === null) return;
      event.preventDefault();
      event.stopPropagation();
      pressed.current = null;
      useTimeline.setState({ selection: null });
    };
    window.addEventListener('keydown', giveUp, true);
    return () => window.removeEventListener('keydown', giveUp, true);
  }, []);

  const placeOf = (event: PointerEvent<HTMLElement>): number =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;
  const limit = (): ReturnType<typeof useLogFilter.getState>['span'] => useLogFilter.getState().span;

  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>): void => {
      if (event.button !== 0) return;
      const x = placeOf(event);
      event.currentTarget.setPointerCapture(event.pointerId);
      pressed.current = { drag: startDrag(layout, limit(), x), x, moved: false };
      useTimeline.setState({ selection: null, cursor: startOf(layout, barAt(layout, x)) });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>): void => {
      const x = placeOf(event);
      setBar(barAt(layout, x));
      const { current } = pressed;
      if (current === null) {
        setHold(holdAt(layout, limit(), x));
        return;
      }
      current.moved ||= Math.abs(x - current.x) >= CLICK;
      if (current.moved) useTimeline.setState({ selection: dragTo(layout, current.drag, x) });
    },
    onPointerUp: (event: PointerEvent<HTMLElement>): void => {
      const { current } = pressed;
      pressed.current = null;
      if (current === null) return;
      if (current.moved) takeSelection();
      else if (holdAt(layout, limit(), placeOf(event)) === 'outside') clearSpan();
    },
    onPointerCancel: (): void => {
      pressed.current = null;
      useTimeline.setState({ selection: null });
    },
    onPointerLeave: (): void => setBar(null),
  };
  return { bar, hold, handlers };
};
