import { type RefObject, useEffect, useRef } from 'react';
import { clampTop, ease, isNotch, type ScrollSpace, wheelRows } from './row-scroller-maths';

interface Motion {
  readonly space: ScrollSpace;
  readonly top: number;
  /** Rows that have gone in front of the first one: `top` counts from there. */
  readonly origin: number;
  readonly move: (top: number) => void;
}

const wantsStillness = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * Wheel, touchpad and touch over `element` move the rows. Notches are eased over a few frames, unless the person
 * asked the system for reduced motion; a touchpad and a finger move the rows with them.
 */
export const useScrollMotion = (element: RefObject<HTMLElement | null>, motion: Motion): void => {
  const now = useRef(motion);
  now.current = motion;

  useEffect(() => {
    const surface = element.current;
    if (surface === null) return;
    let target = 0;
    let frame = 0;
    let last = 0;

    const stop = (): void => {
      cancelAnimationFrame(frame);
      frame = 0;
    };
    const step = (time: number): void => {
      const { space, top, origin, move } = now.current;
      const goal = clampTop(space, target - origin);
      const next = ease(space, top, goal, Math.min(50, time - last));
      last = time;
      frame = next === goal ? 0 : requestAnimationFrame(step);
      move(next);
    };

    const wheel = (event: WheelEvent): void => {
      if (event.ctrlKey || event.deltaY === 0) return;
      // Shift turns the wheel sideways; the element's own overflow takes it.
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      event.preventDefault();
      const { space, top, origin, move } = now.current;
      const rows = wheelRows(space, event.deltaY, event.deltaMode);
      const start = frame === 0 ? top : target - origin;
      target = origin + clampTop(space, start + rows);
      if (!isNotch(event.deltaY, event.deltaMode) || wantsStillness()) {
        stop();
        move(clampTop(space, top + rows));
      } else if (frame === 0) {
        last = performance.now();
        frame = requestAnimationFrame(step);
      }
    };

    let finger: { readonly id: number; readonly y: number } | null = null;
    const touch = (event: PointerEvent): void => {
      if (event.pointerType !== 'touch') return;
      if (event.type === 'pointerdown') {
        stop();
        finger = { id: event.pointerId, y: event.clientY };
      } else if (event.type === 'pointermove' && finger?.id === event.pointerId) {
        const { space, top, move } = now.current;
        move(clampTop(space, top + (finger.y - event.clientY) / space.rowHeight));
        finger = { id: event.pointerId, y: event.clientY };
      } else if (event.type !== 'pointermove') finger = null;
    };
    // A press anywhere (the thumb, a row) ends what the wheel began.
    const press = (): void => stop();

    surface.addEventListener('wheel', wheel, { passive: false });
    const pointers = ['pointerdown', 'pointermove', 'pointerup', 'pointercancel'] as const;
    for (const name of pointers) surface.addEventListener(name, touch);
    surface.addEventListener('keydown', press);
    window.addEventListener('pointerdown', press);
    return () => {
      stop();
      surface.removeEventListener('wheel', wheel);
      for (const name of pointers) surface.removeEventListener(name, touch);
      surface.removeEventListener('keydown', press);
      window.removeEventListener('pointerdown', press);
    };
  }, [element]);
};
